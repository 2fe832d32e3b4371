"""A line of the table: a figure beside its baseline and its goal."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.benchmarks.measuring import Measured


@dataclass(frozen=True, slots=True)
class Goal:
    """What a figure is to stay under, as far as it is said.

    Attributes:
        seconds: of wall time.
        times: the time of the baseline.
        megabytes: at the peak.
    """

    seconds: float | None = None
    times: float | None = None
    megabytes: float | None = None

    def __str__(self) -> str:
        """Return it as people write it."""
        said = ((self.seconds, "s"), (self.times, "×"), (self.megabytes, "MB"))
        return ", ".join(f"≤ {most:g} {unit}" for most, unit in said if most is not None)

    def met(self, found: Measured, times: float | None) -> bool:
        """Whether the median keeps to it."""
        pairs = (
            (found.median, self.seconds),
            (times, self.times),
            (found.megabytes, self.megabytes),
        )
        return all(value is None or most is None or value <= most for value, most in pairs)


def heading() -> None:
    """Print what the columns are."""
    _line("", "least", "median", "most s", "bare s", "times", "MB", "goal", "")


def row(
    what: str, found: Measured, *, bare: Measured | None = None, goal: Goal | None = None
) -> None:
    """Print a figure."""
    least, *_, most = found.seconds * 2
    times = found.median / bare.median if bare else None
    said = str(goal) if goal else ""
    _line(
        what,
        *(f"{seconds:.2f}" for seconds in (least, found.median, most)),
        f"{bare.median:.2f}" if bare else "",
        f"{times:.2f}" if times else "",
        f"{found.megabytes:.0f}" if found.megabytes else "",
        said,
        ("met" if goal.met(found, times) else "NOT met") if goal and said else "",
    )


def note(text: str) -> None:
    """Print what helps to read the figures."""
    sys.stdout.write(f"  ({text})\n")
    sys.stdout.flush()


def _line(what: str, *cells: str) -> None:
    *numbers, goal, met = cells
    text = f"{what:<52}" + "".join(f"{cell:>8}" for cell in numbers) + f"  {goal:<17} {met}"
    sys.stdout.write(text.rstrip() + "\n")
    sys.stdout.flush()
