"""What a reader should know about figures: gaps, breaks in series, caveats of territories."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from tradefiche.customs.regions import MONACO, named
from tradefiche.indicators.cells import FRANCE, cells, of_territories
from tradefiche.indicators.checks.rows import Issue, issues, listed
from tradefiche.reference.codes import NOWHERE
from tradefiche.reference.terms import SIDES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tradefiche.customs.inputs import Facts
    from tradefiche.indicators.request import Request
    from tradefiche.reference.checks_schema import CheckCode, PlaceCaveat

LACKS: Mapping[str, tuple[CheckCode, tuple[str, ...]]] = {
    NOWHERE: ("lacks-98", (FRANCE,)),
    MONACO: ("lacks-monaco", ("dept-99", "region-93", FRANCE)),
}
"""Code that workbooks may have no row of, to the issue and the territories it concerns."""
_MONACO = "monaco"
"""The caveat that does not apply where workbooks have no row of Monaco."""


def caveats(facts: Facts, request: Request) -> Iterator[pl.LazyFrame]:
    """Yield issues for gaps, notes on change, caveats of territories, and rows that fall outside.

    The latter are of no département, or of country codes that the configuration does not know.
    """
    asked = [territory.id for territory in request.territories]
    rows = [issue._replace(territory=each) for each in asked for issue in _of_periods(facts)]
    absent = [issue for issue in _absent(facts) if issue.territory in asked]
    rows += absent
    without = {issue.period for issue in absent if issue.code == "lacks-monaco"}
    for code, caveat in request.checks.caveats.items():
        if of_other_products(caveat, request):
            continue
        rows += [
            Issue(each, period, code)
            for each in asked
            if each in caveat.territories
            for period in facts.periods
            if not (code == _MONACO and period in without)
        ]
    yield listed(rows)
    if FRANCE in asked:
        yield issues(_nowhere(facts, request), "nowhere", about="totals")
    yield issues(_unknown(facts, request), "unknown-country", about=None)


def of_other_products(caveat: PlaceCaveat, request: Request) -> bool:
    """Return whether a caveat is on particular products, and filters leave none of them."""
    asked = frozenset[str]().union(*request.products.values())
    if asked and caveat.products and asked.isdisjoint(caveat.products):
        return True
    left_out = request.uncounted.union(*request.without_products.values())
    finer = {code for code in caveat.products if code.isdigit()}
    coarser = request.sections["a38"].keys() & set(caveat.products)
    return any(codes <= left_out for codes in (coarser, finer) if codes)


def _of_periods(facts: Facts) -> Iterator[Issue]:
    """Yield issues that apply to every territory, as those of France.

    Without one of the régions there is no France and no rank.
    """
    for period in facts.periods:
        for flow in SIDES:
            if period not in facts.known(flow):
                yield Issue(FRANCE, period, "missing-flow", flow=flow)
            elif period not in facts.changes_known(flow):
                yield Issue(FRANCE, period, "no-year-before", flow=flow)
        for code in facts.notes[period].split():
            yield Issue(FRANCE, period, code)
    for part in facts.current:
        if part.lacking:
            item = named(part.lacking)
            yield Issue(FRANCE, part.period, "missing-regions", "totals", part.flow, item)


def _absent(facts: Facts) -> Iterator[Issue]:
    """Yield issues for what workbooks have no row of."""
    for period in facts.periods:
        codes = {code for part in facts.current if part.period == period for code in part.absent}
        for code in sorted(codes):
            issue, concerned = LACKS[code]
            yield from (Issue(each, period, issue) for each in concerned)


def _nowhere(facts: Facts, request: Request) -> pl.LazyFrame:
    """Sum the rows of France that belong to no known département."""
    known = {code for each in request.ranked for code in each.customs}
    whole = [part for part in facts.current if not part.lacking]
    return (
        cells(whole, request)
        .filter(~pl.col("department").is_in(sorted(known)))
        .group_by("period", "flow")
        .agg(pl.col("value").sum())
        .with_columns(territory=pl.lit(FRANCE), reference=pl.lit(None, dtype=pl.Float64))
    )


def _unknown(facts: Facts, request: Request) -> pl.LazyFrame:
    """Sum the rows of country codes that the configuration does not know."""
    asked = request.territories
    return (
        of_territories(facts.current, request, asked, "country")
        .filter(~pl.col("country").is_in(sorted(request.zones)))
        .group_by("territory", "period", "flow")
        .agg(pl.col("value").sum())
        .with_columns(reference=pl.lit(None, dtype=pl.Float64))
    )
