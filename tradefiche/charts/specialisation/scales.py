"""The two scales, from values to places, and the round values that are marked on them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_STEPS = (1, 2, 5)
_NEAR = 2.0  # a ratio up to which the scale always reaches, either way
_SIDE = 0.25  # of the width: least of what lies on either side of 1
_DECADES = 3


@dataclass(frozen=True, slots=True)
class Ratios:
    """A logarithmic scale of ratios; `low` stands at `left`, `high` at `right`."""

    low: float
    high: float
    left: float
    right: float

    @classmethod
    def over(cls, ratios: Sequence[float], left: float, right: float, *, pad: float) -> Ratios:
        """Return the scale on which all ratios are at least `pad` within its ends.

        It reaches from a half to two in any case, so that small differences look small, and
        leaves room on either side of 1.
        """
        low, high = math.log(min(1 / _NEAR, *ratios)), math.log(max(_NEAR, *ratios))
        low = min(low, -high * _SIDE / (1 - _SIDE))
        high = max(high, -low * _SIDE / (1 - _SIDE))
        beyond = (high - low) * pad / (right - left - 2 * pad)
        return cls(math.exp(low - beyond), math.exp(high + beyond), left, right)

    def __call__(self, ratio: float) -> float:
        """Return the abscissa of a ratio above 0."""
        part = math.log(ratio / self.low) / math.log(self.high / self.low)
        return self.left + part * (self.right - self.left)

    def ticks(self, room: Callable[[float], float]) -> tuple[float, ...]:
        """Return the round ratios to be marked, as many as there is room for.

        Args:
            room: how wide the mark of a ratio is, its distance from the next included.

        Returns:
            1, 2 and 5 times the powers of ten where their marks fit side by side; else the powers
            of ten, every second one, and so on. 1 is always among them.
        """
        first, last = (math.floor(math.log10(value)) for value in (self.low, self.high))
        powers = range(first, last + 1)
        found = self._within(step_of(power, step) for power in powers for step in _STEPS)
        apart = 0
        while not self._fit(found, room):
            apart += 1
            found = self._within(step_of(power, 1) for power in powers if power % apart == 0)
        return found

    def _within(self, ratios: Iterator[float]) -> tuple[float, ...]:
        return tuple(ratio for ratio in ratios if self.low <= ratio <= self.high)

    def _fit(self, ratios: Sequence[float], room: Callable[[float], float]) -> bool:
        return all(
            self(after) - self(before) >= (room(before) + room(after)) / 2
            for before, after in zip(ratios, ratios[1:], strict=False)
        )


@dataclass(frozen=True, slots=True)
class Shares:
    """A scale of square roots from 0 at `bottom` to the largest share at `top`.

    Small shares, which are many, do not lie on each other as on an even scale, and large ones
    stand out as they would not on a logarithmic one, which has no 0.
    """

    high: float
    bottom: float
    top: float

    def __call__(self, share: float) -> float:
        """Return the ordinate of a share of at least 0."""
        return self.bottom - math.sqrt(share / self.high) * (self.bottom - self.top)

    def ticks(self, apart: float) -> tuple[float, ...]:
        """Return the round shares to be marked, from the largest to 0, at least `apart`.

        They are 1, 2 and 5 times the powers of ten.
        """
        last = math.floor(math.log10(self.high))
        found: list[float] = []
        for power in range(last, last - _DECADES, -1):
            for step in reversed(_STEPS):
                place = self(share := step_of(power, step))
                clear = not found or place - self(found[-1]) >= apart
                if share <= self.high and clear and self.bottom - place >= apart:
                    found.append(share)
        return (*found, 0.0)


def step_of(power: int, step: int) -> float:
    """Return so many times a power of ten, as exactly as can be: 0.2 rather than 2 times 0.1."""
    return float(step * 10**power) if power >= 0 else step / 10**-power
