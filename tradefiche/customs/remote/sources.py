"""`config/sources.yaml`: where the Customs' files are, in which order, and how patient to be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import msgspec

from tradefiche.configuration.loading import read
from tradefiche.configuration.schema import About, Count, NonEmptyText, Strict
from tradefiche.customs.remote.url_policy import is_loopback, parsed
from tradefiche.customs.workbooks.magnitudes import CustomsRegion
from tradefiche.reference.schema import Url
from tradefiche.reference.terms import Flow

if TYPE_CHECKING:
    from pathlib import Path

NAME = "sources.yaml"
PLACE = "{region}"
SourceKind = Literal["index", "workbooks", "dataset", "files"]
Host = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9.:-]+$")]
CalendarYear = Annotated[int, msgspec.Meta(ge=1990, le=2099)]
ReleaseMonth = Annotated[str, msgspec.Meta(pattern=r"^20\d\d-(0[1-9]|1[0-2])$")]
Seconds = Annotated[float, msgspec.Meta(ge=0)]
Positive = Annotated[float, msgspec.Meta(gt=0)]


class Limits(Strict, frozen=True):
    """Limits on requests, with units in the names: s seconds, kb_s kB per second, mb MB."""

    connect_s: Positive
    read_s: Positive
    patience_s: Positive
    total_s: Positive
    slowest_kb_s: Positive
    between_s: Seconds
    attempts: Count
    first_wait_s: Seconds
    longest_wait_s: Seconds
    redirects: Count
    largest_mb: Positive


class Address(Strict, frozen=True):
    """A zip's URL, and what it holds; no `year` means the latest quarters."""

    url: Url
    flow: Flow
    year: CalendarYear | None = None
    release: ReleaseMonth | None = None


class Source(Strict, frozen=True):
    """A source of the Customs' files: a page, a data set, or URLs of zips.

    Its files may come from the host of `url`, and from `hosts` and their subdomains. A `url` of
    workbooks contains `{region}`, in place of which each of `regions` is put.
    """

    name: NonEmptyText
    kind: SourceKind
    hosts: tuple[Host, ...]
    url: Url | None = None
    files: tuple[Address, ...] = ()
    regions: tuple[CustomsRegion, ...] = ()

    def workbooks(self) -> dict[str, str]:
        """Return the URL of each région's zip, by the Customs' code."""
        return {code: (self.url or "").replace(PLACE, code) for code in self.regions}


class Sources(Strict, frozen=True):
    """`sources.yaml` as a whole."""

    about: About
    limits: Limits
    stale_after_years: Count
    sources: Annotated[tuple[Source, ...], msgspec.Meta(min_length=1)]


def sources(dirs: tuple[Path, ...]) -> Sources:
    """Return the configured sources; ConfigError (78) if the file or a URL in it is wrong."""
    layers = read(NAME, dirs)
    found = layers.checked(Sources)
    for index, source in enumerate(found.sources):
        keys = ("sources", index)
        if source.kind == "files" and (source.url or not source.files):
            raise layers.slip((*keys, "files"), expected="addresses, and no url", got="others")
        if source.kind != "files" and (source.files or not source.url):
            raise layers.slip((*keys, "url"), expected="one address, and no files", got="others")
        if (source.kind == "workbooks") != bool(source.regions):
            expected = "codes of régions, for the kind workbooks alone"
            raise layers.slip((*keys, "regions"), expected=expected, got=source.kind)
        if source.regions and (source.url or "").count(PLACE) != 1:
            raise layers.slip((*keys, "url"), expected=f"{PLACE} in it, once", got=source.url)
        addresses = source.workbooks().values() if source.regions else [source.url]
        for url in filter(None, (*addresses, *(each.url for each in source.files))):
            parts = parsed(url)
            if parts is None or (parts.scheme == "http" and not is_loopback(parts.hostname)):
                raise layers.slip(keys, expected="https addresses", got=url)
    return found
