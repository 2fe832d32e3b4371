"""Runs that are killed in earnest, and four at once: nothing is half, and the next puts all right.

Fetches are killed in `tests/customs/remote/test_kills.py`. `--endurance` kills three hundred, and
lets four run at once in fifty rounds.
"""

from __future__ import annotations

import signal
import sys
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.datasets import Dice
from tests.endurance.ground import COMMANDS, litter
from tests.endurance.victims import Order, Victims
from tests.running import run
from tradefiche.settings import shipped_config

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.endurance.ground import Ground

SEED = 20261129
KILLS, FEW = {"export": 100, "fiche": 100, "batch": 100}, {"batch": 2}
ROUNDS = 50
AT_ONCE = 4
CHEAP = ("fetch", "compute", "facts", "chart")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no process forks there")


@pytest.fixture
def victims() -> Iterator[list[Victims]]:
    """Return processes whose runs die, or work at the same time."""
    with ExitStack() as stack:
        yield [stack.enter_context(Victims(shipped_config())) for _ in range(AT_ONCE)]


def order(ground: Ground, command: str, log: Path, at: int | None = None) -> Order:
    """Return what lets a command run, until its step `at`."""
    return Order(ground.words(command), str(ground.folder), str(log), at)


def test_killed_at_any_moment(
    ground: Ground,
    tmp_path: Path,
    record_property: Callable[[str, object], None],
    *,
    endurance: bool,
) -> None:
    dice = Dice(SEED)
    left = Counter[str]()
    with Victims(shipped_config()) as victims:
        for command, kills in (KILLS if endurance else FEW).items():
            log = tmp_path / command
            ground.reset(command)
            victims.start(order(ground, command, log))
            assert victims.end() == 0, Path(f"{log}.err").read_text("utf-8")
            count = len(log.read_text("utf-8").splitlines())
            for number in range(kills):
                at = dice.randrange(count)
                said = f"seed {SEED}, {command} {number}, step {at} of {count}"
                ground.reset(command)

                victims.start(order(ground, command, log, at))
                assert victims.end() == -signal.SIGKILL, said

                assert ground.wrong(command) == [], said
                left[f"{command}: {'something' if litter(ground.folder) else 'nothing'} left"] += 1
                result = run(*ground.words(command))
                assert result.code == 0, f"{said}: {result.err}"
                assert ground.missing(command) == [], said
    record_property("said", f"seed {SEED}, {left.total()} kills; {dict(sorted(left.items()))}")


def test_four_at_once(
    ground: Ground,
    victims: list[Victims],
    tmp_path: Path,
    record_property: Callable[[str, object], None],
    *,
    endurance: bool,
) -> None:
    """Each ends well or says that another is at work; after the last, the store is renewed."""
    dice = Dice(SEED)
    ends = Counter[str]()
    for number in range(ROUNDS if endurance else 1):
        chosen = dice.choices([*COMMANDS], k=AT_ONCE) if endurance else CHEAP
        said = f"seed {SEED}, round {number}: {', '.join(chosen)}"
        for command in {*chosen} - {"fetch"}:
            ground.race(command)
        ground.reset(*{"fetch", *chosen})

        for each, (place, command) in zip(victims, enumerate(chosen), strict=True):
            each.start(order(ground, command, tmp_path / str(place)))
        codes = [each.end() for each in victims]

        for place, (command, code) in enumerate(zip(chosen, codes, strict=True)):
            err = (tmp_path / f"{place}.err").read_text("utf-8")
            assert code in {0, 75}, f"{said}: {command} {code} {err}"
            assert "Traceback" not in err, said
            ends[f"{command} {code}"] += 1
            wrong = ground.wrong(command)
            assert wrong == [], f"{said}: {command} {wrong}"
        for command in dict.fromkeys(("fetch", *chosen)):
            result = run(*ground.words(command))
            assert result.code == 0, f"{said}: {result.err}"
            assert ground.missing(command) == [], f"{said}: {command}"
    record_property("said", f"seed {SEED}, {dict(sorted(ends.items()))}")
