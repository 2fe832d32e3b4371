"""What a bar of the balance stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from tradefiche.charts.scene.datum import Datum, Value
from tradefiche.reference.codes import OTHER

if TYPE_CHECKING:
    from tradefiche.language.phrases import Wording
    from tradefiche.views.balance import Row

Name = Literal["imports", "exports", "balance"]


def datum(row: Row, name: Name, wording: Wording) -> Datum:
    """Return one of the three values of a row that has bars."""
    label = wording.say(f"common.{name}")
    value = Value(f"{name}_eur", label, getattr(row, name))
    return Datum((row.code or OTHER,), row.label, (value,), ("country",))
