"""The batch itself: keep what is up to date, make what is missing, list all of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from tradefiche.charts.look.themefile import theme
from tradefiche.errors import PartialFailureError
from tradefiche.publication import overview
from tradefiche.publication.batch.fingerprint import origin
from tradefiche.publication.batch.folder import held, refuse_foreign
from tradefiche.publication.batch.index import write_indexes
from tradefiche.publication.batch.ledger import Ledger
from tradefiche.publication.batch.shelf import Shelf, behind, listed
from tradefiche.publication.batch.sitemap import NAME as SITEMAP
from tradefiche.publication.batch.work import Work
from tradefiche.publication.batch.workers import made
from tradefiche.publication.data import gather
from tradefiche.publication.render import FORMATS
from tradefiche.reference.gazetteer import gazetteer
from tradefiche.tabulation.answer import held_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tradefiche.language.typography import Lang
    from tradefiche.publication.batch.manifest import EditionKey, Failure
    from tradefiche.publication.render import FicheFormat
    from tradefiche.tabulation.answer import Query


class BatchWatch(Protocol):
    """Receives the progress of a batch."""

    def began(self, count: int) -> None:
        """Receive the number of fiches to make."""

    def moved(self, name: str) -> None:
        """Receive the name of a territory whose fiche is made or has failed."""


@dataclass(frozen=True, slots=True)
class BatchOutcome:
    """The result of a batch.

    Attributes:
        files: all fiches asked for, in that order, then manifest, indexes, their data, sitemap.
        made: number of fiches made; `kept` is the number of those that were up to date.
        failed: territories whose fiche failed, and why; `traces` holds their tracebacks.
        behind: editions that were not asked for, whose pages do not link to the new ones yet.
        outdated: by edition, the number of fiches not asked for that come from other data,
            configuration or version; the manifest no longer lists them.
    """

    files: tuple[Path, ...]
    made: int
    kept: int
    failed: tuple[Failure, ...]
    traces: tuple[str, ...]
    behind: tuple[EditionKey, ...] = ()
    outdated: tuple[tuple[EditionKey, int], ...] = ()

    def notices(self) -> Iterator[str]:
        """Yield notices about fiches and editions that were not asked for."""
        for (_, period, lang), count in self.outdated:
            many = f"{count} fiches" if count > 1 else "1 fiche"
            yield (
                f"{many} of {period} ({lang}) in the folder, made from other data, configuration "
                "or version, left out of manifest and index: call again for all"
            )
        for _, period, lang in self.behind:
            yield (
                f"the pages of {period} ({lang}) do not lead to what is new yet: call again for "
                "them"
            )

    def raise_for_failures(self) -> None:
        """Raise PartialFailureError if a fiche could not be made."""
        if self.failed:
            named = "; ".join(f"{each.id} ({each.error})" for each in self.failed)
            count = len(self.failed)
            raise PartialFailureError(
                f"{count} {'fiche' if count == 1 else 'fiches'} could not be made: {named}",
                hint="the others are there; a new call makes what is missing",
            )


def make_fiches(
    query: Query,
    folder: Path,
    *,
    langs: Sequence[Lang] = (),
    formats: Sequence[FicheFormat] = FORMATS,
    jobs: int = 1,
    force: bool = False,
    watch: BatchWatch | None = None,
) -> BatchOutcome:
    """Make the fiches of a query's territories, with `manifest.json` and their indexes.

    An edition is all fiches of one period, language, extent and filters; the folder may hold
    several, made in one call or more. A file in the manifest is kept if it was made from the same
    data, configuration and version, links to the same files, and is intact. If a territory fails,
    the others are still made.

    A page links to the same fiche in the other editions that are asked for or exist already. An
    edition not asked for is not made again: its pages link to new editions after the next call for
    it, and the folder is then as if one call had made everything.

    Args:
        query: territories, periods, release and language.
        folder: the parent of the territories' folders.
        langs: languages; the query's own if none are named.
        formats: which files.
        jobs: maximum number of processes.
        force: whether to make everything again, whatever exists.
        watch: receives the progress.

    Raises:
        NoInputError: the store has nothing for a period.
        OutputError: the folder cannot be used, or has an index, sitemap or manifest not of ours.
        StorageError: something in the folder cannot be read or written.
        BusyError: another call keeps the folder locked for too long.
        TradeficheError: the only fiche asked for cannot be made.
    """
    editions = [(each, origin(each)) for each in _editions(query, langs)]
    site = theme(query.config_dirs, query.look).site
    places = gazetteer(query.config_dirs)
    every = (*places.units, places.monaco, *places.regions, places.france)
    with held(folder, [place.id for place in every]):
        ledger = Ledger(folder)
        works = [Work(each, source, folder, formats, ledger) for each, source in editions]
        there = {key: listed(each, folder) for key, each in ledger.editions.items()}
        shelf = Shelf(there | {work.key: work.planned() for work in works})
        pages = [*filter(None, map(shelf.index, shelf.held)), *([SITEMAP] if site else [])]
        refuse_foreign(folder / name for name in pages)
        for work in works:
            work.plan(shelf, force=force)
        if watch is not None:
            watch.began(sum(len(work.tasks) for work in works))
        for work in works:
            _make(work, jobs=jobs, watch=watch, alone=len(works) == len(work.asked) == 1)
        more = write_indexes(works, ledger, folder)
        more += filter(None, [ledger.close(site)])
        return _outcome(works, ledger, more, behind(there, shelf, [each.key for each in works]))


def _editions(query: Query, langs: Sequence[Lang]) -> Iterator[Query]:
    """Yield the query of each edition, period by period.

    The newest year is fixed for the territories asked for, since all of France may have another.
    """
    _, periods = held_for(query)
    for period in periods:
        of_one = query if query.period else replace(query, years=(period,))
        for lang in dict.fromkeys(langs or (query.lang,)):
            yield replace(of_one, lang=lang)


def _make(work: Work, *, jobs: int, watch: BatchWatch | None, alone: bool) -> None:
    """Make what is missing of an edition; with `alone`, raise the error of the only fiche."""
    if not work.tasks:
        return
    data = gather(work.query)
    work.begin()
    work.counted = replace(
        data.answer, tables={name: data.answer.tables[name] for name in overview.TABLES}
    )
    for each in made(work.tasks, data, together=tuple(work.asked), jobs=jobs):
        work.take(each, alone=alone)
        if watch is not None:
            watch.moved(work.asked[each.territory].name(work.query.lang))


def _outcome(
    works: Sequence[Work], ledger: Ledger, more: Sequence[Path], behind: Sequence[EditionKey]
) -> BatchOutcome:
    failed = [failure for work in works for failure in work.failures()]
    return BatchOutcome(
        files=(*(path for work in works for path in work.paths()), ledger.path, *more),
        made=sum(len(work.tasks) for work in works) - len(failed),
        kept=sum(len(work.asked) - len(work.tasks) for work in works),
        failed=tuple(failed),
        traces=tuple(work.traces[each.id] for work in works for each in work.failures()),
        behind=tuple(behind),
        outdated=tuple((work.key, len(work.outdated)) for work in works if work.outdated),
    )
