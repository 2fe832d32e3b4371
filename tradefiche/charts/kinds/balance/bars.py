"""The length of a bar in the balance chart, and the data that it stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts.scene.datum import Datum, Value
from tradefiche.reference.codes import OTHER

if TYPE_CHECKING:
    from tradefiche.charts.scene.brief import Brief
    from tradefiche.reference.terms import Amount
    from tradefiche.views.balance import BalanceRow, Rows


def datum(row: BalanceRow, name: Amount, rows: Rows, brief: Brief) -> Datum:
    """Return imports, exports or balance of a row as the datum of a mark."""
    value = Value(f"{name}_eur", brief.say(f"common.{name}"), getattr(row, name))
    return Datum((row.code or OTHER,), row.label, (value,), (rows.by,))


def length(value: int | None, scale: float, least: float) -> float:
    """Return the length of a bar; 0 where the value is 0, negative or unknown.

    Args:
        value: in euros.
        scale: pixels per euro (points on paper).
        least: shortest length of a bar, for values too small for the scale.
    """
    return max(value * scale, least) if value is not None and value > 0 else 0.0
