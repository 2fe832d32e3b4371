"""What stands in the place of a picture that has nothing to show: a sentence that says why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts.look.theme import LABEL_LEADING
from tradefiche.charts.scene.frame import Plot, PlottedStory
from tradefiche.charts.scene.marks import Text
from tradefiche.charts.type.text import lines

if TYPE_CHECKING:
    from tradefiche.charts.scene.brief import Brief
    from tradefiche.charts.scene.frame import Area, Story

_ABOVE = 2.0  # of the label's size, to the middle of the first line


def nothing(brief: Brief, story: Story, *, held: bool = False, why: str = "") -> PlottedStory:
    """Return a figure of words alone.

    Args:
        brief: gives words, type and colour.
        story: what is said around it.
        held: whether the figures are there, and are 0.
        why: the sentence, where it is another.
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
