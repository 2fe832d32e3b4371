"""Draw a table of rows, with names beside the plots or, on a phone, above them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts.look.theme import LABEL_LEADING
from tradefiche.charts.rows.header import Heads
from tradefiche.charts.rows.layout import GAP, solve, weight
from tradefiche.charts.rows.symbols import AXIS, TICK, Shapes
from tradefiche.charts.scene.datum import Datum, Value
from tradefiche.charts.scene.filling import filling
from tradefiche.charts.scene.frame import Plot
from tradefiche.charts.scene.marks import Rect, Text
from tradefiche.charts.scene.order import disjoint
from tradefiche.charts.type.text import lines

if TYPE_CHECKING:
    from tradefiche.charts.rows.model import Board, BoardRow
    from tradefiche.charts.scene.brief import Brief
    from tradefiche.charts.scene.frame import Area
    from tradefiche.charts.scene.marks import Anchor, Mark
    from tradefiche.charts.type.fonts import Weight

_ROW = 1.9  # height of a row, in label sizes, as are those below
_CLOSE = 1.65  # least height of a row where the height of the picture is given
_APART = 0.6  # space before the rest
_PAD = 0.35  # space above and below a row whose name is above its plots
_UNDER = 0.2  # space below such a name


def plot(board: Board, area: Area, brief: Brief) -> Plot:
    """Return a drawn table: heads, then each row with its name, plots and numbers.

    Args:
        board: its content, at least one row.
        area: where it is drawn; a given height is filled by spacing the rows.
        brief: gives type sizes and colours; on a phone names are above the plots.
    """
    close, label = _ROW if area.bottom is None else _CLOSE, brief.sizes.label
    return filling(
        lambda more: _Drawing(board, area, brief, close + more / label).plot(),
        area, len(board.rows), close * label,
    )  # fmt: skip


class _Drawing:
    """Draw a table from top to bottom, row by row."""

    def __init__(self, board: Board, area: Area, brief: Brief, row: float) -> None:
        sizes, palette = brief.sizes, brief.palette
        self.board, self.area, self.row = board, area, row
        self.sizes, self.palette, self.stacked = sizes, palette, brief.phone
        self.layout = solve(board, area, sizes, stacked=self.stacked)
        self.shapes = Shapes(sizes.label, palette)
        self.heads = Heads(board, area, self.layout, self.shapes, brief)
        self.words: list[Mark] = []
        self.thin = sizes.label / 14
        self.broken = brief.say("common.broken")

    def plot(self) -> Plot:
        """Draw heads, rows with rules between them, and the baselines of the panels."""
        y = top = self.heads.draw()
        self.words += self.heads.words
        for place, row in enumerate(self.board.rows):
            heavy = not place or row.kind == "total"
            self._rule(y, self.palette.axis if heavy else self.palette.rule)
            if row.kind == "rest":
                y += _APART * self.sizes.label
            y = self._row(row, y)
        self._rule(y, self.palette.rule)
        if not self.stacked:
            self._uprights(top, y)
        broken = any(span.limit is not None for span in self.layout.spans)
        notes = (self.broken,) if broken else ()
        return Plot((*self.shapes.painted(), *disjoint(self.words)), y + self.thin, notes)

    def _rule(self, y: float, fill: str) -> None:
        height = AXIS * self.sizes.label if fill == self.palette.axis else self.thin
        self.shapes.rule(self.area.left, y, self.area.width, height, fill)

    def _band(self, top: float, bottom: float) -> None:
        """Draw the background of the row that the title is about."""
        area = self.area
        band = Rect(area.left, top, area.width, bottom - top, self.palette.panel)
        self.shapes.layers["bands"].append(band)

    def _uprights(self, top: float, bottom: float) -> None:
        """Draw the panels' baselines and the breaks of their axes."""
        for span in self.layout.spans if self.board.plotted else ():
            self.shapes.upright(span.left, top, bottom)
            if span.limit is not None:
                self.shapes.cut(span.at(span.limit), span.beyond[0], top, bottom)

    def _row(self, row: BoardRow, y: float) -> float:
        """Draw a row from `y` downwards; return the ordinate of its end."""
        label = self.sizes.label
        bold: Weight = 700 if row.kind == "total" or row.marked else 400
        said = lines(row.name, self.layout.names, label, bold)
        tall = len(said) * LABEL_LEADING * label
        height = tall + (self.row - LABEL_LEADING) * label
        top = y + (_PAD * label if self.stacked else (height - tall) / 2)
        end = self.board.plotted and not self.stacked
        x = self.area.left + (self.layout.names if end else 0.0)
        anchor: Anchor = "end" if end else "start"
        first = top + LABEL_LEADING * label / 2
        self.words += Text.stacked(said, x, first, label, self.palette.ink, bold, anchor)
        if self.stacked:
            y = top + tall + _UNDER * label
            height = (TICK + 0.2) * label
            self._uprights(y + 0.1 * label, y + height - 0.1 * label)
        if row.marked:
            self._band(y - (tall + _UNDER * label if self.stacked else 0.0), y + height)
        self._cells(row, y + height / 2)
        return y + height + (_PAD * label if self.stacked else 0.0)

    def _cells(self, row: BoardRow, y: float) -> None:
        """Draw a row's bars, marks and numbers, centred on `y`."""
        for place, span in enumerate(self.layout.spans):
            panel, cell = self.board.panels[place], row.cells[place]
            ends = []
            for series, value in row.marks(place, panel):
                x = span.at(value)
                said, more = Value(series.column, series.name, value), row.more
                beside = more if series.glyph == "bar" else ()
                datum = Datum((row.code,), row.name, (said, *beside), ("product",))
                ends.append(x)
                if series.glyph == "bar":
                    self.shapes.bar(span.left, y, x - span.left, datum, pale=row.kind == "rest")
                    if span.limit is not None and value > span.limit:
                        self.shapes.gap((span.at(span.limit) + span.beyond[0]) / 2, y)
                else:
                    self.shapes.mark(series, x, y, datum=datum)
            if panel.joined and len(ends) > 1:
                self.shapes.join(ends[0], ends[1], y)
            if cell.label:
                self._label(row, cell.label, max(ends, default=span.left), y)
        unmarked = self._unmarked(row)
        numbers = zip(self.board.columns, row.numbers, self.layout.rights, strict=True)
        for series, text, right in numbers:
            fill = self.palette.ink if series.bold else self.palette.grey
            heavier = row.kind == "total" or row.marked
            heavy: Weight = 700 if heavier and series.bold else weight(series)
            self.words.append(
                Text(
                    right, y, text, self.sizes.value, fill, heavy, "end",
                    numeric=True, datum=unmarked if text else None,
                )
            )  # fmt: skip

    def _label(self, row: BoardRow, text: str, x: float, y: float) -> None:
        """Add a cell's label after its bar, or at the baseline if there is no mark."""
        size = self.sizes.value
        bold: Weight = 700 if row.kind == "total" or row.marked else 400
        at = x + GAP * size
        datum = self._unmarked(row)
        self.words.append(
            Text(at, y, text, size, self.palette.ink, bold, numeric=True, datum=datum)
        )

    def _unmarked(self, row: BoardRow) -> Datum | None:
        """Return the datum for the numbers of the rest if it has no marks, else None."""
        marks = (row.marks(place, panel) for place, panel in enumerate(self.board.panels))
        if row.kind != "rest" or any(map(list, marks)):
            return None
        return Datum((row.code,), row.name, row.more, ("product",))
