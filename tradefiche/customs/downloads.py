"""Downloaded files, stored unchanged under their digest, with their provenance."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

FOLDER = "raw"
DIGEST = re.compile(r"[0-9a-f]{64}")
NAME = re.compile(r"[A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class Raw:
    """A downloaded file, kept unchanged at `raw/<sha256>/<name>` in the store.

    Attributes:
        url: the address requested.
        address: the address that served it, after redirects.
        fetched: time of the download (UTC, ISO 8601).
        name: its own name, which may contain a release.
        size: in bytes.
        headers: response headers, names in lower case.
        page: whether it is a page or list that links to files, rather than data.
    """

    url: str
    address: str
    fetched: str
    name: str
    sha256: str
    size: int
    headers: dict[str, str]
    page: bool = False

    @property
    def file(self) -> str:
        """Its path inside the store."""
        return f"{FOLDER}/{self.sha256}/{self.name}"

    @property
    def conditional(self) -> bool:
        """Whether it has an ETag or Last-Modified header, for a conditional request."""
        return "etag" in self.headers or "last-modified" in self.headers


def is_named(raw: Raw) -> bool:
    """Whether its digest and name have the form that the program writes."""
    return bool(DIGEST.fullmatch(raw.sha256)) and bool(NAME.fullmatch(raw.name))


def latest_of(raws: Iterable[Raw]) -> dict[str, Raw]:
    """Return the newest file for each requested address; `raws` is ordered, newest last."""
    return {raw.url: raw for raw in raws}


def with_arrivals(held: Iterable[Raw], arrived: Iterable[Raw]) -> tuple[Raw, ...]:
    """Return held and new files, newest last; only the newest version of a page is kept."""
    new = tuple(arrived)
    same = {(raw.url, raw.sha256) for raw in new}
    pages = {raw.url for raw in new if raw.page}
    kept = (
        raw
        for raw in held
        if (raw.url, raw.sha256) not in same and not (raw.page and raw.url in pages)
    )
    return (*kept, *new)


def in_use(raws: Iterable[Raw], digests: Collection[str], urls: Collection[str]) -> tuple[Raw, ...]:
    """Return the files with one of these digests, or that are the newest from one of `urls`."""
    everything = tuple(raws)
    last = latest_of(everything)
    return tuple(
        raw
        for raw in everything
        if raw.sha256 in digests or (raw.url in urls and last[raw.url] == raw)
    )
