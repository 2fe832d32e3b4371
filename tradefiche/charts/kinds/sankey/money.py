"""Values as printed: one unit and one number of decimals for all labels of a diagram."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts.units import Unit
from tradefiche.language.money import unit

if TYPE_CHECKING:
    from tradefiche.charts.kinds.sankey.flows import Flows
    from tradefiche.language.phrases import Wording


class SankeyAmounts:
    """Formats the values of one diagram: `1 268 M€`, `4,4 %`, `€1,268M`, `4.4%`."""

    def __init__(self, flows: Flows, wording: Wording) -> None:
        """Choose millions, or thousands where nothing reaches a million."""
        largest = max([0, *(node.value for side in flows.nodes for node in side)])
        self.unit = Unit.up_to(largest, wording.lang)
        self._wording = wording

    def legend(self, flows: Flows) -> str:
        """Return the units of amounts and shares, for a header: `M€ · %`, `€M · %`."""
        symbol = unit(self.unit.euros, self.unit.lang)
        shares = any(flows.share(node) is not None for side in flows.nodes for node in side)
        return f"{symbol} · %" if shares else symbol

    def share(self, part: float | None) -> str:
        """Return a share as printed; empty if it is None."""
        return "" if part is None else self._wording.percent(part)

    def both(self, euros: int, part: float | None) -> str:
        """Return amount and share in one text: `1 268 M€ · 4,4 %`."""
        return " · ".join(filter(None, (self.unit.amount(euros), self.share(part))))
