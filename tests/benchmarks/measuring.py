"""Timing a command as a whole process."""

from __future__ import annotations

import os
import subprocess
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_KILOBYTES = 1000


@dataclass(frozen=True, slots=True)
class Measured:
    """The least wall time of several runs, and the greatest peak of memory."""

    seconds: float
    megabytes: float


def best(runs: int, command: Sequence[str], *, fresh: Path | None = None) -> Measured:
    """Run a command several times; `fresh` gives each run a new folder as its last word."""
    found = []
    for run in range(runs):
        words = [*command, str(fresh / str(run))] if fresh else list(command)
        found.append(_once(words))
    return Measured(min(s for s, _ in found), max(m for _, m in found))


def _once(words: Sequence[str]) -> tuple[float, float]:
    start = time.perf_counter()
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(words)}: exit code {process.returncode}")
    return seconds, usage.ru_maxrss / _KILOBYTES
