"""The replacement for a picture that has nothing to show: a sentence that says why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts.look.theme import LABEL_LEADING
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
    size = brief.sizes.label
    text = why or brief.say("common.empty" if held else "common.missing")

    def draw(area: Area) -> Plot:
        said = tuple(
            Text(
                area.left, area.top + (_ABOVE + row * LABEL_LEADING) * size, line, size,
                brief.palette.grey,
            )
            for row, line in enumerate(lines(text, area.width, size))
        )  # fmt: skip
        return Plot(said, said[-1].y + size)

    return PlottedStory(story, draw)
