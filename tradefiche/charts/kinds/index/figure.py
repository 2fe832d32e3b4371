"""The index of one territory's trade up to the end of the period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts.kinds.index.captions import tell
from tradefiche.charts.kinds.index.drawing import Drawing
from tradefiche.charts.scene.empty import nothing
from tradefiche.charts.scene.frame import Figure
from tradefiche.views.index import read

if TYPE_CHECKING:
    from tradefiche.charts.scene.brief import Brief


def figure(brief: Brief) -> Figure:
    """Return a panel a flow, one above the other."""
    index = read(brief.tables["evolution"], brief.subject)
    story = tell(index, brief)
    if "own" not in index.sides:
        return nothing(brief, story)
    return Figure(story, lambda area: Drawing(index, area, brief).plot())
