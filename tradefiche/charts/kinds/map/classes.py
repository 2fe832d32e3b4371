"""Classes of values by quantiles: as many units in each as can be, equal values together."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

CLASSES = 4


def bounds(values: Sequence[float], count: int = CLASSES) -> tuple[float, ...]:
    """Return the least value of each class but the lowest, rising; fewer where values are equal.

    A lowest value that more units share than a class has, such as 0, is a class of its own, and
    quantiles divide the others.
    """
    rising = sorted(values)
    alone = bisect_right(rising, rising[0]) if rising else 0
    if alone == len(rising):
        return ()
    if alone * count > len(rising):
        others = rising[alone:]
        return (others[0], *bounds(others, count - 1)) if count > 1 else ()
    least = [rising[len(rising) * n // count] for n in range(1, count)]
    return tuple(sorted({each for each in least if each > rising[0]}))


def class_of(value: float, least: Sequence[float]) -> int:
    """Return the class of a value: 0 for the lowest."""
    return bisect_right(least, value)


def is_even(values: Sequence[float], least: Sequence[float]) -> bool:
    """Whether all classes are there, and none has more than one unit more than another."""
    sizes = Counter(class_of(each, least) for each in values).values()
    return len(sizes) == CLASSES and max(sizes) - min(sizes) <= 1
