"""The cells of a block with their text, and the entries to be named outside of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tradefiche.charts.kinds.treemap.fitting import Said, in_line
from tradefiche.charts.kinds.treemap.layout import tile
from tradefiche.charts.scene.datum import Datum, Value
from tradefiche.charts.scene.marks import NumberedEntry, Rect, Text
from tradefiche.language.money import millions
from tradefiche.language.typography import MILLION
from tradefiche.reference.codes import OTHER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tradefiche.charts.geometry.squarify import Box
    from tradefiche.charts.kinds.treemap.cells import ActivityCell, FlowBlock
    from tradefiche.charts.kinds.treemap.layout import Placed
    from tradefiche.charts.scene.brief import Brief

_GAP = 0.12  # of the label's size
_LINE = 0.06
_FIRST = 5


@dataclass(frozen=True, slots=True)
class Painted:
    """A drawn block.

    Attributes:
        entries: what has to be named below it: numbered cells, then what has no number.
    """

    shapes: tuple[Rect, ...]
    words: tuple[Text, ...]
    entries: tuple[NumberedEntry, ...]


class Painter:
    """Draws the blocks of one picture, with the same type, colours and decimals."""

    def __init__(self, blocks: Sequence[FlowBlock], brief: Brief) -> None:
        """Keep what both blocks share."""
        self.brief, self.wording, self.theme = brief, brief.wording, brief.theme
        self.sizes, self.palette = brief.sizes, brief.palette
        largest = max((cell.value for block in blocks for cell in block.cells), default=0)
        self.decimals = 0 if largest >= 1000 * MILLION else 1

    def paint(self, block: FlowBlock, box: Box) -> Painted:
        """Draw a block that has cells into its box."""
        gap = self.sizes.label * _GAP
        tiled = tile(block, box, self.said, self.sizes, gap)
        if not tiled.cells:
            return self._undivided(block, box.inset(gap / 2))
        shapes = [self._cell(block, placed) for placed in tiled.cells]
        words = [
            replace(text, datum=self.datum(block, placed.cell))
            for placed in tiled.cells
            for text in self._words(block, placed)
        ]
        entries = [
            NumberedEntry(each.number, each.cell.name, (each.said.share, each.said.value))
            for each in tiled.cells
            if each.number is not None
        ]
        if tiled.foot is not None:
            others = self.others(block, tiled.rest, tiled.count)
            datum = self.rest(block, tiled.rest, tiled.count)
            shapes.append(
                self._outlined(tiled.foot, self.palette.others_pale, self.palette.others, datum)
            )
            strip = self._in_strip(others, block.weight(tiled.rest), tiled.foot)
            written = tuple(replace(text, datum=datum) for text in strip)
            words += written
            entries += () if written else (others,)
        return Painted(tuple(shapes), tuple(words), tuple(entries))

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

    def _undivided(self, block: FlowBlock, box: Box) -> Painted:
        """Draw a block too small for cells as one shape; its first activities become entries."""
        fill = self.theme.tier(block.flow, 100.0).fill
        entries = [
            NumberedEntry(None, said.name, (said.share, said.value))
            for said in map(self.said, block.cells[:_FIRST])
        ]
        beyond = block.cells[_FIRST:]
        if beyond:
            rest = sum(cell.value for cell in beyond)
            entries.append(self.others(block, rest, len(beyond)))
        edge = self.palette.flow(block.flow).edge
        shape = self._outlined(box, fill, edge, self._sum(block, (), "", block.total))
        return Painted((shape,), (), tuple(entries))

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

    def others(self, block: FlowBlock, rest: int, count: int) -> NumberedEntry:
        """Return the entry of all that has no cell, under its own name if it is one activity."""
        if count == 1:
            said = self.said(block.cells[-1])
            return NumberedEntry(None, said.name, (said.share, said.value))
        name = self.wording.say("common.other_products")
        part = block.share(rest)
        share = "" if part is None else self.wording.percent(part)
        return NumberedEntry(None, name, (share, self.money(rest)))

    def _in_strip(self, others: NumberedEntry, weight: float, box: Box) -> Iterator[Text]:
        """Yield the text of the strip, if it fits, in the type of cells of the same area."""
        figures, ink = " · ".join(filter(None, others.figures)), self.palette.ink
        found = in_line(others.name, figures, weight, box, self.sizes)
        if found is not None:
            size, pad = found
            y = box.y + box.height / 2
            yield Text(box.x + pad, y, others.name, size, ink)
            yield Text(box.right - pad, y, figures, size, ink, 400, "end", numeric=True)

    def _outlined(self, box: Box, fill: str, edge: str, datum: Datum) -> Rect:
        """Return a cell whose outline stays inside it."""
        line = min(self.sizes.label * _LINE, box.width / 2, box.height / 2)
        return Rect(
            box.x + line / 2, box.y + line / 2, box.width - line, box.height - line, fill, edge,
            line, datum=datum,
        )  # fmt: skip

    def datum(self, block: FlowBlock, cell: ActivityCell) -> Datum:
        """Return the datum of a cell."""
        return self._sum(block, (cell.code,), cell.name, cell.value)

    def rest(self, block: FlowBlock, rest: int, count: int) -> Datum:
        """Return the datum of the strip: of one activity, or of all that have no cell."""
        if count == 1:
            return self.datum(block, block.cells[-1])
        return self._sum(block, (OTHER,), self.wording.say("common.other_products"), rest)

    def _sum(self, block: FlowBlock, codes: tuple[str, ...], name: str, value: int | None) -> Datum:
        flow = self.wording.say(f"common.{block.flow}s")
        return Datum(codes, name or flow, (Value(f"{block.flow}s_eur", flow, value),), ("product",))
