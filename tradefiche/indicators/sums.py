"""Sums of rows that the tables of one question share."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping

    import polars as pl


Exclusions = tuple[frozenset[tuple[str, frozenset[str]]], frozenset[str]]
"""Excluded products by column, and excluded countries."""


class Summed(NamedTuple):
    """Which rows of a flow and period are summed.

    Attributes:
        level: level of the products.
        codes: the départements that are read; all if empty.
        by_product, by_country: whether there is a filter on these, and it applies.
        exclusions: what is excluded.
    """

    level: str
    codes: tuple[str, ...]
    by_product: bool
    by_country: bool
    exclusions: Exclusions


class Sum(NamedTuple):
    """The key of a sum of rows.

    Attributes:
        rows: origins of the parts (`FactsPart.origin`); in sums by territory with period and gaps.
        keys: the dimensions that rows are grouped by.
        how: which of the rows are summed.
        territories: ids of the territories summed to; None for sums by département.
    """

    rows: tuple[Hashable, ...]
    keys: tuple[str, ...]
    how: Summed
    territories: frozenset[str] | None = None


class SharedSums:
    """Sums made so far for one question to one store, each computed once for all its tables."""

    def __init__(self, *, at_once: bool = False) -> None:
        """Start without any sums.

        Args:
            at_once: whether a sum is computed when it is first needed, so that plans based on it
                start from few rows; if not, it is only planned, and computed with the tables.
        """
        self._at_once = at_once
        self._made: dict[Sum, pl.LazyFrame] = {}

    def of(self, what: Sum, make: Callable[[], pl.LazyFrame]) -> pl.LazyFrame:
        """Return a sum; if there is none yet, plan it with `make` and add it."""
        if what not in self._made:
            self.add({what: make()})
        return self._made[what]

    def add(self, plans: Mapping[Sum, pl.LazyFrame]) -> None:
        """Add new sums; with `at_once`, compute all of them in one go."""
        import polars as pl

        if self._at_once:
            frames = pl.collect_all(plans.values(), engine="streaming")
            self._made.update(zip(plans, (frame.lazy() for frame in frames), strict=True))
        else:
            self._made.update((what, plan.cache()) for what, plan in plans.items())

    def made(self, what: Sum) -> pl.LazyFrame | None:
        """Return a sum if it was added before, else None."""
        return self._made.get(what)
