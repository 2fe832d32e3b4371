"""The rank of a territory among all, by the measure of the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts.kinds.ranking.captions import printed, tell
from tradefiche.charts.kinds.ranking.drawing import RankingDrawing
from tradefiche.charts.scene.empty import nothing
from tradefiche.charts.scene.frame import PlottedStory
from tradefiche.views.ranking import read

if TYPE_CHECKING:
    from tradefiche.charts.scene.brief import Brief


def figure(brief: Brief) -> PlottedStory:
    """Return the first places (half as many on a phone), those around the territory, the last."""
    ranking = read(brief.tables["ranking"], brief.subject)
    story = tell(ranking, brief)
    if not ranking.places:
        return nothing(brief, story)
    said = printed(ranking, brief)
    return PlottedStory(story, lambda area: RankingDrawing(ranking, said, area, brief).plot())
