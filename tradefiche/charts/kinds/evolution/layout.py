"""Where the columns of quarters or years stand, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tradefiche.views.evolution import EvolutionView

_BETWEEN = 0.4  # two years of quarters, of the distance between two columns
_COLUMN, _WIDEST = 0.68, 4.6  # of the distance between two columns; of the label's size


@dataclass(frozen=True, slots=True)
class BarColumns:
    """The columns between two edges.

    Attributes:
        left: the left edge.
        pitch: distance between two columns of a year.
        before: how many years are over before each column, where quarters stand in years.
        width: of a column.
    """

    left: float
    pitch: float
    before: tuple[int, ...]
    width: float

    @classmethod
    def of(cls, series: EvolutionView, left: float, right: float, label: float) -> BarColumns:
        """Lay the columns of a series out; quarters of a year stand together."""
        years = [point.quarter.year for point in series.points]
        apart = series.rolling or series.yearly
        before = [0]
        for one, other in pairwise(years):
            before.append(before[-1] + (not apart and one != other))
        pitch = (right - left) / (len(years) + _BETWEEN * before[-1])
        return cls(left, pitch, tuple(before), min(_COLUMN * pitch, _WIDEST * label))

    def x(self, place: int) -> float:
        """Return the middle of a column."""
        return self.left + self.pitch * (place + 0.5 + _BETWEEN * self.before[place])

    def ahead(self, place: int) -> float:
        """Return the middle between a column and the one before it."""
        return (self.x(place - 1) + self.x(place)) / 2
