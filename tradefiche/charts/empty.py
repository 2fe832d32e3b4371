"""What stands in the place of a picture that has nothing to show: a sentence that says why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts.frame import Plot
from tradefiche.charts.scene import Text
from tradefiche.charts.text import lines
from tradefiche.charts.theme import LABEL_LEADING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tradefiche.charts.frame import Area
    from tradefiche.charts.theme import Measures, Palette

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
