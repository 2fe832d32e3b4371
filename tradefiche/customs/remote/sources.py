"""`config/sources.yaml`: where the Customs' files are, in which order, and how patient to be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import msgspec

from tradefiche.configuration.loading import load, locate, slip
from tradefiche.configuration.schema import About, Strict, Text
from tradefiche.customs.remote.url_policy import is_loopback, parsed

if TYPE_CHECKING:
    from pathlib import Path

NAME = "sources.yaml"
Kind = Literal["index", "dataset", "files"]
Url = Annotated[str, msgspec.Meta(pattern=r"^https?://[^/\s]+\S*$")]
Host = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9.:-]+$")]
Year = Annotated[int, msgspec.Meta(ge=1990, le=2099)]
Month = Annotated[str, msgspec.Meta(pattern=r"^20\d\d-(0[1-9]|1[0-2])$")]
Seconds = Annotated[float, msgspec.Meta(ge=0)]
Positive = Annotated[float, msgspec.Meta(gt=0)]
Count = Annotated[int, msgspec.Meta(ge=1)]


class Limits(Strict, frozen=True):
    """How long, how often, how much."""

    connect_s: Positive
    read_s: Positive
    patience_s: Positive
    total_s: Positive
    slowest_kb_s: Positive
    attempts: Count
    first_wait_s: Seconds
    longest_wait_s: Seconds
    redirects: Count
    largest_mb: Positive


class Address(Strict, frozen=True):
    """A zip's own address, and what it is; no `year` means the latest quarters."""

    url: Url
    flow: Literal["export", "import"]
    year: Year | None = None
    release: Month | None = None


class Source(Strict, frozen=True):
    """A place that has the Customs' files: a page, a data set, or addresses of zips."""

    name: Text
    kind: Kind
    hosts: tuple[Host, ...]
    url: Url | None = None
    files: tuple[Address, ...] = ()


class Sources(Strict, frozen=True):
    """sources.yaml."""

    about: About
    limits: Limits
    stale_after_years: Count
    sources: Annotated[tuple[Source, ...], msgspec.Meta(min_length=1)]


def sources(dirs: tuple[Path, ...]) -> Sources:
    """Return the sources; ConfigError (78) where the file or an address in it is wrong."""
    found = load(NAME, Sources, dirs)
    path = locate(NAME, dirs)
    for index, source in enumerate(found.sources):
        keys = ("sources", index)
        if source.kind == "files" and (source.url or not source.files):
            raise slip(path, (*keys, "files"), expected="addresses, and no url", got="others")
        if source.kind != "files" and (source.files or not source.url):
            raise slip(path, (*keys, "url"), expected="one address, and no files", got="others")
        for url in filter(None, (source.url, *(each.url for each in source.files))):
            parts = parsed(url)
            if parts is None or (parts.scheme == "http" and not is_loopback(parts.hostname)):
                raise slip(path, keys, expected="https addresses", got=url)
    return found
