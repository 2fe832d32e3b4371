"""The treemap as marks: two blocks with their headers, the key, the list of names below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts.geometry import blocks as geometry
from tradefiche.charts.geometry.squarify import Box
from tradefiche.charts.kinds.treemap.bars import Bars, Lines
from tradefiche.charts.kinds.treemap.captions import larger
from tradefiche.charts.kinds.treemap.naming import NumberedNames
from tradefiche.charts.kinds.treemap.painting import Painter
from tradefiche.charts.look.theme import LABEL_LEADING
from tradefiche.charts.scene.filling import filling
from tradefiche.charts.scene.frame import Plot
from tradefiche.charts.scene.marks import Listing, Rect, Text
from tradefiche.charts.scene.order import disjoint
from tradefiche.charts.type.text import wrap
from tradefiche.language.typography import MISSING
from tradefiche.views.scales import unlike

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tradefiche.charts.kinds.treemap.cells import FlowBlock
    from tradefiche.charts.look.theme import Size
    from tradefiche.charts.scene.brief import Brief
    from tradefiche.charts.scene.frame import Area
    from tradefiche.charts.scene.marks import Mark

_HEIGHT: dict[Size, float] = {"screen": 0.62, "paper": 0.55}  # of the width, side by side
_STACKED: dict[Size, float] = {"screen": 0.5, "paper": 0.44}  # of the width: the larger block's
_NARROWEST = 0.22  # of the width: least column that holds its header
_HEADER = 2.4  # of the label's size
_KEY = 1.9
_TRUE = 3.4  # the side of the larger total's square
_APART = 1.2
_INDENT = 0.6
_BETWEEN = 2.4  # between the columns of a slide


class Treemap:
    """Draws both flows in one width; names without room in their cells are listed below."""

    def __init__(self, blocks: Sequence[FlowBlock], area: Area, brief: Brief) -> None:
        """Keep what is drawn and where; marks and lists are collected while drawing."""
        self.blocks, self.area, self.brief = blocks, area, brief
        self.sizes, self.palette = brief.sizes, brief.palette
        self.painter = Painter(blocks, brief)
        self.shapes: list[Mark] = []
        self.words: list[Mark] = []
        self.lists: list[Listing] = []

    def plot(self) -> Plot:
        """Return cells (screen, paper), bars (phone) or rows (slide), shapes before text."""
        if self.area.bottom is not None:
            return self._columns()
        bottom = self._ranked() if self.brief.phone else self._areas()
        return self._plot(bottom)

    def _plot(self, bottom: float) -> Plot:
        marks = (*disjoint(self.shapes), *disjoint(self.words))
        return Plot(marks, bottom, lists=tuple(self.lists))

    def _columns(self) -> Plot:
        """Return the rows of both flows side by side, spread over the given height."""
        area, label = self.area, self.sizes.label
        width = (area.width - _BETWEEN * label) / 2
        columns = Lines(self.blocks, width, self.painter)

        def draw(more: float) -> Plot:
            self.shapes, self.words = [], []
            ends = []
            for block, x in zip(self.blocks, (area.left, area.right - width), strict=True):
                y = self._header(block, x, area.top, width)
                shapes, words, y = columns.draw(block, x, y, more)
                self.shapes += shapes
                self.words += words
                ends.append(y)
            return self._plot(max(ends))

        return filling(draw, area, max(columns.rows, 1), label)

    def _ranked(self) -> float:
        """Draw the bars of one flow below those of the other; return the y where they end."""
        bars, y = Bars(self.blocks, self.area, self.painter), self.area.top
        for block in self.blocks:
            y = self._header(block, self.area.left, y, self.area.width)
            shapes, words, y = bars.draw(block, y)
            self.shapes += shapes
            self.words += words
            y += self.sizes.label * _APART
        if not any(block.cells for block in self.blocks):
            return y - self.sizes.label * _APART
        return self._beside(self.brief.say("treemap.bars"), y, -self.sizes.label * _INDENT, 0.0)

    def _areas(self) -> float:
        """Draw blocks, key and, unless the page prints it, the list of names; return its end."""
        first, second = drawn = (float(self.blocks[0].drawn), float(self.blocks[1].drawn))
        room = self.area.width - self.sizes.label
        if unlike(self.blocks[0].drawn, self.blocks[1].drawn):
            y = self._true_scale(self._side_by_side((1.0, 1.0))[0])
        elif not all(drawn) or room * min(drawn) < _NARROWEST * self.area.width * sum(drawn):
            y, scale = self._stacked(drawn)
            y = self._key(y, scale) if scale else y
        else:
            y, across = self._side_by_side(drawn)
            y = self._key(y, across / (first + second))
        return self._named(y) if self.area.lists else y

    def _side_by_side(self, widths: tuple[float, float]) -> tuple[float, float]:
        """Draw both blocks at one height; return the y where they end, and their total area."""
        area, label = self.area, self.sizes.label
        top = area.top + label * _HEADER
        whole = Box(area.left, top, area.width, area.width * _HEIGHT[self.brief.size])
        boxes = geometry.side_by_side(widths, whole, gap=label)
        for block, box in zip(self.blocks, boxes, strict=True):
            self._header(block, box.x, area.top, box.width)
            self._block(block, box)
        return whole.bottom, sum(box.area for box in boxes)

    def _stacked(self, drawn: tuple[float, float]) -> tuple[float, float]:
        """Draw one block above the other; return the y where they end, and the area per euro."""
        area, label, y = self.area, self.sizes.label, self.area.top
        height = area.width * _STACKED[self.brief.size]
        places = geometry.one_above_the_other(drawn, area.width, height=height)
        for block, (width, high) in zip(self.blocks, places, strict=True):
            y = self._header(block, area.left, y, area.width)
            if block.cells:
                self._block(block, Box(area.left, y, width, high))
            y += high + label * _APART
        scales = [w * h / value for (w, h), value in zip(places, drawn, strict=True) if value]
        return y - label * _APART, max(scales, default=0.0)

    def _header(self, block: FlowBlock, x: float, y: float, width: float) -> float:
        """Draw a column's rule, flow and total; return the y where its cells begin."""
        label = self.sizes.label
        colours = self.palette.flow(block.flow)
        name = self.brief.say(f"common.{block.flow}s")
        total = MISSING if block.total is None else self.painter.money(block.total, 1)
        middle = y + label * 1.25
        self.shapes.append(Rect(x, y, width, label * 0.22, colours.fill))
        self.words += (
            Text(x, middle, name, label, colours.text, 700),
            Text(x + width, middle, total, label, self.palette.ink, 700, "end", numeric=True),
        )
        if block.cells:
            return y + label * _HEADER
        middle += label * 1.75
        self.words.append(Text(x, middle, self.brief.say(block.bare), label, self.palette.grey))
        return middle + label

    def _block(self, block: FlowBlock, box: Box) -> None:
        """Draw the cells of a block, and keep the list of what has to be named below."""
        shapes, words, entries = self.painter.paint(block, box)
        self.shapes += shapes
        self.words += words
        if entries:
            title = self.brief.say(f"common.{block.flow}s")
            self.lists.append(Listing(title, f"{block.flow}s_text", tuple(entries)))

    def _named(self, y: float) -> float:
        """Draw the list of names over the full width; return the y where it ends."""
        if not self.lists:
            return y
        names = NumberedNames(tuple(self.lists), self.sizes, self.palette)
        shapes, words, y = names.draw(self.area.left, y, self.area.width)
        self.shapes += shapes
        self.words += words
        return y

    def _key(self, y: float, scale: float) -> float:
        """Draw the key of a scale in square pixels per euro: a square with its value in words."""
        label, left = self.sizes.label, self.area.left
        value, side = geometry.key_square(scale, largest=label * _KEY)
        y += label * 0.8
        edge = label * 0.08
        inner = side - edge
        self.shapes.append(
            Rect(left + edge / 2, y + edge / 2, inner, inner, None, self.palette.axis, edge)
        )
        key = "treemap.key_both" if all(block.cells for block in self.blocks) else "treemap.key"
        said = self.brief.say(key, amount=self.brief.wording.round_amount(value))
        return self._beside(said, y, side, side)

    def _true_scale(self, y: float) -> float:
        """Draw the totals of both flows as squares on one scale, with a text beside them."""
        label, x = self.sizes.label, self.area.left
        largest, y = max(block.drawn for block in self.blocks), y + label * 0.8
        high = label * _TRUE
        for block in self.blocks:
            side = high * (block.drawn / largest) ** 0.5
            fill = self.palette.flow(block.flow).fill
            self.shapes.append(Rect(x, y + high - side, side, side, fill))
            x += side + label * 0.4
        said = self.brief.say("treemap.true_scale", larger=larger(self.blocks, self.brief.wording))
        return self._beside(said, y, x - self.area.left - label * 0.4, high)

    def _beside(self, said: str, y: float, across: float, high: float) -> float:
        """Draw the text of a key beside the middle of its shape; return the y where both end."""
        label, size = self.sizes.label, self.sizes.note
        if any(entry.number for listing in self.lists for entry in listing.entries):
            said = self.brief.say("treemap.numbered", scale=said)
        indent = across + label * _INDENT
        lines, line = wrap(said, self.area.width - indent, size), size * LABEL_LEADING
        middle = y + max(size / 2, high / 2 - (len(lines) - 1) * line / 2)
        grey = self.palette.grey
        self.words += Text.stacked(lines, self.area.left + indent, middle, size, grey)
        return max(y + high, middle + (len(lines) - 1) * line + size / 2) + label * 0.2
