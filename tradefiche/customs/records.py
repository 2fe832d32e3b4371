"""Reading regional records: ten fields a line, checked while they are read.

What cannot be read as the layout is refused, with the first offending lines; what is odd but
readable is taken in and counted.
"""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO

from tradefiche.customs.layout import CODES, FIELDS, FLOWS, LARGEST, NUMBERS, Flow
from tradefiche.customs.layout_errors import WANTED, first_offences, other_kind
from tradefiche.errors import DataError
from tradefiche.reference.periods import Quarter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import polars as pl

KEY = ("department", "a129", "cpf4", "country")
_HEAD = ("flow", "quarter", "year", "department", "region")
_KEY_STARTS = {"department": (0, 2), "a129": (2, 4), "cpf4": (6, 4), "country": (10, 2)}
_CHUNK = 1 << 24
_LONGEST_LINE = 1 << 16


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


def read_records(name: str, reopen: Callable[[], BinaryIO]) -> Records:
    """Read a regional data file; DataError (65) with the first offending lines otherwise.

    `reopen` opens it anew: a second reading finds the lines when the first one finds a fault.
    """
    with reopen() as stream:
        kind = other_kind(stream.read(4096))
    if kind:
        raise DataError(f"{name}: {kind}")
    records = Records([])
    buckets: dict[tuple[str, str, str], list[pl.DataFrame]] = {}
    with reopen() as stream:
        for chunk in _ahead(_chunks(stream, name, records.oddities)):
            frame = _parse(chunk)
            if frame is None or not _sort_into(buckets, frame, records):
                raise DataError(f"{name}: {first_offences(reopen)}", hint=WANTED)
    if not buckets:
        raise DataError(f"{name}: holds no record")
    for flow, year, quarter in sorted(buckets):
        parts = buckets.pop((flow, year, quarter))
        records.slices.append(
            Slice(FLOWS[flow], Quarter(int(year), int(quarter)), _ordered(parts, records.oddities))
        )
    return records


def _chunks(stream: BinaryIO, name: str, oddities: Counter[str]) -> Iterator[bytes]:
    """Yield whole lines, ended by LF, some megabytes at a time; no BOM, no blank line."""
    rest = b""
    first = True
    while True:
        block = stream.read(_CHUNK)
        if first and block.startswith(b"\xef\xbb\xbf"):
            block = block[3:]
            oddities["byte order mark"] += 1
        first = False
        text = rest + block
        if not block and text and not text.endswith(b"\n"):
            text += b"\n"
        end = text.rfind(b"\n") + 1
        rest = text[end:]
        if len(rest) > _LONGEST_LINE:
            raise DataError(f"{name}: a line is longer than {_LONGEST_LINE} bytes")
        if end:
            yield _plain_lines(text[:end], oddities)
        if not block:
            return


def _plain_lines(text: bytes, oddities: Counter[str]) -> bytes:
    if b"\r" in text:
        text = text.replace(b"\r\n", b"\n")
    if text.startswith(b"\n") or b"\n\n" in text:
        lines = text.split(b"\n")[:-1]
        kept = [line for line in lines if line]
        oddities["blank line"] += len(lines) - len(kept)
        text = b"".join(line + b"\n" for line in kept)
    return text


def _ahead(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Unpack the next chunk while the current one is parsed; both release the interpreter lock."""
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(next, chunks, None)
        while (chunk := waiting.result()) is not None:
            waiting = pool.submit(next, chunks, None)
            if chunk:
                yield chunk


def _parse(chunk: bytes) -> pl.DataFrame | None:
    """Parse lines into ten columns; None where one does not fit."""
    import polars as pl

    if not chunk.isascii() or chunk.count(b";") != (len(FIELDS) - 1) * chunk.count(b"\n"):
        return None
    schema = dict.fromkeys(FIELDS, pl.String()) | {"value": pl.Int64(), "mass": pl.Int64()}
    try:
        return pl.read_csv(
            chunk, has_header=False, separator=";", quote_char=None, schema=schema,
            empty_string_is_null=False,
        )  # fmt: skip
    except pl.exceptions.PolarsError:
        return None


def _sort_into(
    buckets: dict[tuple[str, str, str], list[pl.DataFrame]], frame: pl.DataFrame, records: Records
) -> bool:
    """Check the codes and add the rows to their flow and quarter; False if one is misshapen."""
    import polars as pl

    changes = pl.any_horizontal(pl.col(name).ne_missing(pl.col(name).shift()) for name in _HEAD)
    heads = frame.filter(changes).select(_HEAD).unique().rows()
    codes = {name: frame[name].unique().to_list() for name in KEY[1:]}
    too_large = any(bool((frame[name].abs() > LARGEST).any()) for name in NUMBERS)
    if (
        too_large
        or frame["value"].null_count()
        or not (
            all(_fits(name, code) for head in heads for name, code in zip(_HEAD, head, strict=True))
            and all(_fits(name, code) for name, found in codes.items() for code in found)
        )
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


def _fits(name: str, code: str) -> bool:
    return CODES[name].fullmatch(code) is not None


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
