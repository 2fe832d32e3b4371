"""A fetch that is killed at any moment, and two at once: the store is whole, and recovers.

`--endurance` kills three hundred.
"""

from __future__ import annotations

import hashlib
import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from tests.customs.remote import customs, store
from tests.datasets import Dice
from tests.endurance.victims import Order, Victims
from tests.running import ROOT, one_line, run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.customs.remote.conftest import Scene
    from tests.customs.remote.customs import Key, Zip
    from tests.customs.remote.server import Fault, Handler, Resource

SEED = 20261125
EACH, FEW = 100, 3
PHASES = ("download", "reading", "replacement")
WORDS = ("--year", "2023..2024")


@dataclass
class Arena:
    """A site with a newer release than a store's, and fetches to be killed."""

    scene: Scene
    newer: list[Zip]
    victims: Victims
    pid: queue.SimpleQueue[int] = field(default_factory=queue.SimpleQueue)

    @property
    def words(self) -> list[str]:
        """The command line of a fetch into the scene's store."""
        places = ("--data-dir", self.scene.store, "--config-dir", self.scene.folder / "config")
        return ["fetch", *WORDS, *map(str, places)]

    def fetch(self, at: int | None) -> int:
        """Fetch, in a process that dies before step `at`; return its exit code."""
        order = Order(self.words, str(self.scene.store), str(self.log), at)
        self.pid.put(self.victims.start(order))
        return self.victims.end()

    @property
    def log(self) -> Path:
        """Where the steps are written."""
        return self.scene.folder / "steps"

    def killer(self, k: int) -> Fault:
        """Return a fault that kills who asks once it has been sent k bytes."""

        def answer(handler: Handler, it: Resource) -> None:
            handler.serve(it, most=k)
            handler.wfile.flush()
            os.kill(self.pid.get(timeout=30), signal.SIGKILL)
            handler.hang_up(rudely=True)

        return answer


@pytest.fixture
def arena(scene: Scene) -> Iterator[Arena]:
    assert scene.fetch(*WORDS).code == 0
    newer = [
        *customs.archives(scene.folder / "newer", 2023, "202509", value=31),
        *customs.archives(scene.folder / "newer", 2024, "202509", value=32),
    ]
    customs.put(scene.site, [*scene.zips, *newer])
    with Victims(scene.folder / "config") as victims:
        yield Arena(scene, newer, victims)


def phases(steps: list[str]) -> dict[str, range]:
    """Tell which steps of a whole fetch are of which phase."""
    arrived = max(n for n, step in enumerate(steps) if step.startswith("rename /raw/"))
    replaced = next(n for n, step in enumerate(steps) if step.startswith("create /.tradefiche-"))
    bounds = (0, arrived + 1, replaced, len(steps))
    return {phase: range(*bounds[n : n + 2]) for n, phase in enumerate(PHASES)}


def test_killed_at_any_moment(
    arena: Arena,
    record_property: Callable[[str, object], None],
    endurance: bool,  # noqa: FBT001 - a fixture
) -> None:
    dice = Dice(SEED)
    template, before = arena.scene.folder / "template", store.totals(arena.scene.store)
    shutil.copytree(arena.scene.store, template)
    assert arena.fetch(at=None) == 0
    arena.pid.get()
    after = store.totals(arena.scene.store)
    assert after == store.expected([*arena.scene.zips[2:6], *arena.newer])
    assert after != before
    steps = phases(arena.log.read_text(encoding="utf-8").splitlines())
    found = Counter[str]()
    for phase in PHASES:
        for number in range(EACH if endurance else FEW):
            shutil.rmtree(arena.scene.store)
            shutil.copytree(template, arena.scene.store)
            arena.scene.site.heal()
            ends = (steps[phase][0], steps[phase][-1])
            at: int | None = ends[number] if number < len(ends) else dice.choice(steps[phase])
            if phase == "download" and number % 2:
                at, path = None, dice.choice(arena.newer).path
                arena.scene.site.spoil(path, arena.killer(dice.randint(0, 1500)))
            said = f"seed {SEED}, {phase} {number}, step {at}"

            assert arena.fetch(at) == -signal.SIGKILL, said
            if at is not None:
                arena.pid.get()

            state = assert_readable(arena.scene.store, before, after, said)
            if number % 4 == 0:
                assert_counts(arena.scene.store, after if state == "after" else before)
            found[f"{phase}: {state}"] += 1
            result = arena.scene.fetch(*WORDS)
            assert result.code == 0, f"{said}: {result.err}"
            complete = [*arena.scene.zips[2:6], *arena.newer]
            store.assert_complete(arena.scene.store, complete)
    counts = ", ".join(f"{name} {count}" for name, count in sorted(found.items()))
    record_property("said", f"seed {SEED}, {sum(found.values())} kills; {counts}")
    assert found["replacement: before"]
    assert found["replacement: after"]


