"""Boxes, points and segments in the plane: how near they are, and whether they meet."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tradefiche.charts.geometry.squarify import Box

Point = tuple[float, float]
Segment = tuple[Point, Point]


def within(box: Box, room: Box) -> bool:
    """Say whether a box lies in another."""
    return (
        box.x >= room.x
        and box.y >= room.y
        and box.right <= room.right
        and box.bottom <= room.bottom
    )


def overlap(a: Box, b: Box, across: float, down: float) -> bool:
    """Say whether two boxes are nearer to each other than these two distances."""
    return (
        a.x < b.right + across
        and b.x < a.right + across
        and a.y < b.bottom + down
        and b.y < a.bottom + down
    )


def distance(point: Point, box: Box) -> float:
    """Return how far a point is from a box, 0 within it."""
    across = max(box.x - point[0], point[0] - box.right, 0.0)
    down = max(box.y - point[1], point[1] - box.bottom, 0.0)
    return math.hypot(across, down)


def from_segment(point: Point, segment: Segment) -> float:
    """Return how far a point is from a segment."""
    (ax, ay), (bx, by) = segment
    across, down = bx - ax, by - ay
    length = across * across + down * down
    part = 0.0
    if length:
        part = ((point[0] - ax) * across + (point[1] - ay) * down) / length
        part = min(max(part, 0.0), 1.0)
    return math.dist(point, (ax + part * across, ay + part * down))


def through(segment: Segment, box: Box, gap: float) -> bool:
    """Say whether a segment comes into a box widened by `gap`."""
    (ax, ay), (bx, by) = segment
    first, last = 0.0, 1.0
    for start, way, low, high in (
        (ax, bx - ax, box.x - gap, box.right + gap),
        (ay, by - ay, box.y - gap, box.bottom + gap),
    ):
        if not way:
            if not low < start < high:
                return False
            continue
        enter, leave = sorted(((low - start) / way, (high - start) / way))
        first, last = max(first, enter), min(last, leave)
    return first < last


def meet(one: Segment, other: Segment) -> bool:
    """Say whether two segments cross."""

    def side(segment: Segment, point: Point) -> float:
        (ax, ay), (bx, by) = segment
        return (bx - ax) * (point[1] - ay) - (by - ay) * (point[0] - ax)

    return (
        side(one, other[0]) * side(one, other[1]) < 0
        and side(other, one[0]) * side(other, one[1]) < 0
    )
