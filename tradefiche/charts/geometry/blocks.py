"""The two blocks of the treemap: areas on one scale, whatever the ratio of the totals."""

from __future__ import annotations

import math

from tradefiche.charts.geometry.squarify import STRETCH, Box


def side_by_side(totals: tuple[float, float], area: Box, *, gap: float) -> tuple[Box, Box]:
    """Place two blocks of one height from left to right, widths in proportion to the totals.

    Args:
        totals: What each block stands for, ≥ 0, not both 0.
        area: Where they go.
        gap: Space between them.
    """
    left = (area.width - gap) * totals[0] / sum(totals)
    right = (area.width - gap) * totals[1] / sum(totals)
    return (
        Box(area.x, area.y, left, area.height),
        Box(area.right - right, area.y, right, area.height),
    )


def one_above_the_other(
    totals: tuple[float, float], width: float, *, height: float
) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return the sizes of two blocks of one width, the larger of them `height` high.

    A block that would be flatter than its words allow is made narrower and higher, on the same
    scale of area.

    Returns:
        (width, height) of both blocks.
    """
    large = max(totals)
    if large <= 0:
        return (width, 0.0), (width, 0.0)
    scale = width * height / large
    first, second = (_within(total * scale, width, height) for total in totals)
    return first, second


def _within(area: float, width: float, height: float) -> tuple[float, float]:
    """Return the sides of an area: full width, or less where it would be a mere strip."""
    if area <= 0:
        return 0.0, 0.0
    across = min(width, max(math.sqrt(area * 2 * STRETCH), area / height))
    return across, area / across


def key_square(scale: float, *, largest: float) -> tuple[float, float]:
    """Return the value and the side of a square that shows the scale of area.

    Args:
        scale: Square pixels per euro, > 0.
        largest: Greatest side; the side is never under 0.63 times of it.

    Returns:
        A round value (1, 2 or 5 times a power of ten, the largest that fits) and the side.
    """
    limit = largest * largest * (1 + 1e-9) / scale
    power = 10.0 ** math.floor(math.log10(limit))
    value = max(step * power for step in (1, 2, 5) if step * power <= limit)
    return value, math.sqrt(value * scale)
