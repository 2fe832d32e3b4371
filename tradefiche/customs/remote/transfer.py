"""The download of one file, over as many responses as it takes, resumed where that is safe.

A partial download is continued only if the server confirms, by a strong ETag or a date, that the
rest is of the same file; otherwise it starts over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tradefiche.cleaning import cleaned
from tradefiche.customs.remote.indexpage import is_page
from tradefiche.customs.remote.retry import PassingError
from tradefiche.errors import DataError, UnavailableError
from tradefiche.oserrors import translated

if TYPE_CHECKING:
    from pathlib import Path

    import httpx

    from tradefiche.customs.remote.progress import FetchWatch
    from tradefiche.customs.remote.retry import Patience
    from tradefiche.customs.remote.url_policy import Trust
    from tradefiche.customs.remote.web import Web

_OK, _PARTIAL, _UNCHANGED, _NO_SUCH_RANGE = 200, 206, 304, 416
_RANGE = re.compile(r"bytes (\d{1,18})-\d{1,18}/(\d{1,18}|\*)", re.ASCII)
_ZIP = b"PK"
_VALIDATOR = re.compile(r"[ -~]{1,300}")
LARGEST_PAGE = 2 * 10**6
"""Bytes; today's pages have some hundred thousand."""


@dataclass
class Transfer:
    """A download in progress.

    Attributes:
        url: the URL requested.
        path: the temporary file that it is written to.
        largest: maximum size in bytes.
        zipped: whether a zip is expected, so that a page in its place is refused at once.
        conditions: request headers that avoid the download of an unchanged file.
        size: required size in bytes, if known beforehand.
        peek: whether only to ask what would be sent.
        received: bytes in the file now.
        most: the largest `received` so far, over all attempts.
        unchanged: whether the server answered that the file has not changed.
        page: whether no zip was expected and none came; its size is limited to `LARGEST_PAGE`.
        address: the URL that answered, after redirects.
        headers: the response headers, names in lower case.
        total: the size of the file in bytes; None if unknown.
    """

    url: str
    path: Path
    largest: int
    zipped: bool
    conditions: dict[str, str]
    size: int | None = None
    peek: bool = False
    received: int = 0
    most: int = 0
    unchanged: bool = False
    page: bool = False
    address: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    total: int | None = None
    _validator: str | None = None

    def attempt(self, web: Web, trust: Trust, patience: Patience, watch: FetchWatch) -> None:
        """Request the file, or the missing rest of it, and read the response to its end.

        Raises:
            PassingError: it was interrupted; another attempt continues or starts over.
            DataError: it is too large, not of the stated size, or a page instead of a zip.
            UnavailableError: the source does not provide it, or too slowly.
        """
        asked = self._asked()
        with web.answer(self.url, trust, patience, asked) as response:
            self.address = str(response.url)
            if response.status_code == _UNCHANGED:
                if "Range" in asked or not self.conditions:
                    raise UnavailableError(f"{self.url}: answers 304 to what is no question")
                self.unchanged = True
                return
            self._begin(response, resumed="Range" in asked)
            if self.peek:
                return
            self._read(response, patience, watch)
        if self.total is not None and self.received != self.total:
            short = f"{self.url}: {self.received} bytes came, not {self.total}"
            if self.size is not None:
                raise DataError(f"{short} as the source says")
            self._start_over()
            raise PassingError(short)

    def _asked(self) -> dict[str, str]:
        if self.received and self._validator:
            return {"Range": f"bytes={self.received}-", "If-Range": self._validator}
        self._start_over()
        return dict(self.conditions)

    def _start_over(self) -> None:
        self.received = 0
        self._validator = None
        self.total = self.size

    def _begin(self, response: httpx.Response, *, resumed: bool) -> None:
        """Check the response's status and headers, and start over unless it continues the file."""
        coding = response.headers.get("Content-Encoding", "").strip().lower()
        if coding not in ("", "identity"):
            raise UnavailableError(
                f"{self.url}: sent compressed ({cleaned(coding)}), which was not asked for; refused"
            )
        if response.status_code == _NO_SUCH_RANGE or (
            response.status_code == _PARTIAL and not self._continues(response)
        ):
            self._start_over()
            raise PassingError(f"{self.url}: the file changed meanwhile, or cannot be resumed")
        if response.status_code == _PARTIAL:
            return
        if resumed:
            self._start_over()
        self.headers = {name.lower(): value for name, value in response.headers.items()}
        self._validator = _validator(response)
        length = response.headers.get("Content-Length", "")
        if length.isdecimal():
            self._expect(int(length))

    def _continues(self, response: httpx.Response) -> bool:
        """Whether a partial response is the missing rest of the file."""
        found = _RANGE.fullmatch(response.headers.get("Content-Range", ""))
        if found is None or not self.received or int(found[1]) != self.received:
            return False
        if found[2] != "*" and self.total is not None and int(found[2]) != self.total:
            return False
        return _validator(response) in (None, self._validator)

    def _expect(self, size: int) -> None:
        if self.size is not None and size != self.size:
            raise DataError(f"{self.url}: has {size} bytes, not {self.size} as the source says")
        self._bound(size)
        self.total = size

    def _bound(self, size: int) -> None:
        if self.page and size > LARGEST_PAGE:
            raise UnavailableError(
                f"{self.url}: larger than {LARGEST_PAGE // 10**6} MB, and no zip; refused"
            )
        if size > self.largest:
            raise DataError(f"{self.url}: larger than {self.largest // 10**6} MB; refused")

    def _read(self, response: httpx.Response, patience: Patience, watch: FetchWatch) -> None:
        with translated(self.path), self.path.open("r+b") as stream:
            stream.seek(self.received)
            stream.truncate()
            for block in response.iter_raw():
                if not self.received:
                    self._look(block)
                self._bound(self.received + len(block))
                stream.write(block)
                self.received += len(block)
                patience.got(max(0, self.received - self.most))
                self.most = max(self.most, self.received)
                watch.moved(self.received, self.total)
                if patience.left() <= 0:
                    raise UnavailableError(
                        f"{self.url}: too slow, {self.received} bytes came; given up"
                    )

    def _look(self, block: bytes) -> None:
        """Check the first bytes: refuse a page in place of a zip, and note if it is no zip."""
        if self.zipped and is_page(block):
            raise DataError(
                f"{self.url}: a web page (HTML) came in place of a zip",
                hint="the file has moved, or the site shows an error page",
            )
        self.page = not self.zipped and not _ZIP.startswith(block[: len(_ZIP)])


def _validator(response: httpx.Response) -> str | None:
    """Return what identifies this version of a file: a strong ETag, else its date; or None."""
    etag = told(response.headers.get("ETag"))
    if etag and not etag.startswith("W/"):
        return etag
    return told(response.headers.get("Last-Modified"))


def told(validator: str | None) -> str | None:
    """Return an ETag or a date if it can be sent back in a header, else None."""
    return validator if validator and _VALIDATOR.fullmatch(validator) else None
