"""The treemap as marks: two blocks with their headers, what is named beside them, and the key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts import naming
from tradefiche.charts.geometry import blocks as geometry
from tradefiche.charts.geometry.squarify import Box
from tradefiche.charts.kinds.treemap.painting import Painter
from tradefiche.charts.look.theme import LABEL_LEADING
from tradefiche.charts.scene.frame import Plot
from tradefiche.charts.scene.marks import Listing, Rect, Text
from tradefiche.charts.scene.order import disjoint
from tradefiche.charts.type.text import wrap
from tradefiche.language.typography import MISSING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tradefiche.charts.kinds.treemap.cells import Block
    from tradefiche.charts.look.theme import Size
    from tradefiche.charts.scene.brief import Brief
    from tradefiche.charts.scene.frame import Area
    from tradefiche.charts.scene.marks import Mark

_HEIGHT: dict[Size, float] = {"screen": 0.62, "paper": 0.55}  # of the width, side by side
_STACKED: dict[Size, float] = {"screen": 0.5, "paper": 0.44, "phone": 1.65}  # the larger block's
_NARROWEST = 0.22  # of the width: a column holds its header
_HEADER = 2.4  # of the label's size
_HEADING = 1.1
_KEY = 1.9
_SHORTER = 0.8  # of the height of names below their blocks: what names across must not exceed


class Treemap:
    """Both blocks on one scale, solved for one width; what has no room is named beside them."""

    def __init__(self, blocks: Sequence[Block], area: Area, brief: Brief) -> None:
        """Keep what is drawn, and where."""
        self.blocks, self.area, self.brief, self.size = blocks, area, brief, brief.size
        self.sizes, self.palette = brief.sizes, brief.palette
        self.painter = Painter(blocks, brief)
        self.shapes: list[Mark] = []
        self.words: list[Mark] = []
        self.lists: list[Listing] = []

    def plot(self) -> Plot:
        """Draw shapes and words apart: nothing lies on another thing but words on their cells."""
        drawn = (float(self.blocks[0].drawn), float(self.blocks[1].drawn))
        room = self.area.width - self.sizes.label
        narrow = room * min(drawn) < _NARROWEST * self.area.width * sum(drawn)
        stacked = self.brief.phone or narrow or not any(drawn)
        bottom = (self._stacked if stacked else self._side_by_side)(drawn)
        marks = (*disjoint(self.shapes), *disjoint(self.words))
        return Plot(marks, bottom, lists=tuple(self.lists))

    def _side_by_side(self, drawn: tuple[float, float]) -> float:
        """Draw both blocks at one height; the key stands below the names on the left.

        Names stand below their block, or all across the picture where that is much lower.
        """
        area, label = self.area, self.sizes.label
        top = area.top + label * _HEADER
        whole = Box(area.left, top, area.width, area.width * _HEIGHT[self.size])
        boxes = geometry.side_by_side(drawn, whole, gap=label)
        named = []
        for block, box in zip(self.blocks, boxes, strict=True):
            self._header(block, box.x, area.top, box.width)
            named.append(self._block(block, box))
        bottoms = self._across(named, boxes, whole.bottom) or [
            self._named(names, box.x, whole.bottom, box.width)
            for names, box in zip(named, boxes, strict=True)
        ]
        key = self._key(bottoms[0], boxes[0].area / drawn[0], boxes[0].width)
        return max(key, *bottoms)

    def _across(
        self, named: Sequence[naming.Names | None], boxes: Sequence[Box], y: float
    ) -> list[float]:
        """Draw the names of both blocks one below the other, each under the name of its flow.

        Returns:
            Where they end; nothing if they stand better below their blocks.
        """
        label, width = self.sizes.label, self.area.width
        both = [(names, box) for names, box in zip(named, boxes, strict=True) if names is not None]
        if not both or not self.area.lists:
            return []
        heading = label * _HEADING
        across = sum(names.height(width) + heading for names, _ in both)
        if across > _SHORTER * max(names.height(box.width) for names, box in both):
            return []
        for block, names in zip(self.blocks, named, strict=True):
            if names is not None:
                y += heading
                name = self.brief.say(f"common.{block.flow}s")
                self.words.append(Text(self.area.left, y, name, self.sizes.note, names.colour, 700))
                y = self._named(names, self.area.left, y + label * 0.2, width)
        return [y]

    def _stacked(self, drawn: tuple[float, float]) -> float:
        """Draw one block above the other; names stand beside a block that leaves them room."""
        area, label, y = self.area, self.sizes.label, self.area.top
        places = geometry.one_above_the_other(
            drawn, area.width, height=area.width * _STACKED[self.size]
        )
        for block, (width, height) in zip(self.blocks, places, strict=True):
            self._header(block, area.left, y, area.width)
            box = Box(area.left, y + label * _HEADER, width, height)
            names = self._block(block, box) if block.cells else None
            beside = area.width - width - label
            if not block.cells:
                y = box.y + label * 1.6
            elif names is not None and names.width <= beside:
                top = box.y - label * 0.5 + min(0.0, (box.height - names.line) / 2)
                y = max(box.bottom, self._named(names, box.right + label, top, beside))
            else:
                y = self._named(names, area.left, box.bottom, area.width)
            y += label * 1.2
        y -= label * 1.2
        scales = [w * h / value for (w, h), value in zip(places, drawn, strict=True) if value]
        return self._key(y, scales[0], area.width) if scales else y

    def _header(self, block: Block, x: float, y: float, width: float) -> None:
        """Draw the rule of a column, the flow and its total."""
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
        if not block.cells:
            key = "common.missing" if block.total is None else "common.empty"
            middle += label * 1.75
            self.words.append(Text(x, middle, self.brief.say(key), label, self.palette.grey))

    def _block(self, block: Block, box: Box) -> naming.Names | None:
        """Draw the cells of a block; return what has to be named beside it, if anything."""
        painted = self.painter.paint(block, box)
        self.shapes += painted.shapes
        self.words += painted.words
        if not painted.entries:
            return None
        colour = self.palette.flow(block.flow).text
        title = self.brief.say(f"common.{block.flow}s")
        self.lists.append(Listing(title, f"{block.flow}s_text", painted.entries))
        return naming.Names(painted.entries, self.sizes, self.palette, colour, painted.rest)

    def _named(self, names: naming.Names | None, x: float, y: float, width: float) -> float:
        """Draw names from (x, y) on, unless the page prints them; return where they end."""
        if names is None or not self.area.lists:
            return y
        shapes, words, bottom = names.draw(x, y + self.sizes.label * 0.5, width)
        self.shapes += shapes
        self.words += words
        return bottom

    def _key(self, y: float, scale: float, width: float) -> float:
        """Draw the square that shows the scale of area, in square pixels per euro."""
        label, size, left = self.sizes.label, self.sizes.note, self.area.left
        value, side = geometry.key_square(scale, largest=label * _KEY)
        y += label * 0.8
        edge = label * 0.08
        inner = side - edge
        self.shapes.append(
            Rect(left + edge / 2, y + edge / 2, inner, inner, None, self.palette.axis, edge)
        )
        numbered = any(entry.number for listing in self.lists for entry in listing.entries)
        key = "treemap.key_numbers" if numbered else "treemap.key"
        indent = side + label * 0.6
        said = self.brief.say(key, amount=self.brief.wording.round_amount(value))
        lines, line = wrap(said, width - indent, size), size * LABEL_LEADING
        middle = y + max(size / 2, side / 2 - (len(lines) - 1) * line / 2)
        for text in lines:
            self.words.append(Text(left + indent, middle, text, size, self.palette.grey))
            middle += line
        return max(y + side, middle - size * 0.5) + label * 0.2
