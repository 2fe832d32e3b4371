"""The index of one territory's trade up to the end of the period."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tradefiche.charts.kinds.index.captions import tell
from tradefiche.charts.kinds.index.drawing import IndexDrawing
from tradefiche.charts.scene.empty import nothing
from tradefiche.charts.scene.frame import Plot, PlottedStory
from tradefiche.views.index import read

if TYPE_CHECKING:
    from tradefiche.charts.scene.brief import Brief
    from tradefiche.charts.scene.frame import Area

_BETWEEN = 1.6  # between two panels, times the label's size


def figure(brief: Brief) -> PlottedStory:
    """Return one panel per flow, stacked; on a slide side by side, imports on the left."""
    index = read(brief.tables["evolution"], brief.subject)
    story = tell(index, brief)
    if "own" not in index.sides:
        return nothing(brief, story, held=index.untraded)

    def draw(area: Area) -> Plot:
        if area.bottom is None:
            return IndexDrawing(index, area, brief).plot()
        half = (area.width - _BETWEEN * brief.sizes.label) / 2
        left = IndexDrawing(index, replace(area, width=half), brief, ("imports",)).plot()
        beside = replace(area, left=area.right - half, width=half)
        right = IndexDrawing(index, beside, brief, ("exports",)).plot()
        return Plot((*left.marks, *right.marks), max(left.bottom, right.bottom))

    return PlottedStory(story, draw)
