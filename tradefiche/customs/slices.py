"""Slices: Parquet files named after the digest of their content, which is verified before use.

A slice holds a flow and quarter, or a flow and a région's year. A quarter also has a file of sums
over CPF4, with less than half as many rows, for everything that does not distinguish products by
CPF4. Each file is read and hashed in full once per process, and again if its size, date or inode
has changed; one whose digest does not match its name is never used.
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
    """Write the rows of a slice as Parquet, in small row groups, so that a département reads fast.

    Args:
        frames: the rows, one frame after the other; the same rows give the same bytes.
        into: the stream to write to; if None, only the digest is computed.

    Returns:
        The hexadecimal SHA-256 of the Parquet file.

    Raises:
        OSError: the stream cannot be written.
    """
    import polars as pl
    from polars.io.plugins import register_io_source

    coming = iter(frames)
    first = next(coming)
    rows = register_io_source(lambda *_: chain([first], coming), schema=first.schema)
    content = _Content(into)
    try:
        rows.sink_parquet(
            cast("IO[bytes]", content),  # polars calls only its write and flush
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
    """A stream that hashes what it passes on; `error` keeps an OSError, which polars replaces."""

    def __init__(self, into: BinaryIO | None) -> None:
        self.digest = hashlib.sha256()
        self.error: OSError | None = None
        self._into = into

    def write(self, content: bytes) -> int:
        """Hash the content and pass it on."""
        self.digest.update(content)
        try:
            return self._into.write(content) if self._into else len(content)
        except OSError as error:
            self.error = error
            raise

    def flush(self) -> None:
        """Do nothing: the caller, who opened the file, flushes it."""


def counted(rows: pl.LazyFrame) -> pl.LazyFrame:
    """Return rows in the form of `scan_sums`, each as a sum of one row; other columns are kept."""
    import polars as pl

    return rows.with_columns(
        pl.col("mass").fill_null(0),
        masses=pl.col("mass").is_not_null().cast(pl.Int64),
        rows=pl.lit(1, dtype=pl.Int64),
    )


def summed(parts: Iterable[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    """Yield the rows of a quarter summed by département, A129 and country, sorted by these.

    Args:
        parts: sorted, as from `Gathering.parts`; a group may continue from one into the next.
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

    Each sum is the difference of the running totals at the ends of two successive places.
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
    """Whether a slice is missing, or its digest does not match its name; reads all of it."""
    with reading(path):
        return not path.is_file() or not path.stem.endswith(files.sha256(path)[:DIGITS])


def scan(folder: Path, held: Sequence[HeldQuarter | HeldYear]) -> pl.LazyFrame:
    """Return a lazy scan of slices of a store, after verifying each file's digest.

    Columns: department, a129, cpf4, country (String), value (whole euros), mass (whole kg, null
    if unknown). In the years of régions cpf4 is null throughout.

    Raises:
        StorageError: a slice is damaged or missing, or cannot be read (74).
        BusyError: another run has replaced these slices in the meantime (75).
    """
    import polars as pl

    _require(folder, {each.file: each for each in held})
    return pl.scan_parquet([folder / each.file for each in held])


def scan_sums(
    folder: Path, held: Sequence[HeldQuarter | HeldYear], *, needs_cpf4: bool = False
) -> pl.LazyFrame:
    """Return a lazy scan of slices, from their sums where these suffice; raises as `scan`.

    Columns: department, a129, cpf4 (only if needed), country, value (whole euros), mass (whole kg,
    0 if unknown), masses (number of rows with a mass), rows (number of rows). The same codes may
    occur in several rows.
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


def euros_by_department(folder: Path, held: Sequence[HeldQuarter]) -> dict[str, int]:
    """Return the value of slices by the Customs' code of the département; raises as `scan`."""
    import polars as pl

    rows = scan_sums(folder, held)
    return dict(rows.group_by("department").agg(pl.col("value").sum()).collect().iter_rows())


def require_read(
    folder: Path, held: Iterable[HeldQuarter | HeldYear], *, needs_cpf4: bool = False
) -> None:
    """Verify in parallel the files that `scan_sums` reads for some slices; raises as `scan`."""
    _require(folder, {_read_of(each, needs_cpf4=needs_cpf4): each for each in held})


def _read_of(held: HeldQuarter | HeldYear, *, needs_cpf4: bool) -> str:
    """Return the file to read for a slice: its sums if there are any, unless CPF4 is needed."""
    return held.file if needs_cpf4 else held.files[-1]


def require_whole(
    folder: Path, held: Sequence[HeldQuarter | HeldYear], *, anew: bool = False
) -> None:
    """Verify the digests of slices and their sums.

    Args:
        folder: the store's folder.
        held: the slices.
        anew: whether to verify again files that this process has already verified.

    Raises:
        StorageError: a file is damaged or missing, with a hint (74).
        BusyError: another run has replaced these slices in the meantime (75).
    """
    _require(folder, {file: each for each in held for file in each.files}, anew=anew)


def _require(
    folder: Path, held: Mapping[str, HeldQuarter | HeldYear], *, anew: bool = False
) -> None:
    """Verify some files, each given with its slice; raises as `require_whole`."""
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
    """Return the error for damaged or missing files, which names the sources to fetch again."""
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
