"""Classes of values by quantiles: as many units in each as can be, equal values together."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

CLASSES = 4


def bounds(values: Sequence[float], count: int = CLASSES) -> tuple[float, ...]:
    """Return the least value of each class but the lowest, rising; fewer where values are equal."""
    rising = sorted(values)
    least = [rising[len(rising) * n // count] for n in range(1, count)] if rising else []
    return tuple(sorted({each for each in least if each > rising[0]}))


def class_of(value: float, least: Sequence[float]) -> int:
    """Return the class of a value: 0 for the lowest."""
    return bisect_right(least, value)
