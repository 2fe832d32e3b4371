"""Labels in one dimension, and badges along ribbons: moved little, never overlapping."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tradefiche.charts.geometry.sankey import Ribbon


def spread(
    wanted: Sequence[float], heights: Sequence[float], low: float, high: float
) -> tuple[float, ...]:
    """Place labels in their order without overlap, with the least sum of squared shifts.

    Args:
        wanted: Where the middle of each label should be.
        heights: Height of each label, its spacing included.
        low: Where the first label may begin.
        high: Where the last label may end.

    Returns:
        The middles, in the order given.

    Raises:
        ValueError: The labels are higher than the room.

    Source: pool-adjacent-violators (isotonic regression), clamped to the room.
    """
    if math.fsum(heights) > (high - low) * (1 + 1e-9):
        raise ValueError("the labels are higher than the room")
    before: list[float] = []
    total = 0.0
    for height in heights:
        before.append(total + height / 2)
        total += height
    pools: list[tuple[float, int]] = []
    for place, offset in zip(wanted, before, strict=True):
        mean, count = place - offset, 1
        while pools and pools[-1][0] > mean:
            other, size = pools.pop()
            mean, count = (mean * count + other * size) / (count + size), count + size
        pools.append((mean, count))
    tops = [
        min(max(mean, low), max(low, high - total)) for mean, count in pools for _ in range(count)
    ]
    return tuple(top + offset for top, offset in zip(tops, before, strict=True))


def badges(
    ribbons: Sequence[Ribbon], radius: float, *, first: float = 0.09, step: float = 0.01
) -> tuple[tuple[float, float], ...]:
    """Find a point on the centre line of each ribbon for a badge that says which one it is.

    A badge slides along its ribbon from `first` of the way until it is free of the badges before
    it and of the other ribbons; where no place is free of ribbons, of badges alone; failing that
    it goes where the nearest badge is farthest.

    Returns:
        Centres, in the order of the ribbons.
    """
    found: list[tuple[float, float]] = []
    parts = [first + step * n for n in range(round((1 - 2 * first) / step) + 1)]
    for ribbon in ribbons:
        points = [ribbon.at(part) for part in parts]
        free = [p for p in points if all(math.dist(p, q) >= 2 * radius + 2 for q in found)]
        others = [other for other in ribbons if other is not ribbon]
        clear = (
            (x, y)
            for x, y in free
            if all(abs(_height_at(o, x) - y) >= radius + o.width / 2 for o in others)
        )
        farthest = max(points, key=lambda p: min((math.dist(p, q) for q in found), default=0.0))
        found.append(next(clear, free[0] if free else farthest))
    return tuple(found)


def _height_at(ribbon: Ribbon, x: float) -> float:
    """Return the ordinate of a ribbon's centre line at an abscissa."""
    return ribbon.at((x - ribbon.x0) / (ribbon.x1 - ribbon.x0))[1]
