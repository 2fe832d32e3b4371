"""Ribbons read back from a scene: their outlines as drawn, and what they stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tradefiche.charts.scene.marks import Path

if TYPE_CHECKING:
    from tradefiche.charts.scene.marks import Scene

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Outline:
    """Two cubics: the upper edge from left to right, the lower one back."""

    fill: str
    upper: tuple[tuple[float, float], ...]
    lower: tuple[tuple[float, float], ...]

    @property
    def start(self) -> float:
        """Width on the left."""
        return self.lower[0][1] - self.upper[0][1]

    @property
    def end(self) -> float:
        """Width on the right."""
        return self.lower[-1][1] - self.upper[-1][1]

    def middle(self, end: int) -> float:
        """Ordinate of the centre on the left (0) or on the right (-1)."""
        return (self.upper[end][1] + self.lower[end][1]) / 2

    def holds(self, x: float, y: float, slack: float) -> bool:
        """Say whether a point lies between the edges."""
        top, bottom = (_at(edge, x) for edge in (self.upper, self.lower))
        return top - slack <= y <= bottom + slack


def outline(mark: Path) -> Outline:
    numbers = [float(number) for number in _NUMBER.findall(mark.d)]
    points = tuple(zip(numbers[::2], numbers[1::2], strict=True))
    return Outline(mark.fill or "", points[:4], points[:3:-1])


def ribbons(scene: Scene) -> list[Outline]:
    """Return every ribbon of a scene, in painting order."""
    return [
        outline(mark) for mark in scene.marks if isinstance(mark, Path) and mark.d.count("C") == 2
    ]


def _at(edge: tuple[tuple[float, float], ...], x: float) -> float:
    """Return the ordinate of a cubic at an abscissa, by halving."""
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        if _bezier([point[0] for point in edge], middle) < x:
            low = middle
        else:
            high = middle
    return _bezier([point[1] for point in edge], low)


def _bezier(values: list[float], t: float) -> float:
    a, b, c, d = values
    u = 1 - t
    return u**3 * a + 3 * u * u * t * b + 3 * u * t * t * c + t**3 * d
