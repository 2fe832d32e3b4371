"""Labels along one axis and badges along ribbons, moved as little as overlaps require."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tradefiche.charts.geometry.sankey import Ribbon

Point = tuple[float, float]
_APART = 2.0  # least space between two badges
_FIRST = 0.09  # preferred place, as a share of the way, and least distance from the far end
_STEP = 0.01  # between the places that are tried, as a share of the way
_TRIES = 20
_SLACK = 1e-9


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
        ValueError: The labels together are higher than the room between `low` and `high`.

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


def badges(ribbons: Sequence[Ribbon], radius: float) -> tuple[Point, ...]:
    """Return a point on the centre line of each ribbon for the badge that identifies it.

    A badge slides along its ribbon, from near its start, until it touches no other badge and no
    other ribbon; if every position touches a ribbon, only badges are avoided. A ribbon without a
    free position chooses before the others, and the search restarts; if that does not help, its
    badge goes where the distance to the nearest badge is greatest.

    Args:
        ribbons: those that get a badge, all between the same two abscissas.
        radius: half the greatest extent of a badge.

    Returns:
        Centres, in the order of the ribbons.
    """
    lines = [_points(each, radius) for each in ribbons]
    places = [_ordered(own, lines, ribbons, radius) for own in range(len(ribbons))]
    order = list(range(len(ribbons)))
    found: dict[int, Point] = {}
    for _ in ribbons[:_TRIES]:
        found = _chosen(places, order, 2 * radius + _APART)
        if (stuck := next((each for each in order if each not in found), None)) is None:
            break
        order.remove(stuck)
        order.insert(0, stuck)
    for each in order:
        if each not in found:
            found[each] = max(places[each], key=lambda point: _nearest(point, found.values()))
    return tuple(found[each] for each in range(len(ribbons)))


def _points(ribbon: Ribbon, radius: float) -> list[Point]:
    """Return the candidate points for a ribbon's badge, from its start on."""
    first = max(_FIRST, radius / (ribbon.x1 - ribbon.x0))
    last = max(first, 1 - first)
    count = math.floor((last - first) / _STEP + _SLACK)
    return [ribbon.at(first + _STEP * number) for number in range(count + 1)]


def _ordered(
    own: int, lines: Sequence[Sequence[Point]], ribbons: Sequence[Ribbon], radius: float
) -> list[Point]:
    """Return a ribbon's points, those first where a badge would touch no other ribbon."""
    others = [n for n in range(len(ribbons)) if n != own]
    reach = [radius + each.width / 2 for each in ribbons]
    clear: list[Point] = []
    touching: list[Point] = []
    for place, point in enumerate(lines[own]):
        free = all(abs(lines[n][place][1] - point[1]) >= reach[n] for n in others)
        (clear if free else touching).append(point)
    return clear + touching


def _chosen(
    places: Sequence[Sequence[Point]], order: Sequence[int], apart: float
) -> dict[int, Point]:
    """Give each badge in turn its first point at least `apart` from those already placed."""
    found: dict[int, Point] = {}
    for each in order:
        taken = list(found.values())
        free = (p for p in places[each] if all(math.dist(p, other) >= apart for other in taken))
        if (point := next(free, None)) is not None:
            found[each] = point
    return found


def _nearest(point: Point, others: Iterable[Point]) -> float:
    return min((math.dist(point, other) for other in others), default=math.inf)
