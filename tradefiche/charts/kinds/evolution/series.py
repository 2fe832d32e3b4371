"""The quarters of the chart, read from the tables: up to four years, gaps kept as gaps."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from tradefiche.reference.periods import QUARTERS_A_YEAR, Period, Quarter

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import polars as pl

    from tradefiche.charts.subject import Subject

Name = Literal["imports", "exports"]
NAMES: tuple[Name, Name] = ("imports", "exports")
_SHOWN = 4 * QUARTERS_A_YEAR
_ALL = -100.0  # percent: no flow falls by more, unless what it is set against was below 0


@dataclass(frozen=True, slots=True)
class Point:
    """A quarter in whole euros; None where a flow is not held. `notes` are those on its change."""

    quarter: Quarter
    imports: int | None = None
    exports: int | None = None
    balance: int | None = None
    notes: frozenset[str] = frozenset()

    def flow(self, name: Name) -> int | None:
        """Return the value of one flow."""
        return self.imports if name == "imports" else self.exports


@dataclass(frozen=True, slots=True)
class Total:
    """One flow over the whole period: whole euros, and change on a year in percent."""

    value: int | None
    change: float | None

    @property
    def said(self) -> float | None:
        """The change, if it can be said of the flow: neither it nor its base is below 0."""
        if self.value is None or self.value < 0 or self.change is None or self.change < _ALL:
            return None
        return self.change


@dataclass(frozen=True, slots=True)
class Series:
    """What is drawn and said.

    Attributes:
        period: the quarters that the figures of the title are of.
        points: consecutive quarters, the last one that of the period.
        totals: of the period, by flow.
        notes: codes on the change over a year: `emebi`, `vintage`.
    """

    period: Period
    points: tuple[Point, ...]
    totals: Mapping[Name, Total]
    notes: frozenset[str]

    def known(self, name: Name) -> list[tuple[int, int]]:
        """Return place and value of the quarters in which a flow is held."""
        return [
            (place, value)
            for place, point in enumerate(self.points)
            if (value := point.flow(name)) is not None
        ]

    def runs(self, name: Name) -> list[list[tuple[int, int]]]:
        """Return the stretches of a line: it ends before a gap and before a break in series."""
        found: list[list[tuple[int, int]]] = []
        for place, value in self.known(name):
            if found and found[-1][-1][0] == place - 1 and place != self.broken:
                found[-1].append((place, value))
            else:
                found.append([(place, value)])
        return found

    @property
    def broken(self) -> int | None:
        """The first quarter after the break in series of January 2022, if one stands before it."""
        for place, (before, after) in enumerate(pairwise(self.points)):
            if "emebi" in after.notes and "emebi" not in before.notes:
                return place + 1
        return None

    @property
    def flows(self) -> list[int]:
        """Every value that a line goes through."""
        return [value for name in NAMES for _, value in self.known(name)]

    @property
    def balances(self) -> list[int]:
        """Every balance that has a column."""
        return [point.balance for point in self.points if point.balance is not None]

    @property
    def revised(self) -> bool:
        """Whether first figures stand beside revised ones of a year earlier."""
        compared = self.points[QUARTERS_A_YEAR:]
        return any("vintage" in notes for notes in (self.notes, *(p.notes for p in compared)))

    @property
    def complete(self) -> bool:
        """Whether both flows are held in every quarter."""
        return len(self.flows) == len(NAMES) * len(self.points)


def read(tables: Mapping[str, pl.DataFrame], subject: Subject) -> Series:
    """Return the series of one territory and period.

    Args:
        tables: `totals` with one row, and `evolution` with every quarter held, as in the contract.
        subject: gives the period with whose last quarter the series ends.
    """
    import polars as pl

    period = _period(subject.period)
    quarters = tables["evolution"].filter(pl.col("span") == "quarter")
    held = {Quarter.parse(row["period"]): row for row in quarters.iter_rows(named=True)}
    (total, *_) = [*tables["totals"].iter_rows(named=True), {}]
    return Series(
        period=period,
        points=tuple(_point(quarter, held.get(quarter, {})) for quarter in _window(period, held)),
        totals={
            name: Total(total.get(f"{name}_eur"), total.get(f"{name}_change_pct")) for name in NAMES
        },
        notes=_codes(total),
    )


def _period(text: str) -> Period:
    return Period.of_year(int(text)) if text.isdecimal() else Period.parse(text)


def _window(period: Period, held: Iterable[Quarter]) -> Iterable[Quarter]:
    """Return the last quarters up to the period's end: from the first held, four years at most."""
    last = period.quarters[-1]
    first = max(last.shifted(1 - _SHOWN), min([*held, period.quarters[0]]))
    return (
        quarter for back in range(_SHOWN - 1, -1, -1) if (quarter := last.shifted(-back)) >= first
    )


def _point(quarter: Quarter, row: Mapping[str, object]) -> Point:
    imports, exports, balance = (row.get(f"{name}_eur") for name in (*NAMES, "balance"))
    return Point(quarter, _whole(imports), _whole(exports), _whole(balance), _codes(row))


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _codes(row: Mapping[str, object]) -> frozenset[str]:
    return frozenset(str(row.get("change_note") or "").split())
