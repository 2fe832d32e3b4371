"""The map of a measure by département; each département of the territory is outlined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts.kinds.map.captions import tell
from tradefiche.charts.kinds.map.drawing import MapDrawing
from tradefiche.charts.scene.empty import nothing
from tradefiche.charts.scene.frame import PlottedStory
from tradefiche.views.ranking import read

if TYPE_CHECKING:
    from tradefiche.charts.scene.brief import Brief


def figure(brief: Brief) -> PlottedStory:
    """Return the map of all units, each filled by the class of its value in the table."""
    ranking = read(brief.tables["ranking"], brief.subject, among="dept")
    story = tell(ranking, brief)
    if not ranking.places:
        return nothing(brief, story)
    return PlottedStory(story, lambda area: MapDrawing(ranking, area, brief).plot())
