"""Sums of rows that the tables of one question share."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import polars as pl

    from tradefiche.customs.inputs import Part


Exclusions = tuple[frozenset[tuple[str, frozenset[str]]], frozenset[str]]
"""Products by column, and countries."""


class Summed(NamedTuple):
    """Which rows of a flow and period are summed.

    Attributes:
        level: of the products.
        codes: the départements that are read; all if empty.
        by_product, by_country: whether the filters hold.
        exclusions: what is left out.
    """

    level: str
    codes: tuple[str, ...]
    by_product: bool
    by_country: bool
    exclusions: Exclusions


class SharedSums:
    """Sums made so far; each is computed once, however many tables start from it."""

    def __init__(self) -> None:
        """Begin without any."""
        self._made: dict[tuple[Part, tuple[str, ...], Summed], pl.LazyFrame] = {}

    def of(
        self, part: Part, keys: Sequence[str], how: Summed, make: Callable[[], pl.LazyFrame]
    ) -> pl.LazyFrame:
        """Return a sum by some keys; it is planned when it is first asked for.

        Args:
            part: the rows; the same object, since equal labels may be of two stores.
            keys: what is kept apart.
            how: which of the rows are summed.
            make: plans it.
        """
        what = (part, tuple(keys), how)
        if what not in self._made:
            self._made[what] = make().cache()
        return self._made[what]
