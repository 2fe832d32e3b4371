"""Download files, one after another, into the store's folder of raw files."""

from __future__ import annotations

import hashlib
import re
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tradefiche import files
from tradefiche.customs import downloads as raw
from tradefiche.customs.downloads import Raw
from tradefiche.customs.remote.names import name_of
from tradefiche.customs.remote.retry import PassingError
from tradefiche.customs.remote.transfer import Transfer, told
from tradefiche.customs.zips import is_zip
from tradefiche.errors import DataError
from tradefiche.oserrors import translated
from tradefiche.staging import staged

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tradefiche.customs.remote.progress import FetchWatch
    from tradefiche.customs.remote.retry import Patience
    from tradefiche.customs.remote.sources import Limits
    from tradefiche.customs.remote.url_policy import Trust
    from tradefiche.customs.remote.web import Web
    from tradefiche.customs.store import Store

_KEPT_HEADERS = (
    "etag", "last-modified", "content-type", "content-length", "content-disposition", "date",
)  # fmt: skip
_FILENAME = re.compile(r"filename\s*=\s*\"?([^\";]+)", re.IGNORECASE)
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Expected:
    """A zip expected or not; size in bytes and checksum (algorithm, hex digest) if known."""

    zipped: bool
    size: int | None = None
    checksum: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file at hand; `fresh` if the store's manifest does not list it yet."""

    raw: Raw
    path: Path
    fresh: bool


def by_address(error: DataError, arrivals: Iterable[Arrival]) -> DataError:
    """Return an error whose message has the URLs of files, not their possibly temporary paths."""
    message = error.message
    for arrival in arrivals:
        message = message.replace(str(arrival.path), arrival.raw.url)
    return DataError(message, hint=error.hint)


class Courier:
    """Downloads for one run: conditional, resumed, retried, checked.

    `asked` are the URLs requested so far.
    """

    def __init__(
        self, web: Web, store: Store, limits: Limits, watch: FetchWatch, into: Path
    ) -> None:
        """Download for a store into the folder `into`: the store's own, or that of a dry run."""
        self._web = web
        self._folder = store.folder
        self._into = into
        self._held = store.manifest.raw
        self._last = raw.latest_of(self._held)
        self._limits = limits
        self._watch = watch
        self.asked: set[str] = set()

    def bring(self, url: str, expected: Expected, trust: Trust, patience: Patience) -> Arrival:
        """Download a file, unless the store has it unchanged.

        Raises:
            UnavailableError: it cannot be downloaded (69).
            BusyError: the server asks to wait (75).
            DataError: it is not what was expected (65).
        """
        known = self._known(url, expected)
        with staged(self._into / raw.FOLDER) as temporary:
            transfer = self._transfer(url, temporary.path, expected, known)
            self._persist(transfer, trust, patience)
            if known is not None and transfer.unchanged:
                return Arrival(known, self._folder / known.file, fresh=False)
            came = self._described(transfer, _checked(transfer, expected))
            goal = self._into / came.file
            temporary.settle(goal)
        return Arrival(came, goal, fresh=came not in self._held)

    def would_bring(
        self, url: str, expected: Expected, trust: Trust, patience: Patience
    ) -> tuple[bool, int | None]:
        """Return whether a file would be downloaded, and its size if known; raises as `bring`."""
        known = self._known(url, expected)
        with staged(self._into / raw.FOLDER) as temporary:
            transfer = self._transfer(url, temporary.path, expected, known)
            transfer.peek = True
            self._persist(transfer, trust, patience)
            return not transfer.unchanged, transfer.total

    def kept(self, url: str, expected: Expected) -> Arrival | None:
        """Return the store's copy of a file if it is intact, without any request; else None."""
        known = self._known(url, expected)
        return Arrival(known, self._folder / known.file, fresh=False) if known else None

    def _transfer(self, url: str, path: Path, expected: Expected, known: Raw | None) -> Transfer:
        if self.asked:
            time.sleep(self._limits.between_s)
        self.asked.add(url)
        return Transfer(
            url=url,
            path=path,
            largest=int(self._limits.largest_mb * 10**6),
            zipped=expected.zipped,
            conditions=_conditions(known),
            size=expected.size,
        )

    def _known(self, url: str, expected: Expected) -> Raw | None:
        """Return the last file held from a URL, if intact and of the expected checksum, or None."""
        known = self._last.get(url)
        if known is None:
            return None
        path = self._folder / known.file
        with translated(path):
            if not path.is_file() or files.sha256(path) != known.sha256:
                return None
            if expected.checksum and _digest(path, expected.checksum) != expected.checksum[1]:
                return None
        return known

    def _persist(self, transfer: Transfer, trust: Trust, patience: Patience) -> None:
        """Retry until the transfer is complete, or attempts or patience run out."""
        failures = tried = 0
        patience.resume()
        try:
            while True:
                before = transfer.most
                self._watch.began(name_of(transfer.url) or transfer.url)
                try:
                    transfer.attempt(self._web, trust, patience, self._watch)
                except PassingError as passing:
                    fault = passing
                else:
                    return
                finally:
                    self._watch.ended()
                tried += 1
                failures = 1 if transfer.most > before else failures + 1
                self._watch.said(f"{fault.reason}; trying again")
                patience.wait_after(failures, fault, self._limits, tried)
        finally:
            patience.pause()

    def _described(self, transfer: Transfer, digest: str) -> Raw:
        """Return a file's provenance: the held one if unchanged; known content keeps its name."""
        page = not is_zip(transfer.path)
        headers = {key: text for key in _KEPT_HEADERS if (text := told(transfer.headers.get(key)))}
        known = self._last.get(transfer.url)
        same = next((each for each in self._held if each.sha256 == digest), None)
        came = Raw(
            url=transfer.url,
            address=transfer.address,
            fetched=datetime.now(UTC).isoformat(timespec="seconds"),
            name=same.name if same else _safe_name(transfer),
            sha256=digest,
            size=transfer.received,
            headers=headers,
            page=page,
        )
        if known is not None and known.sha256 == digest and _conditions(known) == _conditions(came):
            return known
        return came


