"""How long a fetch goes on, and how long it waits."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import msgspec
import pytest

from tests.customs.remote.settings import LIMITS
from tests.datasets import Dice
from tradefiche.customs.remote.retry import PassingError, Patience, retry_after
from tradefiche.customs.remote.sources import Limits
from tradefiche.errors import BusyError, TradeficheError, UnavailableError


class Clock:
    """A time that passes only while one sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.naps: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.naps.append(seconds)
        self.now += seconds


def limits(**changes: float) -> Limits:
    return msgspec.convert(LIMITS | {"first_wait_s": 1.0, "longest_wait_s": 60} | changes, Limits)


def patience(clock: Clock, seconds: float = 90, slowest: float = 1000) -> Patience:
    return Patience(seconds, slowest, 3600, None, clock=clock, sleep=clock.sleep, chance=Dice(1))


def insist(mine: Patience, fault: PassingError, **changes: float) -> TradeficheError:
    """Fail again and again; return the error with which it ends."""
    for failures in range(1, 1000):
        try:
            mine.wait_after(failures, fault, limits(**changes), failures)
        except TradeficheError as error:
            return error
    raise AssertionError


def test_waits_double_and_differ_by_chance() -> None:
    clock = Clock()

    error = insist(patience(clock), PassingError("broke off"), attempts=6)

    assert isinstance(error, UnavailableError)
    assert "broke off" in error.message
    assert "attempts: 6" in error.message
    for nap, full in zip(clock.naps, (1, 2, 4, 8, 16), strict=True):
        assert full / 2 <= nap <= full


def test_it_never_waits_past_its_patience() -> None:
    clock = Clock()

    insist(patience(clock, seconds=30), PassingError("broke off"), attempts=100)

    assert clock.now - 1000 <= 30


def test_bytes_fill_it_up_again_but_never_over() -> None:
    clock = Clock()
    mine = patience(clock, seconds=10, slowest=1000)
    clock.now += 8

    mine.got(5000)
    assert mine.left() == 7
    mine.got(10**9)
    assert mine.left() == 10


def test_a_trickle_uses_it_up() -> None:
    clock = Clock()
    mine = patience(clock, seconds=10, slowest=1000)

    seconds = 0
    while mine.left():
        clock.now += 1
        mine.got(100)
        seconds += 1

    assert seconds == 12


def test_the_whole_ends_it_in_any_case() -> None:
    clock = Clock()
    mine = Patience(10, 1000, 30, clock=clock, sleep=clock.sleep)

    for _ in range(30):
        clock.now += 1
        mine.got(10**6)

    assert mine.left() == 0


def test_a_share_leaves_some_for_the_next_and_gives_back_what_it_got() -> None:
    clock = Clock()
    whole = patience(clock, seconds=80)
    part = whole.share(0.5)

    assert part.left() == 40
    clock.now += 40
    assert (part.left(), whole.left()) == (0, 40)
    part.got(30_000)
    assert whole.left() == 70


def test_a_wait_that_is_asked_for_is_heeded() -> None:
    clock = Clock()

    patience(clock).wait_after(1, PassingError("429", asked_to_wait=17, busy=True), limits(), 1)

    assert clock.naps == [17]


@pytest.mark.parametrize("asked", [61, 10_000])
def test_a_wait_beyond_the_bound_is_75(asked: float) -> None:
    clock = Clock()

    error = insist(patience(clock), PassingError("503", asked_to_wait=asked, busy=True))

    assert isinstance(error, BusyError)
    assert str(asked) in error.message
    assert clock.naps == []


def test_a_server_that_stays_busy_is_75() -> None:
    error = insist(patience(Clock()), PassingError("429", asked_to_wait=1, busy=True))

    assert isinstance(error, BusyError)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("0", 0), ("120", 120), (" 7 ", 7), ("", None), (None, None), ("soon", None), ("-1", None)],
)
def test_retry_after_in_seconds(value: str | None, seconds: float | None) -> None:
    assert retry_after(value) == seconds


def test_retry_after_as_a_date() -> None:
    soon = datetime.now(UTC) + timedelta(minutes=10)
    past = datetime.now(UTC) - timedelta(days=1)

    found = retry_after(format_datetime(soon, usegmt=True))

    assert found is not None
    assert 500 < found <= 600
    assert retry_after(format_datetime(past, usegmt=True)) == 0
