"""Take what is requested from one source: find, download and read it, then commit it at once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tradefiche.customs.downloads import with_arrivals
from tradefiche.customs.folders import packages
from tradefiche.customs.ingest import IngestOutcome, Intake
from tradefiche.customs.manifest import write_manifest
from tradefiche.customs.remote.books import BookBundle, chosen
from tradefiche.customs.remote.bundle import Bundle, holds_workbooks
from tradefiche.customs.remote.discovery import Discovery, find
from tradefiche.customs.remote.download import Expected, by_address
from tradefiche.customs.remote.listings import Offer, WorkbooksOffer
from tradefiche.customs.remote.plan import WantedZips, plan
from tradefiche.customs.remote.request import Fetched, TakenZip
from tradefiche.customs.store import Store
from tradefiche.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Container, Sequence
    from pathlib import Path

    from tradefiche.customs.downloads import Raw
    from tradefiche.customs.remote.discovery import SearchedSource
    from tradefiche.customs.remote.download import Arrival, Courier
    from tradefiche.customs.remote.listings import OfferPair
    from tradefiche.customs.remote.progress import FetchWatch
    from tradefiche.customs.remote.request import FetchRequest, State
    from tradefiche.customs.remote.retry import Patience


@dataclass
class Taker:
    """Takes from sources for one run.

    Attributes:
        folder: the store's.
        oldest: configured sources that end before this year are refused.
        full_years: the calendar years that the zips chosen so far should hold in full.
    """

    folder: Path
    order: FetchRequest
    config_dirs: tuple[Path, ...]
    oldest: int
    courier: Courier
    watch: FetchWatch
    full_years: set[int] = field(default_factory=set)

    def take(self, place: SearchedSource, patience: Patience) -> Fetched:
        """Take what is asked for from one source; raises as `fetching.fetch`."""
        if place.books:
            return self._books(place, patience)
        found = find(place, self.courier, patience, self.watch)
        if found.zips:
            return self._taken(place, found, [self._named(place, found.zips)])
        pairs = plan(found.offers, self._store.view(), self._wanted())
        self.full_years |= {pair.full_year for pair in pairs if pair.full_year is not None}
        offers = [offer for pair in pairs for offer in pair.offers]
        if self.order.dry_run:
            return self._dry(place, offers, patience)
        archived = {pair.year for pair in pairs}
        bundles = [self._bundle(pair, archived, place, patience) for pair in pairs]
        return self._taken(place, found, bundles, offers)

    @property
    def _store(self) -> Store:
        """The store as it is now."""
        return Store(self.folder)

    def _wanted(self) -> WantedZips:
        """Return what a source must have; it can be too old only if no years or URLs are given."""
        if self.order.years or self.order.urls:
            return WantedZips(self.order.years)
        return WantedZips(oldest=self.oldest)

    def _books(self, place: SearchedSource, patience: Patience) -> Fetched:
        """Fetch the régions' workbooks; a dry run reads them only if the store has them all."""
        books = chosen(place.books, self.order.regions)
        arrivals: list[Arrival] = []
        if self.order.dry_run:
            fetched = self._dry(place, books, patience)
            kept = (self.courier.kept(book.url, _expected(book)) for book in books)
            arrivals += (each for each in kept if each is not None)
            if any(file.state == "new" for file in fetched.files):
                return fetched
        else:
            for book in books:
                self.watch.said(f"workbooks of région {book.region}")
                arrivals.append(
                    self.courier.bring(book.url, _expected(book), place.trust, patience)
                )
        oldest = self._wanted().oldest
        bundle = BookBundle(place.name, books, tuple(arrivals), self.order.years, oldest)
        return self._taken(place, Discovery(), [bundle], books)

    def _named(self, place: SearchedSource, zips: tuple[Arrival, ...]) -> Bundle | BookBundle:
        """Return the bundle of zips given by URL: of workbooks if all of them hold workbooks."""
        if all(holds_workbooks(each) for each in zips):
            books = tuple(WorkbooksOffer(each.raw.url) for each in zips)
            return BookBundle(place.name, books, zips, self.order.years)
        return Bundle(place.name, zips, self.order.years)

    def _bundle(
        self,
        pair: OfferPair,
        archived: Container[int | None],
        place: SearchedSource,
        patience: Patience,
    ) -> Bundle:
        """Fetch a pair; the latest quarters must hold their full year if no archive of it comes."""
        arrivals = tuple(
            self.courier.bring(offer.url, _expected(offer), place.trust, patience)
            for offer in pair.offers
        )
        if pair.year is not None:
            return Bundle(str(pair), arrivals, (pair.year,))
        year = pair.full_year
        years = (year,) if year is not None and year not in archived else ()
        return Bundle(str(pair), arrivals, years, certain=False)

    def _taken(
        self,
        place: SearchedSource,
        found: Discovery,
        bundles: Sequence[Bundle | BookBundle],
        offers: Sequence[Offer | WorkbooksOffer] = (),
    ) -> Fetched:
        """Read the bundles that the store lacks in whole or part, and commit them together."""
        arrivals = [arrival for bundle in bundles for arrival in bundle.arrivals]
        by_url = {offer.url: offer for offer in offers}
        came_as: State = "new" if self.order.dry_run else "fetched"
        files = tuple(_file(each, by_url.get(each.raw.url), came_as) for each in arrivals)
        fresh = [bundle for bundle in bundles if self._lacks(bundle)]
        pages = [page.raw for page in found.pages if page.fresh and page.raw.conditional]
        came = [arrival.raw for arrival in arrivals if arrival.fresh]
        if fresh:
            return Fetched(place.name, files, self._read(fresh, [*pages, *came]))
        if pages and not self.order.dry_run:
            manifest = self._store.manifest
            kept = with_arrivals(manifest.raw, pages)
            if kept != manifest.raw:
                write_manifest(self.folder, replace(manifest, raw=kept))
        return Fetched(place.name, files, self._nothing())

    def _lacks(self, bundle: Bundle | BookBundle) -> bool:
        """Whether a bundle must be read.

        The store lacks some of it, its slices of it are damaged, or they are of another release
        than is given now.
        """
        manifest, told = self._store.manifest, self.order.release
        digests = {arrival.raw.sha256 for arrival in bundle.arrivals}
        mine = [each for each in manifest.every if each.source.sha256 in digests]
        return (
            bundle.lacking(mine)
            or any(self._store.damaged(each) for each in mine)
            or any(each.release != told for each in mine if told)
        )

    def _read(self, bundles: Sequence[Bundle | BookBundle], came: Sequence[Raw]) -> IngestOutcome:
        arrivals = [arrival for bundle in bundles for arrival in bundle.arrivals]
        try:
            paths = dict.fromkeys(arrival.path for arrival in arrivals)
            found = [package for path in paths for package in packages(path)]
            keep = not self.order.dry_run
            intake = Intake(self._store, found, self.config_dirs, keep=keep)
            intake.read(self.order.release, lambda name: self.watch.said(f"reading {name}"))
            said = [each for bundle in bundles for each in bundle.check(intake)]
        except DataError as error:
            raise by_address(error, arrivals) from error
        outcome = intake.outcome() if self.order.dry_run else intake.commit(came)
        return replace(outcome, remarks=(*outcome.remarks, *said))

    def _dry(
        self, place: SearchedSource, offers: Sequence[Offer | WorkbooksOffer], patience: Patience
    ) -> Fetched:
        """Return for each zip whether it would be downloaded; none is read."""
        files = []
        for offer in offers:
            new, size = self.courier.would_bring(offer.url, _expected(offer), place.trust, patience)
            state: State = "new" if new else "unchanged"
            files.append(_told(offer.url, offer, state, size))
        return Fetched(place.name, tuple(files), self._nothing())

    def _nothing(self) -> IngestOutcome:
        return IngestOutcome((), (), (), self._store.manifest.data or "customs")


def _expected(offer: Offer | WorkbooksOffer) -> Expected:
    if isinstance(offer, Offer):
        return Expected(zipped=True, size=offer.size, checksum=offer.checksum)
    return Expected(zipped=True)


def _file(arrival: Arrival, offer: Offer | WorkbooksOffer | None, came_as: State) -> TakenZip:
    state = came_as if arrival.fresh else "unchanged"
    file = _told(arrival.raw.url, offer, state, arrival.raw.size)
    return replace(file, raw=arrival.raw)


def _told(
    url: str, offer: Offer | WorkbooksOffer | None, state: State, size: int | None
) -> TakenZip:
    """Return the entry for a zip, with what its source states about it."""
    if isinstance(offer, Offer):
        return TakenZip(url, offer.flow, offer.year, offer.release, state, size or offer.size)
    return TakenZip(url, None, None, None, state, size, region=offer.region if offer else None)
