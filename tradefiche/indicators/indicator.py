"""How a table is computed: the module named after it declares this in `TABLE`."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    import polars as pl

    from tradefiche.customs.check_inputs import Evidence
    from tradefiche.customs.history import History
    from tradefiche.customs.inputs import Facts
    from tradefiche.indicators.request import Request

Scope = Literal["period", "year-before", "store"]
"""What a table is computed from: its period, also the year before, or the whole store."""
Input = Literal["facts", "history", "evidence"]


class Inputs(Protocol):
    """The inputs that indicator functions can take."""

    @property
    def facts(self) -> Facts:
        """The rows of the requested periods, and of a year earlier."""

    @property
    def history(self) -> History:
        """The rows of every quarter held, and of the years that workbooks cover."""

    @property
    def evidence(self) -> Evidence:
        """What the checks compare figures with."""


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

    def plan(self, inputs: Inputs, request: Request) -> pl.LazyFrame:
        """Return the lazy frame of the table; sums that it needs may be computed right away."""
        return self.function(*(getattr(inputs, name) for name in self.takes), request)


def indicator(table: str) -> Indicator:
    """Return the indicator of a table: `TABLE` of the module named after it."""
    found: Indicator = import_module(f"tradefiche.indicators.{table}").TABLE
    return found
