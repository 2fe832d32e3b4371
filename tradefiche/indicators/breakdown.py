"""Breakdown by country or product, and helpers that tables by country or product share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.indicators.cells import of_territories
from tradefiche.indicators.columns import SIDES, only_known, rank, ratio_pct, side_by_side

if TYPE_CHECKING:
    import polars as pl

    from tradefiche.customs.inputs import Facts
    from tradefiche.indicators.request import Request
    from tradefiche.reference.terms import Dimension


def breakdown(facts: Facts, request: Request, key: Dimension, eligible: pl.Expr) -> pl.LazyFrame:
    """Return one row per territory, period and code of `key`, the largest trade first.

    Sorted by exports plus imports, units as in `partners`, ranks among the `eligible` codes. The
    caller filters by `key`, so that a country asked for alone keeps its rank and share among all.
    A filter on the other dimension restricts what is counted, as does one on products that are not
    all of the requested level.
    """
    import polars as pl

    sums = of_territories(
        facts.current, request, request.territories, key,
        by_product=key == "country" or not request.shown, by_country=key == "product",
    )  # fmt: skip
    table = side_by_side(sums, "period", "territory", key)
    group = ("period", "territory")
    shares = [
        ratio_pct(pl.col(f"{side}_eur"), pl.col(f"{side}_eur").sum().over(*group)).alias(
            f"{side}_share_pct"
        )
        for side in SIDES.values()
    ]
    ranks = [
        rank(f"{side}_eur", eligible, within=group, code=key).alias(f"{side}_rank")
        for side in SIDES.values()
    ]
    traded = pl.sum_horizontal(pl.col(f"{side}_eur") for side in SIDES.values())
    return in_order(
        only_known(table, facts, request.territories)
        .with_columns(balance_eur=pl.col("exports_eur") - pl.col("imports_eur"))
        .with_columns(*shares, *ranks),
        facts,
        request,
    ).sort("order", "when", -traded, key)


def counts(key: Dimension, request: Request) -> pl.Expr:
    """Say whether indices count the sum of a code: above 0 and, of a country, rankable."""
    import polars as pl

    above = pl.col("value") > 0
    return above & ~pl.col(key).is_in(sorted(request.unrankable)) if key == "country" else above


def left_alone(summed: pl.LazyFrame, key: Dimension, request: Request) -> pl.LazyFrame:
    """Return the periods and flows in which only one code is left in all of France.

    Args:
        summed: cells by `key`, of all départements.
        key: the column of the code.
        request: decides which codes count; see `counts`.
    """
    import polars as pl

    return (
        summed.filter(counts(key, request))
        .group_by("period", "flow")
        .agg(codes=pl.col(key).n_unique())
        .filter(pl.col("codes") == 1)
        .select("period", "flow")
    )


def in_order(table: pl.LazyFrame, facts: Facts, request: Request) -> pl.LazyFrame:
    """Add `order`, the index of the requested territory, and `when`, that of the period."""
    import polars as pl

    order = {territory.id: index for index, territory in enumerate(request.territories)}
    when = {period: index for index, period in enumerate(facts.periods)}
    return table.with_columns(
        order=pl.col("territory").replace_strict(order, return_dtype=pl.Int64),
        when=pl.col("period").replace_strict(when, return_dtype=pl.Int64),
    )
