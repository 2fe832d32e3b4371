"""The replacement for a picture that has nothing to show: a sentence that says why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts.scene.frame import Plot, PlottedStory
from tradefiche.charts.scene.marks import Text
from tradefiche.charts.type.text import lines

if TYPE_CHECKING:
    from tradefiche.charts.scene.brief import Brief
    from tradefiche.charts.scene.frame import Area, Story

_ABOVE = 2.0  # from the top to the middle of the first line, in label sizes


def nothing(brief: Brief, story: Story, *, held: bool = False, why: str = "") -> PlottedStory:
    """Return a chart that consists of one sentence.

    Args:
        brief: gives phrases, type size and colour.
        story: the texts around it.
        held: whether the figures are known, and are 0, rather than missing.
        why: the sentence, if it is not one of the two for these cases.
    """
    size, grey = brief.sizes.label, brief.palette.grey
    text = why or brief.say("common.empty" if held else "common.missing")

    def draw(area: Area) -> Plot:
        said = lines(text, area.width, size)
        marks = (*Text.stacked(said, area.left, area.top + _ABOVE * size, size, grey),)
        return Plot(marks, marks[-1].y + size)

    return PlottedStory(story, draw)
