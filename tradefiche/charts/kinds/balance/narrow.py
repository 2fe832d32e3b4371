"""The balance on a phone: name and balance on one line, two bars below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts.kinds.balance.bars import datum, length
from tradefiche.charts.look.theme import LABEL_LEADING
from tradefiche.charts.scene.frame import Plot
from tradefiche.charts.scene.marks import Rect, Text
from tradefiche.charts.scene.order import disjoint
from tradefiche.charts.scene.signed import Signed
from tradefiche.charts.type.text import lines, measure

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tradefiche.charts.look.theme import FlowColours
    from tradefiche.charts.scene.brief import Brief
    from tradefiche.charts.scene.datum import Datum
    from tradefiche.charts.scene.frame import Area
    from tradefiche.charts.scene.marks import Mark
    from tradefiche.charts.type.fonts import Weight
    from tradefiche.charts.units import Unit
    from tradefiche.reference.terms import Amount, Side
    from tradefiche.views.balance import BalanceRow, Rows


class NarrowBalance:
    """Computes the scale once, then draws row by row."""

    def __init__(self, rows: Rows, unit: Unit, area: Area, brief: Brief) -> None:
        """Compute lengths, and the largest scale at which each bar fits beside its value."""
        self.rows, self.unit, self.area, self.brief = rows, unit, area, brief
        self.palette, self.sizes = brief.palette, brief.sizes
        sizes = brief.sizes
        self.gap = sizes.value * 0.4
        self.line = sizes.label * 1.6
        self.bar = sizes.value * 0.8
        self.pitch = sizes.value * 1.25
        self.thin = sizes.label / 14
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
            for name, value, colours in self._flows(row):
                said = datum(row, name, self.rows, self.brief)
                shapes += self._bar(value, colours, y, said, others=row is self.rows.others)
                words.append(self._value(value, y + self.bar / 2))
                y += self.pitch
            y += self.line * 0.12
            last = row is self.rows.barred[-1]
            shapes.append(self._rule(y, self.palette.axis if last else self.palette.rule))
        y += self.line * 0.12
        words += self._head(self.rows.total, y + self.line / 2)
        y += self._height(self.rows.total)
        words += self._totals(y + self.line / 2)
        return Plot((*disjoint(shapes), *disjoint(words)), y + self.line)

    def _flows(self, row: BalanceRow) -> tuple[tuple[Amount, int | None, FlowColours], ...]:
        return (
            ("imports", row.imports, self.palette.flow("import")),
            ("exports", row.exports, self.palette.flow("export")),
        )

    def _keys(self, y: float) -> Iterable[Mark]:
        side = self.sizes.label * 0.8
        for x, name in self._places():
            colours = self.palette.of(name)
            yield Rect(x, y - side / 2, side, side, colours.fill)

    def _places(self) -> Iterable[tuple[float, Side]]:
        names: tuple[Side, Side] = ("imports", "exports")
        x, size = self.area.left, self.sizes.label
        for name in names:
            yield x, name
            x += size * 1.2 + measure(self.brief.say(f"common.{name}"), size, 700) + size

    def _headers(self, y: float) -> Iterable[Mark]:
        size = self.sizes.label
        for x, name in self._places():
            colours = self.palette.of(name)
            text = self.brief.say(f"common.{name}")
            yield Text(x + size * 1.2, y, text, size, colours.text, 700)
        text = self.brief.say("common.balance")
        yield Text(self.area.right, y, text, size, self.palette.ink, 700, "end")

    def _head(self, row: BalanceRow, y: float) -> Iterable[Mark]:
        size = self.sizes.label
        for number, line in enumerate(self._names(row)):
            middle = y + number * size * LABEL_LEADING
            yield Text(self.area.left, middle, line, size, self.palette.ink, self._weight(row))
        yield from self._signed(row).marks(self.area.right, y, anchor="end")

    def _names(self, row: BalanceRow) -> list[str]:
        """Return the lines of a row's name, which leave room for the balance beside them."""
        room = self.area.width - self._signed(row).width - self.sizes.label
        return lines(row.label, room, self.sizes.label, self._weight(row))

    def _height(self, row: BalanceRow) -> float:
        return self.line + (len(self._names(row)) - 1) * self.sizes.label * LABEL_LEADING

    def _signed(self, row: BalanceRow) -> Signed:
        say = self.unit.total if row is self.rows.total else self.unit.text
        text = say(row.balance, signed=True)
        return Signed.of(row.balance, text, self.sizes.label, self.palette, self._weight(row))

    def _weight(self, row: BalanceRow) -> Weight:
        return 700 if row is self.rows.total else 600

    def _bar(
        self, value: int | None, colours: FlowColours, y: float, said: Datum, *, others: bool
    ) -> Iterable[Mark]:
        width = length(value, self.scale, self.thin)
        if width <= 0:
            return
        if not others:
            yield Rect(self.area.left, y, width, self.bar, colours.fill, datum=said)
            return
        pale = (colours.pale, colours.edge)
        yield Rect.outlined(self.area.left, y, width, self.bar, pale, 1.0, said)

    def _value(self, value: int | None, y: float) -> Text:
        x = self.area.left
        if value is not None and value > 0:
            x += length(value, self.scale, self.thin) + self.gap
        fill = self.palette.grey if value is None else self.palette.ink
        return Text(x, y, self.unit.text(value), self.sizes.value, fill, numeric=True)

    def _totals(self, y: float) -> Iterable[Mark]:
        total, size, say = self.rows.total, self.sizes.value, self.brief.say
        imported = say("balance.imported", amount=self.unit.total(total.imports))
        exported = say("balance.exported", amount=self.unit.total(total.exports))
        colours = self.palette
        yield Text(self.area.left, y, imported, size, colours.imports_text, 600, numeric=True)
        yield Text(
            self.area.right, y, exported, size, colours.exports_text, 600, "end", numeric=True
        )

    def _rule(self, y: float, fill: str) -> Rect:
        return Rect(self.area.left, y, self.area.width, 1.0, fill)
