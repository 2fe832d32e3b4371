"""The evolution of one territory's trade up to the end of the period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts.kinds.evolution.captions import tell
from tradefiche.charts.kinds.evolution.drawing import Drawing
from tradefiche.charts.kinds.evolution.units import Money
from tradefiche.charts.scene.frame import Figure
from tradefiche.views.evolution import read

if TYPE_CHECKING:
    from tradefiche.charts.scene.brief import Brief


def figure(brief: Brief) -> Figure:
    """Return every quarter of the table, or every year, in columns from 0."""
    series = read(brief.tables, brief.subject)
    money = Money.of(series, brief.lang)
    return Figure(
        tell(series, money, brief), lambda area: Drawing(series, money, area, brief).plot()
    )
