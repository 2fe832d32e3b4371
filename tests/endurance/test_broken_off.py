"""Whatever the system refuses, and whenever: an error in one line, and every file whole.

A disk that is full, a folder that is closed, too few file handles, a device that fails, and the end
of the run, each at any step of a command. `--endurance` tries some thousand.
"""

from __future__ import annotations

import contextlib
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.datasets import Dice
from tests.endurance.ground import COMMANDS, litter
from tests.endurance.steps import FAULTS, Death, Fault, Steps, broken
from tests.running import one_line, run

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.endurance.ground import Ground

SEED = 20261129
FEW, MANY = 2, 170
CODES = {1, 73, 74}
WRITERS = [command for command in COMMANDS if command != "fiche"]


@pytest.mark.parametrize("command", WRITERS)
def test_refused_at_any_step(
    ground: Ground,
    command: str,
    record_property: Callable[[str, object], None],
    *,
    endurance: bool,
) -> None:
    dice = Dice(f"{SEED} {command}")
    ends = Counter[str]()
    taken = steps_of(ground, command)
    places = [(name, at) for name in FAULTS for at in range(sum(map(FAULTS[name].counts, taken)))]
    for name, at in dice.sample(places, min(MANY if endurance else FEW, len(places))):
        said = f"seed {SEED}, {command}: {name} at step {at}"
        ground.reset(command)

        end = attempt(ground, command, FAULTS[name], at, said)

        assert ground.wrong(command, end) == [], said
        assert litter(ground.folder) == [] or not FAULTS[name].spares_removal, said
        result = run(*ground.words(command))
        assert result.code == 0, f"{said}: {result.err}"
        assert ground.missing(command) == [], said
        ends[f"{name} {end}"] += 1
    record_property("said", f"seed {SEED}, {command}: {dict(sorted(ends.items()))}")


def steps_of(ground: Ground, command: str) -> list[str]:
    """Return the steps of a run in which nothing goes wrong."""
    ground.reset(command)
    steps = Steps(ground.folder)
    with steps.watched():
        result = run(*ground.words(command))
    assert result.code == 0, result.err
    assert ground.missing(command) == []
    return steps.taken


def attempt(ground: Ground, command: str, fault: Fault, at: int, said: str) -> int | None:
    """Run a command with a fault; return its exit code, None if it died."""
    with contextlib.suppress(Death), broken(ground.folder, fault, at).watched():
        result = run(*ground.words(command))
        assert result.code in CODES | {0}, f"{said}: {result.code} {result.err}"
        if result.code:
            assert "Traceback" not in one_line(result.err), said
            assert result.out == "" or result.code == 1, said
        return result.code
    return None
