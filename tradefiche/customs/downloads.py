"""Files as they came from the network, kept under the name of their content with provenance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

FOLDER = "raw"


@dataclass(frozen=True, slots=True)
class Raw:
    """A file as it came, at `raw/<sha256>/<name>` in the store.

    Attributes:
        url: address that was asked for.
        address: address that gave it, after redirects.
        fetched: when it came (UTC, ISO 8601).
        name: its own name, in which a release may be written.
        size: in bytes.
        headers: what the server said of it, names in lower case.
        page: whether it is a page or a list that leads to files, rather than data.
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
        """Whether the server told something by which to ask for it only if it has changed."""
        return "etag" in self.headers or "last-modified" in self.headers


def latest_of(raws: Iterable[Raw]) -> dict[str, Raw]:
    """Return what came last from each address."""
    return {raw.url: raw for raw in raws}


def with_arrivals(held: Iterable[Raw], arrived: Iterable[Raw]) -> tuple[Raw, ...]:
    """Return the files with those that arrived, newest last; of a page only the newest stays."""
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
    """Return the files that a held quarter comes from, or that came last from one of `urls`."""
    everything = tuple(raws)
    last = latest_of(everything)
    return tuple(
        raw
        for raw in everything
        if raw.sha256 in digests or (raw.url in urls and last[raw.url] == raw)
    )
