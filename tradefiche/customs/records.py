"""Reading regional records: ten fields a line, checked while they are read.

What cannot be read as the layout is refused, with the first offending lines; what is odd but
readable is taken in and counted.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tradefiche.customs.layout import FIELDS, FLOWS, LARGEST_SUM, NUMBERS, SHAPES, Flow
from tradefiche.customs.layout_errors import WANTED, first_offences, other_kind
from tradefiche.customs.lines import lines_of
from tradefiche.errors import DataError
from tradefiche.reference.periods import Quarter

if TYPE_CHECKING:
    import io
    from collections.abc import Callable

    import polars as pl

KEY = ("department", "a129", "cpf4", "country")
_HEAD = ("flow", "quarter", "year", "department", "region")
_KEY_STARTS = {"department": (0, 2), "a129": (2, 4), "cpf4": (6, 4), "country": (10, 2)}
_SIGNS = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-;\n"
_SEPARATORS = len(FIELDS) - 1


@dataclass(slots=True)
class Slice:
    """The rows of one flow and quarter: columns department, a129, cpf4, country, value, mass."""

    flow: Flow
    quarter: Quarter
    frame: pl.DataFrame


@dataclass(slots=True)
class Records:
    """What one data file holds, by flow and quarter, and what was odd in it."""

    slices: list[Slice]
    oddities: Counter[str] = field(default_factory=Counter)
    regions: dict[str, set[str]] = field(default_factory=dict)
    """The region codes that the file gives to each département."""
    codes: dict[str, set[str]] = field(default_factory=lambda: {name: set() for name in KEY})
    """The codes that stand in the file."""


def read_records(name: str, reopen: Callable[[], io.BufferedIOBase]) -> Records:
    """Read a regional data file; DataError (65) with the first offending lines otherwise.

    `reopen` opens it anew: once for its first bytes, once for all of them.
    """
    with reopen() as stream:
        kind = other_kind(stream.read(4096))
    if kind:
        raise DataError(f"{name}: {kind}")
    records = Records([])
    buckets: dict[tuple[str, str, str], list[pl.DataFrame]] = {}
    with reopen() as stream:
        for lines in lines_of(stream, name, records.oddities):
            frame = _parse(lines.plain)
            if frame is None or not _sort_into(buckets, frame, records):
                raise DataError(f"{name}: {first_offences(lines.raw, lines.first)}", hint=WANTED)
    if not buckets:
        raise DataError(f"{name}: holds no record")
    for flow, year, quarter in sorted(buckets):
        frame = _ordered(buckets.pop((flow, year, quarter)), records.oddities)
        when = Quarter(int(year), int(quarter))
        if _too_large(frame):
            raise DataError(
                f"{name}: {FLOWS[flow]}s of {when} add up to more than {LARGEST_SUM:.0e}"
            )
        records.slices.append(Slice(FLOWS[flow], when, frame))
    return records


def _parse(lines: bytes) -> pl.DataFrame | None:
    """Parse lines into ten columns; None where one does not fit.

    The layout decides what a number is, not the reader of numbers, which takes `+52` and more.
    """
    import polars as pl

    if lines.translate(None, _SIGNS) or lines.count(b";") != _SEPARATORS * lines.count(b"\n"):
        return None
    try:
        text = pl.read_csv(
            lines, has_header=False, separator=";", quote_char=None,
            schema=dict.fromkeys(FIELDS, pl.String()), empty_string_is_null=False,
        )  # fmt: skip
    except pl.exceptions.PolarsError:
        return None
    fits = (
        pl.col(name).str.contains(f"^(?:{SHAPES[name].pattern})$").fill_null(value=False)
        for name in NUMBERS
    )
    if not text.select(pl.all_horizontal(fits).all()).item():
        return None
    return text.with_columns(pl.col(name).replace("", None).cast(pl.Int64) for name in NUMBERS)


def _sort_into(
    buckets: dict[tuple[str, str, str], list[pl.DataFrame]], frame: pl.DataFrame, records: Records
) -> bool:
    """Check the codes and add the rows to their flow and quarter; False if one is misshapen."""
    import polars as pl

    changes = pl.any_horizontal(pl.col(name).ne_missing(pl.col(name).shift()) for name in _HEAD)
    heads = frame.filter(changes).select(_HEAD).unique().rows()
    codes = {name: frame[name].unique().to_list() for name in KEY[1:]}
    if not (
        all(_fits(name, code) for head in heads for name, code in zip(_HEAD, head, strict=True))
        and all(_fits(name, code) for name, found in codes.items() for code in found)
    ):
        return False
    odd = frame.select(
        pl.col("mass").null_count().alias("empty mass"),
        (pl.col("value") < 0).sum().alias("negative value"),
        (pl.col("mass") < 0).sum().alias("negative mass"),
    )
    records.oddities.update(odd.row(0, named=True))
    for name, found in codes.items():
        records.codes[name].update(found)
    for *_, department, region in heads:
        records.codes["department"].add(department)
        records.regions.setdefault(department, set()).add(region)
    rows = frame.select(*_HEAD[:3], pl.concat_str(KEY).alias("key"), "value", "mass")
    when = {head[:3] for head in heads}
    parts = {when.pop(): rows} if len(when) == 1 else rows.partition_by(_HEAD[:3], as_dict=True)
    for (flow, quarter, year), part in parts.items():
        key = (str(flow), str(year), str(quarter))
        buckets.setdefault(key, []).append(part.select("key", "value", "mass"))
    return True


def _too_large(frame: pl.DataFrame) -> bool:
    """Whether amounts add up beyond what is ever recorded; counted so that it cannot overflow."""
    import polars as pl

    sums = frame.select(pl.col(name).cast(pl.Float64).abs().sum() for name in NUMBERS)
    return any(total > LARGEST_SUM for total in sums.row(0))


def _fits(name: str, code: str) -> bool:
    return SHAPES[name].fullmatch(code) is not None


def _ordered(parts: list[pl.DataFrame], oddities: Counter[str]) -> pl.DataFrame:
    """Join the parts of a quarter in the order of their codes, so that equal rows are equal bytes.

    The four codes of a row make one text of twelve signs, which sorts faster than four columns.
    """
    import polars as pl

    whole = pl.concat(parts)
    if not whole["key"].is_sorted():
        whole = whole.sort("key")
    if duplicates := int((whole["key"] == whole["key"].shift(1)).sum()):
        oddities["duplicate key"] += duplicates
        whole = whole.sort("key", "value", "mass")
    codes = [
        pl.col("key").str.slice(start, length).alias(name)
        for name, (start, length) in _KEY_STARTS.items()
    ]
    return whole.select(*codes, "value", "mass")
