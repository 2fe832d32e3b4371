"""Work in several processes: each task is done once, whatever becomes of one of them."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from tradefiche.processes import side_by_side

ROOT = Path(__file__).parents[1]
MANY = range(40)


def doubled(number: int) -> int:
    return 2 * number


def dying(number: int) -> int:
    if number == 1 and os.getpid() != int(os.environ["OURS"]):
        os._exit(3)
    return number


def refused(number: int) -> int:
    if number == MANY[-1]:
        raise ValueError(number)
    return number


def touched(path: Path) -> Path:
    path.touch()
    return path


def survive() -> None:
    """Let one of three processes die at its work; print what came of each task."""
    os.environ["OURS"] = str(os.getpid())
    for task, future in side_by_side(dying, MANY, jobs=3):
        lost = isinstance(future.exception(), BrokenProcessPool)
        sys.stdout.write(f"{task} {'lost' if lost else future.result()}\n")


@pytest.mark.parametrize("jobs", [2, 3])
def test_each_task_is_done_once_and_this_process_works_along(jobs: int) -> None:
    here: list[int] = []

    def noted(number: int) -> int:
        here.append(number)
        return doubled(number)

    found = [
        (task, future.result())
        for task, future in side_by_side(doubled, MANY, jobs=jobs, here=noted)
    ]

    assert sorted(found) == [(number, 2 * number) for number in MANY]
    assert here[0] == MANY[-1]


def test_a_process_that_dies_loses_what_it_had_and_nobody_waits_for_it() -> None:
    code = "from tests.test_processes import survive; survive()"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60,
        check=True,
    )  # fmt: skip

    came = dict(line.split() for line in done.stdout.splitlines())
    assert sorted(map(int, came)) == [*MANY]
    assert {task for task, what in came.items() if what != "lost"} == {
        task for task, what in came.items() if what == task
    }
    assert list(came.values()).count("lost") <= 4
    assert done.stderr == ""


def test_a_fault_is_that_of_its_task_alone() -> None:
    faults = {task for task, future in side_by_side(refused, MANY, jobs=2) if future.exception()}
    assert faults == {MANY[-1]}


def test_what_is_made_is_not_lost_where_this_process_is_stopped(tmp_path: Path) -> None:
    tasks = [tmp_path / str(number) for number in MANY]

    def stopped(_: Path) -> Path:
        while not tasks[1].exists():
            time.sleep(0.01)
        time.sleep(0.5)  # until what came of it is here
        raise KeyboardInterrupt

    found: list[Path] = []
    with pytest.raises(KeyboardInterrupt):
        found.extend(task for task, _ in side_by_side(touched, tasks, jobs=2, here=stopped))
    assert found == tasks[:2]
