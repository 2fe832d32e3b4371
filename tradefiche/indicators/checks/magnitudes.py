"""Implausible magnitudes: between releases, on a year, and trade that cannot be ranked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from tradefiche.indicators.breakdown import rankable
from tradefiche.indicators.cells import flow_totals, of_territories
from tradefiche.indicators.checks.identities import members
from tradefiche.indicators.checks.rows import issues
from tradefiche.indicators.columns import ratio_pct
from tradefiche.indicators.contributions import contributions
from tradefiche.reference.changes import BREAK
from tradefiche.reference.terms import SIDES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tradefiche.customs.check_inputs import Evidence
    from tradefiche.customs.inputs import Facts, FactsPart
    from tradefiche.indicators.request import Request

_KEYS = ("territory", "quarter", "flow")


def magnitudes(facts: Facts, evidence: Evidence, request: Request) -> Iterator[pl.LazyFrame]:
    """Yield issues for magnitudes beyond a bound of `config/checks.yaml`."""
    bounds = request.checks.bounds
    value, reference = pl.col("value"), pl.col("reference")
    if evidence.release_before:
        revised = _beside(evidence, evidence.release_before, request)
        change = (value - reference).abs()
        moved = revised.filter(change > bounds.revision_pct / 100 * reference.abs())
        yield issues(moved, "revised", about="evolution", item="quarter")
        rows = revised.with_columns(value=pl.col("rows"), reference=pl.col("rows_reference"))
        fewer = rows.filter(value < (1 - bounds.rows_pct / 100) * reference)
        yield issues(fewer, "coverage", about="evolution", item="quarter")
    if evidence.year_before:
        quarters = _beside(evidence, evidence.year_before, request)
        large = (value - reference).abs() >= bounds.least_eur
        jumped = quarters.filter(large & _jump(value, reference, bounds.times))
        yield issues(jumped, "quarter-jump", about="evolution", item="quarter")
    yield from _movers(facts, request)
    yield issues(_not_rankable(facts, request), "not-rankable", about="partners")


def _jump(value: pl.Expr, reference: pl.Expr, times: float) -> pl.Expr:
    """Say whether one value is at least `times` the other, in absolute terms."""
    return (value.abs() >= times * reference.abs()) | (reference.abs() >= times * value.abs())


def _beside(evidence: Evidence, other: Sequence[FactsPart], request: Request) -> pl.LazyFrame:
    """Return each quarter's value and number of rows, beside those of `other` for that quarter."""
    asked = request.territories
    there = {(part.period, part.flow) for part in other}
    same = [part for part in evidence.quarters if (part.period, part.flow) in there]
    now, then = (
        flow_totals(parts, request, asked).rename({"period": "quarter"}) for parts in (same, other)
    )
    earlier = then.rename({"value": "reference", "rows": "rows_reference"})
    return (
        now.join(earlier, on=_KEYS, how="full", coalesce=True)
        .with_columns(pl.col("value", "reference", "rows", "rows_reference").fill_null(0))
        .join(members(evidence), on="quarter")
    )


def _movers(facts: Facts, request: Request) -> Iterator[pl.LazyFrame]:
    """Yield issues for countries and products that move a total alone; not across January 2022.

    The total is all trade except exclusions. Under a filter on countries, only these are examined;
    under one on products, only these, if all are of the requested level; under both, none.
    """
    bounds = request.checks.bounds
    table = contributions(facts, request.whole).filter(
        ~pl.col("change_note").fill_null("").str.contains(BREAK)
    )
    by_country = pl.col("dimension") == "country"
    for flow, side in SIDES.items():
        value = pl.col(f"{side}_eur")
        moved = table.with_columns(
            flow=pl.lit(flow), value=value, reference=value - pl.col(f"{side}_change_eur")
        ).filter(
            (pl.col(f"{side}_contribution_pts").abs() >= bounds.contribution_pts)
            & _jump(pl.col("value"), pl.col("reference"), bounds.times)
        )
        countries, products = moved.filter(by_country), moved.filter(~by_country)
        if request.countries or request.products:
            countries = countries.filter(pl.col("item").is_in(sorted(request.countries)))
            products = products.filter(pl.col("item").is_in(sorted(request.shown)))
        if not request.products:
            yield issues(countries, "country-jump", about="partners", item="item")
        if not request.countries:
            yield issues(products, "product-jump", about="products", item="item")


def _not_rankable(facts: Facts, request: Request) -> pl.LazyFrame:
    asked = request.territories
    outside = ~rankable("country", request)
    shares = (
        of_territories(facts.current, request, asked, "country")
        .group_by("territory", "period", "flow")
        .agg(
            value=ratio_pct(pl.col("value").filter(outside).sum(), pl.col("value").sum()),
        )
    )
    bound = request.checks.bounds.not_rankable_pct
    beyond = shares.filter(pl.col("value") > bound)
    return beyond.with_columns(reference=pl.lit(bound, dtype=pl.Float64))
