"""Sums of rows that the tables of one question share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    import polars as pl

    from tradefiche.customs.inputs import Part


Engine = Literal["in-memory", "streaming"]
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
        parts: the rows; the same objects, since equal labels may be of two stores.
        keys: what is kept apart.
        how: which of the rows are summed.
        territories: ids of those that they are summed to; None for every département.
    """

    parts: tuple[Part, ...]
    keys: tuple[str, ...]
    how: Summed
    territories: frozenset[str] | None = None


class SharedSums:
    """Sums made so far; each is counted once, however many tables start from it."""

    def __init__(self, engine: Engine | None = None) -> None:
        """Begin without any.

        Args:
            engine: counts a sum when it is first asked for, so that what starts from it is of few
                rows; without it, the sum is planned then, and read with the tables.
        """
        self._engine = engine
        self._made: dict[Sum, pl.LazyFrame] = {}

    def of(self, what: Sum, make: Callable[[], pl.LazyFrame]) -> pl.LazyFrame:
        """Return a sum, which `make` plans."""
        if what not in self._made:
            plan = make()
            counted = plan.collect(engine=self._engine).lazy() if self._engine else plan.cache()
            self._made[what] = counted
        return self._made[what]

    def made(self, what: Sum) -> pl.LazyFrame | None:
        """Return a sum if it was asked for before."""
        return self._made.get(what)
