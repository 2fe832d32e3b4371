"""Sankey diagrams of two sides: one scale in pixels per euro, ribbons that do not twist.

A node's slot is as high as the node or its label, whichever is higher. The scale is the largest
at which the slots of both sides fit, so that each label stands beside its own node.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tradefiche.charts.geometry import coordinate as _n

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

THINNEST = 0.3


@dataclass(frozen=True, slots=True)
class VerticalSpan:
    """An interval of the vertical axis, in pixels, `top` ≤ `bottom`."""

    top: float
    bottom: float

    @property
    def middle(self) -> float:
        """Ordinate of the centre."""
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        """Distance from top to bottom."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Ribbon:
    """The band of one flow from left to right, given by the spans of its two ends.

    Both edges are cubics with control points at mid-width, so that the vertical width is the same,
    and proportional to the value, from one end to the other.
    """

    x0: float
    x1: float
    start: VerticalSpan
    end: VerticalSpan

    @property
    def width(self) -> float:
        """Vertical width in pixels."""
        return self.start.height

    @property
    def thickness(self) -> float:
        """Width perpendicular to the ribbon where it is steepest, half-way, in pixels."""
        slope = 2 * (self.end.middle - self.start.middle) / (self.x1 - self.x0)
        return self.width / math.hypot(1.0, slope)

    def line(self) -> str:
        """Return the centre line as an SVG path."""
        mid = _n((self.x0 + self.x1) / 2)
        a, b = _n(self.start.middle), _n(self.end.middle)
        return f"M{_n(self.x0)},{a}C{mid},{a} {mid},{b} {_n(self.x1)},{b}"

    def at(self, part: float) -> tuple[float, float]:
        """Return the point of the centre line at a share (0 to 1) of the horizontal distance."""
        t = _parameter(part)
        fall = t * t * (3 - 2 * t)
        y = self.start.middle + (self.end.middle - self.start.middle) * fall
        return self.x0 + (self.x1 - self.x0) * part, y

    def path(self, *, thinnest: float = THINNEST) -> str:
        """Return the outline as an SVG path, at least `thinnest` wide."""
        half = max(self.width, thinnest) / 2
        mid = (self.x0 + self.x1) / 2
        a, b = self.start.middle, self.end.middle
        points = (
            f"M{_n(self.x0)},{_n(a - half)}",
            f"C{_n(mid)},{_n(a - half)} {_n(mid)},{_n(b - half)} {_n(self.x1)},{_n(b - half)}",
            f"L{_n(self.x1)},{_n(b + half)}",
            f"C{_n(mid)},{_n(b + half)} {_n(mid)},{_n(a + half)} {_n(self.x0)},{_n(a + half)}Z",
        )
        return "".join(points)


def _parameter(part: float) -> float:
    """Solve t³ - 1.5 t² + 1.5 t = part: the parameter at which the cubic has come that far."""
    return 0.5 + math.sinh(math.asinh(4 * part - 2) / 3)


def scale(
    sides: Sequence[Sequence[float]],
    labels: Sequence[Sequence[float]],
    height: float,
    *,
    gap: float,
) -> float:
    """Return the largest scale at which every side fits, each node in a slot for its label.

    Args:
        sides: Values of the nodes of each side, ≥ 0.
        labels: Heights of their labels in pixels, in the same shape.
        height: Height of the plot in pixels.
        gap: Least space between two slots.

    Returns:
        Pixels per unit of value; 0 where the labels alone do not fit, or all values are 0.
    """
    found = [
        _side_scale(values, heights, height - gap * (len(values) - 1))
        for values, heights in zip(sides, labels, strict=True)
        if any(value > 0 for value in values)
    ]
    return min(found, default=0.0)


def _side_scale(values: Sequence[float], labels: Sequence[float], room: float) -> float:
    """Solve sum(max(value * k, label)) = room for k, taking nodes as they outgrow their labels."""
    nodes = sorted(
        (
            (label / value, value, label)
            for value, label in zip(values, labels, strict=True)
            if value > 0
        ),
        key=lambda node: node[0],
    )
    fixed = math.fsum(labels)
    if fixed > room:
        return 0.0
    grown = 0.0
    for position, (_, value, label) in enumerate(nodes):
        fixed, grown = fixed - label, grown + value
        k = max(0.0, room - fixed) / grown
        if position + 1 == len(nodes) or k <= nodes[position + 1][0]:
            return k
    return 0.0


def place(
    values: Sequence[float], labels: Sequence[float], height: float, k: float
) -> tuple[VerticalSpan, ...]:
    """Return the spans of one side's nodes from top to bottom, each in the middle of its slot.

    Free space is shared equally among the gaps; a single node stands in the middle. Where the
    slots with labels are higher than the plot, each slot is as high as its node alone.

    Raises:
        ValueError: The nodes alone do not fit at this scale.
    """
    if not values:
        return ()
    slots = [max(value * k, label) for value, label in zip(values, labels, strict=True)]
    if math.fsum(slots) > height * (1 + 1e-9):
        slots = [value * k for value in values]
    free = height - math.fsum(slots)
    if free < -1e-6 * height:
        raise ValueError("the nodes are higher than the plot")
    between = max(0.0, free) / (len(slots) - 1) if len(slots) > 1 else 0.0
    top = max(0.0, free) / 2 if len(slots) == 1 else 0.0
    found: list[VerticalSpan] = []
    for value, slot in zip(values, slots, strict=True):
        start = top + (slot - value * k) / 2
        found.append(VerticalSpan(start, start + value * k))
        top += slot + between
    return tuple(found)


def ribbons(
    flows: Mapping[tuple[int, int], float],
    left: Sequence[VerticalSpan],
    right: Sequence[VerticalSpan],
    k: float,
    across: tuple[float, float],
) -> dict[tuple[int, int], Ribbon]:
    """Return the ribbons; at each end they are stacked in the order of the other side's nodes.

    Args:
        flows: Value (> 0) by position of the node on the left and on the right.
        left: Spans of the nodes on the left.
        right: Spans of the nodes on the right.
        k: Pixels per unit of value.
        across: Abscissas at which the ribbons start and end.
    """
    starts = _stack(sorted(flows), flows, [span.top for span in left], k, side=0)
    by_end = sorted(flows, key=lambda pair: (pair[1], pair[0]))
    ends = _stack(by_end, flows, [span.top for span in right], k, side=1)
    return {pair: Ribbon(*across, starts[pair], ends[pair]) for pair in sorted(flows)}


def _stack(
    order: Sequence[tuple[int, int]],
    flows: Mapping[tuple[int, int], float],
    tops: list[float],
    k: float,
    *,
    side: int,
) -> dict[tuple[int, int], VerticalSpan]:
    at = list(tops)
    found: dict[tuple[int, int], VerticalSpan] = {}
    for pair in order:
        top = at[pair[side]]
        at[pair[side]] = top + flows[pair] * k
        found[pair] = VerticalSpan(top, at[pair[side]])
    return found
