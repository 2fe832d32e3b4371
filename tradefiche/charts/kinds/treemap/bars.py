"""The activities on a phone: ranked bars, each the share of its activity in the flow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts.look.theme import LABEL_LEADING
from tradefiche.charts.scene.marks import Rect, Text
from tradefiche.charts.type.text import lines, measure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tradefiche.charts.kinds.treemap.cells import Block
    from tradefiche.charts.kinds.treemap.painting import Painter
    from tradefiche.charts.scene.datum import Datum
    from tradefiche.charts.scene.frame import Area

_BAR = 0.8  # of the label's size
_ROW = 0.75  # between two rows
_EDGE = 1 / 14


class Bars:
    """The first activities of both flows and what is left of them, on one scale of shares."""

    def __init__(self, blocks: Sequence[Block], area: Area, painter: Painter) -> None:
        """Solve the scale."""
        self.area, self.painter, self.label = area, painter, painter.sizes.label
        self.top = painter.brief.top
        longest = max((part for block in blocks for *_, part in self._rows(block)), default=100.0)
        self.scale = area.width / longest

    def draw(self, block: Block, y: float) -> tuple[list[Rect], list[Text], float]:
        """Return the bars and words of a flow from `y` downwards, and where they end."""
        shapes: list[Rect] = []
        words: list[Text] = []
        for name, figures, datum, others, part in self._rows(block):
            y += self.label * _ROW
            said = list(self._said(name, figures, y, datum))
            y = said[-1].y + self.label * LABEL_LEADING / 2 + self.label * 0.15
            shapes.append(self._bar(block, y, part * self.scale, datum, others=others))
            words += said
            y += self.label * _BAR
        return shapes, words, y

    def _rows(self, block: Block) -> Iterator[tuple[str, str, Datum, bool, float]]:
        """Yield name, figures, what it stands for, whether it is the rest, share in percent."""
        rest = block.cells[self.top :]
        first = block.cells[: self.top] if len(rest) > 1 else block.cells
        for cell in first:
            said = self.painter.said(cell)
            figures = " · ".join(filter(None, (said.share, said.value)))
            part = block.weight(cell.value) if cell.share is None else cell.share
            yield cell.name, figures, self.painter.datum(block, cell), False, part
        if len(rest) > 1:
            value = sum(cell.value for cell in rest)
            others = self.painter.others(block, value, len(rest))
            figures = " · ".join(filter(None, others.figures))
            share = block.share(value)
            part = block.weight(value) if share is None else share
            yield others.name, figures, self.painter.rest(block, value, len(rest)), True, part

    def _said(self, name: str, figures: str, y: float, datum: Datum) -> Iterator[Text]:
        """Yield the figures on the right and the lines of the name beside them, the last last."""
        palette, sizes = self.painter.palette, self.painter.sizes
        size, line = sizes.label, sizes.label * LABEL_LEADING
        y += line / 2
        right = self.area.right
        yield Text(
            right, y, figures, sizes.value, palette.grey, 400, "end", numeric=True, datum=datum
        )
        room = self.area.width - measure(figures, sizes.value, numeric=True) - size
        for number, text in enumerate(lines(name, room, size)):
            yield Text(self.area.left, y + number * line, text, size, palette.ink, datum=datum)

    def _bar(self, block: Block, y: float, width: float, datum: Datum, *, others: bool) -> Rect:
        palette, height = self.painter.palette, self.label * _BAR
        if not others:
            fill = palette.flow(block.flow).fill
            return Rect(self.area.left, y, width, height, fill, datum=datum)
        colours = (palette.others_pale, palette.others)
        edge = self.label * _EDGE
        return Rect.outlined(self.area.left, y, width, height, colours, edge, datum)
