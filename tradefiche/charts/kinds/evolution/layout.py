"""Horizontal positions of the columns of quarters or years."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tradefiche.views.evolution import EvolutionView

_BETWEEN = 0.4  # of the pitch: extra space between the quarters of two years
_COLUMN, _WIDEST = 0.68, 4.6  # width of a column: of the pitch; at most, times the label's size


@dataclass(frozen=True, slots=True)
class BarColumns:
    """The columns between two edges.

    Attributes:
        left: the left edge.
        pitch: distance between the middles of two columns of one year.
        before: how many changes of year precede each column; 0 where points are years.
        width: width of a column.
    """

    left: float
    pitch: float
    before: tuple[int, ...]
    width: float

    @classmethod
    def of(cls, series: EvolutionView, left: float, right: float, label: float) -> BarColumns:
        """Lay out the columns of a series between two edges, quarters grouped by year."""
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
