"""What a table of rows shows, before it is laid out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from tradefiche.charts.look.theme import FlowColours

Glyph = Literal["bar", "tick", "diamond", "point"]
Kind = Literal["plain", "rest", "total"]


@dataclass(frozen=True, slots=True)
class Series:
    """Values of one origin: how they are marked, and what they are called.

    Attributes:
        glyph: a bar from nought, or a mark that stands at the value.
        name: as the key has it.
        head: as the head of its column of numbers has it.
        fill: colour of bar, tick or point; a diamond is hollow.
        bold: whether it is the one that the others are set against.
    """

    glyph: Glyph
    name: str
    head: str
    fill: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """A plot with a scale of its own.

    Attributes:
        series: in the order of the key; a bar is drawn below the marks, ticks below the others.
        title: what is measured; without one the key of the series stands in its place.
        fill: colour of the title.
        joined: whether a line joins the first two marks of a row.
    """

    series: tuple[Series, ...]
    title: str = ""
    fill: str = ""
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """Values of a row in one panel, by series; what is unknown or below 0 has no mark.

    `label` is printed at the end of the bar.
    """

    values: tuple[float | None, ...]
    label: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A line: its cells by panel, and the numbers of the last panel's series as printed.

    The bar of the rest is pale, and the total has none.
    """

    name: str
    cells: tuple[Cell, ...]
    numbers: tuple[str, ...]
    kind: Kind = "plain"


@dataclass(frozen=True, slots=True)
class Board:
    """The whole table; `rest` are the colours of the bar of what is left over."""

    panels: tuple[Panel, ...]
    rows: tuple[Row, ...]
    rest: FlowColours

    @property
    def columns(self) -> tuple[Series, ...]:
        """The series that have a column of numbers."""
        return self.panels[-1].series
