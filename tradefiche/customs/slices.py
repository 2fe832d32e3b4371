"""Slices: Parquet files named by their content, and checked when they are read.

One holds a flow and quarter, or a flow and a région's year. A file that is no longer what its
name says gives no figure. The whole of it is read for that once a process, and again if its size,
date or place on the disk have changed.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from tradefiche import files
from tradefiche.customs.held import DIGITS
from tradefiche.customs.manifest import read_manifest
from tradefiche.errors import BusyError, StorageError, TradeficheError
from tradefiche.settings import cores

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import polars as pl

    from tradefiche.customs.held import Held, HeldYear

ROW_GROUP = 1 << 14


_Stamp = tuple[str, int, int, int]
_whole: set[_Stamp] = set()


def content_of(frame: pl.DataFrame) -> bytes:
    """Return the rows of a slice as Parquet, in row groups small enough for one département."""
    buffer = io.BytesIO()
    frame.write_parquet(buffer, compression="lz4", row_group_size=ROW_GROUP)
    return buffer.getvalue()


def damaged(path: Path) -> bool:
    """Whether a slice is gone, or not what its name says; all of it is read."""
    with files.reading(path):
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

    require_whole(folder, held)
    return pl.scan_parquet([folder / each.file for each in held])


def require_whole(folder: Path, held: Sequence[Held | HeldYear], *, anew: bool = False) -> None:
    """Raise StorageError (74), with the way out, unless slices are what was written.

    BusyError (75) where the store has gone on meanwhile, and no longer names them.

    Args:
        folder: the store's.
        held: the slices.
        anew: whether to read also what this process has checked already.
    """
    from concurrent.futures import ThreadPoolExecutor

    stamps = {each.file: _stamp(folder / each.file) for each in held}
    pending = [each for each in held if anew or stamps[each.file] not in _whole]
    if not pending:
        return
    with ThreadPoolExecutor(min(cores(), len(pending))) as pool:
        faults = list(pool.map(damaged, (folder / each.file for each in pending)))
    wrong = [each for each, fault in zip(pending, faults, strict=True) if fault]
    if wrong:
        raise _not_whole(folder, wrong)
    _whole.update(stamp for stamp in stamps.values() if stamp is not None)


def _stamp(path: Path) -> _Stamp | None:
    with files.reading(path):
        try:
            found = path.stat()
        except FileNotFoundError:
            return None
    return (str(path), found.st_ino, found.st_size, found.st_mtime_ns)


def _not_whole(folder: Path, wrong: Sequence[Held | HeldYear]) -> TradeficheError:
    """Say what is not as it was, and from which file it is made anew."""
    if not {each.file for each in wrong} & read_manifest(folder).files:
        return BusyError(f"{folder}: the store was renewed meanwhile", hint="ask again")
    first = folder / wrong[0].file
    what = "damaged: not what was written" if first.is_file() else "missing from the store"
    more = f", and {len(wrong) - 1} more" if len(wrong) > 1 else ""
    names = ", ".join(sorted({each.source.name for each in wrong}))
    return StorageError(
        f"{first}: {what}{more}",
        hint=f"fetch again, or with --from, {names}: what is damaged or missing is made anew",
    )