def _checked(transfer: Transfer, expected: Expected) -> str:
    """Return the SHA-256 of a downloaded file; DataError (65) if it is not the expected one."""
    path = transfer.path
    with translated(path):
        if expected.checksum:
            algorithm, digest = expected.checksum
            found = _digest(path, expected.checksum)
            if found is None:
                raise DataError(f"{transfer.url}: a checksum of an unknown kind, {algorithm}")
            if found != digest:
                raise DataError(
                    f"{transfer.url}: wrong checksum: {algorithm} {found}, not {digest}",
                    hint="it was damaged on the way or at the source; fetch again later",
                )
        if expected.zipped and not is_zip(path):
            raise DataError(f"{transfer.url}: not a zip, or one that is cut off")
        return files.sha256(path)


def _digest(path: Path, checksum: tuple[str, str]) -> str | None:
    algorithm = checksum[0].replace("-", "").replace("_", "")
    if algorithm not in hashlib.algorithms_guaranteed or algorithm.startswith("shake"):
        return None
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, algorithm).hexdigest()


def _conditions(known: Raw | None) -> dict[str, str]:
    """Return the headers that ask for a file only if it has changed."""
    if known is None:
        return {}
    asked = {}
    if etag := told(known.headers.get("etag")):
        asked["If-None-Match"] = etag
    if modified := told(known.headers.get("last-modified")):
        asked["If-Modified-Since"] = modified
    return asked


def _safe_name(transfer: Transfer) -> str:
    """Return a safe file name: from Content-Disposition, else from the final or requested URL."""
    told = _FILENAME.search(transfer.headers.get("content-disposition", ""))
    names = (told[1] if told else "", name_of(transfer.address), name_of(transfer.url))
    name = next((each for each in names if each), "file")
    return (
        _UNSAFE.sub("-", name.replace("\\", "/").rsplit("/", 1)[-1])[-_LONGEST_NAME:].strip(".-")
        or "file"
    )
