"""What the chart goes through, read from the tables: quarters, or rolling years if more are held.

A year that workbooks answer has no quarters: then it goes through calendar years. Gaps are kept as
gaps.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from tradefiche.reference.periods import EMEBI, QUARTERS_A_YEAR, Period, Quarter
from tradefiche.views.changes import BREAK, VINTAGE, change, codes

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

    `notes` are those on its change. One that is `mixed` straddles the break in series: it would add
    up what is not to be compared, and has no values.
    """

    period: Period
    imports: int | None = None
    exports: int | None = None
    balance: int | None = None
    notes: frozenset[str] = frozenset()
    mixed: bool = False

    @property
    def quarter(self) -> Quarter:
        """The quarter, the last of four."""
        return self.period.quarters[-1]

    def flow(self, name: Side) -> int | None:
        """Return the value of one flow."""
        return self.imports if name == "imports" else self.exports


@dataclass(frozen=True, slots=True)
class PeriodTotal:
    """One flow over the whole period: whole euros, and what may be printed of its change."""

    value: int | None
    change: Change | None


@dataclass(frozen=True, slots=True)
class EvolutionView:
    """What is drawn and said.

    Attributes:
        period: the quarters that the figures of the title are of.
        points: consecutive quarters, or years that end with one, the last one that of the period;
            or consecutive calendar years.
        totals: of the period, by flow.
        notes: codes on the change over a year: `emebi`, `vintage`.
    """

    period: Period
    points: tuple[EvolutionPoint, ...]
    totals: Mapping[Side, PeriodTotal]
    notes: frozenset[str]

    @property
    def rolling(self) -> bool:
        """Whether its points are sums of four quarters, a point a quarter."""
        return len(self.points[-1].period.quarters) == QUARTERS_A_YEAR and not self.yearly

    @property
    def yearly(self) -> bool:
        """Whether its points are calendar years."""
        return all(point.period.is_year for point in self.points)

    @property
    def apart(self) -> tuple[EvolutionPoint, ...]:
        """The points that share no quarter, back from the last."""
        return self.points[:: -QUARTERS_A_YEAR if self.rolling else -1][::-1]

    def known(self, name: Side) -> list[tuple[int, int]]:
        """Return place and value of the quarters in which a flow is held."""
        return [
            (place, value)
            for place, point in enumerate(self.points)
            if (value := point.flow(name)) is not None
        ]

    @property
    def broken(self) -> int | None:
        """The first quarter after the break in series of January 2022, if one stands before it."""
        for place, (before, after) in enumerate(pairwise(self.points)):
            if BREAK in after.notes and BREAK not in before.notes:
                return place + 1
        return None

    @property
    def flows(self) -> list[int]:
        """Every value of a flow."""
        return [value for name in NAMES for _, value in self.known(name)]

    @property
    def balances(self) -> list[int]:
        """Every balance."""
        return [point.balance for point in self.points if point.balance is not None]

    @property
    def revised(self) -> bool:
        """Whether first figures stand beside revised ones of a year earlier."""
        compared = self.points[1 if self.yearly else QUARTERS_A_YEAR :]
        return any(VINTAGE in notes for notes in (self.notes, *(p.notes for p in compared)))

    @property
    def complete(self) -> bool:
        """Whether both flows are held in every quarter."""
        return len(self.flows) == len(NAMES) * sum(not point.mixed for point in self.points)


def read(tables: Mapping[str, pl.DataFrame], subject: Subject) -> EvolutionView:
    """Return the series of one territory and period.

    Args:
        tables: `totals` with one row, and `evolution` with every quarter and year held, as in the
            contract.
        subject: gives the period with whose last quarter the series ends.
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
    """Return the quarters from the first held to the period's end; if many, runs of four."""
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
