"""Values as printed: one unit and one number of decimals for all labels of a diagram."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts.units import Unit
from tradefiche.language.money import unit, with_unit
from tradefiche.language.typography import MILLION

if TYPE_CHECKING:
    from tradefiche.charts.kinds.sankey.flows import Flows
    from tradefiche.language.phrases import Wording

_THOUSAND = 1_000


class SankeyAmounts:
    """Formats the values of one diagram: `1 268 M€`, `4,4 %`, `€1,268M`, `4.4%`."""

    def __init__(self, flows: Flows, wording: Wording) -> None:
        """Choose millions, or thousands where nothing reaches a million."""
        largest = max((node.value for side in flows.nodes for node in side), default=0)
        euros = MILLION if largest >= MILLION or largest <= 0 else _THOUSAND
        self._unit = Unit(euros, 0 if largest >= _THOUSAND * euros else 1, wording.lang)
        self._wording = wording

    def value(self, euros: int) -> str:
        """Return an amount with its unit; one that would print as 0 becomes a bound: `< 0,1 M€`."""
        return self._with_unit(self.number(euros))

    def _with_unit(self, text: str) -> str:
        return with_unit(text, self._unit.euros, self._wording.lang)

    def number(self, euros: int) -> str:
        """Return an amount without its unit."""
        return self._unit.text(euros)

    def legend(self, flows: Flows) -> str:
        """Return the units of amounts and shares, for a header: `M€ · %`, `€M · %`."""
        symbol = unit(self._unit.euros, self._wording.lang)
        shares = any(flows.share(node) is not None for side in flows.nodes for node in side)
        return f"{symbol} · %" if shares else symbol

    def share(self, part: float | None) -> str:
        """Return a share as printed; empty if it is None."""
        return "" if part is None else self._wording.percent(part)

    def both(self, euros: int, part: float | None) -> str:
        """Return amount and share in one text: `1 268 M€ · 4,4 %`."""
        return " · ".join(filter(None, (self.value(euros), self.share(part))))
