"""The single unit in which all amounts of a chart are printed, and numbers too small for print."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tradefiche.language.money import with_unit
from tradefiche.language.typography import BILLION, MILLION, MINUS, MISSING, NBSP, number

if TYPE_CHECKING:
    from tradefiche.language.typography import Lang

_THOUSAND = 1_000
_NAMES = {BILLION: "billions", MILLION: "millions", _THOUSAND: "thousands", 1: "euros"}
UNITS = tuple(_NAMES)
"""The units as numbers of euros, the largest first."""


@dataclass(frozen=True, slots=True)
class Unit:
    """The unit of a chart's numbers, and the decimals of the rows that have bars."""

    euros: int
    decimals: int
    lang: Lang

    @classmethod
    def up_to(cls, largest: int, lang: Lang) -> Unit:
        """Return millions, or thousands where the largest value is below a million and not 0."""
        euros = MILLION if largest >= MILLION or not largest else _THOUSAND
        return cls(euros, 0 if largest >= _THOUSAND * euros else 1, lang)

    @property
    def name(self) -> str:
        """The unit's name: `billions`, `millions`, `thousands`, `euros`."""
        return _NAMES[self.euros]

    def text(self, value: int | None, *, signed: bool = False) -> str:
        """Return a row's value in this unit; see `bounded`."""
        scaled = None if value is None else value / self.euros
        return bounded(scaled, self.decimals, self.lang, signed=signed)

    def total(self, value: int | None, *, signed: bool = False) -> str:
        """Return a value of the total row, with one decimal; otherwise like `text`."""
        return replace(self, decimals=1).text(value, signed=signed)

    def amount(self, value: int) -> str:
        """Return a value with its unit: `10,4 Md€`, `€10.4bn`, `< 0,1 M€`."""
        return with_unit(self.text(value), self.euros, self.lang)


def bounded(value: float | None, decimals: int, lang: Lang, *, signed: bool = False) -> str:
    """Return a number without its unit, as in a column of numbers; a dash where it is unknown.

    One not 0 that would round to 0 prints as `< 0,1`, a negative one as `> −0,1`.
    """
    if value is None:
        return MISSING
    if value and abs(value) < 10**-decimals / 2:
        least = number(10**-decimals, decimals, lang=lang)
        return f"<{NBSP}{least}" if value > 0 else f">{NBSP}{MINUS}{least}"
    return number(value, decimals, lang=lang, signed=signed)
