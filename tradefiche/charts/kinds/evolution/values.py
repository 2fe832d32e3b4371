"""What a point of a line or a column of the balance stands for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tradefiche.charts.scene.datum import Datum, Value
from tradefiche.language import periods

if TYPE_CHECKING:
    from tradefiche.language.phrases import Wording
    from tradefiche.views.evolution import Point


@dataclass(frozen=True, slots=True)
class Values:
    """Says in one language what a quarter has."""

    wording: Wording

    def __call__(self, point: Point, name: Literal["imports", "exports", "balance"]) -> Datum:
        """Return one of the three values of a quarter."""
        period = str(point.period)
        label = self.wording.say(f"common.{name}")
        value = Value(f"{name}_eur", label, getattr(point, name))
        return Datum((period,), periods.label(period, self.wording), (value,), ("period",))
