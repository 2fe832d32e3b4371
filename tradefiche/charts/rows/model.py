"""What a table of rows shows, before it is laid out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradefiche.charts.look.theme import FlowColours
    from tradefiche.charts.scene.datum import Value
    from tradefiche.reference.terms import RowKind

Glyph = Literal["bar", "tick", "diamond", "point", "none"]
_FAR = (4, 5)  # times the values of all other rows, where one lies beyond a break, or two do
_SEVERAL = 3  # rows that have no break


@dataclass(frozen=True, slots=True)
class BoardSeries:
    """Values of one origin: how they are marked, and what they are called.

    Attributes:
        glyph: a bar from nought, a mark that stands at the value, or none: a column of numbers.
        name: as the key has it.
        head: as the head of its column of numbers has it.
        fill: colour of bar, tick or point; a diamond is hollow.
        bold: whether it is the one that the others are set against.
        column: where its values stand in the table.
    """

    glyph: Glyph
    name: str
    head: str
    fill: str
    bold: bool = False
    column: str = ""


@dataclass(frozen=True, slots=True)
class BoardPanel:
    """A plot with a scale of its own.

    Attributes:
        series: in the order of the key; a bar is drawn below the marks, ticks below the others.
        title: what is measured; without one the key of the series stands in its place.
        fill: colour of the title.
        joined: whether a line joins the first two marks of a row.
        breaks: whether its axis may break.
    """

    series: tuple[BoardSeries, ...]
    title: str = ""
    fill: str = ""
    joined: bool = False
    breaks: bool = False


@dataclass(frozen=True, slots=True)
class BoardCell:
    """Values of a row in one panel, by series; what is unknown or below 0 has no mark.

    `label` is printed at the end of the bar.
    """

    values: tuple[float | None, ...]
    label: str = ""


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A line: its cells by panel, and the numbers of the last panel's series as printed.

    `code` is its row of the table. The bar of the rest is pale, and the total has none. The row
    that the title is about is `marked`. What its bar says beside its own value is `more`; without
    any mark that is what the numbers of the rest say.
    """

    name: str
    cells: tuple[BoardCell, ...]
    numbers: tuple[str, ...]
    kind: RowKind = "plain"
    code: str = ""
    marked: bool = False
    more: tuple[Value, ...] = ()

    def marks(self, place: int, panel: BoardPanel) -> Iterator[tuple[BoardSeries, float]]:
        """Yield what has a mark in a panel, with its value: the total has no bar."""
        for series, value in zip(panel.series, self.cells[place].values, strict=True):
            bare = series.glyph == "none" or (series.glyph == "bar" and self.kind == "total")
            if not bare and value is not None and value >= 0:
                yield series, value


@dataclass(frozen=True, slots=True)
class Board:
    """The whole table; `rest` are the colours of the bar of what is left over.

    Columns of numbers are of the last panel's series; without any mark it is a plain table.
    """

    panels: tuple[BoardPanel, ...]
    rows: tuple[BoardRow, ...]
    rest: FlowColours

    @property
    def columns(self) -> tuple[BoardSeries, ...]:
        """The series that have a column of numbers."""
        return self.panels[-1].series

    @property
    def plotted(self) -> bool:
        """Whether anything but numbers is drawn."""
        return any(each.glyph != "none" for panel in self.panels for each in panel.series)

    def values(self, row: BoardRow, place: int) -> Iterator[float]:
        """Yield the values above 0 that a row has marks of in one panel."""
        yield from (value for _, value in row.marks(place, self.panels[place]) if value > 0)

    def limit(self, place: int) -> float | None:
        """Return the value at which the axis of a panel breaks; None where it does not.

        It breaks where one row, or two, leave all others far behind.
        """
        if not self.panels[place].breaks:
            return None
        most = sorted(
            (max(self.values(row, place), default=0.0) for row in self.rows), reverse=True
        )
        if len(most) > _SEVERAL:
            for limit, far in zip(most[1:], _FAR, strict=False):
                if limit > 0 and most[0] >= far * limit:
                    return limit
        return None
