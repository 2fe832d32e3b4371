"""The rows of a flow and quarter while a file is read, in their order at the end.

What is too much to be held so is sorted, compressed and put aside; at the end one stretch of the
order after the other is taken from all that was put aside. So a file of any size takes no more
memory than some stretches, and what is compressed: a third of the text at most.
"""

from __future__ import annotations

import io
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    import polars as pl

MOST = 5 << 19
"""Rows of a file that are held as they are, 24 bytes each: more than a year has, or a release."""
_PART = 1 << 17
_STEP = 1 << 13
_TOGETHER = 6  # frames that are sorted and compressed at once
_ORDER = ("key", "value", "mass")
_FIRST, _LAST = (-1, 0), (2**63 - 1, 0)


class Gathering:
    """Rows: columns key (Int64, `keys.packed`), value, mass (Int64, null if unknown).

    `loose` counts those that are held as they are.
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
        """Compress what is held as it is, a few frames at a time."""
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
        """Yield all rows in the order of key, value and mass, as few at a time as must be."""
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
    """Return the rows from one key and value, which is taken in, to another, which is not."""
    import polars as pl

    key, value = pl.col("key"), pl.col("value")
    near = rows.filter(key.is_between(low[0], high[0]))
    after = (key > low[0]) | (value >= low[1])
    before = (key < high[0]) | (value < high[1])
    return near.filter(after & before).collect()


def _ordered(frames: list[pl.DataFrame]) -> pl.DataFrame:
    """Return rows as one frame in order, in which they mostly are already.

    Takes them out of `frames`: to sort them needs memory of several times their size.
    """
    import polars as pl

    whole = pl.concat(frames, rechunk=True)
    frames.clear()
    if whole.select((pl.col("key") > pl.col("key").shift()).all()).item():
        return whole
    return whole.sort(_ORDER)
