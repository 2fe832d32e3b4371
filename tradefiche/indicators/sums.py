"""Sums of rows that the tables of one question share."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    import polars as pl

    from tradefiche.customs.inputs import Part


Exclusions = tuple[frozenset[tuple[str, frozenset[str]]], frozenset[str]]
"""Products by column, and countries."""


class Summed(NamedTuple):
    """Which rows are summed, and by what: equal ones are one sum.

    Attributes:
        parts: the rows; the same objects, since equal labels may be of two stores.
        level: of the products.
        codes: the départements that are read; all if empty.
        by_product, by_country: whether the filters hold.
        exclusions: what is left out.
        keys: what is kept apart.
    """

    parts: tuple[Part, ...]
    level: str
    codes: tuple[str, ...]
    by_product: bool
    by_country: bool
    exclusions: Exclusions
    keys: tuple[str, ...]


class SharedSums:
    """Sums made so far; each is computed once, however many tables start from it."""

    def __init__(self) -> None:
        """Begin without any."""
        self._made: dict[Summed, pl.LazyFrame] = {}

    def of(self, what: Summed, make: Callable[[], pl.LazyFrame]) -> pl.LazyFrame:
        """Return a sum; it is planned when it is first asked for."""
        if what not in self._made:
            self._made[what] = make().cache()
        return self._made[what]
