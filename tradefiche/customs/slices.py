"""Slices: Parquet files named by their content, and checked when they are read.

One holds a flow and quarter, or a flow and a région's year; beside one of a quarter stand its
rows summed, less than half as many, for whatever does not tell products by CPF4. A file that is
no longer what its name says gives no figure. The whole of it is read for that once a process, and
again if its size, date or place on the disk have changed.
"""

from __future__ import annotations

import hashlib
from itertools import chain
from typing import IO, TYPE_CHECKING, BinaryIO, cast

from tradefiche import files
from tradefiche.customs.held import DIGITS
from tradefiche.customs.keys import KEY, PLACE, block, place, spelt
from tradefiche.customs.layout import NUMBERS
from tradefiche.customs.manifest import read_manifest
from tradefiche.errors import BusyError, StorageError, TradeficheError
from tradefiche.oserrors import reading
from tradefiche.settings import cores

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    import polars as pl

    from tradefiche.customs.held import HeldQuarter, HeldYear

ROW_GROUP = 1 << 14
SUMS = ("value", "mass", "masses", "rows")

_Stamp = tuple[str, int, int, int]
_whole: set[_Stamp] = set()


def write(frames: Iterable[pl.DataFrame], into: BinaryIO | None) -> str:
    """Write the rows of a slice as Parquet, in row groups small enough for one département.

    Args:
        frames: its rows, one frame after the other; the same rows give the same bytes.
        into: where to; nowhere if None.

    Returns:
        The SHA-256 of what was written, hexadecimal.

    Raises:
        OSError: it cannot be written.
    """
    import polars as pl
    from polars.io.plugins import register_io_source

    coming = iter(frames)
    first = next(coming)
    rows = register_io_source(lambda *_: chain([first], coming), schema=first.schema)
    content = _Content(into)
    try:
        rows.sink_parquet(
            cast("IO[bytes]", content),  # of which it writes only
            compression="lz4",
            row_group_size=ROW_GROUP,
            engine="streaming",
        )
    except pl.exceptions.ComputeError:
        if content.error:
            raise content.error from None
        raise
    return content.digest.hexdigest()


class _Content:
    """What is written, on its way to a file; `error` is why it could not be, if it could not."""

    def __init__(self, into: BinaryIO | None) -> None:
        self.digest = hashlib.sha256()
        self.error: OSError | None = None
        self._into = into

    def write(self, content: bytes) -> int:
        """Write all of it."""
        self.digest.update(content)
        try:
            return self._into.write(content) if self._into else len(content)
        except OSError as error:
            self.error = error
            raise

    def flush(self) -> None:
        """Do nothing: whoever opened the file does."""


def counted(rows: pl.LazyFrame) -> pl.LazyFrame:
    """Return rows as sums of one row each: columns as of `scan_sums`, and those of their codes."""
    import polars as pl

    return rows.with_columns(
        pl.col("mass").fill_null(0),
        masses=pl.col("mass").is_not_null().cast(pl.Int64),
        rows=pl.lit(1, dtype=pl.Int64),
    )


