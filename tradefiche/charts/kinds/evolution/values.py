"""The data that a column stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts.scene.datum import Datum, Value
from tradefiche.language import periods

if TYPE_CHECKING:
    from tradefiche.language.phrases import Wording
    from tradefiche.reference.terms import Amount
    from tradefiche.views.evolution import EvolutionPoint


def datum(point: EvolutionPoint, name: Amount, wording: Wording) -> Datum:
    """Return imports, exports or balance of a point as the datum of its column."""
    period = str(point.period)
    value = Value(f"{name}_eur", wording.say(f"common.{name}"), getattr(point, name))
    return Datum((period,), periods.label(period, wording), (value,), ("period",))
