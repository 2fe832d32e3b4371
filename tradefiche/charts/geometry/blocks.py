"""The two blocks of the treemap: areas on one scale, whatever the ratio of the totals."""

from __future__ import annotations

import math

from tradefiche.charts.geometry.squarify import STRETCH, Box


def side_by_side(totals: tuple[float, float], area: Box, *, gap: float) -> tuple[Box, Box]:
    """Place two blocks of equal height from left to right, widths proportional to the totals.

    Args:
        totals: Total of each block, ≥ 0, not both 0.
        area: The box that the blocks fill.
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
    """Return the sizes of two blocks of equal width, the larger of them `height` high.

    A block that would be too flat for its labels is made narrower and higher, with the same area.

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
    """Return width and height for an area: full width, or less where it would be a flat strip."""
    if area <= 0:
        return 0.0, 0.0
    across = min(width, max(math.sqrt(area * 2 * STRETCH), area / height))
    return across, area / across


def key_square(scale: float, *, largest: float) -> tuple[float, float]:
    """Return the value and the side of the square that shows the scale of area in the legend.

    Args:
        scale: Square pixels per euro, > 0.
        largest: Greatest side; the square is never smaller than 0.63 times this.

    Returns:
        A round value (1, 2 or 5 times a power of ten, the largest that fits) and the side.
    """
    limit = largest * largest * (1 + 1e-9) / scale
    power = 10.0 ** math.floor(math.log10(limit))
    value = max(step * power for step in (1, 2, 5) if step * power <= limit)
    return value, math.sqrt(value * scale)
