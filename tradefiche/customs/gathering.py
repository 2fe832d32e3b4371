"""Collect the rows of a flow and quarter while a file is read, then yield them in sorted order.

An external sort in memory: when too many rows are held, they are sorted and compressed as a
Parquet run; at the end the runs are merged, one key range after the other. Whatever the size of a
file, memory is needed for a few ranges and the compressed runs: at most a third of the text.
"""

from __future__ import annotations

import io
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    import polars as pl

MOST = 5 << 19
"""Rows of a file held uncompressed, at 24 bytes each: more than a year or a release has."""
_PART = 1 << 17
_STEP = 1 << 13
_TOGETHER = 6  # frames that are sorted and compressed as one run
_ORDER = ("key", "value", "mass")
_FIRST, _LAST = (-1, 0), (2**63 - 1, 0)


class Gathering:
    """A collection of rows: key (Int64, `keys.packed`), value, mass (Int64, null if unknown).

    `loose` is the number of rows held uncompressed.
    """

    def __init__(self) -> None:
        self.loose = 0
        self._frames: list[pl.DataFrame] = []
        self._aside: list[bytes] = []
        self._marks: list[tuple[int, int]] = []

    def add(self, frame: pl.DataFrame) -> None:
        """Add some rows."""
        self._frames.append(frame)
        self.loose += frame.height

    def put_aside(self) -> None:
        """Sort and compress the uncompressed rows, a few frames at a time."""
        self.loose = 0
        while self._frames:
            some, self._frames = self._frames[:_TOGETHER], self._frames[_TOGETHER:]
            frame = _ordered(some)
            buffer = io.BytesIO()
            frame.write_parquet(
                buffer, compression="zstd", compression_level=1, row_group_size=_STEP
            )
            self._aside.append(buffer.getvalue())
            self._marks += frame.select("key", "value").gather_every(_STEP).iter_rows()

    def parts(self) -> Iterator[pl.DataFrame]:
        """Yield all rows sorted by key, value and mass; in limited parts if some were put aside."""
        import polars as pl

        if not self._aside:
            self._frames = [_ordered(self._frames)]
            yield from self._frames
            return
        self.put_aside()
        marks = dict.fromkeys(
            (_FIRST, *sorted(self._marks)[_PART // _STEP :: _PART // _STEP], _LAST)
        )
        scans = [pl.scan_parquet(each) for each in self._aside]
        for low, high in pairwise(marks):
            found = [_between(each, low, high) for each in scans]
            if any(each.height for each in found):
                yield _ordered(found)


def _between(rows: pl.LazyFrame, low: tuple[int, int], high: tuple[int, int]) -> pl.DataFrame:
    """Return the rows from (key, value) `low`, included, to `high`, excluded."""
    import polars as pl

    key, value = pl.col("key"), pl.col("value")
    near = rows.filter(key.is_between(low[0], high[0]))
    after = (key > low[0]) | (value >= low[1])
    before = (key < high[0]) | (value < high[1])
    return near.filter(after & before).collect()


def _ordered(frames: list[pl.DataFrame]) -> pl.DataFrame:
    """Return rows as one sorted frame; usually they are sorted already.

    Empties `frames`, to free memory: sorting needs several times the size of the rows.
    """
    import polars as pl

    whole = pl.concat(frames, rechunk=True)
    frames.clear()
    if whole.select((pl.col("key") > pl.col("key").shift()).all()).item():
        return whole
    return whole.sort(_ORDER)
