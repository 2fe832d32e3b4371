"""The marks of the index: one panel per flow, with rules, years and up to three named lines."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from tradefiche.charts.geometry.labels import spread
from tradefiche.charts.geometry.ticks import enclosing
from tradefiche.charts.kinds.index.captions import named, printed
from tradefiche.charts.look.theme import LABEL_LEADING
from tradefiche.charts.scene.datum import Datum, Value
from tradefiche.charts.scene.frame import Plot
from tradefiche.charts.scene.marks import Path, Rect, Text
from tradefiche.charts.scene.order import disjoint
from tradefiche.charts.type.text import lines, measure, widest
from tradefiche.language import periods
from tradefiche.language.typography import number
from tradefiche.views.index import column

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradefiche.charts.scene.brief import Brief
    from tradefiche.charts.scene.frame import Area
    from tradefiche.charts.scene.marks import Mark
    from tradefiche.reference.terms import Side
    from tradefiche.views.index import Index, IndexSide

PANELS: tuple[Side, Side] = ("imports", "exports")
_BASE = 100.0
_HEIGHT = 11.0  # height of a panel, times the label's size
_YEARS = 1.1  # from its bottom to the middle of the years, times the label's size
_STEPS = 5  # most steps of the axis
_NAMES = 0.28  # of the plot's width: most that names may take
_WIDTHS: dict[IndexSide, float] = {
    "own": 0.2,
    "region": 0.12,
    "france": 0.08,
}  # times the label's size
_RADII: dict[IndexSide, float] = {"own": 0.3, "region": 0.26, "france": 0.2}
_FEW = 12  # each point has a mark where there are no more than this
_GAP = 0.6  # times the label's size
_DASH = 0.3


def scale(values: list[float]) -> tuple[int, ...]:
    """Return the ticks of the axis: at least two round values, which enclose all values and 100."""
    found = enclosing(min([_BASE, *values]), max([_BASE, *values]), _STEPS)
    return found if len(found) > 1 else (*found, found[0] + 1)


class IndexDrawing:
    """Draws one panel below the other, all on one scale and one time axis."""

    def __init__(
        self, index: Index, area: Area, brief: Brief, panels: tuple[Side, ...] = PANELS
    ) -> None:
        """Compute the ticks, the time axis and the room for the names."""
        self.index, self.area, self.brief, self.palette = index, area, brief, brief.palette
        self.panels = panels
        self.label, self.value = brief.sizes.label, brief.sizes.value
        self.thin, self.gap = self.label / 14, _GAP * self.label
        lines_of = ((name, side) for name in PANELS for side in index.sides)
        self.ticks = scale([value for line in lines_of for _, value in index.known(*line)])
        texts = [number(tick, lang=self.brief.lang) for tick in self.ticks]
        self.left = area.left + widest(texts, self.value, numeric=True) + self.gap
        self.names = {
            side: lines(named(side, brief), _NAMES * area.width, self.label, 700)
            for side in index.sides
        }
        wide = max(
            widest([text for name in self.names.values() for text in name], self.label, 700),
            measure(printed(10 * _BASE, brief), self.value, 700, numeric=True),
        )
        self.right = area.right - wide - self.gap
        self.pitch = (self.right - self.left) / len(index.periods)

    def plot(self) -> Plot:
        """Return the panels, in each of them shapes first and text last."""
        y = self.area.top
        marks: list[Mark] = []
        for name in self.panels:
            below, words, y = self._panel(name, y)
            marks += [*below, *disjoint(words)]
            y += 1.2 * self.label
        return Plot(tuple(marks), self.area.bottom or y - 0.4 * self.label)

    def _panel(self, name: Side, top: float) -> tuple[list[Mark], list[Mark], float]:
        """Return the shapes and texts of a panel, and the y where it ends."""
        ticks = self.ticks
        colours = self.palette.flow(name)
        size, say = self.label, self.brief.say
        head = top + size / 2
        words: list[Mark] = [
            Text(self.area.left, head, say(f"common.{name}"), size, colours.text, 700)
        ]
        above = head + 1.5 * size
        if self.index.broken is not None:
            above += 1.3 * self.brief.sizes.note
        bottom = above + _HEIGHT * size
        if self.area.bottom is not None:
            bottom = self.area.bottom - (_YEARS + 0.6) * size
        step = (bottom - above) / (ticks[-1] - ticks[0])
        shapes: list[Mark] = []
        for tick in ticks:
            at = bottom - (tick - ticks[0]) * step
            fill = self.palette.axis if tick == _BASE else self.palette.rule
            shapes.append(
                Rect(self.left, at - self.thin / 2, self.right - self.left, self.thin, fill)
            )
            words.append(
                Text(
                    self.left - self.gap, at, number(tick, lang=self.brief.lang), self.value,
                    self.palette.grey, 400, "end", numeric=True,
                )
            )  # fmt: skip
        drawn: list[Mark] = []
        ends: dict[IndexSide, float] = {}
        for side in reversed(self.index.sides):
            placed = {
                place: (self._x(place), bottom - (value - ticks[0]) * step, value)
                for place, value in self.index.known(name, side)
            }
            drawn += self._line(name, side, placed)
            if placed:
                ends[side] = placed[max(placed)][1]
        shapes = [*disjoint(shapes), *self._break(above, bottom, words), *drawn]
        words += self._ends(name, ends, above, bottom)
        foot = bottom + _YEARS * size
        words += self._years(foot)
        return shapes, words, foot + size

    def _x(self, place: int) -> float:
        return self.left + self.pitch * (place + 0.5)

    def _colour(self, name: Side, side: IndexSide) -> str:
        if side == "own":
            return self.palette.flow(name).fill
        return self.palette.ink if side == "region" else self.palette.grey

    def _line(
        self, name: Side, side: IndexSide, placed: dict[int, tuple[float, float, float]]
    ) -> Iterator[Mark]:
        """Yield the segments of a line, then its point marks: circles, squares for a région."""
        fill = self._colour(name, side)
        runs = self.index.runs(name, side)
        for run in runs:
            if len(run) > 1:
                path = "M" + "L".join(f"{placed[p][0]:.2f},{placed[p][1]:.2f}" for p, _ in run)
                yield Path(path, None, 1.0, fill, _WIDTHS[side] * self.label)
        radius = min(_RADII[side] * self.label, 0.4 * self.pitch)
        edges = {place for run in runs for place in (run[0][0], run[-1][0])}
        for place, (x, y, value) in placed.items():
            few = len(self.index.periods) <= _FEW
            if few or place in edges or self.index.periods[place].is_year:
                corner = 0.0 if side == "region" else radius
                datum = self._datum(name, side, place, value)
                yield Rect(
                    x - radius, y - radius, 2 * radius, 2 * radius, fill, self.palette.background,
                    self.thin, corner, datum,
                )  # fmt: skip

    def _datum(self, name: Side, side: IndexSide, place: int, value: float) -> Datum:
        period = str(self.index.periods[place])
        label = f"{self.brief.say(f'common.{name}')}, {named(side, self.brief)}"
        values = (Value(column(name, side), label, value),)
        return Datum((period,), periods.label(period, self.brief.wording), values, ("period",))

    def _ends(
        self, name: Side, ends: dict[IndexSide, float], top: float, bottom: float
    ) -> Iterator[Text]:
        """Yield the territory's name and the last value at the end of each line."""
        order = sorted(ends, key=lambda side: ends[side])
        leading = LABEL_LEADING * self.label
        heights = [(len(self.names[side]) + 1) * leading + 0.3 * self.label for side in order]
        room = max(bottom - top, sum(heights) - 2 * self.label)
        low, high = top - self.label, top + room + self.label
        middles = spread([ends[side] for side in order], heights, low, high)
        x = self.right + self.gap
        for side, middle in zip(order, middles, strict=True):
            y = middle - len(self.names[side]) * leading / 2
            fill = self._colour(name, side)
            if side == "own":
                fill = self.palette.flow(name).text
            yield from Text.stacked(self.names[side], x, y, self.label, fill, 700)
            y += len(self.names[side]) * leading
            value = self.index.known(name, side)[-1][1]
            text = printed(value, self.brief)
            yield Text(x, y, text, self.value, self.palette.ink, numeric=True)

    def _break(self, top: float, bottom: float, words: list[Mark]) -> Iterator[Path]:
        """Yield a dashed line at January 2022; append its label, above the panel, to `words`."""
        if (place := self.index.broken) is None:
            return
        x, dash, size = self.left + self.pitch * place, _DASH * self.label, self.brief.sizes.note
        starts, y = [], top
        while y < bottom:
            starts.append(f"M{x:.2f},{y:.2f}L{x:.2f},{min(y + dash, bottom):.2f}")
            y += 2 * dash
        yield Path("".join(starts), None, 1.0, self.palette.grey, self.thin)
        text = self.brief.say("evolution.break")
        half = measure(text, size) / 2
        middle = min(max(x, self.area.left + half), self.area.right - half)
        words.append(Text(middle, top - 0.9 * size, text, size, self.palette.grey, anchor="middle"))

    def _years(self, y: float) -> Iterator[Text]:
        """Yield the labels of calendar years below their points, fewer where they would touch."""
        found = [(n, each) for n, each in enumerate(self.index.periods) if each.is_year]
        found = found or [(len(self.index.periods) - 1, self.index.periods[-1])]
        texts = [str(each.quarters[-1].year) for _, each in found]
        wide = widest(texts, self.value, 700, numeric=True) + 0.8 * self.value
        apart = self.pitch * (1 if self.index.yearly else 4)
        few = max(1, ceil(wide / apart))
        kept = list(zip([place for place, _ in found], texts, strict=True))[::-few][::-1]
        middles = spread(
            [self._x(place) for place, _ in kept],
            [wide] * len(kept),
            self.area.left,
            self.area.right,
        )
        for x, (_, text) in zip(middles, kept, strict=True):
            yield Text(x, y, text, self.value, self.palette.ink, 700, "middle", numeric=True)
