"""Read regional records, ten fields per line, and check them on the way.

A file that does not fit the layout is refused with its first offending lines; what is odd but
readable is accepted and counted.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tradefiche.customs.gathering import MOST, Gathering
from tradefiche.customs.keys import KEY, packed
from tradefiche.customs.layout import FIELDS, FLOWS, NUMBERS, RECORD
from tradefiche.customs.layout_errors import WANTED, first_offences, other_kind
from tradefiche.customs.lines import lines_of, worked_on
from tradefiche.errors import DataError
from tradefiche.reference.periods import Quarter

if TYPE_CHECKING:
    import io
    from collections.abc import Callable

    import polars as pl

    from tradefiche.reference.terms import Flow

_RECORD = f"^(?:{RECORD.pattern.decode()})$"
_WHEN = len("E;1;2024")
_HEAD = len("E;1;2024;59;01")
_HEADS = 5
_COLUMNS = [FIELDS.index(name) for name in (*KEY, *NUMBERS)]


@dataclass(slots=True)
class Slice:
    """The rows of one flow and quarter."""

    flow: Flow
    quarter: Quarter
    rows: Gathering


@dataclass(slots=True)
class Records:
    """The contents of one data file by flow and quarter, and counts of what is odd in it."""

    slices: list[Slice]
    oddities: Counter[str] = field(default_factory=Counter)
    regions: dict[str, set[str]] = field(default_factory=dict)
    """The région codes in the file, by département."""


def read_records(name: str, reopen: Callable[[], io.BufferedIOBase]) -> Records:
    """Read a regional data file; raise DataError (65) if it is not one.

    The message names the first offending lines. `reopen` is called twice, once to look at the
    first bytes, once to read everything.
    """
    with reopen() as stream:
        kind = other_kind(stream.read(4096))
    if kind:
        raise DataError(f"{name}: {kind}")
    records = Records([])
    found: dict[str, Gathering] = {}
    first = 1
    with reopen() as stream:
        texts = lines_of(stream, name, records.oddities)
        for read in worked_on(_read, texts):
            if read.refused is not None:
                raise DataError(f"{name}: {first_offences(read.refused, first)}", hint=WANTED)
            first += read.lines
            records.oddities.update(read.oddities)
            for department, region in read.places:
                records.regions.setdefault(department, set()).add(region)
            for when, rows in read.rows.items():
                found.setdefault(when, Gathering()).add(rows)
            if sum(each.loose for each in found.values()) > MOST:
                for each in found.values():
                    each.put_aside()
    if not found:
        raise DataError(f"{name}: holds no record")
    for when, gathered in found.items():
        flow, quarter, year = when.split(";")
        records.slices.append(Slice(FLOWS[flow], Quarter(int(year), int(quarter)), gathered))
    records.slices.sort(key=lambda each: (each.flow, each.quarter))
    return records


@dataclass(slots=True)
class _Read:
    """The contents of a block of lines.

    Attributes:
        lines: number of lines, including blank ones.
        refused: the raw block, if one of its lines is not a record; then nothing else is set.
        oddities: counts by kind.
        places: pairs of département and région code that occur.
        rows: columns key, value and mass, by flow, quarter and year as written (`E;1;2024`).
    """

    lines: int = 0
    refused: bytes | None = None
    oddities: dict[str, int] = field(default_factory=dict)
    places: set[tuple[str, str]] = field(default_factory=set)
    rows: dict[str, pl.DataFrame] = field(default_factory=dict)


def _read(text: bytes) -> _Read:
    """Read a block of lines.

    The layout's pattern is checked first, since the CSV parser also accepts numbers like `+52`.
    """
    import polars as pl

    try:
        lines = pl.read_lines(text).to_series()
    except pl.exceptions.PolarsError:
        return _Read(refused=text)
    read = _Read(len(lines))
    fits = lines.str.contains(_RECORD)
    if not fits.all():
        blank = lines == ""
        if not (fits | blank).all():
            return _Read(refused=text)
        read.oddities["blank line"] = int(blank.sum())
        lines = lines.filter(fits)
        text = b"".join(line for line in text.splitlines(keepends=True) if line.strip())
    if lines.is_empty():
        return read
    heads = lines.str.slice(0, _HEAD)
    seen = heads.filter(heads.ne_missing(heads.shift())).unique().to_list()
    read.places = {
        (dept, region) for *_, dept, region in (each.split(";")[:_HEADS] for each in seen)
    }
    rows = pl.read_csv(
        text, has_header=False, separator=";", quote_char=None, columns=_COLUMNS,
        schema=dict.fromkeys(FIELDS, pl.String()) | dict.fromkeys(NUMBERS, pl.Int64()),
    ).select(packed(), *NUMBERS)  # fmt: skip
    odd = rows.select(
        pl.col("mass").null_count().alias("empty mass"),
        (pl.col("value") < 0).sum().alias("negative value"),
        (pl.col("mass") < 0).sum().alias("negative mass"),
    )
    read.oddities |= odd.row(0, named=True)
    whens = {each[:_WHEN] for each in seen}
    if len(whens) == 1:
        read.rows = {whens.pop(): rows}
    else:
        read.rows = {each: rows.filter(heads.str.starts_with(each)) for each in whens}
    return read
