"""The evolution of one territory's trade up to the end of the period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts.kinds.evolution.captions import tell
from tradefiche.charts.kinds.evolution.drawing import EvolutionDrawing
from tradefiche.charts.kinds.evolution.units import units
from tradefiche.charts.scene.frame import PlottedStory
from tradefiche.views.evolution import read

if TYPE_CHECKING:
    from tradefiche.charts.scene.brief import Brief


def figure(brief: Brief) -> PlottedStory:
    """Return the chart, in columns per quarter, per rolling year beyond four years, or per year."""
    series = read(brief.tables, brief.subject)
    used = units(series, brief.lang)
    return PlottedStory(
        tell(series, used["exports"], brief),
        lambda area: EvolutionDrawing(series, used, area, brief).plot(),
    )
