"""The activities on a slide: one column per flow, of rows with name, bar and share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts.geometry.squarify import Box
from tradefiche.charts.kinds.treemap.bars import bar, ranked
from tradefiche.charts.look.theme import LABEL_LEADING
from tradefiche.charts.scene.marks import Rect, Text
from tradefiche.charts.type.text import lines, widest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tradefiche.charts.kinds.treemap.bars import RankedActivity
    from tradefiche.charts.kinds.treemap.cells import FlowBlock
    from tradefiche.charts.kinds.treemap.painting import Painter

# Multiples of the label's size, unless stated otherwise.
_ROW = 1.65
_BAR = 0.95
_GAP = 0.5
_APART = 0.3  # before the rest
_NAMES = 0.5  # of the column's width: most that names may take
_AXIS = 0.1


class Lines:
    """Draws both columns on one scale of shares; `rows` is the number of rows of the longer one.

    The rest of a flow has no bar, which would dwarf the others: its share is printed.
    """

    def __init__(self, blocks: Sequence[FlowBlock], width: float, painter: Painter) -> None:
        """Compute the width of the names, and the scale."""
        self.painter, self.sizes, self.palette = painter, painter.sizes, painter.palette
        self.ranked: Mapping[str, Sequence[RankedActivity]] = {
            block.flow: tuple(ranked(block, painter)) for block in blocks
        }
        every = [each for column in self.ranked.values() for each in column]
        self.rows = max(map(len, self.ranked.values()))
        size, value = self.sizes.label, self.sizes.value
        self.names = min(widest([each.said.name for each in every], size), _NAMES * width)
        taken = widest([self._figure(each) for each in every], value, numeric=True)
        longest = max((each.part for each in every if not each.others), default=100.0)
        self.scale = (width - self.names - taken - 2 * _GAP * size) / longest

    def draw(
        self, block: FlowBlock, x: float, y: float, more: float
    ) -> tuple[list[Rect], list[Text], float]:
        """Return the bars and texts of a flow from (x, y) on, and the y where they end.

        `more` is added to the height of each row.
        """
        size, line, ink = self.sizes.label, self.sizes.label * LABEL_LEADING, self.palette.ink
        shapes: list[Rect] = []
        words: list[Text] = []
        right, start, top = x + self.names, x + self.names + _GAP * size, y
        for each in self.ranked[block.flow]:
            y += _APART * size if each.others else 0.0
            said = lines(each.said.name, self.names, size)
            end = y + (_ROW - LABEL_LEADING) * size + len(said) * line + more
            middle = (y + end) / 2
            first = middle - (len(said) - 1) * line / 2
            words += Text.stacked(said, right, first, size, ink, 400, "end", datum=each.datum)
            long = 0.0 if each.others else each.part * self.scale
            if long:
                place = Box(start, middle - _BAR * size / 2, long, _BAR * size)
                shapes.append(bar(block, each, place, self.painter))
            at, text = start + long + _GAP * size, self._figure(each)
            words.append(
                Text(at, middle, text, self.sizes.value, ink, numeric=True, datum=each.datum)
            )
            y = end
        if y > top:
            axis = _AXIS * size
            shapes.append(Rect(start - axis, top, axis, y - top, self.palette.axis))
        return shapes, words, y

    def _figure(self, each: RankedActivity) -> str:
        """Return the share of an activity as printed, or its amount where it has no share."""
        return each.said.share or each.said.value
