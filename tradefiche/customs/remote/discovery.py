"""Search a source: a page of links, a data set, or the zips themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tradefiche.customs.remote import dataset, indexpage
from tradefiche.customs.remote.bundle import flows_in, twin
from tradefiche.customs.remote.download import Expected
from tradefiche.customs.remote.listings import Offer, WorkbooksOffer
from tradefiche.customs.remote.transfer import LARGEST_PAGE
from tradefiche.customs.remote.url_policy import Trust, is_loopback, parsed
from tradefiche.customs.zips import is_zip
from tradefiche.errors import DataError, UnavailableError, UsageError
from tradefiche.oserrors import translated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tradefiche.customs.remote.download import Arrival, Courier
    from tradefiche.customs.remote.progress import FetchWatch
    from tradefiche.customs.remote.retry import Patience
    from tradefiche.customs.remote.sources import Source, SourceKind


@dataclass(frozen=True, slots=True)
class SearchedSource:
    """A source to search.

    Attributes:
        name: its name in messages.
        urls: URLs to search; empty where `offers` or `books` list the zips.
        trust: where it may lead.
        kind: what it should be; None to detect it.
        offers: zips that are known without a search.
        books: zips of régions' yearly workbooks that are known without a search.
    """

    name: str
    urls: tuple[str, ...]
    trust: Trust
    kind: SourceKind | None = None
    offers: tuple[Offer, ...] = ()
    books: tuple[WorkbooksOffer, ...] = ()

    @property
    def begins(self) -> str:
        """The URL requested first."""
        zips = (*(each.url for each in self.offers), *(each.url for each in self.books))
        return (*self.urls, *zips)[0]


@dataclass(frozen=True, slots=True)
class Discovery:
    """What was found: pages that were read, zips on offer, and zips that were given by URL."""

    pages: tuple[Arrival, ...] = ()
    offers: tuple[Offer, ...] = ()
    zips: tuple[Arrival, ...] = ()


def configured(source: Source) -> SearchedSource:
    """Return the source to search for an entry of `sources.yaml`."""
    hosts = [*source.hosts, urlsplit(source.url or "").hostname or ""]
    return SearchedSource(
        name=source.name,
        urls=(source.url,) if source.url and not source.regions else (),
        trust=Trust(tuple(host for host in hosts if host)),
        kind=source.kind,
        offers=tuple(Offer(each.url, each.flow, each.year, each.release) for each in source.files),
        books=tuple(WorkbooksOffer(url, region) for region, url in source.workbooks().items()),
    )


def named(urls: Sequence[str], watch: FetchWatch) -> SearchedSource:
    """Return the source for URLs given by a user; warn of those that are not encrypted.

    Raises:
        UsageError: a URL is malformed, or holds a user name or password (2).
    """
    for url in urls:
        parts = parsed(url)
        if parts is None:
            raise UsageError(f"{url!r} is not an address of the web", hint="https://…")
        if parts.username or parts.password:
            raise UsageError("an address with a name or password is not taken", hint="https://…")
        if parts.scheme == "http" and not is_loopback(parts.hostname):
            watch.warned(f"{url}: not encrypted; whoever is on the way can change what comes")
    plain = any(url.startswith("http:") for url in urls)
    addresses = tuple(dict.fromkeys(dataset.api_address(url) for url in urls))
    own = tuple(urlsplit(url).hostname or "" for url in addresses)
    return SearchedSource(", ".join(urls), addresses, Trust(None, own, plain))


def find(
    place: SearchedSource, courier: Courier, patience: Patience, watch: FetchWatch
) -> Discovery:
    """Search a source, and return what it offers.

    Raises:
        UnavailableError: it cannot be reached, or is not of the expected kind (69).
        BusyError: it asks to wait (75).
        DataError: a zip is damaged (65).
        UsageError: zips are given together with other URLs (2).
    """
    offers, pages, zips = list(place.offers), [], []
    for url in place.urls:
        arrival = courier.bring(url, Expected(zipped=False), place.trust, patience)
        if is_zip(arrival.path):
            zips.append(arrival)
        else:
            pages.append(arrival)
            offers += _offers(arrival, place.kind)
    if zips and pages:
        raise UsageError("zips and other addresses together", hint="name the zips alone")
    if len(zips) == 1 and len(flows_in(zips[0])) == 1:
        zips += _twin(zips[0], courier, place, patience, watch)
    return Discovery(tuple(pages), tuple(offers), tuple(zips))


def _offers(arrival: Arrival, kind: SourceKind | None) -> list[Offer]:
    address = arrival.raw.address
    if arrival.raw.size > LARGEST_PAGE:
        raise UnavailableError(f"{address}: too large for a page of links")
    with translated(arrival.path):
        content = arrival.path.read_bytes()
    if content.startswith(b"PK"):
        raise DataError(f"{address}: a damaged zip (cut off, or not complete)")
    if indexpage.is_page(content) and kind != "dataset":
        return indexpage.offers(content, address, arrival.raw.headers.get("content-type", ""))
    if dataset.is_dataset(content) and kind != "index":
        return dataset.offers(content, address)
    expected = {"index": "a page of links", "dataset": "the description of a data set"}
    what = expected.get(kind or "", "a page of links, nor a data set, nor a zip")
    raise UnavailableError(f"{address}: not {what}")


def _twin(
    alone: Arrival, courier: Courier, place: SearchedSource, patience: Patience, watch: FetchWatch
) -> list[Arrival]:
    """Fetch the other flow's zip from the URL its name suggests, since both go in together."""
    url = twin(alone.raw.address)
    if url is None:
        return []
    watch.said(f"{alone.raw.name} has one flow; the other should be at {url}")
    try:
        return [courier.bring(url, Expected(zipped=True), place.trust, patience)]
    except UnavailableError as error:
        raise UnavailableError(
            f"{alone.raw.url}: one flow alone, and the other is not to be had: {error.message}",
            hint="name the other zip with a second --source",
        ) from error
