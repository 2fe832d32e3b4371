"""The marks of a map: units filled by class, insets, the legend, the territory outlined."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tradefiche.charts.geometry import polygon
from tradefiche.charts.kinds.map.captions import legend
from tradefiche.charts.kinds.map.classes import CLASSES, bounds, class_of
from tradefiche.charts.kinds.map.outlines import outlines
from tradefiche.charts.look.theme import LABEL_LEADING
from tradefiche.charts.measured import headed
from tradefiche.charts.scene.datum import Datum, Value
from tradefiche.charts.scene.frame import Plot
from tradefiche.charts.scene.marks import Path, Rect, Text
from tradefiche.charts.scene.order import disjoint
from tradefiche.charts.type.text import lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tradefiche.charts.geometry.labels import Point
    from tradefiche.charts.kinds.map.outlines import Ring
    from tradefiche.charts.scene.brief import Brief
    from tradefiche.charts.scene.frame import Area
    from tradefiche.charts.scene.marks import Mark
    from tradefiche.views.ranking import RankedPlace, Ranking

PARIS = ("75", "92", "93", "94", "95", "91", "78", "77")
OVERSEAS = ("971", "972", "973", "974", "976")
_MAIN = 0.66  # of the width: the mainland, where the insets stand beside it
_PARIS = 0.31  # of the width beside the mainland: Paris, where the insets stand side by side
_GAP = 1.2  # between parts, times the label's size
_SWATCH = 1.2
_LEGEND = 1.6  # height of a line of the legend
_EDGE = 0.05
_OWN = 0.13
_HALO = 0.3


@dataclass(frozen=True, slots=True)
class Frame:
    """The transformation of some units' points from map to picture coordinates.

    The map's (`x`, `y`) becomes (`left`, `top`) of the picture; `bottom` is where the units end.
    """

    left: float
    top: float
    scale: float
    x: float
    y: float
    bottom: float

    @classmethod
    def of(
        cls, rings: Sequence[Ring], left: float, top: float, width: float, height: float
    ) -> Frame:
        """Fit rings into a box, keeping proportions, horizontally centred."""
        xs = [x for ring in rings for x, _ in ring]
        ys = [y for ring in rings for _, y in ring]
        wide, high = max(xs) - min(xs), max(ys) - min(ys)
        scale = min(width / wide, height / high)
        start = left + (width - wide * scale) / 2
        return cls(start, top, scale, min(xs), min(ys), top + high * scale)

    def path(self, rings: Sequence[Ring]) -> str:
        """Return rings as an SVG path in picture coordinates."""
        return "".join(polygon(map(self._at, ring), 1) for ring in rings)

    def _at(self, point: Point) -> Point:
        x, y = point
        return self.left + (x - self.x) * self.scale, self.top + (y - self.y) * self.scale


class MapDrawing:
    """Draws the map from top to bottom; on a phone the insets stand below it."""

    def __init__(self, ranking: Ranking, area: Area, brief: Brief) -> None:
        """Compute the bounds of the classes and their fills."""
        self.ranking, self.area, self.brief = ranking, area, brief
        self.sizes, self.palette = brief.sizes, brief.palette
        self.own = frozenset(brief.subject.units)
        self.least = bounds([each.value for each in ranking.places if each.value is not None])
        self.head = headed(ranking, brief.wording)
        tiers = brief.theme.tiers
        shown = tiers.imports if ranking.side == "imports" else tiers.exports
        fills = [tier.fill for tier in reversed(shown)]
        steps = len(fills) - 1
        self.fills = [fills[round(n * steps / (CLASSES - 1))] for n in range(CLASSES)]
        self.known = {each.id: each for each in ranking.places}
        self.units: list[Mark] = []
        self.edges: list[Mark] = []
        self.others: list[Mark] = []

    def plot(self) -> Plot:
        """Return map, insets and legend."""
        area, size = self.area, self.sizes.label
        gap = _GAP * size
        mainland = [code for code in outlines() if code not in OVERSEAS]
        if self.brief.phone:
            bottom = self._part(mainland, area.left, area.top, area.width, area.width)
            left, width, top = area.left, area.width, bottom + gap
        else:
            main = min(_MAIN * area.width, area.height or area.width)
            bottom = self._part(mainland, area.left, area.top, main, main)
            left, width = area.left + main + gap, area.width - main - gap
            top = self._legend(left, area.top, width) + gap
        paris = self.brief.say("map.paris")
        if area.bottom is None:
            half = self._inset(paris, PARIS, left, top, width, 0.62 * width) + gap
            lowest = self._overseas(left, half, width, (0.72 * width / 3, 0.5 * width / 3))
        else:
            half, title = _PARIS * width, (LABEL_LEADING + 0.3) * self.sizes.note
            high = area.bottom - top
            self._inset(paris, PARIS, left, top, half - gap, high - title)
            row = (high + gap / 2) / 2
            across = (left + half, top, width - half)
            lowest = self._overseas(*across, (row, row - gap / 2 - title))
        if self.brief.phone:
            lowest = self._legend(left, lowest + gap, width)
        marks = (*self.units, *self.edges, *disjoint(self.others))
        return Plot(marks, max(bottom, lowest))

    def _overseas(self, left: float, top: float, width: float, rows: tuple[float, float]) -> float:
        """Draw the overseas départements, three per row; return the y where they end.

        `rows` holds the distance between two rows, and the height of a drawing within one.
        """
        step, lowest = width / 3, top
        for place, code in enumerate(OVERSEAS):
            row, column = divmod(place, 3)
            each = self.known.get(f"dept-{code}")
            end = self._inset(
                each.name if each else code, (code,), left + column * step, top + row * rows[0],
                step - 0.4 * self.sizes.label, rows[1],
            )  # fmt: skip
            lowest = max(lowest, end)
        return lowest

    def _inset(
        self, title: str, codes: Sequence[str], left: float, top: float, width: float, height: float
    ) -> float:
        """Draw some units at a scale of their own under a title; return the y where they end."""
        size = self.sizes.note
        said = lines(title, width, size)
        for text in said:
            top += LABEL_LEADING * size
            self.others.append(Text(left, top - size / 2, text, size, self.palette.grey))
        top += 0.3 * size
        return self._part(codes, left, top, width, height)

    def _part(
        self, codes: Sequence[str], left: float, top: float, width: float, height: float
    ) -> float:
        """Draw some units in a box; return the y where they end."""
        shapes = outlines()
        frame = Frame.of([r for code in codes for r in shapes[code]], left, top, width, height)
        size, ground = self.sizes.label, self.palette.background
        for code in codes:
            each = self.known.get(f"dept-{code}")
            path = frame.path(shapes[code])
            datum = self._datum(each) if each else None
            self.units.append(
                Path(path, self._fill(each), 1.0, self.palette.axis, _EDGE * size, datum)
            )
            if code in self.own:
                self.edges.insert(0, Path(path, None, 1.0, ground, _HALO * size))
                self.edges.append(Path(path, None, 1.0, self.palette.ink, _OWN * size))
        return frame.bottom

    def _fill(self, each: RankedPlace | None) -> str:
        if each is None or each.value is None:
            return self.palette.background
        return self.fills[class_of(each.value, self.least)]

    def _legend(self, left: float, top: float, width: float) -> float:
        """Draw the legend, the highest class first; return the y where it ends."""
        size, y = self.sizes.label, top
        for text in lines(self.head, width, size, 700):
            y += LABEL_LEADING * size
            self.others.append(Text(left, y - size / 2, text, size, self.palette.ink, 700))
        y += 0.4 * size
        for fill, text in legend(self.ranking, self.least, self.brief):
            side, middle = _SWATCH * size, y + _LEGEND * size / 2
            shade = self.palette.background if fill is None else self.fills[fill]
            line = _EDGE * size
            self.others.append(
                Rect(left + line, middle - side / 2, side, side, shade, self.palette.axis, line)
            )
            at = left + side + 0.6 * size
            self.others.append(
                Text(at, middle, text, self.sizes.value, self.palette.ink, numeric=True)
            )
            y += _LEGEND * size
        return y

    def _datum(self, each: RankedPlace) -> Datum:
        values = [Value("value", self.head, each.value, self.ranking.unit)]
        if each.rank is not None:
            values.append(Value("rank", self.brief.say("ranking.rank"), each.rank, "whole"))
        return Datum((each.id,), each.name, tuple(values), ("territory",))
