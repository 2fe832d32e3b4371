"""Quarters, and periods of one to four consecutive quarters, usually a calendar year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from tradefiche.errors import UsageError

QUARTERS_A_YEAR = 4
FIRST_RELEASE_YEAR = 2010
_QUARTER = re.compile(r"((?:19|20)\d\d)-?[QTqt]([1-4])")
_YEAR = re.compile(r"(?:19|20)\d\d")
_RELEASE = re.compile(r"(\d{4})-?(0[1-9]|1[0-2])")


class Quarter(NamedTuple):
    """A calendar quarter; as a tuple of year and number it can be ordered."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year}Q{self.number}"

    def shifted(self, quarters: int) -> Quarter:
        """Return the quarter so many `quarters` later (earlier if negative)."""
        year, number = divmod(self.year * QUARTERS_A_YEAR + self.number - 1 + quarters, 4)
        return Quarter(year, number + 1)

    @property
    def last_month(self) -> int:
        """Its last month, as months since January of year 0."""
        return self.year * 12 + self.number * 3 - 1

    @classmethod
    def parse(cls, text: str) -> Quarter:
        """Read `2024Q3` (also `2024-Q3`, `2024T3`); UsageError for anything else."""
        match = _QUARTER.fullmatch(text.strip())
        if match is None:
            raise UsageError(f"{text!r} is not a quarter", hint="write it as 2024Q3")
        return cls(int(match[1]), int(match[2]))


@dataclass(frozen=True, slots=True)
class Period:
    """One to four consecutive quarters, in order."""

    quarters: tuple[Quarter, ...]

    def __str__(self) -> str:
        first, last = self.quarters[0], self.quarters[-1]
        if self.is_year:
            return str(first.year)
        return str(first) if first == last else f"{first}..{last}"

    @property
    def is_year(self) -> bool:
        """Whether it is a calendar year."""
        return len(self.quarters) == QUARTERS_A_YEAR and self.quarters[0].number == 1

    def year_before(self) -> Period:
        """Return the same quarters a year earlier."""
        return Period(tuple(quarter.shifted(-QUARTERS_A_YEAR) for quarter in self.quarters))

    @classmethod
    def of_year(cls, year: int) -> Period:
        """Return the four quarters of a calendar year."""
        return cls(tuple(Quarter(year, number) for number in range(1, QUARTERS_A_YEAR + 1)))

    @classmethod
    def between(cls, first: Quarter, last: Quarter) -> Period:
        """Return the quarters from `first` to `last`; UsageError unless they are one to four."""
        quarters = [first]
        while quarters[-1] < last and len(quarters) <= QUARTERS_A_YEAR:
            quarters.append(quarters[-1].shifted(1))
        if last < first:
            raise UsageError(f"the period {first}..{last} ends before it begins")
        if len(quarters) > QUARTERS_A_YEAR:
            raise UsageError(
                f"the period {first}..{last} is longer than four quarters",
                hint="ask for one to four consecutive quarters, or for years with --year",
            )
        return cls(tuple(quarters))

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read `2024Q3` or `2023Q3..2024Q2`; UsageError for anything else."""
        first, separator, last = text.partition("..")
        if _YEAR.fullmatch(first.strip()):
            raise UsageError(f"{text!r} is in years, not quarters", hint=f"use --year {text}")
        start = Quarter.parse(first)
        return cls.between(start, Quarter.parse(last) if separator else start)

    @classmethod
    def named(cls, text: str) -> Period:
        """Read what `str` writes, which may be a year; UsageError for anything else."""
        return cls.of_year(int(text)) if text.isdecimal() else cls.parse(text)


EMEBI = Quarter(2022, 1)
"""The quarter in which the EMEBI survey replaced the DEB declaration: a break in series."""


def parse_years(text: str) -> list[Period]:
    """Read `2024` or `2022..2024` as calendar years, in order; UsageError for anything else."""
    first, separator, last = (part.strip() for part in text.partition(".."))
    if _QUARTER.fullmatch(first):
        raise UsageError(f"{text!r} is in quarters, not years", hint=f"use --period {text}")
    for year in (first, last if separator else first):
        if not _YEAR.fullmatch(year):
            raise UsageError(
                f"{text!r} is not a year", hint="write 2024, or 2022..2024 for several"
            )
    start, end = int(first), int(last or first)
    if end < start:
        raise UsageError(f"the years {text} end before they begin")
    return [Period.of_year(year) for year in range(start, end + 1)]


def parse_release(text: str, *, of_files: bool = False) -> str:
    """Read a release month, `2025-02` (also `202502`), as `2025-02`; UsageError if it is not one.

    With `of_files` it must be a month that can have a release; a query may name any month.
    """
    match = _RELEASE.fullmatch(text.strip())
    if match is None:
        raise UsageError(f"{text!r} is not a release", hint="write its month as 2025-02")
    if of_files and not is_release(int(match[1]), int(match[2])):
        hint = f"a release lies between {FIRST_RELEASE_YEAR} and next month"
        raise UsageError(f"{text!r} is no month of a release", hint=hint)
    return f"{match[1]}-{match[2]}"


def is_release(year: int, month: int) -> bool:
    """Whether a month can have a release: from 2010 on, and no later than next month."""
    now = datetime.now(UTC)
    latest = (now.year + now.month // 12, now.month % 12 + 1)
    return month in range(1, 13) and (FIRST_RELEASE_YEAR, 1) <= (year, month) <= latest


def spans(quarters: list[Quarter]) -> str:
    """Format quarters as runs: `2023Q1..2023Q4, 2024Q3`."""
    runs: list[list[Quarter]] = []
    for quarter in sorted(set(quarters)):
        if runs and runs[-1][-1].shifted(1) == quarter:
            runs[-1].append(quarter)
        else:
            runs.append([quarter])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}..{run[-1]}" for run in runs)
