"""The one unit of an evolution chart, and its decimals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts.units import UNITS, Unit
from tradefiche.language.typography import MILLION

if TYPE_CHECKING:
    from tradefiche.language.typography import Lang
    from tradefiche.reference.terms import Amount
    from tradefiche.views.evolution import EvolutionView

_TEN, _HUNDRED = 10, 100


def units(series: EvolutionView, lang: Lang) -> dict[Amount, Unit]:
    """Return the largest unit that the largest value reaches, with about three digits for it.

    Balances may have fewer decimals.
    """
    largest = max(map(abs, (*series.flows, *series.balances)), default=0)
    euros = next((unit for unit in UNITS if 0 < unit <= largest), MILLION)
    decimals = 0 if euros == 1 or not largest else 1 if largest >= _TEN * euros else 2
    long = max(map(abs, series.balances), default=0) >= _HUNDRED * euros
    flows = Unit(euros, decimals, lang)
    balance = Unit(euros, 0 if long else decimals, lang)
    return {"imports": flows, "exports": flows, "balance": balance}
