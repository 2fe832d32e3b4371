"""The balance below the lines: columns on their scale, each value beyond its column."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from tradefiche.charts.kinds.evolution.values import datum
from tradefiche.charts.scene.marks import Rect, Text
from tradefiche.charts.scene.signed import Signed
from tradefiche.language.typography import MISSING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tradefiche.charts.kinds.evolution.layout import Layout
    from tradefiche.charts.kinds.evolution.units import Money
    from tradefiche.charts.scene.brief import Brief
    from tradefiche.charts.scene.frame import Area
    from tradefiche.charts.scene.marks import Mark
    from tradefiche.views.evolution import Series


class _Form(NamedTuple):
    triangle: bool
    short: bool


_FORMS = (_Form(triangle=True, short=False), _Form(triangle=False, short=False),
          _Form(triangle=False, short=True))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Caption:
    """A value beyond the end of a column: where its middle is, from the axis downwards."""

    x: float
    y: float
    print: Signed

    @property
    def edges(self) -> tuple[float, float]:
        """Left and right edge."""
        return self.x - self.print.width / 2, self.x + self.print.width / 2


class Band:
    """Columns and captions, measured from the axis; y grows downwards.

    Every quarter has a column, if only of height 0; where the balance is not known a dash stands
    in its place. Captions thin out until none touches another.
    """

    def __init__(
        self, series: Series, layout: Layout, money: Money, area: Area, brief: Brief
    ) -> None:
        """Solve which captions there are, and where."""
        self._points, self._layout, self._money = series.points, layout, money
        self._area, self._wording, self._palette = area, brief.wording, brief.palette
        self._size = brief.sizes.value
        known = series.balances
        self._side = 1 if min(known, default=0) < 0 or max(known, default=0) <= 0 else -1
        self._ends = [0.0 if p.mixed else self._end(p.balance) for p in series.points]
        self.step, captions = self._chosen()
        self.captions = [self._beyond(place, caption) for place, caption in captions]
        extents = [*self._ends, *self._dashes(), *self._tips()]
        self.above = -min([0.0, *extents])
        self.below = max([0.0, *extents])

    def marks(self, axis: float) -> Iterator[Mark]:
        """Yield columns, captions and dashes."""
        for place, end in enumerate(self._ends):
            if end and self._points[place].balance is not None:
                x, width = self._layout.x(place), self._layout.column
                fill = self._palette.red if end > 0 else self._palette.green
                said = datum(self._points[place], "balance", self._wording)
                top = axis + min(end, 0.0)
                yield Rect(x - width / 2, top, width, abs(end), fill, datum=said)
        for place, point in enumerate(self._points):
            if point.balance is None and not point.mixed:
                x, y = self._layout.x(place), axis + self._side * self._size * 0.7
                yield Text(x, y, MISSING, self._size, self._palette.grey, anchor="middle")
        for caption in self.captions:
            left, _ = caption.edges
            yield from caption.print.marks(left, axis + caption.y, anchor="start")

    def _end(self, balance: int | None) -> float:
        """Return where a column ends; that of a dash leaves it room."""
        if balance is None:
            return self._side * self._size * 1.2
        return -balance * self._layout.scale

    def _dashes(self) -> list[float]:
        return [
            end
            for end, point in zip(self._ends, self._points, strict=True)
            if point.balance is None and not point.mixed
        ]

    def _tips(self) -> list[float]:
        """Return how far captions reach."""
        return [
            caption.y + sign * self._size * 0.55 for caption in self.captions for sign in (-1, 1)
        ]

    def _chosen(self) -> tuple[int, list[tuple[int, Caption]]]:
        """Return the fullest captions that leave each other room.

        Triangles are left out first, then a decimal; where all do not fit even so, every second
        is written, or fourth, or eighth, back from the last.
        """
        count, step = len(self._points), 1
        while True:
            for form in _FORMS if step == 1 else _FORMS[1:2]:
                found = [
                    (place, self._caption(place, form))
                    for place in range((count - 1) % step, count, step)
                    if self._points[place].balance is not None
                ]
                if step >= count or self._apart([caption for _, caption in found]):
                    return step, found
            step *= 2

    def _apart(self, captions: Sequence[Caption]) -> bool:
        gap = self._size * 0.15
        return all(a.edges[1] + gap <= b.edges[0] for a, b in pairwise(captions))

    def _caption(self, place: int, form: _Form) -> Caption:
        """Return a caption under the middle of its column, or as near as the picture's edge."""
        balance = self._points[place].balance
        text = self._money.balance(balance, short=form.short)
        signed = Signed.of(balance, text, self._size, self._palette)
        if not form.triangle:
            signed = replace(signed, sign=0)
        area, half = self._area, signed.width / 2
        x = min(max(self._layout.x(place), area.left + half), area.right - half)
        return Caption(x, 0.0, signed)

    def _beyond(self, place: int, caption: Caption) -> Caption:
        """Return a caption beyond all columns of its side that it stands over."""
        balance = self._points[place].balance
        way = self._side if not balance else -1 if balance > 0 else 1
        left, right = caption.edges
        reach, half = 0.0, self._layout.column / 2 + self._size * 0.2
        for other, end in enumerate(self._ends):
            if left < self._layout.x(other) + half and self._layout.x(other) - half < right:
                reach = max(reach, way * end)
        return Caption(caption.x, way * (reach + self._size * 0.85), caption.print)
