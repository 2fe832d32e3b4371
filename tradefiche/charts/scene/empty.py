"""What stands in the place of a picture that has nothing to show: a sentence that says why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts.look.theme import LABEL_LEADING
from tradefiche.charts.scene.frame import Plot
from tradefiche.charts.scene.marks import Text
from tradefiche.charts.type.text import lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tradefiche.charts.look.theme import Measures, Palette
    from tradefiche.charts.scene.frame import Area

_ABOVE = 2.0  # of the label's size, to the middle of the first line


def instead(
    text: str, area: Area, *, sizes: Measures, palette: Palette, notes: Sequence[str] = ()
) -> Plot:
    """Return a plot of words alone."""
    size = sizes.label
    said = tuple(
        Text(area.left, area.top + (_ABOVE + row * LABEL_LEADING) * size, line, size, palette.grey)
        for row, line in enumerate(lines(text, area.width, size))
    )
    return Plot(said, said[-1].y + size, tuple(notes))
