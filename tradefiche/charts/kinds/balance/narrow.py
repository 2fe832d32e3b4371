"""The balance on a phone: name and balance on one line, two bars below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts.kinds.balance.bars import SIDES, BalanceDrawing, length
from tradefiche.charts.look.theme import LABEL_LEADING
from tradefiche.charts.scene.frame import Plot
from tradefiche.charts.scene.marks import Rect, Text
from tradefiche.charts.scene.order import disjoint
from tradefiche.charts.type.text import lines, measure

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tradefiche.charts.scene.brief import Brief
    from tradefiche.charts.scene.frame import Area
    from tradefiche.charts.scene.marks import Mark
    from tradefiche.charts.units import Unit
    from tradefiche.reference.terms import Side
    from tradefiche.views.balance import BalanceRow, Rows


class NarrowBalance(BalanceDrawing):
    """Computes the scale once, then draws row by row."""

    def __init__(self, rows: Rows, unit: Unit, area: Area, brief: Brief) -> None:
        """Compute lengths, and the largest scale at which each bar fits beside its value."""
        super().__init__(rows, unit, area, brief)
        sizes = brief.sizes
        self.gap = sizes.value * 0.4
        self.line = sizes.label * 1.6
        self.tall = sizes.value * 0.8
        self.edge = 1.0
        self.pitch = sizes.value * 1.25
        self.scale = min(
            (
                (area.width - self.gap - measure(unit.text(value), sizes.value, numeric=True))
                / value
                for row in rows.barred
                for value in (row.imports, row.exports)
                if value is not None and value > 0
            ),
            default=0.0,
        )

    def plot(self) -> Plot:
        """Return header, rows and total from top to bottom, all shapes painted before the text."""
        y = self.area.top + self.line
        shapes: list[Mark] = [*self._keys(y - self.line / 2), self._rule(y, self.palette.axis)]
        words: list[Mark] = [*self._headers(y - self.line / 2)]
        for row in self.rows.barred:
            y += self.line * 0.12
            words += self._head(row, y + self.line / 2)
            y += self._height(row) + self.line * 0.08
            for name in SIDES:
                shapes += self.bar(row, name, self.area.left, y, self.tall)
                words.append(self._value(row, name, y + self.tall / 2))
                y += self.pitch
            y += self.line * 0.12
            last = row is self.rows.barred[-1]
            shapes.append(self._rule(y, self.palette.axis if last else self.palette.rule))
        y += self.line * 0.12
        words += self._head(self.rows.total, y + self.line / 2)
        y += self._height(self.rows.total)
        words += self._totals(y + self.line / 2)
        return Plot((*disjoint(shapes), *disjoint(words)), y + self.line)

    def _keys(self, y: float) -> Iterable[Mark]:
        side = self.sizes.label * 0.8
        for x, name in self._places():
            yield Rect(x, y - side / 2, side, side, self.palette.flow(name).fill)

    def _places(self) -> Iterable[tuple[float, Side]]:
        x, size = self.area.left, self.sizes.label
        for name in SIDES:
            yield x, name
            x += size * 1.2 + measure(self.brief.say(f"common.{name}"), size, 700) + size

    def _headers(self, y: float) -> Iterable[Mark]:
        size = self.sizes.label
        for x, name in self._places():
            text = self.brief.say(f"common.{name}")
            yield Text(x + size * 1.2, y, text, size, self.palette.flow(name).text, 700)
        text = self.brief.say("common.balance")
        yield Text(self.area.right, y, text, size, self.palette.ink, 700, "end")

    def _head(self, row: BalanceRow, y: float) -> Iterable[Mark]:
        size = self.sizes.label
        names, ink = self._names(row), self.palette.ink
        yield from Text.stacked(names, self.area.left, y, size, ink, self.weight(row))
        yield from self.signed(row, size).marks(self.area.right, y, anchor="end")

    def _names(self, row: BalanceRow) -> list[str]:
        """Return the lines of a row's name, which leave room for the balance beside them."""
        size = self.sizes.label
        room = self.area.width - self.signed(row, size).width - size
        return lines(row.label, room, size, self.weight(row))

    def _height(self, row: BalanceRow) -> float:
        return self.line + (len(self._names(row)) - 1) * self.sizes.label * LABEL_LEADING

    def _value(self, row: BalanceRow, name: Side, y: float) -> Text:
        value: int | None = getattr(row, name)
        x = self.area.left
        if value is not None and value > 0:
            x += length(value, self.scale, self.thin) + self.gap
        fill = self.palette.grey if value is None else self.palette.ink
        return Text(x, y, self.said(row, name), self.sizes.value, fill, numeric=True)

    def _totals(self, y: float) -> Iterable[Mark]:
        total, size, say = self.rows.total, self.sizes.value, self.brief.say
        imported = say("balance.imported", amount=self.said(total, "imports"))
        exported = say("balance.exported", amount=self.said(total, "exports"))
        colours = self.palette
        yield Text(self.area.left, y, imported, size, colours.imports_text, 600, numeric=True)
        yield Text(
            self.area.right, y, exported, size, colours.exports_text, 600, "end", numeric=True
        )

    def _rule(self, y: float, fill: str) -> Rect:
        return Rect(self.area.left, y, self.area.width, 1.0, fill)
