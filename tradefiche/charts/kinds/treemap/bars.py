"""Activities as ranked bars of their share of a flow: below their names, on a slide beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tradefiche.charts.geometry.squarify import Box
from tradefiche.charts.look.theme import LABEL_LEADING
from tradefiche.charts.scene.marks import Rect, Text
from tradefiche.charts.type.text import lines, measure, widest
from tradefiche.reference.codes import OTHER

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tradefiche.charts.kinds.treemap.cells import FlowBlock
    from tradefiche.charts.kinds.treemap.fitting import Said
    from tradefiche.charts.kinds.treemap.painting import Painter
    from tradefiche.charts.scene.datum import Datum
    from tradefiche.charts.scene.frame import Area

# Lengths are multiples of the label's size.
_BAR = 0.8
_ROW = 0.75  # between two rows
_EDGE = 1 / 14
# The same on a slide.
_LINE = 1.65  # from row to row
_THICK = 0.95
_GAP = 0.5
_APART = 0.3  # before the rest
_NAMES = 0.5  # of the column's width: most that names may take
_AXIS = 0.1


class RankedActivity(NamedTuple):
    """An activity, or the rest of a flow: its texts and data, and its part of it in percent."""

    said: Said
    datum: Datum
    others: bool
    part: float


def ranked(block: FlowBlock, painter: Painter) -> Iterator[RankedActivity]:
    """Yield the first `top` activities of a flow, then the rest as one where it is several."""
    for cell in painter.first(block, painter.brief.top):
        part = block.weight(cell.value) if cell.share is None else cell.share
        datum = painter.datum(block, cell)
        yield RankedActivity(painter.said(cell), datum, cell.code == OTHER, part)


def bar(block: FlowBlock, each: RankedActivity, place: Box, painter: Painter) -> Rect:
    """Return the bar of an activity; that of the rest is pale with an outline."""
    palette = painter.palette
    if not each.others:
        fill = palette.flow(block.flow).fill
        return Rect(place.x, place.y, place.width, place.height, fill, datum=each.datum)
    colours = (palette.others_pale, palette.others)
    edge = painter.sizes.label * _EDGE
    return Rect.outlined(place.x, place.y, place.width, place.height, colours, edge, each.datum)


class Bars:
    """Draws the first activities of both flows and the rest of each, on one scale of shares."""

    def __init__(self, blocks: Sequence[FlowBlock], area: Area, painter: Painter) -> None:
        """Compute the scale."""
        self.area, self.painter, self.label = area, painter, painter.sizes.label
        parts = (each.part for block in blocks for each in ranked(block, painter))
        self.scale = area.width / max(parts, default=100.0)

    def draw(self, block: FlowBlock, y: float) -> tuple[list[Rect], list[Text], float]:
        """Return the bars and texts of a flow from `y` downwards, and the y where they end."""
        shapes: list[Rect] = []
        words: list[Text] = []
        for each in ranked(block, self.painter):
            y += self.label * _ROW
            said = list(self._said(each, y))
            y = said[-1].y + self.label * LABEL_LEADING / 2 + self.label * 0.15
            place = Box(self.area.left, y, each.part * self.scale, self.label * _BAR)
            shapes.append(bar(block, each, place, self.painter))
            words += said
            y += self.label * _BAR
        return shapes, words, y

    def _said(self, each: RankedActivity, y: float) -> Iterator[Text]:
        """Yield the figures on the right, then the lines of the name from top to bottom."""
        palette, sizes, figures = self.painter.palette, self.painter.sizes, each.said.joined
        size = sizes.label
        y += size * LABEL_LEADING / 2
        right, datum = self.area.right, each.datum
        yield Text(
            right, y, figures, sizes.value, palette.grey, 400, "end", numeric=True, datum=datum
        )
        room = self.area.width - measure(figures, sizes.value, numeric=True) - size
        said = lines(each.said.name, room, size)
        yield from Text.stacked(said, self.area.left, y, size, palette.ink, datum=datum)


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
            end = y + (_LINE - LABEL_LEADING) * size + len(said) * line + more
            middle = (y + end) / 2
            first = middle - (len(said) - 1) * line / 2
            words += Text.stacked(said, right, first, size, ink, 400, "end", datum=each.datum)
            long = 0.0 if each.others else each.part * self.scale
            if long:
                place = Box(start, middle - _THICK * size / 2, long, _THICK * size)
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
