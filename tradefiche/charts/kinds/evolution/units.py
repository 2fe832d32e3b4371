"""The one unit of the chart, its decimals, and the round values of its axis."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tradefiche.charts.kinds.balance.captions import Unit
from tradefiche.language.typography import BILLION, MILLION, NBSP, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tradefiche.charts.kinds.evolution.series import Series
    from tradefiche.language.typography import Lang

_THOUSAND = 1_000
_UNITS = (BILLION, MILLION, _THOUSAND, 1)
_SYMBOLS = {BILLION: ("Md", "bn"), MILLION: ("M", "M"), _THOUSAND: ("k", "k"), 1: ("", "")}
_NAMES = {BILLION: "billions", MILLION: "millions", _THOUSAND: "thousands", 1: "euros"}
_STEPS = (1, 2, 5)
_TEN, _HUNDRED = 10, 100


@dataclass(frozen=True, slots=True)
class Money:
    """Writes the values of one chart: those at the ends of lines with their unit."""

    flows: Unit
    balances: Unit

    @classmethod
    def of(cls, series: Series, lang: Lang) -> Money:
        """Choose the unit that the largest quarter reaches, and about three digits for it."""
        largest = max(map(abs, (*series.flows, *series.balances)), default=0)
        euros = next((unit for unit in _UNITS if 0 < unit <= largest), MILLION)
        decimals = 0 if euros == 1 or not largest else 1 if largest >= _TEN * euros else 2
        long = max(map(abs, series.balances), default=0) >= _HUNDRED * euros
        return cls(Unit(euros, decimals, lang), Unit(euros, 0 if long else decimals, lang))

    @property
    def name(self) -> str:
        """The unit's name: `billions`, `millions`, `thousands`, `euros`."""
        return _NAMES[self.flows.euros]

    def value(self, euros: int) -> str:
        """Return a value with its unit: `10,4 Md€`, `€10.4bn`."""
        text, lang = self.flows.text(euros), self.flows.lang
        french, english = _SYMBOLS[self.flows.euros]
        if lang == "fr":
            return f"{text}{NBSP}{french}€"
        signs = text[: next(place for place, sign in enumerate(text) if sign.isdigit())]
        return f"{signs}€{text.removeprefix(signs)}{english}"

    def balance(self, euros: int | None, *, short: bool = False) -> str:
        """Return a balance without unit, its sign written; `short` of one decimal if it has any."""
        unit = self.balances
        if short:
            unit = replace(unit, decimals=max(0, unit.decimals - 1))
        return unit.text(euros, signed=True)

    def ticks(self, values: Sequence[int]) -> tuple[str, ...]:
        """Return the labels of an axis; 0 has no decimals, the others all as many."""
        unit = self.flows.euros
        step = values[1] - values[0] if len(values) > 1 else unit
        decimals = next(n for n in range(_TEN) if step * 10**n % unit == 0)
        lang = self.flows.lang
        return tuple(number(v / unit, decimals if v else 0, lang=lang) for v in values)


def ticks(low: int, high: int, most: int) -> tuple[int, ...]:
    """Return the multiples of a step of 1, 2 or 5 and a power of ten that enclose values and 0.

    Args:
        low: the least value, in whole euros.
        high: the greatest.
        most: how many steps there may be, 2 or more.
    """
    low, high = min(low, 0), max(high, 0)
    power = 1
    while True:
        for digit in _STEPS:
            step = digit * power
            below, above = -(low // step), -(-high // step)
            if below + above <= most:
                return tuple(step * place for place in range(-below, above + 1))
        power *= _TEN
