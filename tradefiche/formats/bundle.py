"""All data files of a territory, and the description of its folder."""

from __future__ import annotations

from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING, Literal, get_args

from tradefiche.errors import TradeficheError
from tradefiche.files import alone, write_together
from tradefiche.formats import datapackage
from tradefiche.formats.csv import to_csv
from tradefiche.formats.datapackage import Output
from tradefiche.formats.filenames import file_name, level_mark
from tradefiche.formats.json import to_json
from tradefiche.formats.parquet import to_parquet
from tradefiche.formats.workbook.workbook import to_xlsx
from tradefiche.processes import side_by_side
from tradefiche.settings import cores
from tradefiche.tabulation.answer import answer, for_period
from tradefiche.tabulation.conform import conform
from tradefiche.tabulation.registry import contract

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    import polars as pl

    from tradefiche.charts.look.theme import Palette
    from tradefiche.formats.csv import Dialect
    from tradefiche.tabulation.provenance import Meta
    from tradefiche.tabulation.query import Query

    _Tables = Mapping[str, pl.DataFrame]

DataFormat = Literal["csv", "parquet", "json", "xlsx"]
FORMATS: tuple[DataFormat, ...] = get_args(DataFormat)
# Starting a process takes as long as writing the files of this many territories.
_WORTH_A_PROCESS = 4
_WAIT_SECONDS = 60.0


def write_bundles(
    query: Query,
    folder: Path,
    *,
    formats: Sequence[DataFormat] = FORMATS,
    dialect: Dialect = "standard",
    progress: Callable[[str], None] = lambda _: None,
) -> list[Path]:
    """Write the data files of a query's territories and periods; return their paths.

    All tables are computed in one pass. CSV, Parquet and JSON are one file per table, XLSX is one
    for all. The files of a territory and period are made in memory before the first is written,
    so that an error leaves all as they were. `datapackage.json` is written last and describes all
    files in the territory's folder, those of earlier calls included.

    Args:
        query: territories, periods, and options of the tables.
        folder: the parent of the territories' folders.
        formats: formats to write.
        dialect: of the CSV files.
        progress: called with a message on what is written.

    Raises:
        NoInputError, UsageError: as `answer`.
        OutputError, StorageError: the store cannot be read, a file cannot be written, or a
            `datapackage.json` is there that the program has not made.
        BusyError: another call is writing to a territory's folder (75).
        TradeficheError: a worker process died.
    """
    from tradefiche.charts.look.themefile import theme

    palette = theme(query.config_dirs, query.look).palette if "xlsx" in formats else None
    found = answer(query, list(contract()))
    tasks: dict[str, list[_Task]] = {each.id: [] for each in query.territories}
    for period in found.meta.periods:
        part = for_period(found, period)
        for territory, own in _shares(part.tables, tasks).items():
            meta = _own(part.meta, territory, period)
            tasks[territory].append(_Task(folder, own, meta, tuple(formats), dialect, palette))
    written = _side_by_side(tasks, progress)
    by_period = zip(*(written[each] for each in tasks), strict=True)
    return list(dict.fromkeys(path for now in by_period for paths in now for path in paths))


@dataclass(frozen=True, slots=True, eq=False)
class _Task:
    """What to write for one territory and period, which `tables` and `meta` are restricted to."""

    folder: Path
    tables: _Tables
    meta: Meta
    formats: tuple[DataFormat, ...]
    dialect: Dialect
    palette: Palette | None


def _side_by_side(
    tasks: Mapping[str, Sequence[_Task]], progress: Callable[[str], None]
) -> dict[str, list[list[Path]]]:
    """Write the files of all territories, in several processes if many; return paths by period."""
    jobs = min(cores(), len(tasks) // _WORTH_A_PROCESS)
    found = {}
    if jobs <= 1:
        for territory, periods in tasks.items():
            progress(f"writing {territory}")
            found[territory] = _write_all(periods)
        return found
    try:
        for periods, future in side_by_side(_write_all, tasks.values(), jobs=jobs):
            (territory,) = periods[0].meta.territories
            found[territory] = future.result()
            progress(f"written {territory}")
    except BrokenProcessPool as error:
        raise TradeficheError("a process died", hint="call again") from error
    return found


def _write_all(tasks: Sequence[_Task]) -> list[list[Path]]:
    """Write the files of a territory's periods, which share a folder."""
    return [_write(each) for each in tasks]


def outputs(
    territory: str,
    period: str,
    tables: Mapping[str, pl.DataFrame],
    meta: Meta,
    *,
    formats: Sequence[DataFormat] = FORMATS,
    dialect: Dialect = "standard",
) -> list[tuple[Output, bytes]]:
    """Return the data files of one territory, with their content; `tables` are of the period."""
    own = _shares(tables, [territory])[territory]
    return list(_made(own, _own(meta, territory, period), formats, dialect, None))


def _shares(tables: _Tables, territories: Collection[str]) -> Mapping[str, _Tables]:
    """Return the tables of one period, as published, by territory."""
    found: dict[str, dict[str, pl.DataFrame]] = {each: {} for each in territories}
    for name, frame in tables.items():
        whole = conform(name, frame)
        parts = whole.partition_by("territory", as_dict=True)
        for territory in territories:
            found[territory][name] = parts.get((territory,), whole.clear())
    return found


def _own(meta: Meta, territory: str, period: str) -> Meta:
    return replace(meta, territories={territory: meta.territories[territory]}, periods=(period,))


def _write(task: _Task) -> list[Path]:
    (territory,) = task.meta.territories
    files = list(_made(task.tables, task.meta, task.formats, task.dialect, task.palette))
    place = task.folder / territory
    with alone(place, wait=_WAIT_SECONDS):  # or the package would describe another call's files
        datapackage.described(place, territory)
        write_together({place / output.name: content for output, content in files})
        package = datapackage.update(place, territory, task.meta, [output for output, _ in files])
    return [*(place / output.name for output, _ in files), package]


def _made(
    tables: _Tables,
    meta: Meta,
    formats: Collection[DataFormat],
    dialect: Dialect,
    palette: Palette | None,
) -> Iterator[tuple[Output, bytes]]:
    """Yield the files format by format: one per table, or one workbook of all."""
    singly = [each for each in FORMATS if each in formats and each != "xlsx"]
    for kind, (name, frame) in product(singly, tables.items()):
        held = meta.table(name)
        file = _name(meta, kind, name, by_level=held.by_level)
        output = Output(file, held.title(meta.lang), (name,), dialect)
        match kind:
            case "csv":
                yield output, to_csv(frame, dialect)
            case "parquet":
                yield output, to_parquet(name, frame, meta)
            case "json":
                yield output, to_json({name: frame}, meta)
    if "xlsx" in formats:
        by_level = any(meta.table(name).by_level for name in tables)
        title = meta.say("labels.workbook")
        output = Output(_name(meta, "xlsx", None, by_level=by_level), title, tuple(tables))
        yield output, to_xlsx(tables, meta, palette)


def _name(meta: Meta, extension: str, what: str | None, *, by_level: bool) -> str:
    (territory,), (period,) = meta.territories, meta.periods
    return file_name(
        territory,
        period,
        extension,
        what=what,
        filters=meta.filters.mark,
        variant=level_mark(meta.level) if by_level else None,
        lang=meta.lang,
    )
