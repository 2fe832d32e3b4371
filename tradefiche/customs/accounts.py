"""Totals and code counts of one flow and quarter, collected while its rows are streamed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tradefiche.customs.keys import KEY, SIZE, block, code
from tradefiche.customs.layout import LARGEST_SUM, NUMBERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import polars as pl


@dataclass(slots=True)
class Account:
    """Totals of the rows counted so far.

    Attributes:
        rows, value, mass: number of rows, sum in whole euros, sum in whole kilograms.
        duplicates: number of rows with the same key as the row before.
        codes: for each field of the key, the number of rows per code.
    """

    rows: int = 0
    value: int = 0
    mass: int = 0
    duplicates: int = 0
    codes: dict[str, Counter[str]] = field(
        default_factory=lambda: {name: Counter() for name in KEY}
    )
    _last: int | None = None
    _sizes: tuple[float, ...] = (0.0,) * len(NUMBERS)

    @property
    def too_large(self) -> bool:
        """Whether absolute amounts exceed `LARGEST_SUM`, summed as floats lest they overflow."""
        return max(self._sizes) > LARGEST_SUM

    def counting(self, parts: Iterable[pl.DataFrame]) -> Iterator[pl.DataFrame]:
        """Yield the parts (from `Gathering.parts`) unchanged, and count each on the way."""
        for part in parts:
            self._count(part)
            yield part

    def _count(self, part: pl.DataFrame) -> None:
        import polars as pl

        key = part["key"]
        self.rows += part.height
        self.value += int(part["value"].sum())
        self.mass += int(part["mass"].sum())
        sizes = part.select(pl.col(NUMBERS).cast(pl.Float64).abs().sum()).row(0)
        self._sizes = tuple(map(sum, zip(self._sizes, sizes, strict=True)))
        self.duplicates += int((key == key.shift()).sum()) + (key[0] == self._last)
        self._last = key[-1]
        blocks = part.select(block(pl.col("key"))).to_series().rle().struct.unnest()
        above = blocks.select(key="value", rows="len")
        self._note("country", part.select(pl.col("key"), rows=1))
        for name in ("cpf4", "a129", "department"):
            self._note(name, above)
            above = above.with_columns(pl.col("key") // SIZE[name])

    def _note(self, name: str, rows: pl.DataFrame) -> None:
        """Add row counts to `codes[name]`, by the last code packed into column `key`."""
        import polars as pl

        found = rows.group_by(pl.col("key") % SIZE[name]).agg(pl.col("rows").sum())
        for key, count in found.iter_rows():
            self.codes[name][code(key, SIZE[name])] += count
