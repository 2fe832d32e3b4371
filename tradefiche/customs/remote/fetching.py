"""Fetching from the network: the first source that has what is asked for, all of it or nothing.

The store is held from the first request to the last write. Until the manifest is replaced, at the
very end, it names nothing of what came, and what it does not name is swept away.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from tradefiche.customs.archives import packages
from tradefiche.customs.ingest import Intake, Outcome
from tradefiche.customs.manifest import write_manifest
from tradefiche.customs.raw import in_use, with_arrivals
from tradefiche.customs.remote.bundle import Bundle
from tradefiche.customs.remote.courier import Courier, Expected
from tradefiche.customs.remote.finding import configured, find, named
from tradefiche.customs.remote.pace import Patience
from tradefiche.customs.remote.plan import Wanted, plan
from tradefiche.customs.remote.sources import sources
from tradefiche.customs.remote.watch import Nobody
from tradefiche.customs.remote.web import Web
from tradefiche.customs.store import Store
from tradefiche.errors import BusyError, DataError, TradeficheError, UnavailableError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tradefiche.customs.layout import Flow
    from tradefiche.customs.raw import Raw
    from tradefiche.customs.remote.courier import Arrival
    from tradefiche.customs.remote.finding import Found, Place
    from tradefiche.customs.remote.offers import Offer, Pair
    from tradefiche.customs.remote.watch import Watch

State = Literal["fetched", "unchanged", "new"]
SHARE = 0.5
"""Part of the patience left that a source gets while others are to come."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for.

    Attributes:
        years: calendar years; none for what the publication needs.
        urls: addresses that take the place of the configured sources; nothing stands in for them.
        release: month of the release of files that do not tell it.
        patience_s: seconds without getting on; the configuration's if None.
        dry_run: whether only to say what would be done.
        prune: whether to drop raw files that are no longer in use.
    """

    years: tuple[int, ...] = ()
    urls: tuple[str, ...] = ()
    release: str | None = None
    patience_s: float | None = None
    dry_run: bool = False
    prune: bool = False


@dataclass(frozen=True, slots=True)
class File:
    """A zip of the source that was taken.

    Attributes:
        flow, year, release: as the source tells them; None if it does not.
        state: `fetched`, `unchanged`, or `new` where a dry run would fetch it.
        raw: the file as it is kept; None in a dry run.
    """

    url: str
    flow: Flow | None
    year: int | None
    release: str | None
    state: State
    size: int | None
    raw: Raw | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a fetch did.

    Attributes:
        source: name of the source that was taken.
        files: its zips that were asked for.
        outcome: what the store took in.
        failed: what was wrong with the sources before it.
        pruned: raw files that were dropped, or would be.
    """

    source: str
    files: tuple[File, ...]
    outcome: Outcome
    failed: tuple[str, ...] = ()
    pruned: tuple[Raw, ...] = ()


def fetch(
    store: Store, order: Order, *, config_dirs: tuple[Path, ...], watch: Watch | None = None
) -> Fetched:
    """Bring what is asked for into the store, from the first source that has it.

    Raises:
        UnavailableError: no source can be reached or has it (69).
        BusyError: another run holds the store, or a source asks to wait (75).
        DataError: a file is not what it should be (65); nothing of it was taken in.
        StorageError, OutputError: the store cannot be written (74, 73).
        ConfigError: `sources.yaml` is wrong (78).
    """
    with store.locked(), store.swept():
        run = _Run(store, order, config_dirs, watch or Nobody())
        try:
            return run.first_that_has_it()
        finally:
            run.web.close()


