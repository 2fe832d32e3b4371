"""The marks of the evolution: rules and dividers, both lines, the balance, quarters and years."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from tradefiche.charts.geometry.labels import spread
from tradefiche.charts.kinds.evolution.balance_bars import Band
from tradefiche.charts.kinds.evolution.layout import GAP, solve
from tradefiche.charts.kinds.evolution.series_labels import Names, mark
from tradefiche.charts.kinds.evolution.values import datum
from tradefiche.charts.scene.frame import Plot
from tradefiche.charts.scene.marks import Path, Rect, Text
from tradefiche.charts.scene.order import disjoint
from tradefiche.charts.type.text import measure, widest
from tradefiche.reference.periods import QUARTERS_A_YEAR
from tradefiche.views.evolution import NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tradefiche.charts.kinds.evolution.units import Money
    from tradefiche.charts.scene.brief import Brief
    from tradefiche.charts.scene.frame import Area
    from tradefiche.charts.scene.marks import Mark
    from tradefiche.views.evolution import Name, Series

_DASH = 0.3  # of the label's size
_AROUND = 1.8  # of its radius: a circle that a square would cover, seen around it


class Drawing:
    """Solves the layout, then draws from top to bottom."""

    def __init__(self, series: Series, money: Money, area: Area, brief: Brief) -> None:
        """Find the ordinates of all parts."""
        self.series, self.area, self.brief = series, area, brief
        self.wording, self.palette = brief.wording, brief.palette
        self.label, self.value = brief.sizes.label, brief.sizes.value
        self.thin = self.label / 14
        self.layout = solve(series, money, area, brief)
        self.band = None if brief.compact else Band(series, self.layout, money, area, brief)
        self.names = Names(series, self.layout, money, brief)
        breaking = self.label * 1.3 if series.broken is not None else 0.0
        self.top = area.top + breaking + max(self.names.strip, self.value * 0.6)
        self.bottom = self.top + self.layout.height
        self.header = self.bottom + self.label * 1.6
        self.axis = low = self.bottom
        if self.band is not None:
            self.axis = self.header + self.label * 1.1 + self.band.above
            low = self.axis + self.band.below
        self.quarters = low + self.label * 1.2
        self.years = self.quarters + (0.0 if series.rolling or series.yearly else self.label * 1.5)

    def plot(self) -> Plot:
        """Draw what lies below first, all words last."""
        marks: list[Mark] = [
            *disjoint([*self._rules(), *self._dividers()]),
            *disjoint(self._break()),
            *self.names.grounds(self.top),
            *(part for name in NAMES for part in self._line(name)),
            *(part for name in NAMES for part in self._marks(name)),
            *disjoint(
                [
                    *(self.band.marks(self.axis) if self.band else ()),
                    *self.names.marks(self.top),
                    *self._ticks(),
                    *self._headers(),
                    *self._times(),
                ]
            ),
        ]
        return Plot(tuple(marks), self.years + self.label * 0.8)

    def _rules(self) -> Iterator[Rect]:
        """Yield a light rule at each round value, a stronger one at 0 and under the balance."""
        for value in self.layout.ticks:
            y = self.top + self.layout.y(value)
            yield self._rule(y, self.palette.rule if value else self.palette.axis)
        if self.band is not None:
            yield self._rule(self.axis, self.palette.axis)

    def _rule(self, y: float, fill: str) -> Rect:
        left, right = self.layout.left, self.layout.right
        return Rect(left, y - self.thin / 2, right - left, self.thin, fill)

    def _dividers(self) -> Iterator[Rect]:
        """Yield a line between two years, not through words: thinned captions lie across it.

        None where every point is a year.
        """
        if self.series.yearly:
            return
        low = self.bottom
        if self.band is not None:
            low = self.axis + (self.band.below if self.band.step > 1 else -self.band.above)
        foot = self.quarters + self.value * 0.5
        for place, (before, after) in enumerate(pairwise(self.series.points), start=1):
            if before.quarter.year != after.quarter.year:
                x = self.layout.left + self.layout.pitch * place
                for top, bottom in ((self.top, self.bottom), (low, foot)):
                    yield Rect(x - self.thin / 2, top, self.thin, bottom - top, self.palette.rule)

    def _break(self) -> Iterator[Mark]:
        """Yield a dashed line at the break in series, and its words above the plot."""
        if (place := self.series.broken) is None:
            return
        size, x = self.brief.sizes.note, self.layout.left + self.layout.pitch * place
        y, dash = self.area.top + size * 0.5, _DASH * self.label
        starts, top = [], y + size * 0.7
        while top < self.bottom:
            starts.append(top)
            top += 2 * dash
        path = "".join(
            f"M{x:.2f},{start:.2f}L{x:.2f},{min(start + dash, self.bottom):.2f}" for start in starts
        )
        yield Path(path, None, 1.0, self.palette.grey, self.thin)
        text = self.wording.say("evolution.break")
        half = measure(text, size) / 2
        middle = min(max(x, self.layout.left + half), self.area.right - half)
        yield Text(middle, y, text, size, self.palette.grey, anchor="middle")

    def _line(self, name: Name) -> Iterator[Path]:
        """Yield the stretches of a line that have a length."""
        fill = self.palette.of(name).fill
        for run in self.series.runs(name):
            points = [(self.layout.x(place), self._y(value)) for place, value in run]
            if len(points) > 1:
                path = "M" + "L".join(f"{x:.2f},{y:.2f}" for x, y in points)
                yield Path(path, None, 1.0, fill, self.label / 6)

    def _marks(self, name: Name) -> Iterator[Rect]:
        """Yield the marks of a line; circles, which are drawn first, look out behind squares."""
        colours = self.palette.of(name)
        ring = self.palette.background
        squares = dict(self.series.known("exports")) if name == "imports" else {}
        known = self.series.known(name)
        places = {place for place, _ in known}
        for place, value in known:
            if self.series.rolling and not self._marked(place, places):
                continue
            x, y, radius = self.layout.x(place), self._y(value), self.layout.radius
            if place in squares and abs(self._y(squares[place]) - y) < radius:
                radius *= _AROUND
            said = datum(self.series.points[place], name, self.wording)
            yield mark(name, x, y, radius, colours, ring, self.label / 9, said)

    def _marked(self, place: int, known: set[int]) -> bool:
        """Whether a rolling year has a mark: each fourth back from the last, and one alone."""
        alone = {place - 1, place + 1}.isdisjoint(known)
        return alone or (len(self.series.points) - 1 - place) % QUARTERS_A_YEAR == 0

    def _y(self, value: int) -> float:
        return self.top + self.layout.y(value)

    def _ticks(self) -> Iterator[Text]:
        x, size = self.layout.left - GAP * self.value, self.value
        for value, text in zip(self.layout.ticks, self.layout.labels, strict=True):
            yield Text(x, self._y(value), text, size, self.palette.grey, 400, "end", numeric=True)

    def _headers(self) -> Iterator[Text]:
        if self.band is None:
            return
        text = self.wording.say("evolution.balance")
        yield Text(self.area.left, self.header, text, self.label, self.palette.ink, 700)

    def _times(self) -> Iterator[Text]:
        """Yield the quarters, fewer where they would touch, and the years below them."""
        points, grey, ink = self.series.points, self.palette.grey, self.palette.ink
        said = [self.wording.say("evolution.quarter", quarter=p.quarter.number) for p in points]
        step = self._sparse(said)
        written = range((len(points) - 1) % step, len(points), step)
        for place in () if self.series.rolling or self.series.yearly else written:
            x = self.layout.x(place)
            yield Text(
                x, self.quarters, said[place], self.value, grey, anchor="middle", numeric=True
            )
        years = groupby(range(len(points)), key=lambda place: points[place].quarter.year)
        middles, texts = [], []
        for year, places in years:
            first, *rest = places
            middles.append((self.layout.x(first) + self.layout.x([first, *rest][-1])) / 2)
            texts.append(str(year))
        area = self.area
        widest_year = measure("2000", self.value, 700, numeric=True) + self.value
        few = max(1, -(-int(widest_year * len(texts)) // int(area.right - area.left)))
        middles, texts = middles[::-few][::-1], texts[::-few][::-1]
        widths = [measure(text, self.value, 700, numeric=True) + self.value for text in texts]
        for x, text in zip(spread(middles, widths, area.left, area.right), texts, strict=True):
            yield Text(x, self.years, text, self.value, ink, 700, "middle", numeric=True)

    def _sparse(self, said: Sequence[str]) -> int:
        """Return which quarters are written: each, or each second of them, back from the last."""
        room = widest(said, self.value, numeric=True) + self.value * 0.4
        return 1 if room <= self.layout.pitch else 2
