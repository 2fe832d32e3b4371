"""The rows that indicators count: those of the periods asked for, and of a year earlier."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tradefiche.customs.releases import FIRST_FIGURES_MONTHS, months
from tradefiche.customs.store import FLOWS
from tradefiche.reference.periods import Quarter

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import polars as pl

    from tradefiche.customs.layout import Flow
    from tradefiche.customs.manifest import Held
    from tradefiche.customs.store import View
    from tradefiche.reference.periods import Period

COLUMNS = ("period", "flow", "department", "a129", "cpf4", "country", "value", "mass")
EMEBI = Quarter(2022, 1)
"""Since this quarter the EMEBI survey replaces the DEB declaration: a break in series."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Rows to count.

    Attributes:
        periods: labels of the periods, in the order asked.
        current: rows of the periods; columns `COLUMNS`, value in whole euros, mass in whole kg
            (null if unknown). A flow of which a quarter is not held has no row.
        previous: the same of the quarters a year earlier, under the label of the later period.
        known, known_before: the (period, flow) whose quarters are all held.
        notes: codes for a change over the year, by period: `emebi`, `vintage`, joined by a space.
    """

    periods: tuple[str, ...]
    current: pl.LazyFrame
    previous: pl.LazyFrame
    known: frozenset[tuple[str, Flow]]
    known_before: frozenset[tuple[str, Flow]]
    notes: Mapping[str, str]


def facts(view: View, periods: Sequence[Period]) -> Facts:
    """Scan the rows of some periods and of the quarters a year earlier; nothing is read yet."""
    earlier = [(str(period), period.year_before()) for period in periods]
    current, known = _scan(view, [(str(period), period) for period in periods])
    previous, known_before = _scan(view, earlier)
    notes = {str(period): " ".join(_notes(view, period)) for period in periods}
    return Facts(tuple(notes), current, previous, known, known_before, notes)


def sources(view: View, periods: Iterable[Period]) -> list[Held]:
    """Return the slices behind some periods, in order of flow and quarter."""
    wanted = {quarter for period in periods for quarter in period.quarters}
    return [view.slices[key] for key in sorted(view.slices) if key[1] in wanted]


def _scan(
    view: View, labelled: Iterable[tuple[str, Period]]
) -> tuple[pl.LazyFrame, frozenset[tuple[str, Flow]]]:
    import polars as pl

    empty = pl.LazyFrame(
        schema=dict.fromkeys(COLUMNS, pl.String()) | {"value": pl.Int64(), "mass": pl.Int64()}
    )
    scans: list[pl.LazyFrame] = []
    known: set[tuple[str, Flow]] = set()
    for label, period in labelled:
        for flow in FLOWS:
            rows = view.scan(flow, period)
            if rows is not None:
                known.add((label, flow))
                tagged = rows.with_columns(period=pl.lit(label), flow=pl.lit(flow))
                scans.append(tagged.select(COLUMNS))
    return (pl.concat(scans) if scans else empty), frozenset(known)


def _notes(view: View, period: Period) -> Iterable[str]:
    before = period.year_before()
    if before.quarters[0] < EMEBI <= period.quarters[-1]:
        yield "emebi"
    if any(
        _vintages_differ(view, flow, quarter, earlier)
        for flow in FLOWS
        for quarter, earlier in zip(period.quarters, before.quarters, strict=True)
    ):
        yield "vintage"


def _vintages_differ(view: View, flow: Flow, quarter: Quarter, earlier: Quarter) -> bool:
    """Say whether first figures of one quarter stand against revised ones of the other."""
    ages = [_age(view, flow, each) for each in (quarter, earlier)]
    if None in ages:
        return False
    return len({age < FIRST_FIGURES_MONTHS for age in ages if age is not None}) > 1


def _age(view: View, flow: Flow, quarter: Quarter) -> int | None:
    """Return the months from the end of a quarter to the release of its figures."""
    held = view.slices.get((flow, quarter))
    if held is None or held.release is None:
        return None
    return months(held.release) - quarter.last_month
