"""Table `flows`: pairs of product and country, the largest named, the rest as `OTHER`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from tradefiche.indicators.breakdown import in_order, rankable
from tradefiche.indicators.cells import BOTH, of_territories
from tradefiche.indicators.columns import rank, ratio_pct
from tradefiche.indicators.indicator import Indicator
from tradefiche.reference.codes import OTHER

if TYPE_CHECKING:
    from tradefiche.customs.inputs import Facts
    from tradefiche.indicators.request import Request

_GROUP = ("period", "territory", "flow")


def flows(facts: Facts, request: Request) -> pl.LazyFrame:
    """Return one row per territory, period, flow and pair of the top N products and countries.

    Values are in whole euros, shares in percent of the territory's whole flow; under a filter, of
    the trade that it selects. Products and countries beyond the top N, or that cannot be ranked,
    are `OTHER`. Pairs without `OTHER` are ranked from 1 within the flow; others come last, without
    rank. Pairs of value 0 are left out.

    `largest_pair_eur` is the value of the largest single pair within a row, among rankable
    countries: the row's own value unless it groups several pairs. It shows whether `OTHER` hides a
    pair larger than those named; null where the row has no rankable country.
    """
    pairs = of_territories(facts.current, request, request.territories, *BOTH)
    eligible = rankable("country", request)
    pairs = pairs.with_columns(ranked=pl.when(eligible).then("value"))
    pairs = _top(pairs, "product", pl.lit(value=True), request.top)
    pairs = _top(pairs, "country", eligible, request.top)
    named = (pl.col("product") != OTHER) & (pl.col("country") != OTHER)
    table = (
        pairs.group_by(*_GROUP, "product", "country")
        .agg(value_eur=pl.col("value").sum(), largest_pair_eur=pl.col("ranked").max())
        .with_columns(
            share_pct=ratio_pct(pl.col("value_eur"), pl.col("value_eur").sum().over(*_GROUP)),
            pair=pl.concat_str("product", pl.lit(" "), "country"),
        )
        .with_columns(rank=rank("value_eur", named, within=_GROUP, code="pair"))
        .filter(pl.col("value_eur") != 0)
        .with_columns(
            level=pl.lit(request.level),
            highlighted=(pl.col("rank") <= request.highlight).fill_null(value=False),
        )
    )
    return in_order(table, facts, request).sort(
        "order", "when", "flow", "rank", -pl.col("value_eur"), "product", "country",
        nulls_last=True,
    )  # fmt: skip


TABLE = Indicator(flows, pairs=True)


def _top(pairs: pl.LazyFrame, key: str, eligible: pl.Expr, top: int) -> pl.LazyFrame:
    """Replace codes that are not among the `top` eligible ones of each flow with `OTHER`."""
    first = (
        pairs.group_by(*_GROUP, key)
        .agg(pl.col("value").sum())
        .with_columns(place=rank("value", eligible, within=_GROUP, code=key))
        .filter(pl.col("place") <= top)
        .select(*_GROUP, key, "place")
    )
    joined = pairs.join(first, on=[*_GROUP, key], how="left")
    name = pl.when(pl.col("place").is_not_null()).then(pl.col(key)).otherwise(pl.lit(OTHER))
    return joined.with_columns(name.alias(key)).drop("place")
