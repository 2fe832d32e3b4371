"""Whatever a server answers: a fetch ends in its code, in time, in bounded memory, in one line."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from tests.customs.remote import customs, hostile, settings, store
from tests.datasets import Dice
from tests.running import ROOT, one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.customs.remote.conftest import Scene
    from tests.customs.remote.hostile import Kind

SEED = 20261128
ROUNDS = 4
"""How often each kind comes up when the harness runs for minutes: over 200 answers."""
FEW = 4
LIMITS = {"patience_s": 0.8, "read_s": 0.4, "connect_s": 2.0, "attempts": 3, "longest_wait_s": 1.0}
MOST_SECONDS = 8.0
"""For one fetch: that it waits for a server, or that it works on what came."""
MOST_MEMORY = 300


@dataclass
class Victim:
    """The program in a process of its own."""

    process: subprocess.Popen[str]

    def fetch(self, *words: str | Path) -> dict[str, Any]:
        """Let it fetch; return what came of it."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(["fetch", *map(str, words)]) + "\n")
        self.process.stdin.flush()
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        return answer


@pytest.fixture(scope="module")
def victim() -> Iterator[Victim]:
    words = [sys.executable, "-m", "tests.customs.remote.attacked"]
    with subprocess.Popen(
        words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        yield Victim(process)
        assert process.stdin is not None
        process.stdin.close()


def words_for(kind: Kind, scene: Scene, folder: Path, dice: Dice) -> list[str | Path]:
    """Prepare the site and the configuration; return what to fetch."""
    path = {
        "page": customs.INDEX,
        "data set": customs.DATASET,
        "named": "/moved",
        "zip": dice.choice(scene.zips[2:4]).path,
    }[kind.where]
    answer = kind.make(dice)
    if kind.once:
        scene.site.spoil(path, *kind.first, answer)
    else:
        scene.site.lasting[path] = answer
    source = settings.dataset if kind.where == "data set" else settings.index
    config = settings.config(folder / "config", source(scene.url + path), **LIMITS)
    if kind.where == "zip":
        config = settings.config(folder / "config", settings.index(scene.index), **LIMITS)
    named = ("--source", scene.url + path) if kind.where == "named" else ()
    return [*named, "--year", "2023", "--data-dir", folder / "store", "--config-dir", config]


def attack(kind: Kind, scene: Scene, folder: Path, victim: Victim, dice: Dice) -> float:
    """Fetch from a server that answers so; return the memory used (MB)."""
    words = words_for(kind, scene, folder, dice)
    answer = victim.fetch(*words)
    assert answer["code"] == kind.code, answer["err"]
    assert answer["busy"] < MOST_SECONDS
    assert not kind.slow or answer["seconds"] < MOST_SECONDS
    if kind.code:
        assert all(sign.isprintable() for sign in one_line(answer["err"]))
        assert len(answer["err"]) < 700
        assert store.files(folder / "store") == {}
    else:
        again = victim.fetch(*words)
        assert again["code"] == 0, again["err"]
        store.assert_complete(folder / "store", scene.zips[2:4])
    scene.site.heal()
    return float(answer["peak"])


@pytest.mark.parametrize("name", hostile.EVERY)
def test_hostile_answers_end_in_their_code(name: str, scene: Scene, victim: Victim) -> None:
    peak = attack(hostile.EVERY[name], scene, scene.folder, victim, Dice(SEED))

    assert peak < MOST_MEMORY


def test_hostile_answers_again_and_again(
    scene: Scene,
    victim: Victim,
    endurance: bool,  # noqa: FBT001 - a fixture
    record_property: Callable[[str, object], None],
) -> None:
    """All kinds in one process, many times over, differing by chance."""
    dice = Dice(SEED)
    kinds = list(hostile.EVERY) * ROUNDS
    dice.shuffle(kinds)
    if not endurance:
        kinds = [each for each in kinds if each in hostile.WRONG][:FEW]
    peak = 0.0
    for number, name in enumerate(kinds):
        folder = scene.folder / str(number)
        peak = attack(hostile.EVERY[name], scene, folder, victim, dice)
        assert peak < MOST_MEMORY, f"seed {SEED}, {number}: {name}"
    record_property("said", f"seed {SEED}, {len(kinds)} answers, {peak:.0f} MB at most")
