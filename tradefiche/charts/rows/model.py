"""The content of a table of rows, before it is laid out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradefiche.charts.scene.datum import Value
    from tradefiche.reference.terms import RowKind

Glyph = Literal["bar", "tick", "diamond", "point", "none"]
_FAR = (4, 5)  # least ratio to the other rows' values for one row, or two, beyond a break
_SEVERAL = 3  # an axis of so few rows does not break


@dataclass(frozen=True, slots=True)
class BoardSeries:
    """One series of values: its glyph and its names.

    Attributes:
        glyph: a bar from 0, a mark at the value, or `none`: a column of numbers only.
        name: name in the legend.
        head: head of its column of numbers.
        fill: colour of tick, point or, in the legend, bar; a diamond is hollow.
        bold: whether it is the series that the others are compared with.
        column: the table's column that holds its values.
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
        series: in the order of the legend; bars are drawn below marks, ticks below other marks.
        title: what is measured; without a title the legend of the series takes its place.
        fill: colour of the title.
        joined: whether a line joins the first two marks of a row.
        breaks: whether its axis may be broken.
    """

    series: tuple[BoardSeries, ...]
    title: str = ""
    fill: str = ""
    joined: bool = False
    breaks: bool = False


@dataclass(frozen=True, slots=True)
class BoardCell:
    """Values of a row in one panel, one per series; unknown or negative values have no mark.

    `label` is printed at the end of the bar.
    """

    values: tuple[float | None, ...]
    label: str = ""


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A row: its cells by panel, and the printed numbers of the last panel's series.

    `code` identifies its row of the table. A row of kind `rest` has a pale bar, `total` has none.
    `marked` is the row that the title is about. `more` are the values in the bar's datum besides
    its own; if the rest has no mark, they are the datum of its numbers.
    """

    name: str
    cells: tuple[BoardCell, ...]
    numbers: tuple[str, ...]
    kind: RowKind = "plain"
    code: str = ""
    marked: bool = False
    more: tuple[Value, ...] = ()

    def marks(self, place: int, panel: BoardPanel) -> Iterator[tuple[BoardSeries, float]]:
        """Yield the series that have a mark in a panel, with their values; the total has no bar."""
        for series, value in zip(panel.series, self.cells[place].values, strict=True):
            bare = series.glyph == "none" or (series.glyph == "bar" and self.kind == "total")
            if not bare and value is not None and value >= 0:
                yield series, value


@dataclass(frozen=True, slots=True)
class Board:
    """The whole table; its bars are of exports.

    The columns of numbers show the last panel's series; without any glyph it is a plain table.
    """

    panels: tuple[BoardPanel, ...]
    rows: tuple[BoardRow, ...]

    @property
    def columns(self) -> tuple[BoardSeries, ...]:
        """The series that have a column of numbers."""
        return self.panels[-1].series

    @property
    def plotted(self) -> bool:
        """Whether any series has a glyph."""
        return any(each.glyph != "none" for panel in self.panels for each in panel.series)

    def values(self, row: BoardRow, place: int) -> Iterator[float]:
        """Yield the values above 0 for which a row has marks in one panel."""
        yield from (value for _, value in row.marks(place, self.panels[place]) if value > 0)

    def limit(self, place: int) -> float | None:
        """Return the value at which the axis of a panel breaks; None where it does not.

        It breaks where the values of one or two rows are far above those of all others.
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
