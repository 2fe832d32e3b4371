"""What a reader should know of some figures: gaps, breaks, and the conventions of the place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.indicators.cells import FRANCE, cells
from tradefiche.indicators.checks.rows import findings, listed
from tradefiche.indicators.columns import SIDES

if TYPE_CHECKING:
    from collections.abc import Iterator

    import polars as pl

    from tradefiche.customs.inputs import Facts
    from tradefiche.indicators.request import Request


def reservations(facts: Facts, request: Request) -> Iterator[pl.LazyFrame]:
    """Yield flows not held, reservations on change, rows of no département, and conventions."""
    asked = [territory.id for territory in request.territories]
    said = list(_of_periods(facts))
    rows = [(each, period, code, flow) for each in asked for period, code, flow in said]
    for code, convention in request.checks.conventions.items():
        rows += [
            (each, period, code, None)
            for each in asked
            if each in convention.territories
            for period in facts.periods
        ]
    yield listed(rows)
    if FRANCE in asked:
        yield findings(_nowhere(facts, request), "nowhere", about="totals")


def _of_periods(facts: Facts) -> Iterator[tuple[str, str, str | None]]:
    """Yield period, code and flow of what holds for every territory."""
    for period in facts.periods:
        for flow in SIDES:
            if period not in facts.known(flow):
                yield period, "missing-flow", flow
            elif period not in facts.changes_known(flow):
                yield period, "no-year-before", flow
        for code in facts.notes[period].split():
            yield period, code, None


def _nowhere(facts: Facts, request: Request) -> pl.LazyFrame:
    """Sum the rows of France that are of no département."""
    import polars as pl

    known = {code for each in request.ranked for code in each.customs}
    return (
        cells(facts.current, request)
        .filter(~pl.col("department").is_in(sorted(known)))
        .group_by("period", "flow")
        .agg(pl.col("value").sum())
        .with_columns(territory=pl.lit(FRANCE), reference=pl.lit(None, dtype=pl.Float64))
    )
