"""How a table is computed: the module named after it declares this in `TABLE`."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable

    import polars as pl

Scope = Literal["period", "year-before", "store"]
"""What a table is computed from: its period, also the year before, or the whole store."""
Input = Literal["facts", "history", "evidence"]
"""The rows of the periods and of a year earlier, those of every quarter held and of the years that
workbooks cover, or what the checks compare figures with."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """The function that computes a table, and its inputs.

    Attributes:
        function: takes its inputs and a `Request`; returns a frame with at least the table's
            columns, except those that labelling adds, and with rows in output order.
        scope: see `Scope`.
        takes: its inputs, in the order of its arguments.
        pairs: whether it sums by product and country together; coarser sums can start from these.
    """

    function: Callable[..., pl.LazyFrame]
    scope: Scope = "period"
    takes: tuple[Input, ...] = ("facts",)
    pairs: bool = False


def indicator(table: str) -> Indicator:
    """Return the indicator of a table: `TABLE` of the module named after it."""
    found: Indicator = import_module(f"tradefiche.indicators.{table}").TABLE
    return found
