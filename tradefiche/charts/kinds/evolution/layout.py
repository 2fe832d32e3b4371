"""Where quarters and values stand: one scale of height for the lines and for the columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tradefiche.charts.geometry.ticks import enclosing
from tradefiche.charts.type.text import measure, widest
from tradefiche.views.evolution import NAMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tradefiche.charts.kinds.evolution.units import Money
    from tradefiche.charts.scene.brief import Brief
    from tradefiche.charts.scene.frame import Area
    from tradefiche.language.phrases import Wording
    from tradefiche.views.evolution import Name, Series

# Heights, of the label's size.
_LINES = 15.0
_COMPACT = 9.5
_BOTH = 23.0
_LEAST = 6.0
_STEPS = {"screen": 7, "paper": 7, "phone": 5}  # of the axis, at most
_MARK = 0.3  # radius of a mark, of the label's size
_CROWDED = 0.2  # and of the distance between quarters, at most
_COLUMN, _WIDEST = 0.56, 2.6
GAP = 0.5  # between a label and what it belongs to, of the value's size


@dataclass(frozen=True, slots=True)
class Layout:
    """The plot of the lines, measured from its own top.

    Attributes:
        left, right: edges of the plot.
        pitch: distance between two quarters.
        scale: height of a euro.
        ticks: whole euros of the axis's rules, and their labels.
        height: from the highest rule to the lowest.
        radius: of a mark.
        column: width of a column of the balance.
    """

    left: float
    right: float
    pitch: float
    scale: float
    ticks: tuple[int, ...]
    labels: tuple[str, ...]
    height: float
    radius: float
    column: float

    def x(self, place: int) -> float:
        """Return the middle of a quarter."""
        return self.left + self.pitch * (place + 0.5)

    def y(self, value: int) -> float:
        """Return how far below the top of the plot a value stands."""
        return self.height - (value - self.ticks[0]) * self.scale

    def points(self, series: Series, name: Name) -> list[tuple[float, float]]:
        """Return the points of a line."""
        return [(self.x(place), self.y(value)) for place, value in series.known(name)]


def solve(series: Series, money: Money, area: Area, brief: Brief) -> Layout:
    """Lay out the plot of the lines.

    Lines and columns are as high as they may be together; what they need for their words comes
    on top. The compact form has lines alone.
    """
    sizes, gap = brief.sizes, GAP * brief.sizes.value
    values = enclosing(min((0, *series.flows)), max((0, *series.flows)), _STEPS[brief.size])
    labels = money.ticks(values)
    left = area.left + widest(labels, sizes.value, numeric=True) + gap
    right = area.right
    if not brief.phone:
        ends = (end for name in NAMES for end in _ends(series, name, money, brief))
        right -= max(ends) + 2 * gap
    pitch = (right - left) / len(series.points)
    reach = values[-1] - values[0]
    if brief.compact:
        scale = _COMPACT * sizes.label / reach if reach else 0.0
    else:
        scale = _scale(reach, series.balances, sizes.label)
    return Layout(
        left=left,
        right=right,
        pitch=pitch,
        scale=scale,
        ticks=values,
        labels=labels,
        height=max(reach * scale, _LEAST * sizes.label),
        radius=min(_MARK * sizes.label, _CROWDED * pitch),
        column=min(_COLUMN * pitch, _WIDEST * sizes.label),
    )


def ending(series: Series, name: Name, money: Money, wording: Wording) -> tuple[str, str]:
    """Return the last value known of a flow, and when it was if that is not the last one drawn."""
    if not (known := series.known(name)):
        return "–", ""
    place, value = known[-1]
    if place == len(series.points) - 1:
        return money.value(value), ""
    quarter = series.points[place].quarter
    if series.yearly:
        return money.value(value), str(quarter.year)
    key = "evolution.year_to" if series.rolling else "evolution.quarter_of"
    said = wording.say(key, quarter=quarter.number, year=quarter.year)
    return money.value(value), said


def _ends(series: Series, name: Name, money: Money, brief: Brief) -> tuple[float, ...]:
    """Return the widths of what is written at the end of a line."""
    value, quarter = ending(series, name, money, brief.wording)
    sizes = brief.sizes
    return (
        measure(brief.say(f"common.{name}"), sizes.label, 700),
        measure(value, sizes.value, numeric=True),
        measure(quarter, sizes.value, numeric=True),
    )


def _scale(reach: int, balances: Sequence[int], label: float) -> float:
    """Return the height of a euro, 0 where there is nothing to show."""
    if not reach:
        return 0.0
    both = reach + max([0, *balances]) - min([0, *balances])
    return min(_LINES * label / reach, _BOTH * label / both)
