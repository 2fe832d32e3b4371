"""Round values of an axis."""

from __future__ import annotations

_DIGITS = (1, 2, 5)


def enclosing(low: float, high: float, most: int) -> tuple[int, ...]:
    """Return the multiples of the least step of 1, 2 or 5 and a power of ten around two values.

    Args:
        low: the least value.
        high: the greatest.
        most: how many steps there may be, 2 or more.
    """
    power = 1
    while True:
        for step in (digit * power for digit in _DIGITS):
            first, last = int(low // step), int(-(-high // step))
            if last - first <= most:
                return tuple(step * place for place in range(first, last + 1))
        power *= 10
