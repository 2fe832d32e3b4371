"""Sums of rows that the tables of one question share."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping

    import polars as pl


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


class Sum(NamedTuple):
    """A sum of rows.

    Attributes:
        rows: what they are read from (`Part.origin`), with labels where these are kept apart.
        keys: what is kept apart.
        how: which of the rows are summed.
        territories: ids of those that they are summed to; None for every département.
    """

    rows: tuple[Hashable, ...]
    keys: tuple[str, ...]
    how: Summed
    territories: frozenset[str] | None = None


class SharedSums:
    """Sums made so far for one question to one store, each counted once for all its tables."""

    def __init__(self, *, at_once: bool = False) -> None:
        """Begin without any.

        Args:
            at_once: whether a sum is counted when it is first asked for, so that what starts from
                it is of few rows; if not, it is planned then, and read with the tables.
        """
        self._at_once = at_once
        self._made: dict[Sum, pl.LazyFrame] = {}

    def of(self, what: Sum, make: Callable[[], pl.LazyFrame]) -> pl.LazyFrame:
        """Return a sum, which `make` plans."""
        if what not in self._made:
            self.add({what: make()})
        return self._made[what]

    def add(self, plans: Mapping[Sum, pl.LazyFrame]) -> None:
        """Count sums that are not made yet, all at once."""
        import polars as pl

        if self._at_once:
            frames = pl.collect_all(plans.values(), engine="streaming")
            self._made.update(zip(plans, (frame.lazy() for frame in frames), strict=True))
        else:
            self._made.update((what, plan.cache()) for what, plan in plans.items())

    def made(self, what: Sum) -> pl.LazyFrame | None:
        """Return a sum if it was asked for before."""
        return self._made.get(what)
