"""The cells of a block with their text, and the entries to be named outside of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tradefiche.charts.kinds.treemap.fitting import Said, in_line
from tradefiche.charts.kinds.treemap.layout import tile
from tradefiche.charts.scene.datum import Datum, Value
from tradefiche.charts.scene.marks import NumberedEntry, Rect, Text
from tradefiche.language.money import millions
from tradefiche.language.typography import MILLION

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tradefiche.charts.geometry.squarify import Box
    from tradefiche.charts.kinds.treemap.cells import ActivityCell, FlowBlock
    from tradefiche.charts.kinds.treemap.layout import Placed
    from tradefiche.charts.scene.brief import Brief

_GAP = 0.12  # of the label's size
_LINE = 0.06
_FIRST = 5


PaintedBlock = tuple[list[Rect], list[Text], list[NumberedEntry]]
"""Shapes, texts, and what has to be named below: numbered cells, then what has no number."""


class Painter:
    """Draws the blocks of one picture, with the same type, colours and decimals."""

    def __init__(self, blocks: Sequence[FlowBlock], brief: Brief) -> None:
        """Keep what both blocks share."""
        self.brief, self.wording, self.theme = brief, brief.wording, brief.theme
        self.sizes, self.palette = brief.sizes, brief.palette
        largest = max((cell.value for block in blocks for cell in block.cells), default=0)
        self.decimals = 0 if largest >= 1000 * MILLION else 1

    def paint(self, block: FlowBlock, box: Box) -> PaintedBlock:
        """Draw a block that has cells into its box."""
        gap = self.sizes.label * _GAP
        cells, foot = tile(block, box, self.said, self.sizes, gap)
        if not cells:
            return self._undivided(block, box.inset(gap / 2))
        shapes = [self._cell(block, placed) for placed in cells]
        words = [
            replace(text, datum=self.datum(block, placed.cell))
            for placed in cells
            for text in self._words(block, placed)
        ]
        entries = [each.said.entry(each.number) for each in cells if each.number is not None]
        if foot is not None:
            rest = self.first(block, len(cells))[-1]
            said, datum = self.said(rest), self.datum(block, rest)
            shapes.append(
                self._outlined(foot, self.palette.others_pale, self.palette.others, datum)
            )
            strip = self._in_strip(said, block.weight(rest.value), foot)
            written = [replace(text, datum=datum) for text in strip]
            words += written
            entries += [] if written else [said.entry()]
        return shapes, words, entries

    def first(self, block: FlowBlock, count: int) -> tuple[ActivityCell, ...]:
        """Return the first activities of a block, and all others as one."""
        return block.first(count, self.wording.say("common.other_products"))

    def money(self, value: int, decimals: int | None = None) -> str:
        """Return a value in millions of euros with `decimals`; one under 0.1 million in full.

        The default is the number of decimals of all cells; 1 for a value under a million.
        """
        if 0 < abs(value) < MILLION / 10:
            return self.wording.amount(value)
        if decimals is None:
            decimals = 1 if abs(value) < MILLION else self.decimals
        return millions(value, decimals, lang=self.wording.lang)

    def said(self, cell: ActivityCell) -> Said:
        """Return the texts of a cell."""
        part = "" if cell.share is None else self.wording.percent(cell.share)
        return Said(cell.name, part, self.money(cell.value))

    def _undivided(self, block: FlowBlock, box: Box) -> PaintedBlock:
        """Draw a block too small for cells as one shape; its first activities become entries."""
        tier, edge = self.theme.tier(block.flow, 100.0), self.palette.flow(block.flow).edge
        whole = self._value(block, block.total)
        datum = Datum((), whole.label, (whole,), ("product",))
        shape = self._outlined(box, tier.fill, edge, datum)
        return [shape], [], [self.said(cell).entry() for cell in self.first(block, _FIRST)]

    def _cell(self, block: FlowBlock, placed: Placed) -> Rect:
        tier = self.theme.tier(block.flow, block.weight(placed.cell.value))
        edge = self.palette.flow(block.flow).edge
        return self._outlined(placed.box, tier.fill, edge, self.datum(block, placed.cell))

    def _words(self, block: FlowBlock, placed: Placed) -> Iterator[Text]:
        """Yield the text of a cell, or its number in the middle."""
        ink = self.theme.tier(block.flow, block.weight(placed.cell.value)).text
        box, label = placed.box, placed.label
        if label is None:
            x, y = box.x + box.width / 2, box.y + box.height / 2
            number = str(placed.number)
            yield Text(x, y, number, self.sizes.note, ink, 600, "middle", numeric=True)
            return
        for x, y, text, figure in label.rows(placed.said, box):
            if figure:
                yield Text(x, y, text, label.figure_size, ink, numeric=True)
            else:
                yield Text(x, y, text, label.size, ink, 600)

    def _in_strip(self, said: Said, weight: float, box: Box) -> Iterator[Text]:
        """Yield the text of the strip, if it fits, in the type of cells of the same area."""
        found = in_line(said.name, said.joined, weight, box, self.sizes)
        if found is not None:
            size, pad = found
            ink, y = self.palette.ink, box.y + box.height / 2
            yield Text(box.x + pad, y, said.name, size, ink)
            yield Text(box.right - pad, y, said.joined, size, ink, 400, "end", numeric=True)

    def _outlined(self, box: Box, fill: str, edge: str, datum: Datum) -> Rect:
        line = self.sizes.label * _LINE
        return Rect.outlined(box.x, box.y, box.width, box.height, (fill, edge), line, datum)

    def datum(self, block: FlowBlock, cell: ActivityCell) -> Datum:
        """Return the datum of a cell."""
        return Datum((cell.code,), cell.name, (self._value(block, cell.value),), ("product",))

    def _value(self, block: FlowBlock, value: int | None) -> Value:
        flow = self.wording.say(f"common.{block.flow}s")
        return Value(f"{block.flow}s_eur", flow, value)
