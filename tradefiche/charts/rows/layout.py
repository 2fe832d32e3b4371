"""Positions of the columns in a table of rows, and the scale of each panel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tradefiche.charts.rows.symbols import AXIS, half_width, key_width
from tradefiche.charts.type.text import lines, measure, narrowest, widest

if TYPE_CHECKING:
    from tradefiche.charts.look.theme import Measures
    from tradefiche.charts.rows.model import Board, BoardRow, BoardSeries
    from tradefiche.charts.scene.frame import Area
    from tradefiche.charts.type.fonts import Weight

NAMES = 0.3  # greatest width of the names, as a share of the plot
HEAD = 6.2  # width at which a head breaks into lines, in label sizes
WIDEST = 0.23  # greatest width of a head, as a share of the plot
GAP = 0.5  # between a glyph and its name or a bar and its label, in type sizes
_BROKEN = 0.68  # share of a panel's width before the break of its axis
_GAPE = 2.2  # between the end of the first scale and the start of the second, in label sizes
_BEFORE = {True: 0.8, False: 1.3}  # before a column of numbers, by `stacked`, in label sizes
_BETWEEN = {True: 0.9, False: 1.6}  # between two panels, by `stacked`, in label sizes


@dataclass(frozen=True, slots=True)
class PanelSpan:
    """A panel in the picture: abscissa of value 0, width, and picture units per unit of value.

    Where the axis breaks at `limit`, larger values are drawn in the last part of the width, with
    the start and scale in `beyond`.
    """

    left: float
    width: float
    scale: float
    limit: float | None = None
    beyond: tuple[float, float] = (0.0, 0.0)

    def at(self, value: float) -> float:
        """Return the abscissa of a value."""
        if self.limit is None or value <= self.limit:
            return self.left + value * self.scale
        start, scale = self.beyond
        return start + (value - self.limit) * scale


@dataclass(frozen=True, slots=True)
class BoardLayout:
    """The computed columns.

    Attributes:
        names: width at which names break into lines.
        spans: the panels from left to right.
        rights: right edges of the columns of numbers.
        heads: the lines of their heads; empty for a glyph alone, where names are above the plots.
    """

    names: float
    spans: tuple[PanelSpan, ...]
    rights: tuple[float, ...]
    heads: tuple[tuple[str, ...], ...]


def solve(board: Board, area: Area, sizes: Measures, *, stacked: bool) -> BoardLayout:
    """Return the columns of a table; if `stacked`, each name is above its plots.

    Without plots the names get all the width that the numbers leave.
    """
    label = sizes.label
    names = area.width
    left = area.left
    if board.plotted and not stacked:
        found = widest([row.name for row in board.rows], label, 700)
        names = min(found, NAMES * area.width)
        left += names + 0.9 * label
    elif board.plotted:
        left += max(AXIS / 2 * label, *(half_width(each, label) for each in board.panels[0].series))
    heads = tuple(
        () if stacked and each.glyph != "none" else _head(each, area, label)
        for each in board.columns
    )
    rights = [area.right]
    for place in reversed(range(len(heads))):
        width = _column(board, place, heads[place], sizes, stacked=stacked)
        rights.insert(0, rights[0] - width - _BEFORE[stacked] * label)
    if not board.plotted:
        names = names if stacked else rights[0] - left
        return BoardLayout(names, (PanelSpan(left, 0.0, 0.0),), tuple(rights[1:]), heads)
    between = _BETWEEN[stacked] * label
    room = rights[0] - left - between * (len(board.panels) - 1)
    width = room / len(board.panels)
    spans = tuple(
        _span(board, place, left + place * (width + between), width, sizes)
        for place in range(len(board.panels))
    )
    return BoardLayout(names, spans, tuple(rights[1:]), heads)


def weight(series: BoardSeries) -> Weight:
    """Return the font weight of a series' texts and numbers."""
    return 700 if series.bold else 400


def _head(series: BoardSeries, area: Area, size: float) -> tuple[str, ...]:
    """Return the lines of a head; a word is cut only if wider than `WIDEST` allows."""
    bold = weight(series)
    word = narrowest(series.head, bold)[-1] * size
    width = min(max(HEAD * size, word), WIDEST * area.width)
    return tuple(lines(series.head, width, size, bold))


def _column(
    board: Board, place: int, head: tuple[str, ...], sizes: Measures, *, stacked: bool
) -> float:
    """Return the width of a column of numbers."""
    series = board.columns[place]
    glyph = key_width(series, sizes.label)
    if stacked and not head:
        words = glyph
    else:
        words = widest(head, sizes.label, weight(series))
        if board.panels[-1].title:
            words += glyph + GAP * sizes.label
    numbers = [row.numbers[place] for row in board.rows]
    return max(words, widest(numbers, sizes.value, 700, numeric=True))


def _span(board: Board, place: int, left: float, width: float, sizes: Measures) -> PanelSpan:
    """Return a panel, its axis broken where the board says so; see `Board.limit`."""
    limit = board.limit(place)
    if limit is None:
        return PanelSpan(left, width, _scale(board, place, width, sizes))
    most = max(value for row in board.rows for value in board.values(row, place))
    ends = [
        _beyond(row, place, each, sizes)
        for row in board.rows
        for each in board.panels[place].series
    ]
    scale = _BROKEN * width / limit
    start = left + limit * scale + _GAPE * sizes.label
    return PanelSpan(
        left, width, scale, limit, (start, (left + width - max(ends) - start) / (most - limit))
    )


def _scale(board: Board, place: int, width: float, sizes: Measures) -> float:
    """Return the largest scale at which all bars with their labels and all marks fit."""
    return min(
        (
            (width - _beyond(row, place, each, sizes)) / value
            for row in board.rows
            for each, value in row.marks(place, board.panels[place])
            if value > 0
        ),
        default=0.0,
    )


def _beyond(row: BoardRow, place: int, series: BoardSeries, sizes: Measures) -> float:
    text, wide = row.cells[place].label, half_width(series, sizes.label)
    return wide + (GAP * sizes.value + measure(text, sizes.value, 700, numeric=True) if text else 0)
