"""Table `concentration`: how concentrated a flow is, by country and by product."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from tradefiche.indicators.areas import beside, everyone, grid
from tradefiche.indicators.breakdown import counts, left_alone, rankable
from tradefiche.indicators.cells import cells, of_territories
from tradefiche.indicators.columns import among_all, is_known, of_flow, rank, ratio_pct
from tradefiche.indicators.indicator import Indicator
from tradefiche.reference.terms import SIDES

if TYPE_CHECKING:
    from tradefiche.customs.inputs import Facts
    from tradefiche.indicators.request import Request
    from tradefiche.reference.terms import Dimension

_GROUP = ("period", "territory", "flow")
_FIRST = (1, 3, 5, 10)
"""For how many of the largest countries or products together a share is given."""
_INDICES = ("hhi", "hhi_normalised", "effective_hhi", "effective_entropy")
_FINE = 2.0**50
_STEP = 2**40


def concentration(facts: Facts, request: Request) -> pl.LazyFrame:
    """Return one row per territory, period, flow and breakdown: by `country`, then by product.

    Indices are computed from rankable codes with a positive value; the shares of the largest ones
    are in percent of the whole flow. `hhi_rank` is from 1, the most concentrated, among the units
    or the régions. Filters restrict what is counted in both breakdowns; where they leave one
    country, or product, in all of France, there is no index. A flow that is held but has no trade
    has count 0 and no index; a flow that is not held has null figures.
    """
    keys: tuple[Dimension, ...] = ("country", "product")
    tables = [_by(facts, request, key).with_columns(place=pl.lit(n)) for n, key in enumerate(keys)]
    return (
        pl.concat(tables)
        .filter(pl.col("order").is_not_null())
        .sort("order", "when", "flow", "place")
    )


TABLE = Indicator(concentration)


def _by(facts: Facts, request: Request, key: Dimension) -> pl.LazyFrame:
    summed = cells(facts.current, request, key)
    values = of_territories(facts.current, request, everyone(request), key)
    there = of_flow(
        {f: is_known(facts.known(f), f, facts.current, everyone(request)) for f in SIDES}
    )
    table = (
        grid(request, everyone(request), facts.periods)
        .join(pl.LazyFrame({"flow": [*SIDES]}), how="cross")
        .join(_measured(values, key, request), on=[*_GROUP], how="left")
        .with_columns(
            pl.when(there).then(pl.col(name).fill_null(0)).alias(name)
            for name in ("count", "value_eur")
        )
    )
    if request.restricted:
        lone = left_alone(summed, key, request).with_columns(lone=pl.lit(value=True))
        table = table.join(lone, on=["period", "flow"], how="left").with_columns(
            pl.when(pl.col("lone").is_null()).then(pl.col(name)).alias(name) for name in _INDICES
        )
    among = of_flow({flow: among_all(facts, flow) for flow in SIDES})
    ranked = table.with_columns(
        dimension=pl.lit(key if key == "country" else request.level),
        hhi_rank=rank("hhi", among, within=("period", "flow", "kind"), code="code"),
    )
    return beside(ranked, ["period", "flow"], ["hhi"], of=ranked)


def _measured(values: pl.LazyFrame, key: Dimension, request: Request) -> pl.LazyFrame:
    """Compute the indices of each territory's flow.

    Sums are of integers, so that the order of rows or threads changes no digit: squares in 128
    bits, the terms of the entropy in units of 2⁻⁵⁰. Equal indices are equal to the last digit.
    """
    value = pl.col("value")
    based = counts(key, request)
    base = value.filter(based).sum()
    share = pl.col("share")
    term = (-share * share.log() * _FINE).round().cast(pl.Int64)
    square = value.cast(pl.Int128) * value.cast(pl.Int128)
    return (
        values.with_columns(based=based, base=base.over(_GROUP))
        .with_columns(share=pl.when("based").then(value / pl.col("base")))
        .group_by(_GROUP)
        .agg(
            value_eur=value.sum(),
            excluded=value.filter(~rankable(key, request)).sum(),
            count=pl.col("based").sum().cast(pl.Int64),
            base=base,
            squares=square.filter(based).sum(),
            entropy=term.sum(),
            **{f"top{n}": value.filter(based).top_k(n).sum() for n in _FIRST},
        )
        .with_columns(_indices())
    )


def _indices() -> list[pl.Expr]:
    count, squares = pl.col("count").cast(pl.Int128), pl.col("squares")
    whole = pl.col("base").cast(pl.Int128) * pl.col("base").cast(pl.Int128)
    some, several = pl.col("count") > 0, pl.col("count") > 1
    hhi = _quotient(squares, whole)
    return [
        ratio_pct(pl.col("excluded"), pl.col("value_eur")).alias("excluded_share_pct"),
        pl.when(some).then(hhi).alias("hhi"),
        pl.when(some).then(1 / hhi).alias("effective_hhi"),
        pl.when(some).then((pl.col("entropy") / _FINE).exp()).alias("effective_entropy"),
        pl.when(several)
        .then((count * squares - whole).cast(pl.Float64) / (whole * (count - 1)).cast(pl.Float64))
        .alias("hhi_normalised"),
        *(
            pl.when(some)
            .then(ratio_pct(pl.col(f"top{n}"), pl.col("value_eur")))
            .alias(f"top{n}_share_pct")
            for n in _FIRST
        ),
    ]


def _quotient(part: pl.Expr, whole: pl.Expr) -> pl.Expr:
    """Divide integers under 2⁸⁶, the first no larger than the second.

    Computed to 80 binary places, so that equal quotients are equal and float noise sets no rank.
    """
    step = pl.lit(_STEP, dtype=pl.Int128)
    high = part * step // whole
    low = (part * step - high * whole) * step // whole
    return (high * step + low).cast(pl.Float64) / float(_STEP**2)
