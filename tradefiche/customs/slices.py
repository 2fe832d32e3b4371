"""Slices: Parquet files named by their content, and checked when they are read.

One holds a flow and quarter, or a flow and a région's year; beside one of a quarter stand its
rows summed, less than half as many, for whatever does not tell products by CPF4. A file that is
no longer what its name says gives no figure. The whole of it is read for that once a process, and
again if its size, date or place on the disk have changed.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from tradefiche import files
from tradefiche.customs.held import DIGITS
from tradefiche.customs.manifest import read_manifest
from tradefiche.errors import BusyError, StorageError, TradeficheError
from tradefiche.oserrors import reading
from tradefiche.settings import cores

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import polars as pl

    from tradefiche.customs.held import Held, HeldYear

ROW_GROUP = 1 << 14
SUMS = ("value", "mass", "masses", "rows")
_PLACE = ("department", "a129", "country")

_Stamp = tuple[str, int, int, int]
_whole: set[_Stamp] = set()


def content_of(frame: pl.DataFrame) -> bytes:
    """Return the rows of a slice as Parquet, in row groups small enough for one département."""
    buffer = io.BytesIO()
    frame.write_parquet(buffer, compression="lz4", row_group_size=ROW_GROUP)
    return buffer.getvalue()


def counted(rows: pl.LazyFrame) -> pl.LazyFrame:
    """Return rows as sums of one row each: columns as of `scan_sums`, and those of their codes."""
    import polars as pl

    return rows.with_columns(
        pl.col("mass").fill_null(0),
        masses=pl.col("mass").is_not_null().cast(pl.Int64),
        rows=pl.lit(1, dtype=pl.Int64),
    )


def summed(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of a quarter summed by département, A129 and country, in their order.

    The rows stand in the order of their codes: a change of département or A129 begins a block,
    and one number for block and country sorts faster than the codes. A sum is what the running
    total has grown by from the end of one place to the next.

    Args:
        frame: rows by département, A129, CPF4 and country, in this order.
    """
    import polars as pl

    countries = frame["country"].unique().sort()
    begins = (pl.col(name).ne_missing(pl.col(name).shift()) for name in ("department", "a129"))
    block = pl.any_horizontal(begins).cum_sum().cast(pl.UInt32)
    country = pl.col("country").cast(pl.Enum(countries)).to_physical().cast(pl.UInt32)
    ends = (
        frame.select(
            pl.int_range(pl.len(), dtype=pl.UInt32).alias("row"),
            pl.col("value"),
            pl.col("mass").fill_null(0),
            place=block * len(countries) + country,
            masses=pl.col("mass").is_not_null().cast(pl.Int64),
            rows=pl.lit(1, dtype=pl.Int64),
        )
        .sort("place")
        .with_columns(pl.col(SUMS).cum_sum())
        .filter(pl.col("place").ne_missing(pl.col("place").shift(-1)))
    )
    sums = ends.select(pl.col(SUMS) - pl.col(SUMS).shift(fill_value=0))
    return pl.concat([frame.select(*_PLACE)[ends["row"]], sums], how="horizontal")


def damaged(path: Path) -> bool:
    """Whether a slice is gone, or not what its name says; all of it is read."""
    with reading(path):
        return not path.is_file() or not path.stem.endswith(files.sha256(path)[:DIGITS])


def scan(folder: Path, held: Sequence[Held | HeldYear]) -> pl.LazyFrame:
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
    folder: Path, held: Sequence[Held | HeldYear], *, needs_cpf4: bool = False
) -> pl.LazyFrame:
    """Scan slices, summed as far as they are and may be, after the same check; raises as `scan`.

    Columns: department, a129, cpf4 if need be, country, value (whole euros), mass (whole kg, of the
    rows with a mass), masses (how many these are), rows. The same codes may stand in several rows.
    """
    import polars as pl

    if needs_cpf4:
        return counted(scan(folder, held))
    coarsest = {each.files[-1]: each for each in held}
    _require(folder, coarsest)
    sums = [folder / file for file, each in coarsest.items() if file != each.file]
    rows = [folder / file for file, each in coarsest.items() if file == each.file]
    scans = [pl.scan_parquet(sums)] if sums else []
    scans += [counted(pl.scan_parquet(rows))] if rows else []
    return pl.concat([each.select(*_PLACE, *SUMS) for each in scans])


def require_whole(folder: Path, held: Sequence[Held | HeldYear], *, anew: bool = False) -> None:
    """Raise StorageError (74), with the way out, unless slices and their sums are what was written.

    BusyError (75) where the store has gone on meanwhile, and no longer names them.

    Args:
        folder: the store's.
        held: the slices.
        anew: whether to read also what this process has checked already.
    """
    _require(folder, {file: each for each in held for file in each.files}, anew=anew)


def _require(folder: Path, held: Mapping[str, Held | HeldYear], *, anew: bool = False) -> None:
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


def _not_whole(folder: Path, wrong: Mapping[str, Held | HeldYear]) -> TradeficheError:
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
