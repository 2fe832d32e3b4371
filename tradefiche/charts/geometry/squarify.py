"""Squarified treemaps with cells wider than high.

Source: Bruls, Huizing, van Wijk, *Squarified Treemaps* (2000). Since labels are wide, cells are
made square in a space compressed horizontally by `STRETCH`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

STRETCH = 1.55


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle with its upper left corner at (x, y), in pixels."""

    x: float
    y: float
    width: float
    height: float

    @property
    def area(self) -> float:
        """Area in square pixels."""
        return self.width * self.height

    @property
    def right(self) -> float:
        """Abscissa of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Ordinate of the lower edge."""
        return self.y + self.height

    def inset(self, by: float) -> Box:
        """Return the box reduced by `by` on each side; width and height never become negative."""
        across, down = min(by, self.width / 2), min(by, self.height / 2)
        return Box(self.x + across, self.y + down, self.width - 2 * across, self.height - 2 * down)


def squarify(values: Sequence[float], box: Box, *, stretch: float = STRETCH) -> tuple[Box, ...]:
    """Tile a box with one cell per value, areas proportional to the values, in their order.

    Args:
        values: Positive, finite numbers; descending values give the squarest cells.
        box: The box to tile, without gaps.
        stretch: Ideal ratio of width to height of a cell.

    Raises:
        ValueError: A value is not positive and finite.
    """
    if not all(0 < value < math.inf for value in values):
        raise ValueError("a cell needs a positive, finite value")
    total = math.fsum(values)
    free = Box(0.0, 0.0, box.width / stretch, box.height)
    scale = free.area / total if values else 0.0
    cells: list[Box] = []
    start = 0
    while start < len(values):
        end = _row_end(values, start, min(free.width, free.height), scale)
        last = end == len(values)
        row, free = _lay(values[start:end], free, scale, fill=last)
        cells += row
        start = end
    return tuple(
        Box(box.x + c.x * stretch, box.y + c.y, c.width * stretch, c.height) for c in cells
    )


def _row_end(values: Sequence[float], start: int, side: float, scale: float) -> int:
    """Return the end of the row from `start`: cells are added while the worst ratio improves."""
    low = high = total = values[start]
    worst = _worst(low, high, total, side, scale)
    for end in range(start + 1, len(values)):
        low, high = min(low, values[end]), max(high, values[end])
        total += values[end]
        grown = _worst(low, high, total, side, scale)
        if grown > worst:
            return end
        worst = grown
    return len(values)


def _worst(low: float, high: float, total: float, side: float, scale: float) -> float:
    """Return the largest aspect ratio in a row laid along a side of the free space."""
    breadth = total * scale / side if side > 0 else 0.0
    if breadth <= 0:
        return math.inf
    longest, shortest = high * side / total, low * side / total
    return max(longest / breadth, breadth / shortest if shortest > 0 else math.inf)


def _lay(row: Sequence[float], free: Box, scale: float, *, fill: bool) -> tuple[list[Box], Box]:
    """Return a row's cells along the free space's shorter side, and the space left after it.

    With `fill`, for the last row, the cells take all the free space.
    """
    total = math.fsum(row)
    upright = free.width >= free.height
    side = free.height if upright else free.width
    depth = free.width if upright else free.height
    breadth = depth if fill else min(depth, total * scale / side if side > 0 else 0.0)
    cells: list[Box] = []
    before = 0.0
    for value in row:
        start, length = side * (before / total), side * (value / total)
        before += value
        cells.append(
            Box(free.x, free.y + start, breadth, length)
            if upright
            else Box(free.x + start, free.y, length, breadth)
        )
    rest = (
        Box(free.x + breadth, free.y, free.width - breadth, free.height)
        if upright
        else Box(free.x, free.y + breadth, free.width, free.height - breadth)
    )
    return cells, rest


def block_with_foot(
    values: Sequence[float], rest: float, box: Box, *, stretch: float = STRETCH
) -> tuple[tuple[Box, ...], Box | None]:
    """Tile a box with cells and, at its foot, a strip of full width for the rest.

    As a cell among the others, a large rest would leave them only slivers.

    Returns:
        The cells in the order of the values, and the strip (None where the rest is 0).
    """
    total = math.fsum(values) + rest
    if total <= 0:
        return (), None
    foot = box.height * (rest / total)
    cells = squarify(values, Box(box.x, box.y, box.width, box.height - foot), stretch=stretch)
    return cells, Box(box.x, box.bottom - foot, box.width, foot) if rest > 0 else None
