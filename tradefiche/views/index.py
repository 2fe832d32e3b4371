"""Exports and imports as an index of rolling or calendar years, beside région and France."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tradefiche.reference.periods import EMEBI, Period, Quarter

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

    from tradefiche.reference.terms import Side
    from tradefiche.views.subject import Subject

IndexSide = Literal["own", "region", "france"]
SIDES: tuple[IndexSide, ...] = ("own", "region", "france")


def column(name: Side, side: IndexSide) -> str:
    """Return the name of the column of `evolution` that holds the index of a flow for a side."""
    return f"{name}_index" if side == "own" else f"{side}_{name}_index"


@dataclass(frozen=True, slots=True)
class Index:
    """The index of one territory up to a period.

    Attributes:
        periods: those of the points, in order: every run of four quarters, or calendar years.
        bases: the base year (100) of each point; None where it straddles the break in series.
        sides: those with any known value.
        values: by column of `evolution`, one value per point; None where unknown.
        untraded: whether all values that are held of the territory are 0.
    """

    periods: tuple[Period, ...]
    bases: tuple[str | None, ...]
    sides: tuple[IndexSide, ...]
    values: Mapping[str, tuple[float | None, ...]]
    untraded: bool = False

    @property
    def yearly(self) -> bool:
        """Whether its points are calendar years."""
        return all(each.is_year for each in self.periods)

    @property
    def begins(self) -> tuple[str, ...]:
        """The base years (100): one, or one on either side of the break in series."""
        return tuple(dict.fromkeys(base for base in self.bases if base is not None))

    @property
    def broken(self) -> int | None:
        """Position of the first point with quarters from 2022 on; None if no point precedes it."""
        late = [place for place, each in enumerate(self.periods) if each.quarters[-1] >= EMEBI]
        return late[0] if late and late[0] > 0 else None

    @property
    def gaps(self) -> bool:
        """Whether a line has a gap that the break in series does not explain."""
        return any(
            value is None and base is not None
            for values in self.values.values()
            if any(each is not None for each in values)
            for value, base in zip(values, self.bases, strict=True)
        )

    def last(self, name: Side, side: IndexSide) -> float | None:
        """Return the value of the last point; None if unknown."""
        return self.values[column(name, side)][-1] if self.periods else None

    def known(self, name: Side, side: IndexSide) -> list[tuple[int, float]]:
        """Return position and value of the points that are known."""
        values = self.values[column(name, side)]
        return [(place, value) for place, value in enumerate(values) if value is not None]

    def runs(self, name: Side, side: IndexSide) -> list[list[tuple[int, float]]]:
        """Return the segments of a line: none crosses a gap or a change of base year."""
        found: list[list[tuple[int, float]]] = []
        for place, value in self.known(name, side):
            before = found[-1][-1][0] if found else None
            if before == place - 1 and self.bases[before] == self.bases[place]:
                found[-1].append((place, value))
            else:
                found.append([(place, value)])
        return found


def read(evolution: pl.DataFrame, subject: Subject) -> Index:
    """Return the index up to the end of the period.

    If none of the period's quarters is held, as for a year known only from yearly workbooks, the
    points are calendar years.
    """
    rows = evolution.to_dicts()
    period = Period.named(subject.period)
    quarters = {Quarter.parse(row["period"]) for row in rows if row["span"] == "quarter"}
    yearly = quarters.isdisjoint(period.quarters)
    found = [
        (span, row)
        for row in rows
        if row["span"] == "year"
        and (span := Period.named(row["period"])).quarters[-1] <= period.quarters[-1]
        and (span.is_year or not yearly)
    ]
    found.sort(key=lambda each: each[0].quarters[-1])
    names: tuple[Side, Side] = ("exports", "imports")
    columns = (column(name, side) for name in names for side in SIDES)
    values = {each: tuple(row[each] for _, row in found) for each in columns}
    return Index(
        periods=tuple(span for span, _ in found),
        bases=tuple(row["index_base"] for _, row in found),
        sides=tuple(
            side
            for side in SIDES
            if any(v is not None for name in names for v in values[column(name, side)])
        ),
        values=values,
        untraded={row[f"{name}_eur"] for _, row in found for name in names} - {None} == {0},
    )
