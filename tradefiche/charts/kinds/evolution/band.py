"""One band of the evolution: a flow or the balance in columns, captioned with their values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from tradefiche.charts.scene.datum import Datum, Value
from tradefiche.charts.scene.marks import Rect, Text
from tradefiche.charts.scene.signed import Signed
from tradefiche.language import periods
from tradefiche.language.typography import MISSING
from tradefiche.reference.periods import QUARTERS_A_YEAR

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tradefiche.charts.kinds.evolution.layout import BarColumns
    from tradefiche.charts.scene.brief import Brief
    from tradefiche.charts.scene.frame import Area
    from tradefiche.charts.scene.marks import Mark
    from tradefiche.charts.units import Unit
    from tradefiche.reference.terms import Amount
    from tradefiche.views.evolution import EvolutionView


class _Form(NamedTuple):
    triangle: bool
    short: bool


_FORMS = (_Form(triangle=True, short=False), _Form(triangle=False, short=False),
          _Form(triangle=False, short=True))  # fmt: skip
_FAR = 2.0  # greatest distance of a caption from its column, times the type's size


@dataclass(frozen=True, slots=True)
class Caption:
    """A value printed beyond its column's end; its middle is (x, y), y downwards from the axis."""

    x: float
    y: float
    print: Signed

    @property
    def edges(self) -> tuple[float, float]:
        """Left and right edge."""
        return self.x - self.print.width / 2, self.x + self.print.width / 2


class Band:
    """Columns and captions, measured from the axis; y grows downwards.

    Every point has a column, which may have height 0; an unknown value is shown as a dash. Captions
    are thinned out until none touches another.
    """

    def __init__(
        self,
        name: Amount,
        series: EvolutionView,
        columns: BarColumns,
        scale: float,
        unit: Unit,
        area: Area,
        brief: Brief,
    ) -> None:
        """Choose and place the captions; `scale` is the height of a euro in pixels."""
        self.name: Amount = name
        self._points, self._columns, self._unit = series.points, columns, unit
        self._area, self._wording, self._palette = area, brief.wording, brief.palette
        self._size, self._scale = brief.sizes.value, scale
        self._values = [getattr(point, name) for point in series.points]
        known = [value for value in self._values if value is not None]
        deficits = min(known, default=0) < 0 or max(known, default=0) <= 0
        self._side = 1 if name == "balance" and deficits else -1
        ends = zip(self._points, self._values, strict=True)
        self._ends = [0.0 if point.mixed else self._end(value) for point, value in ends]
        self._first = QUARTERS_A_YEAR if series.rolling else 1
        self.captions = [caption for place, caption in self._chosen() if self._near(place, caption)]
        extents = [*self._ends, *self._dashes(), *self._tips()]
        self.above = -min([0.0, *extents])
        self.below = max([0.0, *extents])

    def marks(self, axis: float) -> Iterator[Mark]:
        """Yield columns, captions and dashes."""
        for place, end in enumerate(self._ends):
            if end and self._values[place] is not None:
                x, width = self._columns.x(place), self._columns.width
                said = self._datum(place)
                top = axis + min(end, 0.0)
                yield Rect(x - width / 2, top, width, abs(end), self._fill(end), datum=said)
        for place, point in enumerate(self._points):
            if self._values[place] is None and not point.mixed:
                x, y = self._columns.x(place), axis + self._side * self._size * 0.7
                yield Text(x, y, MISSING, self._size, self._palette.grey, anchor="middle")
        for caption in self.captions:
            left, _ = caption.edges
            yield from caption.print.marks(left, axis + caption.y, anchor="start")

    def free(self, x: float, top: float, bottom: float) -> bool:
        """Return whether a vertical line meets no caption; `top`, `bottom` are from the axis."""
        half = self._size * 0.6
        return not any(
            caption.edges[0] < x < caption.edges[1]
            and top < caption.y + half
            and caption.y - half < bottom
            for caption in self.captions
        )

    def _datum(self, place: int) -> Datum:
        period, label = str(self._points[place].period), self._wording.say(f"common.{self.name}")
        value = Value(f"{self.name}_eur", label, self._values[place])
        return Datum((period,), periods.label(period, self._wording), (value,), ("period",))

    def _fill(self, end: float) -> str:
        if self.name != "balance":
            return self._palette.flow(self.name).fill
        return self._palette.red if end > 0 else self._palette.green

    def _end(self, value: int | None) -> float:
        """Return where a column ends; for an unknown value, the room that its dash needs."""
        if value is None:
            return self._side * self._size * 1.2
        return -value * self._scale

    def _dashes(self) -> list[float]:
        return [
            end
            for end, point, value in zip(self._ends, self._points, self._values, strict=True)
            if value is None and not point.mixed
        ]

    def _tips(self) -> list[float]:
        """Return the upper and lower edges of all captions."""
        return [
            caption.y + sign * self._size * 0.55 for caption in self.captions for sign in (-1, 1)
        ]

    def _chosen(self) -> list[tuple[int, Caption]]:
        """Return the fullest captions that do not touch, with the positions of their points.

        Triangles are dropped first, then a decimal; if that is not enough, every second, fourth
        or eighth value is captioned, counted back from the last. Of rolling years at most every
        fourth is, so that no two captions share a quarter.
        """
        count, step = len(self._points), self._first
        while True:
            for form in _FORMS if step == 1 else _FORMS[1:2]:
                found = [
                    (place, self._beyond(place, self._caption(place, form)))
                    for place in range((count - 1) % step, count, step)
                    if self._values[place] is not None
                ]
                if step >= count or self._apart([caption for _, caption in found]):
                    return found
            step *= 2

    def _near(self, place: int, caption: Caption) -> bool:
        """Return whether a caption is close to its column, or the last; others are dropped."""
        end = self._ends[place]
        return place == len(self._points) - 1 or abs(caption.y - end) < _FAR * self._size

    def _apart(self, captions: Sequence[Caption]) -> bool:
        gap = self._size * 0.15
        return all(a.edges[1] + gap <= b.edges[0] for a, b in pairwise(captions))

    def _caption(self, place: int, form: _Form) -> Caption:
        """Return a caption centred on its column (y still 0), moved to stay within the area."""
        printed = self._print(self._values[place], form)
        area, half = self._area, printed.width / 2
        x = min(max(self._columns.x(place), area.left + half), area.right - half)
        return Caption(x, 0.0, printed)

    def _print(self, value: int | None, form: _Form) -> Signed:
        decimals = min(1, self._unit.decimals) if form.short else self._unit.decimals
        text = replace(self._unit, decimals=decimals).text(value, signed=self.name == "balance")
        if self.name != "balance":
            return Signed(text, 0, self._size, self._palette.ink, 400)
        signed = Signed.of(value, text, self._size, self._palette)
        return signed if form.triangle else replace(signed, sign=0)

    def _beyond(self, place: int, caption: Caption) -> Caption:
        """Return a caption moved beyond the ends of all columns that it spans, on its side."""
        value = self._values[place]
        way = self._side if not value else -1 if value > 0 else 1
        left, right = caption.edges
        reach, half = 0.0, self._columns.width / 2 + self._size * 0.2
        for other, end in enumerate(self._ends):
            if left < self._columns.x(other) + half and self._columns.x(other) - half < right:
                reach = max(reach, way * end)
        return Caption(caption.x, way * (reach + self._size * 0.85), caption.print)
