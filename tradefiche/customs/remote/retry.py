"""Patience: how long to go on without progress, and how long to wait between attempts."""

from __future__ import annotations

import random
import time
from dataclasses import KW_ONLY, dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from tradefiche.errors import BusyError, UnavailableError

if TYPE_CHECKING:
    from collections.abc import Callable

    from tradefiche.customs.remote.sources import Limits

_LONGEST_BACKOFF = 20.0
_LONGEST_ASKED = 1e8
"""Seconds, about three years; a longer wait that a server asks for is cut to this."""


@dataclass(eq=False)
class PassingError(Exception):
    """A transient error: another attempt may succeed.

    Attributes:
        reason: what happened, for the user.
        asked_to_wait: seconds that the server asks to wait; None if it does not say.
        busy: whether the server reports that it is too busy, rather than failing.
        most: failures without progress after which to give up, if fewer than configured.
    """

    reason: str
    _: KW_ONLY
    asked_to_wait: float | None = None
    busy: bool = False
    most: float = float("inf")


@dataclass
class Patience:
    """A time budget that runs down while no data arrive, and is refilled by new bytes.

    It is paused while the program itself works, since that is not the server's delay.

    Attributes:
        seconds: how long it lasts when full.
        slowest: bytes per second that just keep it from running out.
        total: seconds after which it ends in any case, pauses included.
        whole: the patience of which this one is a share.
    """

    seconds: float
    slowest: float
    total: float = float("inf")
    whole: Patience | None = None
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    chance: random.Random = field(default_factory=random.Random)

    def __post_init__(self) -> None:
        """Start the clock."""
        self._until = self.clock() + self.seconds
        self._end = self.clock() + self.total
        self._paused: float | None = None

    @classmethod
    def of(cls, limits: Limits, seconds: float | None = None) -> Patience:
        """Return the configured patience, lasting `seconds` if given."""
        return cls(seconds or limits.patience_s, limits.slowest_kb_s * 1000, limits.total_s)

    def share(self, part: float) -> Patience:
        """Return a patience with a part (0 to 1) of the time left, for one source of several."""
        return Patience(
            self.left() * part, self.slowest, max(self._end - self.clock(), 0.0), self,
            self.clock, self.sleep, self.chance,
        )  # fmt: skip

    def left(self) -> float:
        """Return the seconds left, 0 when it is over."""
        now = self.clock()
        return max(0.0, min(self._until - (self._paused or now), self._end - now))

    def pause(self) -> None:
        """Pause it while the program itself works."""
        self._paused = self._paused or self.clock()
        if self.whole is not None:
            self.whole.pause()

    def resume(self) -> None:
        """Resume from where it was paused."""
        if self._paused is not None:
            self._until += self.clock() - self._paused
            self._paused = None
        if self.whole is not None:
            self.whole.resume()

    def got(self, count: int) -> None:
        """Refill it for `count` bytes that had not been received before."""
        self._until = min(self._until + count / self.slowest, self.clock() + self.seconds)
        if self.whole is not None:
            self.whole.got(count)

    def wait_after(self, failures: int, fault: PassingError, limits: Limits, tried: int) -> None:
        """Sleep after `failures` attempts in a row without progress, `tried` in all.

        Raises:
            BusyError: the server asks to wait longer than allowed (75).
            UnavailableError: attempts or patience have run out (69; 75 if the server is busy).
        """
        asked = fault.asked_to_wait
        bound = min(limits.longest_wait_s, self.left())
        if asked is not None and asked > bound:
            raise BusyError(
                f"{fault.reason}, and asks to wait {asked:.0f} s", hint="try again later"
            )
        wait = self._backoff(failures, limits.first_wait_s) if asked is None else asked
        if failures >= min(limits.attempts, fault.most) or wait >= self.left():
            said = f"{fault.reason} (attempts: {tried})"
            if fault.busy:
                raise BusyError(said, hint="try again later")
            raise UnavailableError(said)
        self.sleep(wait)

    def _backoff(self, failures: int, first: float) -> float:
        """Return 50 to 100 % of a delay that doubles with each failure, so that clients spread."""
        full = min(first * 2.0 ** (failures - 1), _LONGEST_BACKOFF)
        return full * self.chance.uniform(0.5, 1.0)


def retry_after(value: str | None) -> float | None:
    """Return the seconds that a Retry-After asks to wait: a number, or a date; None if neither."""
    if value is None:
        return None
    value = value.strip()
    if value.isdecimal():
        return min(float(value), _LONGEST_ASKED)
    try:
        when = parsedate_to_datetime(value)
        when = when if when.tzinfo else when.replace(tzinfo=UTC)
        seconds = (when - datetime.now(UTC)).total_seconds()
    except (ValueError, OverflowError, TypeError, IndexError):  # not a date, or an impossible one
        return None
    return min(max(0.0, seconds), _LONGEST_ASKED)
