"""The names of both lines, with the last value: beside their ends, or on a phone among them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from tradefiche.charts.geometry.labels import spread
from tradefiche.charts.kinds.evolution.layout import GAP, ending
from tradefiche.charts.look.theme import LABEL_LEADING
from tradefiche.charts.scene.marks import Rect, Text
from tradefiche.charts.type.text import measure
from tradefiche.views.evolution import NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradefiche.charts.kinds.evolution.layout import Layout
    from tradefiche.charts.kinds.evolution.units import Money
    from tradefiche.charts.look.theme import FlowColours
    from tradefiche.charts.scene.brief import Brief
    from tradefiche.charts.scene.datum import Datum
    from tradefiche.charts.scene.marks import Mark
    from tradefiche.views.evolution import Name, Series

# Lengths, of the label's size.
_PAD = 0.5  # around a block of lines
_INSET, _SPACE, _SIGN = 0.3, 0.4, 0.9  # of a name among the lines: its edges, spaces, mark
_NEAR, _CLEAR = 0.15, 0.6  # from its own line, at least from the other


def mark(
    name: Name,
    x: float,
    y: float,
    radius: float,
    colours: FlowColours,
    halo: str,
    width: float,
    datum: Datum | None = None,
) -> Rect:
    """Return the mark of a flow: a circle of imports, a square of exports, a ring around it."""
    half = radius if name == "imports" else radius * 0.9
    outer = half + width / 2
    corner = outer if name == "imports" else 0.0
    return Rect(
        x - outer, y - outer, 2 * outer, 2 * outer, colours.fill, halo, width, corner, datum
    )


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: _Box) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


class Names:
    """Names and values of both flows; `strip` is the room that they need above the plot."""

    def __init__(self, series: Series, layout: Layout, money: Money, brief: Brief) -> None:
        """Keep what is to be named; on a phone, find room for it."""
        self._series, self._layout, self._brief = series, layout, brief
        self._palette, self._size, self._value = brief.palette, brief.sizes.label, brief.sizes.value
        self._words = {
            name: (brief.say(f"common.{name}"), *ending(series, name, money, brief.wording))
            for name in NAMES
        }
        self._boxes = self._among() if brief.phone else {}
        self.strip = max([0.0, *(-box.top for box in self._boxes.values())])

    def grounds(self, top: float) -> Iterator[Rect]:
        """Yield what lies under names, for rules and dividers not to cross them."""
        for box in self._boxes.values():
            width, height = box.right - box.left, box.bottom - box.top
            yield Rect(box.left, top + box.top, width, height, self._palette.background)

    def marks(self, top: float) -> Iterator[Mark]:
        """Yield the names, the plot's top given."""
        if not self._brief.phone:
            yield from self._beside(top)
            return
        size, value = self._size, self._value
        for name, box in self._boxes.items():
            said, amount, quarter = self._words[name]
            colours, y = self._colours(name), top + (box.top + box.bottom) / 2
            x = box.left + size * _INSET
            if box.top < 0:
                ring = self._palette.background
                yield mark(name, x + size * 0.3, y, size * 0.3, colours, ring, size / 9)
                x += size * _SIGN
            yield Text(x, y, said, size, colours.text, 700)
            x += measure(said, size, 700) + size * _SPACE
            yield Text(x, y, self._joined(amount, quarter), value, self._ink(name), numeric=True)

    def _beside(self, top: float) -> Iterator[Mark]:
        """Set each name at the height of its line's end, or as near as the other one lets it."""
        size = self._size
        last = {name: self._last(name) for name in NAMES}
        order = sorted(NAMES, key=lambda name: last[name])
        heights = [
            (len(list(filter(None, self._words[name]))) * LABEL_LEADING + _PAD) * size
            for name in order
        ]
        low, high = top - size, top + max(self._layout.height, sum(heights) - 2 * size) + size
        middles = spread([top + last[name] for name in order], heights, low, high)
        x = self._layout.right + GAP * self._value
        for name, middle in zip(order, middles, strict=True):
            said, *rest = filter(None, self._words[name])
            y = middle - len(rest) * LABEL_LEADING * size / 2
            yield Text(x, y, said, size, self._colours(name).text, 700)
            for text in rest:
                y += LABEL_LEADING * size
                yield Text(x, y, text, self._value, self._ink(name), numeric=True)

    def _among(self) -> dict[Name, _Box]:
        """Return a free place beside each line, the higher one first, or a row above the plot.

        What is beside its line needs no sign of it; what is above the plot has its mark.
        """
        height = self._size * 1.35
        last = {name: self._last(name) for name in NAMES}
        found: dict[Name, _Box] = {}
        rows = 0
        for way, name in zip((-1, 1), sorted(NAMES, key=lambda name: last[name]), strict=True):
            free = (
                box
                for box in self._near(name, way, height)
                if box.top >= 0
                and box.bottom <= self._layout.height
                and not any(box.meets(other) for other in self._taken(name, found))
            )
            if (box := next(free, None)) is None:
                rows += 1
                left, width = self._layout.left, self._width(name) + _SIGN * self._size
                bottom = (1 - rows) * height - self._layout.radius - self._size * _NEAR
                box = _Box(left, bottom - height, left + width, bottom)
            found[name] = box
        return found

    def _near(self, name: Name, way: int, height: float) -> Iterator[_Box]:
        """Yield places above and below a line, from its end backwards."""
        width, away = self._width(name), self._layout.radius + self._size * _NEAR
        right = self._layout.right
        while right - width >= self._layout.left:
            left = right - width
            ys = [y for x, y in self._line(name) if left <= x <= right]
            for side in (way, -way) if ys else ():
                top = min(ys) - away - height if side < 0 else max(ys) + away
                yield _Box(left, top, right, top + height)
            right -= self._layout.pitch / 2

    def _taken(self, name: Name, found: dict[Name, _Box]) -> Iterator[_Box]:
        """Yield what a name must not lie on: every mark and bit of line, and the other name."""
        yield from found.values()
        away = self._layout.radius
        for each in NAMES:
            room = away if each == name else away + self._size * _CLEAR
            for x, y in self._line(each):
                yield _Box(x - away, y - room, x + away, y + room)

    def _line(self, name: Name) -> list[tuple[float, float]]:
        """Return points along a line, as close as a name is to see them."""
        found = []
        for run in self._series.runs(name):
            points = [(self._layout.x(place), self._layout.y(value)) for place, value in run]
            found.append(points[0])
            for (x0, y0), (x1, y1) in pairwise(points):
                pieces = max(1, round((x1 - x0) / self._layout.radius))
                found += [
                    (x0 + (x1 - x0) * n / pieces, y0 + (y1 - y0) * n / pieces)
                    for n in range(1, pieces + 1)
                ]
        return found

    def _last(self, name: Name) -> float:
        """Return where a line ends; the bottom if there is none."""
        points = self._layout.points(self._series, name)
        return points[-1][1] if points else self._layout.height

    def _width(self, name: Name) -> float:
        said, amount, quarter = self._words[name]
        size, value = self._size, self._value
        text = self._joined(amount, quarter)
        words = measure(said, size, 700) + measure(text, value, numeric=True)
        return words + size * (2 * _INSET + _SPACE)

    def _joined(self, amount: str, quarter: str) -> str:
        return f"{amount} ({quarter})" if quarter else amount

    def _ink(self, name: Name) -> str:
        known = bool(self._series.known(name))
        return self._palette.ink if known else self._palette.grey

    def _colours(self, name: Name) -> FlowColours:
        return self._palette.of(name)
