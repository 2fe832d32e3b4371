"""The series of the evolution chart: quarters, or rolling years if more than sixteen are held.

A year known only from yearly workbooks has no quarters: the series then has calendar years. Gaps
are kept as gaps.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from tradefiche.reference.changes import BREAK, VINTAGE
from tradefiche.reference.periods import EMEBI, QUARTERS_A_YEAR, Period, Quarter
from tradefiche.views.changes import change, codes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import polars as pl

    from tradefiche.reference.terms import Side
    from tradefiche.views.changes import Change
    from tradefiche.views.subject import Subject

NAMES: tuple[Side, Side] = ("imports", "exports")
_SHOWN = 4 * QUARTERS_A_YEAR


@dataclass(frozen=True, slots=True)
class EvolutionPoint:
    """A quarter, or four, in whole euros; None where a flow is not held.

    `notes` are the codes on its change. A `mixed` point straddles the break in series: its quarters
    cannot be added up, so it has no values.
    """

    period: Period
    imports: int | None = None
    exports: int | None = None
    balance: int | None = None
    notes: frozenset[str] = frozenset()
    mixed: bool = False

    @property
    def quarter(self) -> Quarter:
        """The quarter, or the last of four."""
        return self.period.quarters[-1]

    def flow(self, name: Side) -> int | None:
        """Return the value of one flow."""
        return self.imports if name == "imports" else self.exports


@dataclass(frozen=True, slots=True)
class PeriodTotal:
    """One flow over the whole period: whole euros, and its change if it may be printed."""

    value: int | None
    change: Change | None


@dataclass(frozen=True, slots=True)
class EvolutionView:
    """The series that is drawn and described.

    Attributes:
        period: the period of the totals.
        points: consecutive quarters, or rolling years that end with each quarter, up to the last
            of the period; or consecutive calendar years.
        totals: those of the period, by flow.
        notes: codes on the change over a year: `emebi`, `vintage`.
    """

    period: Period
    points: tuple[EvolutionPoint, ...]
    totals: Mapping[Side, PeriodTotal]
    notes: frozenset[str]

    @property
    def rolling(self) -> bool:
        """Whether its points are sums of four quarters, one point per quarter."""
        return len(self.points[-1].period.quarters) == QUARTERS_A_YEAR and not self.yearly

    @property
    def yearly(self) -> bool:
        """Whether its points are calendar years."""
        return all(point.period.is_year for point in self.points)

    @property
    def apart(self) -> tuple[EvolutionPoint, ...]:
        """Points that share no quarter, chosen from the last one back, in order of time."""
        return self.points[:: -QUARTERS_A_YEAR if self.rolling else -1][::-1]

    def known(self, name: Side) -> list[tuple[int, int]]:
        """Return position and value of the points at which a flow is held."""
        return [
            (place, value)
            for place, point in enumerate(self.points)
            if (value := point.flow(name)) is not None
        ]

    @property
    def broken(self) -> int | None:
        """Position of the first point after the break of January 2022, if a point precedes it."""
        for place, (before, after) in enumerate(pairwise(self.points)):
            if BREAK in after.notes and BREAK not in before.notes:
                return place + 1
        return None

    @property
    def flows(self) -> list[int]:
        """All known values of both flows."""
        return [value for name in NAMES for _, value in self.known(name)]

    @property
    def balances(self) -> list[int]:
        """All known balances."""
        return [point.balance for point in self.points if point.balance is not None]

    @property
    def revised(self) -> bool:
        """Whether first figures are compared with revised ones of a year earlier."""
        compared = self.points[1 if self.yearly else QUARTERS_A_YEAR :]
        return any(VINTAGE in notes for notes in (self.notes, *(p.notes for p in compared)))

    @property
    def complete(self) -> bool:
        """Whether both flows are held at every point that is not mixed."""
        return len(self.flows) == len(NAMES) * sum(not point.mixed for point in self.points)


def read(tables: Mapping[str, pl.DataFrame], subject: Subject) -> EvolutionView:
    """Return the series of one territory and period.

    Args:
        tables: `totals` with one row, and `evolution` with every quarter and year held, as in the
            contract.
        subject: gives the period; the series ends with its last quarter.
    """
    import polars as pl

    period = Period.named(subject.period)
    rows = {row["period"]: row for row in tables["evolution"].iter_rows(named=True)}
    quarters = tables["evolution"].filter(pl.col("span") == "quarter")
    held = list(map(Quarter.parse, quarters["period"]))
    years = sorted(int(each) for each in rows if each.isdecimal())
    if period.is_year and years and set(held).isdisjoint(period.quarters):
        window = _years(period, years)
    else:
        window = _window(period, held)
    (total, *_) = [*tables["totals"].iter_rows(named=True), {}]
    return EvolutionView(
        period=period,
        points=tuple(_point(each, rows.get(str(each), {})) for each in window),
        totals={
            name: PeriodTotal(_whole(total.get(f"{name}_eur")), change(total, name))
            for name in NAMES
        },
        notes=codes(total),
    )


def _window(period: Period, held: Iterable[Quarter]) -> list[Period]:
    """Return quarters from the first held to the period's end; rolling years if over sixteen."""
    last = period.quarters[-1]
    every = [min([*held, period.quarters[0]])]
    while every[-1] < last:
        every.append(every[-1].shifted(1))
    length = 1 if len(every) <= _SHOWN else QUARTERS_A_YEAR
    starts = range(len(every) - length + 1)
    return [Period(tuple(every[start : start + length])) for start in starts]


def _years(period: Period, held: Sequence[int]) -> list[Period]:
    """Return the calendar years from the first held to the period's, sixteen at most."""
    last = period.quarters[0].year
    first = max(min(held[0], last), last + 1 - _SHOWN)
    return [Period.of_year(year) for year in range(first, last + 1)]


def _point(period: Period, row: Mapping[str, object]) -> EvolutionPoint:
    if period.quarters[0] < EMEBI <= period.quarters[-1]:
        return EvolutionPoint(period, notes=codes(row), mixed=True)
    imports, exports, balance = (row.get(f"{name}_eur") for name in (*NAMES, "balance"))
    return EvolutionPoint(period, _whole(imports), _whole(exports), _whole(balance), codes(row))


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) else None
