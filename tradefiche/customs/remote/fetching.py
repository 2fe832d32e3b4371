"""Fetching from the network: the first source that has what is asked for, all of it or nothing.

The store is held from the first request to the last write. Until the manifest is replaced, at the
very end, it names nothing of what came. A dry run brings what it has to read to a temporary folder.
"""

from __future__ import annotations

import contextlib
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tradefiche.customs import ownership
from tradefiche.customs.downloads import in_use, with_arrivals
from tradefiche.customs.folders import packages
from tradefiche.customs.ingest import Intake, Outcome
from tradefiche.customs.manifest import write_manifest
from tradefiche.customs.remote.bundle import Bundle
from tradefiche.customs.remote.discovery import configured, find, named
from tradefiche.customs.remote.download import Courier, Expected
from tradefiche.customs.remote.plan import Wanted, plan
from tradefiche.customs.remote.progress import Nobody
from tradefiche.customs.remote.reach import check_reach
from tradefiche.customs.remote.request import Fetched, File, Order, State
from tradefiche.customs.remote.retry import Patience
from tradefiche.customs.remote.sources import sources
from tradefiche.customs.remote.web import Web
from tradefiche.customs.store import Store
from tradefiche.errors import BusyError, DataError, TradeficheError, UnavailableError

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from tradefiche.customs.downloads import Raw
    from tradefiche.customs.remote.discovery import Found, Place
    from tradefiche.customs.remote.download import Arrival
    from tradefiche.customs.remote.listings import Offer, Pair
    from tradefiche.customs.remote.progress import Watch
    from tradefiche.customs.remote.sources import Sources

SHARE = 0.5
"""Part of the patience left that a source gets while others are to come."""


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
    watch = watch or Nobody()
    settings = sources(config_dirs)
    places = (
        [named(order.urls, watch)]
        if order.urls
        else [configured(each) for each in settings.sources]
    )
    with contextlib.ExitStack() as stack:
        web = stack.enter_context(contextlib.closing(Web(settings.limits)))
        patience = order.patience_s or settings.limits.patience_s
        begins = {place.name: web.endpoint(place.begins) for place in places}
        check_reach(begins, min(settings.limits.connect_s, patience), watch)
        if order.dry_run:
            ownership.require_own(store.folder)
            into = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        else:
            stack.enter_context(store.renewed())
            into = store.folder
        return _Run(store, order, config_dirs, settings, web, watch, into).first_of(places)


class _Run:
    """One fetch, the store being held."""

    def __init__(
        self,
        store: Store,
        order: Order,
        config_dirs: tuple[Path, ...],
        settings: Sources,
        web: Web,
        watch: Watch,
        into: Path,
    ) -> None:
        self._store = Store(store.folder)
        self._order = order
        self._config_dirs = config_dirs
        self._stale_after = settings.stale_after_years
        self._watch = watch
        self._patience = Patience.of(settings.limits, order.patience_s)
        self._courier = Courier(web, self._store, settings.limits, watch, into)

    def first_of(self, places: Sequence[Place]) -> Fetched:
        """Try the sources in turn, until one has what is asked for."""
        failed: list[tuple[Place, TradeficheError]] = []
        for place in places:
            last = place is places[-1]
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
        archived = {pair.year for pair in pairs}
        bundles = [self._bundle(pair, archived, place, patience) for pair in pairs]
        return self._taken(place, found, bundles, pairs)

    def _wanted(self) -> Wanted:
        """Return what a source must have; only a configured one can be too old."""
        if self._order.years or self._order.urls:
            return Wanted(self._order.years)
        today = datetime.now(UTC).date()
        return Wanted(oldest=today.year - self._stale_after)

    def _named_bundle(self, place: Place, found: Found) -> Bundle:
        return Bundle(place.name, found.zips, self._order.years)

    def _bundle(
        self, pair: Pair, archived: Container[int | None], place: Place, patience: Patience
    ) -> Bundle:
        """Bring a pair; the latest quarters must hold a year for which no archive comes."""
        arrivals = tuple(
            self._courier.bring(offer.url, _expected(offer), place.trust, patience)
            for offer in pair.offers
        )
        if pair.year is not None:
            return Bundle(str(pair), arrivals, (pair.year,))
        year = pair.full_year
        years = (year,) if year is not None and year not in archived else ()
        return Bundle(str(pair), arrivals, years, certain=False)

    def _taken(
        self, place: Place, found: Found, bundles: Sequence[Bundle], pairs: Sequence[Pair] = ()
    ) -> Fetched:
        """Read the bundles that are new, and put them into the store at once."""
        arrivals = [arrival for bundle in bundles for arrival in bundle.arrivals]
        offers = {offer.url: offer for pair in pairs for offer in pair.offers}
        came_as: State = "new" if self._order.dry_run else "fetched"
        files = tuple(_file(each, offers.get(each.raw.url), came_as) for each in arrivals)
        fresh = [bundle for bundle in bundles if bundle.fresh or self._damaged(bundle)]
        pages = [page.raw for page in found.pages if page.fresh and page.raw.conditional]
        came = [arrival.raw for arrival in arrivals if arrival.fresh]
        if not fresh:
            outcome = Outcome((), (), (), self._store.manifest.data or "customs")
            if pages and not self._order.dry_run:
                self._keep(with_arrivals(self._store.manifest.raw, pages))
        else:
            outcome = self._read(fresh, [*pages, *came])
        return Fetched(place.name, files, outcome)

    def _damaged(self, bundle: Bundle) -> bool:
        """Whether the store no longer has as it was what it read of a bundle."""
        digests = {arrival.raw.sha256 for arrival in bundle.arrivals}
        held = (e for e in self._store.manifest.every if e.source.sha256 in digests)
        return any(self._store.damaged(each) for each in held)

    def _read(self, bundles: Sequence[Bundle], came: Sequence[Raw]) -> Outcome:
        arrivals = [arrival for bundle in bundles for arrival in bundle.arrivals]
        try:
            paths = dict.fromkeys(arrival.path for arrival in arrivals)
            found = [package for path in paths for package in packages(path)]
            keep = not self._order.dry_run
            intake = Intake(self._store, found, self._config_dirs, keep=keep)
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
        nothing = Outcome((), (), (), self._store.manifest.data or "customs")
        return Fetched(place.name, tuple(files), nothing)

    def _prune(self, fetched: Fetched) -> tuple[Raw, ...]:
        """Drop raw files that no held quarter comes from, save those that this run asked for."""
        if not self._order.prune:
            return ()
        manifest = Store(self._store.folder).manifest
        asked = {file.url for file in fetched.files} | self._courier.asked
        kept = in_use(manifest.raw, {held.source.sha256 for held in manifest.every}, asked)
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
    if len(failed) == 1:
        return type(first)(said, hint=first.hint)
    hint = first.hint or "files at hand go in with --from"
    return type(first)(f"no source has what is asked for: {said}", hint=hint)


def _said(place: Place, error: TradeficheError) -> str:
    return error.message if place.name in error.message else f"{place.name}: {error.message}"
