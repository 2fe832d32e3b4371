"""The heads of a table of rows: legend, panel titles, and heads of the columns of numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tradefiche.charts.rows.layout import GAP, weight
from tradefiche.charts.rows.symbols import key_width
from tradefiche.charts.scene.marks import Text
from tradefiche.charts.type.text import lines, measure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tradefiche.charts.rows.layout import BoardLayout
    from tradefiche.charts.rows.model import Board, BoardPanel, BoardSeries
    from tradefiche.charts.rows.symbols import Shapes
    from tradefiche.charts.scene.brief import Brief
    from tradefiche.charts.scene.frame import Area
    from tradefiche.charts.scene.marks import Anchor, Mark
    from tradefiche.charts.type.fonts import Weight

_APART = 1.4  # gap between two legend entries, as a multiple of the label size
_LEADING = 1.3
_BELOW = 0.45


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of text, `row` counted from the top of its block; a glyph may precede it."""

    row: int
    x: float
    text: str
    fill: str
    weight: Weight
    anchor: Anchor = "start"
    glyph: BoardSeries | None = None


class Heads:
    """Draws the heads above the rows: glyphs among `shapes`, texts as `words`."""

    def __init__(
        self, board: Board, area: Area, layout: BoardLayout, shapes: Shapes, brief: Brief
    ) -> None:
        """Keep what is drawn and where."""
        self.board, self.area, self.layout, self.shapes = board, area, layout, shapes
        self.size, self.ink, self.stacked = brief.sizes.label, brief.palette.ink, brief.phone
        self.words: list[Mark] = []

    def draw(self) -> float:
        """Draw all heads; return the ordinate where the rows begin."""
        y, panels = self.area.top, self.board.panels
        if self.stacked:
            key = list(self._key(panels[-1].series, self.area.left, self.area.width))
            y = self._band([key], y) + 0.3 * self.size
        blocks = [
            *(self._over(each, place) for place, each in enumerate(panels)),
            *(self._column(place) for place in range(len(self.board.columns))),
        ]
        return self._band(list(map(list, blocks)), y) + _BELOW * self.size

    def _band(self, blocks: Sequence[Sequence[_Line]], y: float) -> float:
        """Draw blocks side by side, aligned at the bottom; return the ordinate of the bottom."""
        size = self.size
        heights = [max((line.row + 1 for line in block), default=0) for block in blocks]
        bottom = y + max(heights) * _LEADING * size
        for block, height in zip(blocks, heights, strict=True):
            for line in block:
                middle = bottom - (height - line.row - 0.5) * _LEADING * size
                if line.glyph is not None:
                    self.shapes.key(line.glyph, self._before(line), middle)
                if line.text:
                    self.words.append(
                        Text(line.x, middle, line.text, size, line.fill, line.weight, line.anchor)
                    )
        return bottom

    def _before(self, line: _Line) -> float:
        """Return the abscissa where the glyph of a line begins."""
        size, x = self.size, line.x
        if line.glyph is None:
            return x
        if line.anchor == "end":
            x -= measure(line.text, size, line.weight)
        return x - key_width(line.glyph, size) - (GAP * size if line.text else 0.0)

    def _over(self, panel: BoardPanel, place: int) -> Iterator[_Line]:
        """Yield the title of a panel; if it has none, its legend, unless stacked."""
        span = self.layout.spans[place]
        if panel.title:
            for row, text in enumerate(lines(panel.title, span.width, self.size, 700)):
                yield _Line(row, span.left, text, panel.fill, 700)
        elif not self.stacked:
            yield from self._key(panel.series, span.left, span.width)

    def _column(self, place: int) -> Iterator[_Line]:
        """Yield the head of a column of numbers: text, or if stacked the glyph alone."""
        series, right = self.board.columns[place], self.layout.rights[place]
        ink, bold = self.ink, weight(series)
        if self.stacked and series.glyph != "none":
            yield _Line(0, right, "", ink, bold, "end", series)
        glyph = series if self.board.panels[-1].title else None
        for row, text in enumerate(self.layout.heads[place]):
            yield _Line(row, right, text, ink, bold, "end", None if row else glyph)

    def _key(self, series: Sequence[BoardSeries], left: float, width: float) -> Iterator[_Line]:
        """Yield the legend: glyphs with their names side by side, on as many lines as needed."""
        size, row, x = self.size, 0, left
        for each in series:
            if each.glyph == "none":
                continue
            indent = key_width(each, size) + GAP * size
            said = lines(each.name, width - indent, size, weight(each))
            wide = indent + measure(said[0], size, weight(each))
            if x > left and (len(said) > 1 or x + wide > left + width):
                row, x = row + 1, left
            for number, text in enumerate(said):
                glyph = None if number else each
                yield _Line(row + number, x + indent, text, self.ink, weight(each), glyph=glyph)
            row += len(said) - 1
            x += indent + measure(said[-1], size, weight(each)) + _APART * size
