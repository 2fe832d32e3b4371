"""Bars and marks in layers: where they overlap in a row, the smaller is painted on the larger."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, get_args

from tradefiche.charts.geometry import polygon
from tradefiche.charts.scene.marks import Path, Rect
from tradefiche.charts.scene.order import disjoint

if TYPE_CHECKING:
    from tradefiche.charts.look.theme import Palette
    from tradefiche.charts.rows.model import BoardSeries
    from tradefiche.charts.scene.datum import Datum
    from tradefiche.charts.scene.marks import Mark

DrawingLayer = Literal[
    "bands", "cuts", "rules", "bars", "breaks", "joins", "halos", "marks", "paths"
]
LAYERS: tuple[DrawingLayer, ...] = get_args(DrawingLayer)
AXIS = 0.1  # width of an axis line; all lengths here are multiples of the type size
BAR = 1.0  # height
TICK = 1.6  # height
_TICK_WIDTH = 0.2
_HALO = 0.11  # on either side
_DIAMOND = 0.46  # half its width
_DIAMOND_LINE = 0.12
_POINT = 0.37  # radius
_JOIN = 0.11
_CUT = 1.1
_KEY_BAR = (1.3, 0.8)
_KEY_TICK = 1.1
_EDGE = 0.07


@dataclass(slots=True)
class Shapes:
    """Collect bars and marks, in layers, for one type size."""

    size: float
    palette: Palette
    layers: dict[DrawingLayer, list[Mark]] = field(
        default_factory=lambda: {each: [] for each in LAYERS}
    )

    def painted(self) -> tuple[Mark, ...]:
        """Return all marks in painting order."""
        return tuple(mark for layer in LAYERS for mark in disjoint(self.layers[layer]))

    def rule(self, x: float, y: float, width: float, height: float, fill: str) -> None:
        """Draw a horizontal rule that begins at `x`, centred on `y`."""
        self.layers["rules"].append(Rect(x, y - height / 2, width, height, fill))

    def upright(self, x: float, top: float, bottom: float) -> None:
        """Draw the vertical line from which bars begin, centred on `x`."""
        width = AXIS * self.size
        self.layers["rules"].append(
            Rect(x - width / 2, top, width, bottom - top, self.palette.axis)
        )

    def bar(self, x: float, y: float, width: float, datum: Datum, *, pale: bool) -> None:
        """Draw a bar of exports from `x`, centred on `y`: full, or pale with an outline."""
        height, colours, line = BAR * self.size, self.palette.flow("export"), _EDGE * self.size
        top = y - height / 2
        if width > 0:
            bar = Rect.bar(x, top, width, height, colours, datum, pale=pale, line=line)
            self.layers["bars"].append(bar)

    def cut(self, left: float, right: float, top: float, bottom: float) -> None:
        """Draw the strip where an axis breaks, between its two scales."""
        wide = min(_CUT * self.size, right - left)
        x = (left + right - wide) / 2
        self.layers["cuts"].append(Rect(x, top, wide, bottom - top, self.palette.panel))

    def gap(self, x: float, y: float) -> None:
        """Draw the slanted gap in a bar that crosses a break of its axis."""
        half, lean, wide = BAR * self.size * 0.75, 0.35 * self.size, 0.3 * self.size
        corners = (
            (x + lean - wide, y - half), (x + lean + wide, y - half),
            (x - lean + wide, y + half), (x - lean - wide, y + half),
        )  # fmt: skip
        self.layers["breaks"].append(Path(polygon(corners, 3), self.palette.background))

    def join(self, x: float, other: float, y: float) -> None:
        """Draw the line between two marks of a row."""
        left, width, height = min(x, other), abs(other - x), _JOIN * self.size
        if width > 0:
            line = Rect(left, y - height / 2, width, height, self.palette.axis)
            self.layers["joins"].append(line)

    def mark(
        self,
        series: BoardSeries,
        x: float,
        y: float,
        *,
        tall: float = TICK,
        datum: Datum | None = None,
    ) -> None:
        """Draw tick, diamond or point centred on (x, y); `tall` is the height of a tick."""
        ground, size = self.palette.background, self.size
        if series.glyph == "tick":
            width, height, halo = _TICK_WIDTH * size, tall * size, _HALO * size
            self.layers["halos"].append(
                Rect(x - width / 2 - halo, y - height / 2, width + 2 * halo, height, ground)
            )
            self.layers["marks"].append(
                Rect(x - width / 2, y - height / 2, width, height, series.fill, datum=datum)
            )
        elif series.glyph == "point":
            radius, halo = _POINT * size, _HALO * size
            corner = radius + halo / 2
            self.layers["paths"].append(
                Rect(
                    x - corner, y - corner, 2 * corner, 2 * corner, series.fill, ground, halo,
                    corner=corner, datum=datum,
                )
            )  # fmt: skip
        else:
            half = _DIAMOND * size
            corners = ((x - half, y), (x, y - half), (x + half, y), (x, y + half))
            path, line = polygon(corners, 3), _DIAMOND_LINE * size
            self.layers["paths"].append(Path(path, ground, 1.0, self.palette.ink, line, datum))

    def key(self, series: BoardSeries, x: float, y: float) -> None:
        """Draw the glyph of a series in a legend, from `x` on; it is `key_width` wide."""
        if series.glyph == "none":
            return
        if series.glyph == "bar":
            width, height = (part * self.size for part in _KEY_BAR)
            self.layers["bars"].append(Rect(x, y - height / 2, width, height, series.fill))
        else:
            self.mark(series, x + key_width(series, self.size) / 2, y, tall=_KEY_TICK)


def key_width(series: BoardSeries, size: float) -> float:
    """Return the width of a glyph in a legend or head."""
    return _KEY_BAR[0] * size if series.glyph == "bar" else 2 * half_width(series, size)


def half_width(series: BoardSeries, size: float) -> float:
    """Return how far a mark extends on either side of its value; 0 for a bar."""
    return {
        "bar": 0.0,
        "tick": _TICK_WIDTH / 2 + _HALO,
        "diamond": _DIAMOND + _DIAMOND_LINE,
        "point": _POINT + _HALO,
        "none": 0.0,
    }[series.glyph] * size
