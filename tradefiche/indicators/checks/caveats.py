"""What a reader should know about figures: gaps, breaks in series, caveats of territories."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.customs.regions import MONACO, named
from tradefiche.indicators.cells import FRANCE, cells, of_territories
from tradefiche.indicators.checks.rows import NUMBERS, issues, listed
from tradefiche.indicators.columns import SIDES
from tradefiche.reference.codes import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import polars as pl

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
    said = list(_of_periods(facts))
    rows = [(each, period, code, flow) for each in asked for period, code, flow in said]
    absent = [row for row in _absent(facts) if row[0] in asked]
    rows += absent
    without = {period for _, period, code, _ in absent if code == "lacks-monaco"}
    for code, caveat in request.checks.caveats.items():
        if of_other_products(caveat, request):
            continue
        rows += [
            (each, period, code, None)
            for each in asked
            if each in caveat.territories
            for period in facts.periods
            if not (code == _MONACO and period in without)
        ]
    yield listed(rows)
    yield _lacking(facts, asked)
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


def _of_periods(facts: Facts) -> Iterator[tuple[str, str, str | None]]:
    """Yield period, code and flow of issues that apply to every territory."""
    for period in facts.periods:
        for flow in SIDES:
            if period not in facts.known(flow):
                yield period, "missing-flow", flow
            elif period not in facts.changes_known(flow):
                yield period, "no-year-before", flow
        for code in facts.notes[period].split():
            yield period, code, None


def _absent(facts: Facts) -> Iterator[tuple[str, str, CheckCode, None]]:
    """Yield territory, period and code of issues for what workbooks have no row of."""
    for period in facts.periods:
        codes = {code for part in facts.current if part.period == period for code in part.absent}
        for code in sorted(codes):
            issue, concerned = LACKS[code]
            yield from ((each, period, issue, None) for each in concerned)


def _lacking(facts: Facts, asked: list[str]) -> pl.LazyFrame:
    """Return issues for missing régions, without which there is no France and no rank."""
    import polars as pl

    rows = [
        (each, part.period, part.flow, named(part.lacking), None, None)
        for each in asked
        for part in facts.current
        if part.lacking
    ]
    schema = dict.fromkeys(("territory", "period", "flow", "regions"), pl.String())
    table = pl.LazyFrame(rows, schema=schema | dict.fromkeys(NUMBERS, pl.Float64()), orient="row")
    return issues(table, "missing-regions", about="totals", item="regions")


def _nowhere(facts: Facts, request: Request) -> pl.LazyFrame:
    """Sum the rows of France that belong to no known département."""
    import polars as pl

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
    import polars as pl

    asked = request.territories
    return (
        of_territories(facts.current, request, asked, "country")
        .filter(~pl.col("country").is_in(sorted(request.zones)))
        .group_by("territory", "period", "flow")
        .agg(pl.col("value").sum())
        .with_columns(reference=pl.lit(None, dtype=pl.Float64))
    )
