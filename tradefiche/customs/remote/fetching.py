"""Fetch from the network: all of what is requested from the first source that has it, or nothing.

If its quarters do not reach the last complete calendar year, the yearly workbooks are fetched too.
The store is locked from the first request to the last write, and its manifest lists nothing new
until it is replaced. A dry run locks nothing; it downloads what it must read to a temporary folder.
"""

from __future__ import annotations

import contextlib
import tempfile
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tradefiche.customs import ownership
from tradefiche.customs.downloads import in_use
from tradefiche.customs.manifest import write_manifest
from tradefiche.customs.remote.discovery import configured, named
from tradefiche.customs.remote.download import Courier
from tradefiche.customs.remote.progress import FetchWatch
from tradefiche.customs.remote.reach import check_reach
from tradefiche.customs.remote.retry import Patience
from tradefiche.customs.remote.sources import sources
from tradefiche.customs.remote.taking import Taker
from tradefiche.customs.remote.web import Web
from tradefiche.customs.store import Store
from tradefiche.errors import BusyError, ConfigError, DataError, TradeficheError, UnavailableError
from tradefiche.reference.periods import Period

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tradefiche.customs.downloads import Raw
    from tradefiche.customs.remote.discovery import SearchedSource
    from tradefiche.customs.remote.request import Fetched, FetchRequest
    from tradefiche.customs.remote.sources import Sources

SHARE = 0.5
"""Share of the remaining patience that a source gets while others follow."""
_PASSED_OVER = (UnavailableError, BusyError, DataError)
"""Errors after which the next source is tried."""


def fetch(
    store: Store,
    order: FetchRequest,
    *,
    config_dirs: tuple[Path, ...],
    watch: FetchWatch | None = None,
) -> Fetched:
    """Fetch what is requested into the store, from the first source that has it.

    Raises:
        UsageError: the given URLs cannot be used (2).
        UnavailableError: no source can be reached or has it (69).
        BusyError: another run holds the store, or a source asks to wait (75).
        DataError: a file is not what it should be (65); nothing of it was taken in.
        StorageError, OutputError: the store cannot be written (74, 73).
        ConfigError: `sources.yaml`, or a proxy that the environment names, is wrong (78).
    """
    watch = watch or FetchWatch()
    settings = sources(config_dirs)
    places = _places(order, settings, watch)
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
        courier = Courier(web, Store(store.folder), settings.limits, watch, into)
        year = datetime.now(UTC).date().year
        oldest = year - settings.stale_after_years
        taker = Taker(store.folder, order, config_dirs, oldest, courier, watch)
        return _Run(taker, Patience.of(settings.limits, order.patience_s), year - 1).bring(places)


def _places(order: FetchRequest, settings: Sources, watch: FetchWatch) -> list[SearchedSource]:
    """Return the sources to ask, in turn."""
    if order.urls:
        return [named(order.urls, watch)]
    places = [configured(each) for each in settings.sources]
    if order.workbooks:
        places = [place for place in places if place.books]
        if not places:
            raise ConfigError("sources.yaml: no source of the kind workbooks")
    return places


@dataclass
class _Run:
    """One fetch, during which the caller holds the store unless it is a dry run.

    `last_year` is the last complete calendar year.
    """

    taker: Taker
    patience: Patience
    last_year: int

    def bring(self, places: Sequence[SearchedSource]) -> Fetched:
        """Take from the first source that has all, plus workbooks if the last year is missing."""
        fetched, later = self._first_of(places)
        books = next((place for place in later if place.books), None)
        if books is not None and self.taker.order.usual and not self._reaches_last_year():
            fetched = self._besides(fetched, books)
        return replace(fetched, pruned=self._prune(fetched))

    def _first_of(
        self, places: Sequence[SearchedSource]
    ) -> tuple[Fetched, Sequence[SearchedSource]]:
        """Try the sources in turn; return the first success, and the sources not tried."""
        failed: list[tuple[SearchedSource, TradeficheError]] = []
        for number, place in enumerate(places, start=1):
            patience = self.patience if number == len(places) else self.patience.share(SHARE)
            try:
                fetched = self.taker.take(place, patience)
            except _PASSED_OVER as error:
                failed.append((place, error))
                self.taker.watch.said(_said(place, error))
            else:
                said = tuple(_said(*each) for each in failed)
                return replace(fetched, failed=said), places[number:]
        raise _all_of(failed)

    def _reaches_last_year(self) -> bool:
        """Whether the quarters found or held include the last complete calendar year."""
        held = Store(self.taker.folder).view().holds_both(Period.of_year(self.last_year))
        return held or self.last_year in self.taker.full_years

    def _besides(self, fetched: Fetched, books: SearchedSource) -> Fetched:
        """Take the workbooks too; if that fails, keep what was fetched and record the failure."""
        self.taker.watch.said(f"quarters do not reach {self.last_year}: asking {books.name}")
        try:
            return fetched.then(self.taker.take(books, self.patience))
        except _PASSED_OVER as error:
            said = f"no yearly workbooks besides: {_said(books, error)}"
            return replace(fetched, failed=(*fetched.failed, said))

    def _prune(self, fetched: Fetched) -> tuple[Raw, ...]:
        """Drop and return raw files that no slice comes from, except those this run requested."""
        order, folder = self.taker.order, self.taker.folder
        if not order.prune:
            return ()
        manifest = Store(folder).manifest
        asked = {file.url for file in fetched.files} | self.taker.courier.asked
        kept = in_use(manifest.raw, {held.source.sha256 for held in manifest.every}, asked)
        if not order.dry_run and kept != manifest.raw:
            write_manifest(folder, replace(manifest, raw=kept))
        return tuple(each for each in manifest.raw if each not in kept)


def _all_of(failed: Sequence[tuple[SearchedSource, TradeficheError]]) -> TradeficheError:
    """Return one error for all sources: of the first class but UnavailableError, else that (69)."""
    errors = [error for _, error in failed]
    first = next((each for each in errors if not isinstance(each, UnavailableError)), errors[0])
    said = "; ".join(_said(place, error) for place, error in failed)
    if len(failed) == 1:
        return type(first)(said, hint=first.hint)
    hint = first.hint or "files at hand go in with --from"
    return type(first)(f"no source has what is asked for: {said}", hint=hint)


def _said(place: SearchedSource, error: TradeficheError) -> str:
    return error.message if place.name in error.message else f"{place.name}: {error.message}"
