"""Breakdown by country or product, and helpers that tables by country or product share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from tradefiche.indicators.cells import of_territories, only_of
from tradefiche.indicators.columns import EUROS, flow_shares, only_known, rank, side_by_side
from tradefiche.reference.terms import SIDES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tradefiche.customs.inputs import Facts, FactsPart
    from tradefiche.indicators.request import Request
    from tradefiche.reference.terms import Dimension


def breakdown(facts: Facts, request: Request, key: Dimension) -> pl.LazyFrame:
    """Return one row per territory, period and code of `key`, the largest trade first.

    Sorted by exports plus imports, units as in `partners`, ranks among the rankable codes; see
    `sums_by` and `asked_for` for the filters.
    """
    sums = sums_by(facts.current, request, key)
    ranks = [
        rank(f"{side}_eur", rankable(key, request), within=("period", "territory"), code=key).alias(
            f"{side}_rank"
        )
        for side in SIDES.values()
    ]
    table = (
        only_known(sums, facts, request.territories)
        .with_columns(balance_eur=pl.col("exports_eur") - pl.col("imports_eur"))
        .with_columns(*flow_shares(), *ranks)
    )
    ordered = in_order(table, facts, request).sort("order", "when", -pl.sum_horizontal(EUROS), key)
    return only_of(ordered, key, asked_for(key, request))


def sums_by(parts: Sequence[FactsPart], request: Request, key: Dimension) -> pl.LazyFrame:
    """Sum the flows of each requested territory by `key`, side by side.

    A filter on the other dimension restricts what is counted, as does one on products that are not
    all of the requested level. A filter on `key` itself is left to the caller, so that a country
    asked for alone keeps its rank and share among all.
    """
    sums = of_territories(
        parts, request, request.territories, key,
        by_product=key == "country" or not request.shown, by_country=key == "product",
    )  # fmt: skip
    return side_by_side(sums, "period", "territory", key)


def asked_for(key: Dimension, request: Request) -> frozenset[str]:
    """Return the codes of `key` whose rows are asked for; empty for all."""
    return request.countries if key == "country" else request.shown


def rankable(key: Dimension, request: Request) -> pl.Expr:
    """Say whether the code in column `key` can be ranked: any product, but not every country."""
    if key == "product":
        return pl.lit(value=True)
    return ~pl.col(key).is_in(sorted(request.unrankable))


def counts(key: Dimension, request: Request) -> pl.Expr:
    """Say whether indices count the sum of a code: above 0 and, of a country, rankable."""
    return (pl.col("value") > 0) & rankable(key, request)


def left_alone(summed: pl.LazyFrame, key: Dimension, request: Request) -> pl.LazyFrame:
    """Return the periods and flows in which only one code is left in all of France.

    Args:
        summed: cells by `key`, of all départements.
        key: the column of the code.
        request: decides which codes count; see `counts`.
    """
    return (
        summed.filter(counts(key, request))
        .group_by("period", "flow")
        .agg(codes=pl.col(key).n_unique())
        .filter(pl.col("codes") == 1)
        .select("period", "flow")
    )


def in_order(table: pl.LazyFrame, facts: Facts, request: Request) -> pl.LazyFrame:
    """Add `order`, the index of the requested territory, and `when`, that of the period."""
    order = {territory.id: index for index, territory in enumerate(request.territories)}
    when = {period: index for index, period in enumerate(facts.periods)}
    return table.with_columns(
        order=pl.col("territory").replace_strict(order, return_dtype=pl.Int64),
        when=pl.col("period").replace_strict(when, return_dtype=pl.Int64),
    )
