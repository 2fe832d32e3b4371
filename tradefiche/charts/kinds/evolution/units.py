"""The one unit of an evolution chart, and its decimals."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tradefiche.charts.units import UNITS, Unit
from tradefiche.language.money import with_unit
from tradefiche.language.typography import MILLION

if TYPE_CHECKING:
    from tradefiche.language.typography import Lang
    from tradefiche.views.evolution import EvolutionView

_TEN, _HUNDRED = 10, 100


@dataclass(frozen=True, slots=True)
class EvolutionAmounts:
    """Formats the values of one chart, in one unit; balances may have fewer decimals."""

    flows: Unit
    balances: Unit

    @classmethod
    def of(cls, series: EvolutionView, lang: Lang) -> EvolutionAmounts:
        """Choose the largest unit that the largest value reaches, and about three digits for it."""
        largest = max(map(abs, (*series.flows, *series.balances)), default=0)
        euros = next((unit for unit in UNITS if 0 < unit <= largest), MILLION)
        decimals = 0 if euros == 1 or not largest else 1 if largest >= _TEN * euros else 2
        long = max(map(abs, series.balances), default=0) >= _HUNDRED * euros
        return cls(Unit(euros, decimals, lang), Unit(euros, 0 if long else decimals, lang))

    @property
    def name(self) -> str:
        """The unit's name: `billions`, `millions`, `thousands`, `euros`."""
        return self.flows.name

    def value(self, euros: int) -> str:
        """Return a value with its unit: `10,4 Md€`, `€10.4bn`."""
        return with_unit(self.flows.text(euros), self.flows.euros, self.flows.lang)

    def balance(self, euros: int | None, *, short: bool = False) -> str:
        """Return a balance without its unit, always signed; `short` as in `flow`."""
        return self._short(self.balances, short=short).text(euros, signed=True)

    def flow(self, euros: int | None, *, short: bool = False) -> str:
        """Return a value without its unit; `short` limits it to one decimal."""
        return self._short(self.flows, short=short).text(euros)

    def _short(self, unit: Unit, *, short: bool) -> Unit:
        return replace(unit, decimals=min(1, unit.decimals)) if short else unit
