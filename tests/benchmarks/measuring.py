"""Timing a command as a whole process."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

K = TypeVar("K")
_KILOBYTES = 1000
_PROC = Path("/proc")
_MOMENT = 0.1
# as it is installed: compiled once
_ENVIRONMENT = {name: it for name, it in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


@dataclass(frozen=True, slots=True)
class Measured:
    """Wall times of several runs, least first, and the greatest peak of memory."""

    seconds: tuple[float, ...]
    megabytes: float = 0

    @property
    def median(self) -> float:
        """The time in the middle, by which figures are compared."""
        return statistics.median(self.seconds)


def timed(
    runs: int, command: Sequence[str], *, fresh: Path | None = None, family: bool = False
) -> Measured:
    """Run a command several times.

    Args:
        runs: how often.
        command: its words.
        fresh: gives each run a new folder as its last word.
        family: measure the memory of the process and all below it together, sampled.
    """
    found = []
    for run in range(runs):
        words = [*command, str(fresh / str(run))] if fresh else list(command)
        found.append(_together(words) if family else _once(words))
    return Measured(tuple(sorted(s for s, _ in found)), max(m for _, m in found))


def alternately(runs: int, commands: Mapping[K, Sequence[str]]) -> dict[K, Measured]:
    """Run commands that are to be compared in turn, so that a slow moment meets all of them."""
    found = [{key: timed(1, words) for key, words in commands.items()} for _ in range(runs)]
    return {
        key: Measured(
            tuple(sorted(each[key].median for each in found)),
            max(each[key].megabytes for each in found),
        )
        for key in commands
    }


def reported(runs: int, command: Sequence[str]) -> dict[str, Measured]:
    """Return the times that a command measures within itself and prints as JSON, by name."""
    found: dict[str, list[float]] = {}
    for _ in range(runs):
        printed = subprocess.run(command, check=True, stdout=subprocess.PIPE, env=_ENVIRONMENT)
        for name, seconds in json.loads(printed.stdout).items():
            found.setdefault(name, []).append(seconds)
    return {name: Measured(tuple(sorted(times))) for name, times in found.items()}


def _together(words: Sequence[str]) -> tuple[float, float]:
    """Run a command while its memory and that of all processes below it is looked at."""
    peak, done = [0.0], threading.Event()

    def watch() -> None:
        while not done.wait(_MOMENT):
            peak[0] = max(peak[0], sum(map(_held, _family(os.getpid()))))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        seconds, _ = _once(words)
    finally:
        done.set()
        watcher.join()
    return seconds, peak[0] / _KILOBYTES


def _family(parent: int) -> Iterator[int]:
    """Yield all processes below one."""
    try:
        children = (_PROC / f"{parent}/task/{parent}/children").read_text().split()
    except OSError:
        return
    for child in map(int, children):
        yield child
        yield from _family(child)


def _held(process: int) -> float:
    """Return the kilobytes that a process holds, those that it shares counted in part."""
    try:
        lines = (_PROC / f"{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((float(line.split()[1]) for line in lines if line.startswith("Pss:")), 0.0)


def _once(words: Sequence[str]) -> tuple[float, float]:
    start = time.perf_counter()
    with subprocess.Popen(
        words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=_ENVIRONMENT
    ) as process:
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(words)}: exit code {process.returncode}")
    return seconds, usage.ru_maxrss / _KILOBYTES
