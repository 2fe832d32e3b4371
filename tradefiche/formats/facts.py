"""Tidy facts as one Parquet or CSV file, or one per year in a folder, written slice by slice."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
from itertools import groupby
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from tradefiche import files
from tradefiche.errors import OutputError, UsageError
from tradefiche.formats.csv import Dialect, sink_csv
from tradefiche.formats.endings import dialect_of_csv, format_of, is_folder
from tradefiche.formats.parquet import sink_parquet
from tradefiche.oserrors import reading, translated
from tradefiche.tabulation.meta import meta_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    import polars as pl

    from tradefiche.tabulation.tidy import Piece, Tidy

FactsFormat = Literal["parquet", "csv"]
FORMATS: tuple[FactsFormat, ...] = get_args(FactsFormat)
STEM = "facts"
"""Default file name; in a folder each file has its year: `facts_2024.csv`."""
_OF_YEAR = re.compile(rf"{STEM}(-.*)?_[0-9]{{4}}")
_SYSTEM = re.compile(r"os error ([0-9]+)")


class FactsTarget(NamedTuple):
    """Where facts are written: a file, or a folder with one per year; `dialect` is for CSV."""

    path: Path
    stem: str = STEM
    format: FactsFormat = "parquet"
    by_year: bool = False
    dialect: Dialect = "standard"


def place_of(
    output: Path | None, formats: Sequence[str], dialect: Dialect, *, default: Path, mark: str
) -> FactsTarget:
    """Return where facts are to be written, and in which format.

    Args:
        output: a file whose extension gives the format, or a folder for one file per year; None
            for `facts.parquet` (or `.csv`) in the folder `default`.
        formats: the formats asked for, one at most.
        dialect: of CSV.
        default: a folder.
        mark: the part of file names for the filters.

    Raises:
        UsageError: a format, or a file extension, is neither Parquet nor CSV, they contradict
            each other, several formats are asked for, or a dialect without CSV.
        OutputError: `output` is meant as a folder, but is an existing file.
    """
    asked = next(iter(formats), None)
    if others := [each for each in formats if each not in FORMATS]:
        raise UsageError(f"rows are written as Parquet or CSV, not as {others[0]}")
    if len({*formats}) > 1:
        raise UsageError("rows are written in one format", hint="name one --format")
    if output is not None and (str(output) == "-" or files.is_stream(output)):
        raise UsageError(
            f"{str(output)!r} is no name for a file or folder", hint="-o trade.parquet, or a folder"
        )
    by_year = output is not None and is_folder(output)
    if by_year and output is not None and output.exists() and not output.is_dir():
        raise OutputError(f"{output} is a file", hint="end the name in .parquet or .csv")
    told = format_of(None if by_year else output, asked, FORMATS)
    chosen: FactsFormat = "csv" if told == "csv" else "parquet"
    dialect_of_csv(dialect, csv=chosen == "csv")
    stem = "-".join(filter(None, (STEM, mark)))
    return FactsTarget(output or default / f"{stem}.{chosen}", stem, chosen, by_year, dialect)


def write_facts(
    found: Tidy, place: FactsTarget, *, progress: Callable[[str], None] = lambda _: None
) -> list[Path]:
    """Write the rows behind a query's answer; return the paths.

    All files are put in place once the last is complete. At most one slice is in memory.

    Args:
        found: the rows.
        place: target and format. Parquet has the provenance in its metadata.
        progress: called with a message on what is written.

    Raises:
        OutputError: a file cannot be created, or the folder has years of another export.
        StorageError: the store is damaged, or a file cannot be written.
    """
    plan = {place.path: found.pieces}
    if place.by_year:
        years = groupby(found.pieces, lambda piece: piece.held.year)
        plan = {place.path / f"{place.stem}_{year}.{place.format}": tuple(of) for year, of in years}
        _require_no_other(place, plan)
    about = _about(found)
    with contextlib.ExitStack() as stack:
        for path, pieces in plan.items():
            progress(f"writing {path}")
            temporary = stack.enter_context(files.replacing(path))
            with _written(path):
                if place.format == "csv":
                    sink_csv(_stream(found, pieces), temporary, place.dialect)
                else:
                    sink_parquet(_stream(found, pieces), temporary, about)
    return list(plan)


def _about(found: Tidy) -> dict[str, object]:
    """Return the provenance of the rows, and what they are restricted to."""
    query, wanted = found.query, found.wanted
    held = [piece.held for piece in found.pieces]
    meta = meta_of(query, found.view, found.periods, held=held, missing=found.missing)
    about = meta.as_dict(with_level=False)
    about["filters"] |= {"flow": [wanted.flow]} if wanted.flow else {}
    return about | {"all_releases": wanted.all_releases}


def _require_no_other(place: FactsTarget, plan: Mapping[Path, object]) -> None:
    """Raise OutputError if a folder has years of another export, as both would be read together."""
    folder = place.path
    with reading(folder):
        there = sorted(folder.glob(f"*.{place.format}")) if folder.is_dir() else []
    others = [path for path in there if _OF_YEAR.fullmatch(path.stem) and path not in plan]
    if others:
        names = ", ".join(path.name for path in others)
        raise OutputError(
            f"{folder} has years that are not of this export: {names}",
            hint="they would be read with it; remove them, or name another folder",
        )


def _stream(found: Tidy, pieces: Sequence[Piece]) -> pl.LazyFrame:
    """Return the rows of some slices as a source that reads one after the other.

    A plain scan of them reads ahead in all at once, and uses four times as much memory.
    """
    from polars.io.plugins import register_io_source

    def read(*_: object) -> Iterator[pl.DataFrame]:
        for rows in found.frames(pieces):
            with found.query.store.reading():
                frame = rows.collect()
            yield frame

    return register_io_source(read, schema=found.schema)


@contextlib.contextmanager
def _written(path: Path) -> Iterator[None]:
    """Convert what Polars raises when it cannot write a file: OutputError, StorageError."""
    import polars as pl

    try:
        yield
    except (pl.exceptions.ComputeError, OSError) as error:
        number = _SYSTEM.search(str(error))
        with translated(path):
            # for the header and footer of a Parquet file Polars gives no error number
            full = shutil.disk_usage(path.parent).free == 0
            code = int(number[1]) if number else errno.ENOSPC if full else errno.EIO
            raise OSError(code, os.strerror(code)) from error
