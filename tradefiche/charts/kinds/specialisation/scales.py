"""The two scales, from values to places, and the round values that are marked on them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_STEPS = (1, 2, 5)
_HALVES = (1, 3)
_FILLING, _WIDE = (1.5, 3, 4, 6, 8), 1.7
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
            1, 2 and 5 times the powers of ten where their marks fit side by side, else 1 and 3
            times, else the powers of ten, every second one, and so on; and what is so many times
            less. 1 is always among them.
        """
        last = math.floor(max(math.log10(self.high), -math.log10(self.low)))
        for steps in (_STEPS, _HALVES):
            found = self._within(steps, range(last + 1))
            if self._fit(found, room):
                return found
        apart = 1
        while not self._fit(found, room):
            found = self._within((1,), range(0, last + 1, apart))
            apart += 1
        return found

    def _within(self, steps: Sequence[int], powers: Sequence[int]) -> tuple[float, ...]:
        """Return so many times these powers of ten, and as many times less, by size."""
        more = {step_of(power, step) for power in powers for step in steps}
        found = sorted({*more, *(1 / ratio for ratio in more)})
        return tuple(ratio for ratio in found if self.low <= ratio <= self.high)

    def _fit(self, ratios: Sequence[float], room: Callable[[float], float]) -> bool:
        return all(
            self(after) - self(before) >= (room(before) + room(after)) / 2
            for before, after in pairwise(ratios)
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

        They are 1, 2 and 5 times the powers of ten, and others where that leaves a wide gap.
        """
        last = math.floor(math.log10(self.high))
        found = [0.0]
        for steps, least in ((_STEPS, apart), (_FILLING, _WIDE * apart)):
            for power in range(last, last - _DECADES, -1):
                for step in reversed(steps):
                    share = step_of(power, step)
                    places = (abs(self(share) - self(other)) for other in found)
                    if share <= self.high and min(places) >= least:
                        found.append(share)
        return tuple(sorted(found, reverse=True))


def step_of(power: int, step: float) -> float:
    """Return so many times a power of ten, as exactly as can be: 0.2 rather than 2 times 0.1."""
    return float(step * 10**power) if power >= 0 else step / 10**-power