def assert_readable(folder: Path, before: dict[Key, int], after: dict[Key, int], said: str) -> str:
    """Fail unless all that can be read is whole, and as it was or as it will be; say which."""
    for row in store.manifest(folder)["held"]:
        digest = hashlib.sha256((folder / row["file"]).read_bytes()).hexdigest()
        assert digest[:16] in row["file"], said
    for raw in store.manifest(folder)["raw"]:
        path = folder / "raw" / raw["sha256"] / raw["name"]
        assert hashlib.sha256(path.read_bytes()).hexdigest() == raw["sha256"], said
    figures = store.totals(folder)
    assert figures in (before, after), said
    return "after" if figures == after else "before"


def assert_counts(folder: Path, figures: dict[Key, int]) -> None:
    """Fail unless the program counts a year as the store's rows do."""
    result = run("compute", "--france", "--table", "totals", "--json", "--data-dir", folder)
    assert result.code == 0, result.err
    [row] = result.json["tables"]["totals"]
    assert row["exports_eur"] == sum(figures["export", 2024, quarter] for quarter in (1, 2, 3, 4))


def _process(words: list[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tradefiche", *words, "--json"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize("patient", [True, False], ids=["waits", "leaves"])
def test_two_at_once(arena: Arena, patient: bool) -> None:  # noqa: FBT001 - a parameter of pytest
    """The first is held up at the page of links while the second comes."""
    arrived, go_on = threading.Event(), threading.Event()

    def hold(handler: Handler, it: Resource) -> None:
        arrived.set()
        go_on.wait(30)
        handler.serve(it)

    arena.scene.site.spoil(customs.INDEX, hold)
    with _process(arena.words) as first:
        assert arrived.wait(30)
        with _process(arena.words) as second:
            if patient:
                go_on.set()
            out, err = second.communicate(timeout=60)
            go_on.set()
        first_out, _ = first.communicate(timeout=60)

    assert first.returncode == 0
    assert json.loads(first_out)["changed"] is True
    if patient:
        assert second.returncode == 0, err
        assert json.loads(out)["changed"] is False
    else:
        assert second.returncode == 75
        assert "another run holds the store" in one_line(err)
    store.assert_complete(arena.scene.store, [*arena.scene.zips[2:6], *arena.newer])


def test_interrupted_is_130_and_leaves_nothing(arena: Arena) -> None:
    before = store.files(arena.scene.store)
    arrived, gone = threading.Event(), threading.Event()

    def hold(handler: Handler, it: Resource) -> None:
        handler.serve(it, most=100)
        handler.wfile.flush()
        arrived.set()
        gone.wait(30)

    arena.scene.site.spoil(arena.newer[1].path, hold)
    with _process(arena.words) as process:
        assert arrived.wait(30)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
        gone.set()

    assert process.returncode == 130
    assert "interrupted" in one_line(err)
    assert store.files(arena.scene.store) == before
