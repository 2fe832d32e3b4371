"""Round tick values of an axis."""

from __future__ import annotations

_DIGITS = (1, 2, 5)


def enclosing(low: float, high: float, most: int) -> tuple[int, ...]:
    """Return evenly spaced ticks that enclose two values.

    The step is the smallest of 1, 2 or 5 times a power of ten, 1 or more, that is large enough.

    Args:
        low: the least value.
        high: the greatest value.
        most: greatest number of steps, 2 or more.
    """
    power = 1
    while True:
        for step in (digit * power for digit in _DIGITS):
            first, last = int(low // step), int(-(-high // step))
            if last - first <= most:
                return tuple(step * place for place in range(first, last + 1))
        power *= 10
