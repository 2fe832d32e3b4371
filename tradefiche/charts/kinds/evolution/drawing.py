"""The marks of the evolution: bands of imports, exports and balance over a time axis."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from tradefiche.charts.geometry.labels import spread
from tradefiche.charts.kinds.evolution.band import Band
from tradefiche.charts.kinds.evolution.layout import BarColumns
from tradefiche.charts.scene.frame import Plot
from tradefiche.charts.scene.marks import Path, Rect, Text
from tradefiche.charts.scene.order import disjoint
from tradefiche.charts.type.text import measure, widest
from tradefiche.views.evolution import NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tradefiche.charts.scene.brief import Brief
    from tradefiche.charts.scene.frame import Area
    from tradefiche.charts.scene.marks import Mark
    from tradefiche.charts.units import Unit
    from tradefiche.reference.terms import Amount
    from tradefiche.views.evolution import EvolutionView

# Lengths, times the label's size.
_ONE, _ALL, _COMPACT = 11.0, 22.0, 6.5  # height of the highest band; of all; of bands side by side
_HEAD, _UNDER, _APART = 0.7, 1.1, 1.3  # to the middle of a heading, below it, between two bands
_ASIDE = 2.0  # between two bands side by side
_DASH = 0.3


class EvolutionDrawing:
    """Draws bands on one scale, stacked; in the compact form imports and exports side by side.

    On a phone bands are stacked in that form too; on a slide all stand side by side.
    """

    def __init__(
        self, series: EvolutionView, units: dict[Amount, Unit], area: Area, brief: Brief
    ) -> None:
        """Choose the bands and compute their common scale."""
        self.series, self.units, self.area, self.brief = series, units, area, brief
        self.wording, self.palette = brief.wording, brief.palette
        self.label, self.value = brief.sizes.label, brief.sizes.value
        self.thin = self.label / 14
        self.names: tuple[Amount, ...] = NAMES if brief.compact else (*NAMES, "balance")
        self.beside = area.bottom is not None or (brief.compact and not brief.phone)
        self.scale = self._scale()

    def plot(self) -> Plot:
        """Return the bands, stacked or side by side; they fill the area's height if it is given."""
        plot, values = self._plot(), [0, *self.series.flows, *self.series.balances]
        if self.area.bottom is not None and any(values):
            # the first plot, with columns of height 0, is as high as its text alone
            self.scale = max(self.area.bottom - plot.bottom, 0.0) / (max(values) - min(values))
            plot = self._plot()
        return plot

    def _plot(self) -> Plot:
        area = self.area
        if not self.beside:
            return self._stack([self._band(name, area) for name in self.names], area)
        between, count = _ASIDE * self.label, len(self.names)
        width = (area.width - (count - 1) * between) / count
        areas = [
            replace(area, left=area.left + place * (width + between), width=width)
            for place in range(count)
        ]
        bands = [self._band(name, each) for name, each in zip(self.names, areas, strict=True)]
        for band in bands:  # all axes on one line
            band.above = max(each.above for each in bands)
            band.below = max(each.below for each in bands)
        plots = [self._stack([band], each) for band, each in zip(bands, areas, strict=True)]
        marks = tuple(mark for each in plots for mark in each.marks)
        return Plot(marks, max(each.bottom for each in plots))

    def _scale(self) -> float:
        """Return the height of a euro in pixels: 0 without values, or until `plot` fits it."""
        reaches = []
        for name in self.names:
            values = [0, *(getattr(point, name) or 0 for point in self.series.points)]
            reaches.append(max(values) - min(values))
        if not (most := max(reaches)) or self.area.bottom is not None:
            return 0.0
        if self.beside:
            return _COMPACT * self.label / most
        return self.label * min(_ONE / most, _ALL / sum(reaches))

    def _band(self, name: Amount, area: Area) -> Band:
        columns, unit = self._columns(area), self.units[name]
        return Band(name, self.series, columns, self.scale, unit, area, self.brief)

    def _columns(self, area: Area) -> BarColumns:
        return BarColumns.of(self.series, area.left, area.right, self.label)

    def _stack(self, bands: Sequence[Band], area: Area) -> Plot:
        """Draw bands one below the other, and the labels of the time axis below the last."""
        columns = self._columns(area)
        broken, y = self.series.broken, area.top
        words: list[Mark] = []
        dashes: list[Mark] = []
        if broken is not None:
            words += self._break(columns.ahead(broken), y, area)
            y += self.label * 1.3
        for band in bands:
            words.append(self._head(band.name, area.left, y + _HEAD * self.label))
            y += (_HEAD + _UNDER) * self.label
            axis = y + band.above
            if broken is not None:
                dashes += self._dashes(band, columns.ahead(broken), axis)
            words += band.marks(axis)
            top, fill = axis - self.thin / 2, self.palette.axis
            words.append(Rect(area.left, top, area.width, self.thin, fill))
            y = axis + band.below + _APART * self.label
        quarters = y - (_APART - 1.2) * self.label
        years = quarters + (0.0 if self.series.rolling or self.series.yearly else self.label * 1.5)
        words += self._times(columns, area, quarters, years)
        return Plot((*dashes, *disjoint(words)), years + self.label * 0.8)

    def _head(self, name: Amount, x: float, y: float) -> Text:
        key = "evolution.balance" if name == "balance" else f"common.{name}"
        fill = self.palette.ink if name == "balance" else self.palette.flow(name).text
        return Text(x, y, self.wording.say(key), self.label, fill, 700)

    def _break(self, x: float, top: float, area: Area) -> Iterator[Text]:
        """Yield the label of the break in series, above all bands."""
        size = self.brief.sizes.note
        text = self.wording.say("evolution.break")
        half = measure(text, size) / 2
        middle = min(max(x, area.left + half), area.right - half)
        yield Text(middle, top + size * 0.5, text, size, self.palette.grey, anchor="middle")

    def _dashes(self, band: Band, x: float, axis: float) -> Iterator[Path]:
        """Yield a dashed line across a band at the break in series, interrupted at captions."""
        dash, top = _DASH * self.label, -band.above
        starts = []
        while top < band.below:
            if band.free(x, top, top + dash):
                starts.append(axis + top)
            top += 2 * dash
        path = "".join(f"M{x:.2f},{start:.2f}L{x:.2f},{start + dash:.2f}" for start in starts)
        if path:
            yield Path(path, None, 1.0, self.palette.grey, self.thin)

    def _times(
        self, columns: BarColumns, area: Area, quarters: float, below: float
    ) -> Iterator[Text]:
        """Yield labels of quarters and, below them, of years; fewer where they would touch."""
        points, grey, ink = self.series.points, self.palette.grey, self.palette.ink
        said = [self.wording.say("evolution.quarter", quarter=p.quarter.number) for p in points]
        room = widest(said, self.value, numeric=True) + self.value * 0.4
        step = 1 if room <= columns.pitch else 2
        written = range((len(points) - 1) % step, len(points), step)
        for place in () if self.series.rolling or self.series.yearly else written:
            x = columns.x(place)
            yield Text(x, quarters, said[place], self.value, grey, anchor="middle", numeric=True)
        years = groupby(range(len(points)), key=lambda place: points[place].quarter.year)
        middles, texts = [], []
        for year, places in years:
            first, *rest = places
            middles.append((columns.x(first) + columns.x([first, *rest][-1])) / 2)
            texts.append(str(year))
        widest_year = measure("2000", self.value, 700, numeric=True) + self.value
        few = max(1, -(-int(widest_year * len(texts)) // int(area.width)))
        middles, texts = middles[::-few][::-1], texts[::-few][::-1]
        widths = [measure(text, self.value, 700, numeric=True) + self.value for text in texts]
        for x, text in zip(spread(middles, widths, area.left, area.right), texts, strict=True):
            yield Text(x, below, text, self.value, ink, 700, "middle", numeric=True)
