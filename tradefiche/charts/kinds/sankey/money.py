"""Values in print: one unit and one number of decimals for all labels of a diagram."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tradefiche.charts.kinds.balance.captions import Unit
from tradefiche.language.typography import MILLION, NBSP, percent

if TYPE_CHECKING:
    from tradefiche.charts.kinds.sankey.flows import Flows
    from tradefiche.language.typography import Lang

_THOUSAND = 1_000
_SIGNS = re.compile(r"^[^\d]*")


class Money:
    """Writes the values of one diagram: `1 268 M€`, `4,4 %`, `€1,268M`, `4.4%`."""

    def __init__(self, flows: Flows, lang: Lang) -> None:
        """Choose millions, or thousands where nothing reaches a million."""
        largest = max((node.value for side in flows.nodes for node in side), default=0)
        euros = MILLION if largest >= MILLION or largest <= 0 else _THOUSAND
        self._unit = Unit(euros, 0 if largest >= _THOUSAND * euros else 1, lang)
        self._lang: Lang = lang
        self._symbol = "M" if euros == MILLION else "k"

    def value(self, euros: int) -> str:
        """Return an amount with its unit; one that would print as 0 is shown as less."""
        return self._with_unit(self.number(euros))

    def total(self, euros: int) -> str:
        """Return a total with its unit and one decimal."""
        return self._with_unit(self._unit.total(euros))

    def _with_unit(self, text: str) -> str:
        if self._lang == "fr":
            return f"{text}{NBSP}{self._symbol}€"
        return _SIGNS.sub(lambda signs: f"{signs[0]}€", text) + self._symbol

    def number(self, euros: int) -> str:
        """Return an amount without its unit."""
        return self._unit.text(euros)

    def legend(self, flows: Flows) -> str:
        """Return what amounts without unit and shares are: `M€ · %`, `€M · %`."""
        unit = f"{self._symbol}€" if self._lang == "fr" else f"€{self._symbol}"
        shares = any(flows.share(node) is not None for side in flows.nodes for node in side)
        return f"{unit} · %" if shares else unit

    def share(self, part: float | None) -> str:
        """Return a share, nothing where there is none."""
        return "" if part is None else percent(part, lang=self._lang)

    def both(self, euros: int, part: float | None) -> str:
        """Return amount and share."""
        return " · ".join(filter(None, (self.value(euros), self.share(part))))
