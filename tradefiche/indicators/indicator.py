"""What counts a table: each module of a table says so in its `TABLE`."""

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
"""What a table is counted from: its period, also the year before, all that the store holds."""
Input = Literal["facts", "history", "evidence"]


class Inputs(Protocol):
    """What functions can take."""

    @property
    def facts(self) -> Facts:
        """The rows of the periods asked for."""

    @property
    def history(self) -> History:
        """Those of every quarter held."""

    @property
    def evidence(self) -> Evidence:
        """What the checks set figures against."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """A function that counts a table, and what it counts from.

    Attributes:
        function: from its inputs and a `Request` to a frame that has, among others, the table's
            columns but for labels; rows in the order of every output.
        scope: see `Scope`.
        takes: its inputs, in the order of its arguments.
        pairs: whether it counts products with countries, which coarser sums can start from.
    """

    function: Callable[..., pl.LazyFrame]
    scope: Scope = "period"
    takes: tuple[Input, ...] = ("facts",)
    pairs: bool = False

    def plan(self, inputs: Inputs, request: Request) -> pl.LazyFrame:
        """Return what counts the table; the sums that it starts from may be read meanwhile."""
        return self.function(*(getattr(inputs, name) for name in self.takes), request)


def indicator(table: str) -> Indicator:
    """Return what counts a table: `TABLE` of the module that is called as the table."""
    found: Indicator = import_module(f"tradefiche.indicators.{table}").TABLE
    return found
