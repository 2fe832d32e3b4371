"""The balance in three columns, on one scale: for screen, paper and slide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tradefiche.charts.kinds.balance.bars import SIDES, BalanceDrawing, length
from tradefiche.charts.look.theme import LABEL_LEADING
from tradefiche.charts.scene.filling import filling
from tradefiche.charts.scene.frame import Plot
from tradefiche.charts.scene.marks import Rect, Text
from tradefiche.charts.scene.order import disjoint
from tradefiche.charts.type.text import lines, measure, widest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tradefiche.charts.scene.brief import Brief
    from tradefiche.charts.scene.frame import Area
    from tradefiche.charts.scene.marks import Anchor, Mark
    from tradefiche.charts.type.fonts import Weight
    from tradefiche.charts.units import Unit
    from tradefiche.reference.terms import Side
    from tradefiche.views.balance import BalanceRow, Rows

_ROW = 2.4  # height of a row, times the label's size
_CLOSE = 1.7  # least height of a row where that of the picture is given
_APART = 0.3  # of a row: space before the rest
_BELOW = 0.08  # of a row: space before the total
_BAR = 0.6  # of a row
_AXIS = 1.4  # times the thinnest line
_NAMES = 0.3  # of the plot's width: most that names may take
_STEPS = 50
_ANCHORS: dict[Side, Anchor] = {"imports": "end", "exports": "start"}


@dataclass(frozen=True, slots=True)
class _Column:
    """Bars that grow in one direction: values with the widths of their labels, least widths."""

    entries: Sequence[tuple[int, float]]
    least: float
    bar: float

    def width(self, scale: float, gap: float) -> float:
        return max([self.least, *(length(v, scale, self.bar) + gap + w for v, w in self.entries)])


class WideBalance(BalanceDrawing):
    """Computes the columns once, then draws row by row."""

    def __init__(self, rows: Rows, unit: Unit, area: Area, brief: Brief) -> None:
        """Compute lengths, scale and columns."""
        super().__init__(rows, unit, area, brief)
        self.gap = self.sizes.value * 0.6
        self.row = self.sizes.label * (_ROW if area.bottom is None else _CLOSE)
        self.edge = self.thin
        self.least = self.thin * (1 + _AXIS / 2)  # balance bars: visible beside the axis
        self._solve()

    def _solve(self) -> None:
        """Compute the largest scale at which all columns fit (bisection), then their positions."""
        label = self.sizes.label
        names = widest([row.label for row in self.rows.every], label, 700)
        self.names = min(names, _NAMES * self.area.width) + 2.4 * label
        self.lines = {
            row: lines(row.label, self.names - 2 * label, label, self.weight(row))
            for row in self.rows.every
        }
        header = widest([self.brief.say(f"common.{name}") for name in SIDES], label, 700)
        columns = (*(self._flow(name, header) for name in SIDES), *self._balances())
        between = 2 * label
        low, high = (
            0.0,
            self.area.width / max([1, *(v for each in columns for v, _ in each.entries)]),
        )
        room = self.area.width - self.names - between
        for _ in range(_STEPS):
            middle = (low + high) / 2
            fits = sum(each.width(middle, self.gap) for each in columns) <= room
            low, high = (middle, high) if fits else (low, middle)
        self.scale = low
        widths = [each.width(low, self.gap) for each in columns]
        spare = max(0.0, room - sum(widths))
        imports_at = self.area.left + widths[0] + spare / 2
        self.at = {"imports": imports_at, "exports": imports_at + self.names}
        self.balance_at = self.area.right - widths[3]

    def _flow(self, name: Side, header: float) -> _Column:
        value = self.sizes.value
        entries = [
            (
                getattr(row, name) or 0 if self._has_bars(row) else 0,
                measure(self.said(row, name), value, numeric=True),
            )
            for row in self.rows.barred
        ]
        total = self.said(self.rows.total, name)
        return _Column(entries, max(header, measure(total, value, 700, numeric=True)), self.thin)

    def _balances(self) -> tuple[_Column, _Column]:
        half = measure(self.brief.say("common.balance"), self.sizes.label, 700) / 2
        sides: dict[bool, list[tuple[int, float]]] = {False: [], True: []}
        for row in self.rows.barred:
            value = abs(row.balance or 0) if self._has_bars(row) else 0
            sides[(row.balance or 0) > 0].append((value, self.signed(row, self.sizes.value).width))
        total = self.signed(self.rows.total, self.sizes.value).width
        surplus = (self.rows.total.balance or 0) > 0
        return (
            _Column(sides[False], max(half, 0 if surplus else total), self.least),
            _Column(sides[True], max(half, total if surplus else 0), self.least),
        )

    def plot(self) -> Plot:
        """Return the drawn rows, spread over the height of the area where it is given."""
        close, rows = self.row, 1 + len(self.rows.every) + _APART + _BELOW
        return filling(lambda more: self._plot(close + more), self.area, rows, close)

    def _plot(self, height: float) -> Plot:
        """Draw rules and bars first, then all text; `height` is that of a row."""
        self.row = height
        header = self.area.top + self.row / 2
        y = self.area.top + self.row
        shapes: list[Mark] = [self._rule(y, self.palette.axis, _AXIS)]
        words: list[Mark] = [*self._headers(header)]
        top = y
        for row in self.rows.barred:
            if row is self.rows.others:
                y += self.row * _APART
            height = self._height(row)
            middle = y + height / 2
            shapes += self._bars(row, middle) if self._has_bars(row) else ()
            words += self._words(row, middle)
            y += height
            if row is not self.rows.barred[-1]:
                shapes.append(self._rule(y, self.palette.rule, 1.0))
        if self.rows.barred:
            shapes.append(self._rule(y + self.thin, self.palette.axis, _AXIS))
        axis = self.thin * _AXIS
        upright = Rect(
            self.balance_at - axis / 2, top, axis, y + self.thin - top, self.palette.axis
        )
        y += self.thin * 2 + self.row * _BELOW
        words += self._words(self.rows.total, y + self.row / 2)
        return Plot((*disjoint(shapes), upright, *disjoint(words)), y + self.row)

    def _headers(self, y: float) -> Iterable[Mark]:
        say, palette, size = self.brief.say, self.palette, self.sizes.label
        for name, anchor in _ANCHORS.items():
            fill = palette.flow(name).text
            yield Text(self.at[name], y, say(f"common.{name}"), size, fill, 700, anchor)
        yield Text(self.balance_at, y, say("common.balance"), size, palette.ink, 700, "middle")

    def _bars(self, row: BalanceRow, middle: float) -> Iterable[Mark]:
        height = self.row * _BAR
        top = middle - height / 2
        for name in SIDES:
            yield from self.bar(row, name, self.at[name], top, height, left=name == "imports")
        balance = row.balance or 0
        if balance:
            width = length(abs(balance), self.scale, self.least)
            left = self.balance_at - (width if balance < 0 else 0)
            fill = self.palette.red if balance < 0 else self.palette.green
            said = self.datum(row, "balance")
            yield Rect(left, top, width, height, fill, datum=said)

    def _words(self, row: BalanceRow, y: float) -> Iterable[Mark]:
        """Yield the name, both values at the ends of their bars, and the balance."""
        total, bars = row is self.rows.total, self._has_bars(row)
        label, size, ink = self.sizes.label, self.sizes.value, self.palette.ink
        centre = self.at["imports"] + self.names / 2
        top = y - (len(self.lines[row]) - 1) * label * LABEL_LEADING / 2
        names = self.lines[row]
        yield from Text.stacked(names, centre, top, label, ink, self.weight(row), "middle")
        bold: Weight = 700 if total else 400
        for name, anchor in _ANCHORS.items():
            value: int | None = getattr(row, name)
            away = self.gap + length(value, self.scale, self.thin) if bars else 0.0
            x = self.at[name] + (-away if anchor == "end" else away)
            fill = self.palette.grey if value is None else ink
            said = None if bars or total else self.datum(row, name)
            text = self.said(row, name)
            yield Text(x, y, text, size, fill, bold, anchor, numeric=True, datum=said)
        signed = self.signed(row, size)
        away = 0.0 if total else self.gap  # the axis of balances ends above the total
        away += length(abs(row.balance or 0), self.scale, self.least) if bars else 0.0
        if signed.sign > 0:
            yield from signed.marks(self.balance_at + away, y, anchor="start")
        else:
            yield from signed.marks(self.balance_at - away, y, anchor="end")

    def _has_bars(self, row: BalanceRow) -> bool:
        """Return whether a row has bars: not the total, nor the rest where height is given."""
        left_over = row is self.rows.others and self.area.bottom is not None
        return row is not self.rows.total and not left_over

    def _height(self, row: BalanceRow) -> float:
        """Return the height of a row, which grows with the lines of its name."""
        return self.row + (len(self.lines[row]) - 1) * self.sizes.label * LABEL_LEADING

    def _rule(self, y: float, fill: str, weight: float) -> Rect:
        height = self.thin * weight
        return Rect(self.area.left, y - height / 2, self.area.width, height, fill)
