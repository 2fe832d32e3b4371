"""Classes of values by quantiles: of equal size as far as equal values stay together."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

CLASSES = 4


def bounds(values: Sequence[float], count: int = CLASSES) -> tuple[float, ...]:
    """Return the lower bound of each class but the lowest, ascending; fewer where values tie.

    If more units share the lowest value (such as 0) than a class would hold, they are a class of
    their own, and quantiles divide the others.
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
    """Return the class of a value, 0 for the lowest; `least` is what `bounds` returns."""
    return bisect_right(least, value)


def is_even(values: Sequence[float], least: Sequence[float]) -> bool:
    """Return whether all `CLASSES` exist, and their sizes differ by one unit at most."""
    sizes = Counter(class_of(each, least) for each in values).values()
    return len(sizes) == CLASSES and max(sizes) - min(sizes) <= 1
