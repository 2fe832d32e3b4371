"""Patience: how long to go on without getting on, and how long to wait between attempts."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from tradefiche.errors import BusyError, UnavailableError

if TYPE_CHECKING:
    from collections.abc import Callable

    from tradefiche.customs.remote.sources import Limits

_LONGEST_BACKOFF = 20.0


class PassingError(Exception):
    """Something that may be over soon.

    Attributes:
        reason: what happened, for the user.
        asked_to_wait: seconds that the server asks to wait; None if it does not say.
        busy: whether the server says that it is too busy, rather than failing.
    """

    def __init__(
        self, reason: str, *, asked_to_wait: float | None = None, busy: bool = False
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.asked_to_wait = asked_to_wait
        self.busy = busy


@dataclass
class Patience:
    """A time that runs out while nothing comes, and is filled up again by what does.

    Attributes:
        seconds: how long it lasts when full.
        slowest: bytes a second that just keep it from running out.
        total: seconds after which it ends in any case.
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

    @classmethod
    def of(cls, limits: Limits, seconds: float | None = None) -> Patience:
        """Return the patience of the configuration, or of so many seconds."""
        return cls(seconds or limits.patience_s, limits.slowest_kb_s * 1000, limits.total_s)

    def share(self, part: float) -> Patience:
        """Return a part of what is left, for one source of several."""
        return Patience(
            self.left() * part, self.slowest, max(self._end - self.clock(), 0.0), self,
            self.clock, self.sleep, self.chance,
        )  # fmt: skip

    def left(self) -> float:
        """Return the seconds left, 0 when it is over."""
        return max(0.0, min(self._until, self._end) - self.clock())

    def got(self, count: int) -> None:
        """Take heart from bytes that were not there before."""
        self._until = min(self._until + count / self.slowest, self.clock() + self.seconds)
        if self.whole is not None:
            self.whole.got(count)

    def wait_after(self, failures: int, fault: PassingError, limits: Limits, tried: int) -> None:
        """Wait after so many failures without anything gained, `tried` times in all.

        Raises:
            BusyError: the server asks to wait longer than is heeded (75).
            UnavailableError: attempts or patience are at an end (69; 75 if the server is busy).
        """
        asked = fault.asked_to_wait
        bound = min(limits.longest_wait_s, self.left())
        if asked is not None and asked > bound:
            raise BusyError(
                f"{fault.reason}, and asks to wait {asked:.0f} s", hint="try again later"
            )
        wait = self._backoff(failures, limits.first_wait_s) if asked is None else asked
        if failures >= limits.attempts or wait >= self.left():
            said = f"{fault.reason} (attempts: {tried})"
            if fault.busy:
                raise BusyError(said, hint="try again later")
            raise UnavailableError(said)
        self.sleep(wait)

    def _backoff(self, failures: int, first: float) -> float:
        """Return half to all of a time that doubles with each failure, so that clients spread."""
        full = min(first * 2.0 ** (failures - 1), _LONGEST_BACKOFF)
        return full * self.chance.uniform(0.5, 1.0)


def retry_after(value: str | None) -> float | None:
    """Return the seconds that a Retry-After asks to wait: a number, or a date; None if neither."""
    if value is None:
        return None
    value = value.strip()
    if value.isdecimal():
        return float(value)
    try:
        when = parsedate_to_datetime(value)
    except ValueError:
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, (when - datetime.now(UTC)).total_seconds())
