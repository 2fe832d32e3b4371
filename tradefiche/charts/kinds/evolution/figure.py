"""The evolution of one territory's trade up to the end of the period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts.kinds.evolution.captions import tell
from tradefiche.charts.kinds.evolution.drawing import EvolutionDrawing
from tradefiche.charts.scene.frame import PlottedStory
from tradefiche.charts.units import UNITS, Unit
from tradefiche.language.typography import MILLION
from tradefiche.views.evolution import read

if TYPE_CHECKING:
    from tradefiche.charts.scene.brief import Brief
    from tradefiche.language.typography import Lang
    from tradefiche.reference.terms import Amount
    from tradefiche.views.evolution import EvolutionView

_TEN, _HUNDRED = 10, 100


def figure(brief: Brief) -> PlottedStory:
    """Return the chart, in columns per quarter, per rolling year beyond four years, or per year."""
    series = read(brief.tables, brief.subject)
    used = _units(series, brief.lang)
    return PlottedStory(
        tell(series, used["exports"], brief),
        lambda area: EvolutionDrawing(series, used, area, brief).plot(),
    )


def _units(series: EvolutionView, lang: Lang) -> dict[Amount, Unit]:
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
