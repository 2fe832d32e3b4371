"""The activities of one territory and period, imports in blue, exports in violet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts.kinds.treemap.captions import tell
from tradefiche.charts.kinds.treemap.cells import read
from tradefiche.charts.kinds.treemap.drawing import Treemap
from tradefiche.charts.scene.frame import PlottedStory

if TYPE_CHECKING:
    from tradefiche.charts.scene.brief import Brief


def figure(brief: Brief) -> PlottedStory:
    """Return both flows by activity: two blocks of cells, on a phone or slide ranked bars."""
    blocks = read(brief.tables["totals"], brief.tables["products"], brief.subject)
    return PlottedStory(tell(blocks, brief), lambda area: Treemap(blocks, area, brief).plot())
