"""What both layouts of the balance chart share: the bars of a row, and how it is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts.scene.datum import Datum, Value
from tradefiche.charts.scene.marks import Rect
from tradefiche.charts.scene.signed import Signed
from tradefiche.reference.codes import OTHER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradefiche.charts.scene.brief import Brief
    from tradefiche.charts.scene.frame import Area
    from tradefiche.charts.type.fonts import Weight
    from tradefiche.charts.units import Unit
    from tradefiche.reference.terms import Amount, Side
    from tradefiche.views.balance import BalanceRow, Rows

SIDES: tuple[Side, Side] = ("imports", "exports")


class BalanceDrawing:
    """The rows of a balance in an area.

    A layout computes `scale`, in pixels (points) per euro, and `edge`, the width of the outline of
    the rest's bars.
    """

    scale: float
    edge: float

    def __init__(self, rows: Rows, unit: Unit, area: Area, brief: Brief) -> None:
        """Keep what is drawn, where and how."""
        self.rows, self.unit, self.area, self.brief = rows, unit, area, brief
        self.palette, self.sizes = brief.palette, brief.sizes
        self.thin = brief.sizes.label / 14

    def said(self, row: BalanceRow, name: Amount) -> str:
        """Return a value of a row as printed; the balance has a sign."""
        say = self.unit.total if row is self.rows.total else self.unit.text
        return say(getattr(row, name), signed=name == "balance")

    def signed(self, row: BalanceRow, size: float) -> Signed:
        """Return the balance of a row, ready to be drawn."""
        said = self.said(row, "balance")
        return Signed.of(row.balance, said, size, self.palette, self.weight(row))

    def weight(self, row: BalanceRow) -> Weight:
        """Return the font weight of a row's name and balance."""
        return 700 if row is self.rows.total else 600

    def datum(self, row: BalanceRow, name: Amount) -> Datum:
        """Return imports, exports or balance of a row as the datum of a mark."""
        value = Value(f"{name}_eur", self.brief.say(f"common.{name}"), getattr(row, name))
        return Datum((row.code or OTHER,), row.label, (value,), (self.rows.by,))

    def bar(
        self, row: BalanceRow, name: Side, x: float, y: float, height: float, *, left: bool = False
    ) -> Iterator[Rect]:
        """Yield the bar of a flow, from `x` to the right or `left`, unless its length is 0."""
        width = length(getattr(row, name), self.scale, self.thin)
        if width > 0:
            colours, pale = self.palette.flow(name), row is self.rows.others
            x, said = x - width if left else x, self.datum(row, name)
            yield Rect.bar(x, y, width, height, colours, said, pale=pale, line=self.edge)


def length(value: int | None, scale: float, least: float) -> float:
    """Return the length of a bar; 0 where the value is 0, negative or unknown.

    Args:
        value: in euros.
        scale: pixels per euro (points on paper).
        least: shortest length of a bar, for values too small for the scale.
    """
    return max(value * scale, least) if value is not None and value > 0 else 0.0
