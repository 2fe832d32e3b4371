"""Activities as ranked bars of their share of a flow: the phone layout, and parts for slides."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tradefiche.charts.geometry.squarify import Box
from tradefiche.charts.look.theme import LABEL_LEADING
from tradefiche.charts.scene.marks import Rect, Text
from tradefiche.charts.type.text import lines, measure
from tradefiche.reference.codes import OTHER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tradefiche.charts.kinds.treemap.cells import FlowBlock
    from tradefiche.charts.kinds.treemap.fitting import Said
    from tradefiche.charts.kinds.treemap.painting import Painter
    from tradefiche.charts.scene.datum import Datum
    from tradefiche.charts.scene.frame import Area

_BAR = 0.8  # of the label's size
_ROW = 0.75  # between two rows
_EDGE = 1 / 14


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
        yield Text(
            self.area.right, y, figures, sizes.value, palette.grey, 400, "end",
            numeric=True, datum=each.datum,
        )  # fmt: skip
        room = self.area.width - measure(figures, sizes.value, numeric=True) - size
        said = lines(each.said.name, room, size)
        yield from Text.stacked(said, self.area.left, y, size, palette.ink, datum=each.datum)