class _Run:
    """One fetch, the store being held."""

    def __init__(
        self, store: Store, order: Order, config_dirs: tuple[Path, ...], watch: Watch
    ) -> None:
        self._settings = sources(config_dirs)
        limits = self._settings.limits
        self._store = Store(store.folder)
        self._order = order
        self._config_dirs = config_dirs
        self._watch = watch
        self._patience = Patience.of(limits, order.patience_s)
        self._places = (
            [named(order.urls, watch)]
            if order.urls
            else [configured(source) for source in self._settings.sources]
        )
        self.web = Web(limits)
        self._courier = Courier(self.web, store.folder, self._store.manifest, limits, watch)

    def first_that_has_it(self) -> Fetched:
        """Try the sources in turn."""
        failed: list[tuple[Place, TradeficheError]] = []
        for place in self._places:
            last = place is self._places[-1]
            patience = self._patience if last else self._patience.share(SHARE)
            try:
                fetched = self._take(place, patience)
            except (UnavailableError, BusyError, DataError) as error:
                failed.append((place, error))
                self._watch.said(_said(place, error))
            else:
                said = tuple(_said(*each) for each in failed)
                return replace(fetched, failed=said, pruned=self._prune(fetched))
        raise _all_of(failed)

    def _take(self, place: Place, patience: Patience) -> Fetched:
        """Take what is asked for from one source."""
        found = find(place, self._courier, patience, self._watch)
        if found.zips:
            return self._taken(place, found, [self._named_bundle(place, found)])
        pairs = plan(found.offers, self._store.view(), self._wanted())
        if self._order.dry_run:
            return self._dry(place, pairs, patience)
        bundles = [self._bundle(pair, place, patience) for pair in pairs]
        return self._taken(place, found, bundles, pairs)

    def _wanted(self) -> Wanted:
        """Return what a source must have; only a configured one can be too old."""
        if self._order.years or self._order.urls:
            return Wanted(self._order.years)
        today = datetime.now(UTC).date()
        return Wanted(oldest=today.year - self._settings.stale_after_years)

    def _named_bundle(self, place: Place, found: Found) -> Bundle:
        return Bundle(place.name, found.zips, self._order.years)

    def _bundle(self, pair: Pair, place: Place, patience: Patience) -> Bundle:
        arrivals = tuple(
            self._courier.bring(offer.url, _expected(offer), place.trust, patience)
            for offer in pair.offers
        )
        if pair.year is not None:
            return Bundle(str(pair), arrivals, (pair.year,))
        years = tuple(year for year in self._order.years if year == pair.full_year)
        return Bundle(str(pair), arrivals, years, certain=False)

    def _taken(
        self, place: Place, found: Found, bundles: Sequence[Bundle], pairs: Sequence[Pair] = ()
    ) -> Fetched:
        """Read the bundles that are new, and put them into the store at once."""
        arrivals = [arrival for bundle in bundles for arrival in bundle.arrivals]
        offers = {offer.url: offer for pair in pairs for offer in pair.offers}
        came_as: State = "new" if self._order.dry_run else "fetched"
        files = tuple(_file(each, offers.get(each.raw.url), came_as) for each in arrivals)
        fresh = [bundle for bundle in bundles if bundle.fresh]
        pages = [page.raw for page in found.pages if page.fresh and page.raw.conditional]
        came = [arrival.raw for arrival in arrivals if arrival.fresh]
        if not fresh:
            outcome = Outcome((), (), self._store.manifest.data or "customs")
            if pages and not self._order.dry_run:
                self._keep(with_arrivals(self._store.manifest.raw, pages))
        else:
            outcome = self._read(fresh, [*pages, *came])
        return Fetched(place.name, files, outcome)

    def _read(self, bundles: Sequence[Bundle], came: Sequence[Raw]) -> Outcome:
        arrivals = [arrival for bundle in bundles for arrival in bundle.arrivals]
        try:
            paths = dict.fromkeys(arrival.path for arrival in arrivals)
            found = [package for path in paths for package in packages(path)]
            intake = Intake(self._store, found, self._config_dirs)
            intake.read(self._order.release, lambda name: self._watch.said(f"reading {name}"))
            for bundle in bundles:
                bundle.check(intake.held)
        except DataError as error:
            raise DataError(_by_address(error.message, arrivals), hint=error.hint) from error
        return intake.outcome() if self._order.dry_run else intake.commit(came)

    def _dry(self, place: Place, pairs: Sequence[Pair], patience: Patience) -> Fetched:
        """Ask for each zip whether it would come, and read none."""
        files = []
        for offer in (offer for pair in pairs for offer in pair.offers):
            new, size = self._courier.would_bring(
                offer.url, _expected(offer), place.trust, patience
            )
            state: State = "new" if new else "unchanged"
            files.append(
                File(offer.url, offer.flow, offer.year, offer.release, state, size or offer.size)
            )
        nothing = Outcome((), (), self._store.manifest.data or "customs")
        return Fetched(place.name, tuple(files), nothing)

    def _prune(self, fetched: Fetched) -> tuple[Raw, ...]:
        """Drop raw files that no held quarter comes from, save those that this run asked for."""
        if not self._order.prune:
            return ()
        manifest = Store(self._store.folder).manifest
        asked = {file.url for file in fetched.files} | self._courier.asked
        kept = in_use(manifest.raw, {held.source.sha256 for held in manifest.held}, asked)
        if not self._order.dry_run:
            self._keep(kept)
        return tuple(each for each in manifest.raw if each not in kept)

    def _keep(self, kept: tuple[Raw, ...]) -> None:
        manifest = Store(self._store.folder).manifest
        if kept != manifest.raw:
            write_manifest(self._store.folder, replace(manifest, raw=kept))


def _expected(offer: Offer) -> Expected:
    return Expected(zipped=True, size=offer.size, checksum=offer.checksum)


def _file(arrival: Arrival, offer: Offer | None, came_as: State) -> File:
    return File(
        url=arrival.raw.url,
        flow=offer.flow if offer else None,
        year=offer.year if offer else None,
        release=offer.release if offer else None,
        state=came_as if arrival.fresh else "unchanged",
        size=arrival.raw.size,
        raw=arrival.raw,
    )


def _by_address(message: str, arrivals: Sequence[Arrival]) -> str:
    """Name the address of a file instead of the place where it is no longer kept."""
    for arrival in arrivals:
        message = message.replace(str(arrival.path), arrival.raw.url)
    return message


def _all_of(failed: Sequence[tuple[Place, TradeficheError]]) -> TradeficheError:
    """Return one error for all the sources: the first that is more than not to be had, else 69."""
    errors = [error for _, error in failed]
    first = next((each for each in errors if not isinstance(each, UnavailableError)), errors[0])
    said = "; ".join(_said(place, error) for place, error in failed)
    several = "no source has what is asked for: " if len(failed) > 1 else ""
    return type(first)(several + said, hint=first.hint)


def _said(place: Place, error: TradeficheError) -> str:
    return error.message if place.name in error.message else f"{place.name}: {error.message}"