def summed(parts: Iterable[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    """Yield the rows of a quarter summed by département, A129 and country, in their order.

    Args:
        parts: as of `Gathering.parts`; what one begins with may go on where another ended.
    """
    import polars as pl

    before: pl.DataFrame | None = None
    for part in parts:
        sums = _summed(part)
        if before is not None:
            goes_on = block(pl.col("key")) >= block(pl.lit(sums["key"][0]))
            yield _spelt(before.filter(~goes_on))
            both = pl.concat([before.filter(goes_on), sums])
            sums = both.group_by("key").agg(pl.col(SUMS).sum()).sort("key")
        before = sums
    if before is not None:
        yield _spelt(before)


def _summed(part: pl.DataFrame) -> pl.DataFrame:
    """Return rows summed by place: columns key (`keys.place`), and those of `SUMS`.

    A sum is what the running total has grown by from the end of one place to the next.
    """
    import polars as pl

    ends = (
        part.select(place(pl.col("key")), *NUMBERS)
        .sort("key")
        .select(
            "key",
            pl.col("value").cum_sum(),
            pl.col("mass").fill_null(0).cum_sum(),
            masses=pl.col("mass").cum_count().cast(pl.Int64),
            rows=pl.int_range(1, pl.len() + 1, dtype=pl.Int64),
        )
        .filter(pl.col("key").ne_missing(pl.col("key").shift(-1)))
    )
    return ends.with_columns(pl.col(SUMS) - pl.col(SUMS).shift(fill_value=0))


def _spelt(sums: pl.DataFrame) -> pl.DataFrame:
    return spelt(sums["key"], PLACE).with_columns(sums.select(SUMS))


def spelt_rows(part: pl.DataFrame) -> pl.DataFrame:
    """Return rows with their codes as text: columns of `KEY`, value, mass."""
    return spelt(part["key"]).with_columns(part.select(NUMBERS))


def damaged(path: Path) -> bool:
    """Whether a slice is gone, or not what its name says; all of it is read."""
    with reading(path):
        return not path.is_file() or not path.stem.endswith(files.sha256(path)[:DIGITS])


def scan(folder: Path, held: Sequence[HeldQuarter | HeldYear]) -> pl.LazyFrame:
    """Scan slices of a store, after a check that each is what was written.

    Columns: department, a129, cpf4, country (String), value (whole euros), mass (whole kg, null
    if unknown). In the years of régions cpf4 is null throughout.

    Raises:
        StorageError: one is damaged or gone, or cannot be read (74).
        BusyError: the store has gone on meanwhile, and no longer names them (75).
    """
    import polars as pl

    _require(folder, {each.file: each for each in held})
    return pl.scan_parquet([folder / each.file for each in held])


def scan_sums(
    folder: Path, held: Sequence[HeldQuarter | HeldYear], *, needs_cpf4: bool = False
) -> pl.LazyFrame:
    """Scan slices, summed as far as they are and may be, after the same check; raises as `scan`.

    Columns: department, a129, cpf4 if need be, country, value (whole euros), mass (whole kg, of the
    rows with a mass), masses (how many these are), rows. The same codes may stand in several rows.
    """
    import polars as pl

    require_read(folder, held, needs_cpf4=needs_cpf4)
    read = {_read_of(each, needs_cpf4=needs_cpf4): each for each in held}
    sums = [folder / file for file, each in read.items() if file != each.file]
    rows = [folder / file for file, each in read.items() if file == each.file]
    scans = [pl.scan_parquet(sums)] if sums else []
    scans += [counted(pl.scan_parquet(rows))] if rows else []
    codes = KEY if needs_cpf4 else PLACE
    return pl.concat([each.select(*codes, *SUMS) for each in scans])


def require_read(
    folder: Path, held: Iterable[HeldQuarter | HeldYear], *, needs_cpf4: bool = False
) -> None:
    """Check what `scan_sums` reads of some slices, side by side; raises as `scan`."""
    _require(folder, {_read_of(each, needs_cpf4=needs_cpf4): each for each in held})


def _read_of(held: HeldQuarter | HeldYear, *, needs_cpf4: bool) -> str:
    """Return the file that is read of a slice: its sums, unless products are told by CPF4."""
    return held.file if needs_cpf4 else held.files[-1]


def require_whole(
    folder: Path, held: Sequence[HeldQuarter | HeldYear], *, anew: bool = False
) -> None:
    """Raise StorageError (74), with the way out, unless slices and their sums are what was written.

    BusyError (75) where the store has gone on meanwhile, and no longer names them.

    Args:
        folder: the store's.
        held: the slices.
        anew: whether to read also what this process has checked already.
    """
    _require(folder, {file: each for each in held for file in each.files}, anew=anew)


def _require(
    folder: Path, held: Mapping[str, HeldQuarter | HeldYear], *, anew: bool = False
) -> None:
    """Do so for some files of slices."""
    from concurrent.futures import ThreadPoolExecutor

    stamps = {file: _stamp(folder / file) for file in held}
    pending = [file for file, stamp in stamps.items() if anew or stamp not in _whole]
    if not pending:
        return
    with ThreadPoolExecutor(min(cores(), len(pending))) as pool:
        faults = list(pool.map(damaged, (folder / file for file in pending)))
    wrong = {file: held[file] for file, fault in zip(pending, faults, strict=True) if fault}
    if wrong:
        raise _not_whole(folder, wrong)
    _whole.update(stamp for stamp in stamps.values() if stamp is not None)


def _stamp(path: Path) -> _Stamp | None:
    with reading(path):
        try:
            found = path.stat()
        except FileNotFoundError:
            return None
    return (str(path), found.st_ino, found.st_size, found.st_mtime_ns)


def _not_whole(folder: Path, wrong: Mapping[str, HeldQuarter | HeldYear]) -> TradeficheError:
    """Say what is not as it was, and from which file it is made anew."""
    if wrong.keys().isdisjoint(read_manifest(folder).files):
        return BusyError(f"{folder}: the store was renewed meanwhile", hint="ask again")
    first = folder / min(wrong)
    what = "damaged: not what was written" if first.is_file() else "missing from the store"
    more = f", and {len(wrong) - 1} more" if len(wrong) > 1 else ""
    names = ", ".join(sorted({each.source.name for each in wrong.values()}))
    return StorageError(
        f"{first}: {what}{more}",
        hint=f"fetch again, or with --from, {names}: what is damaged or missing is made anew",
    )
