"""Table `shift_share`: national growth, product mix, country mix and own part of a change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from tradefiche.indicators.areas import beside, grid, with_above
from tradefiche.indicators.cells import BOTH, FRANCE, of_territories
from tradefiche.indicators.columns import change_note, is_known, of_flow, ratio_pct
from tradefiche.indicators.indicator import Indicator
from tradefiche.reference.terms import SIDES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tradefiche.customs.inputs import Facts, FactsPart
    from tradefiche.indicators.request import Request

_ROW = ("period", "territory", "flow")
_WHOLE = ("period", "flow")
_MIXES = ("national", "product_mix", "country_mix")
_EURO = 2**40
"""Steps per euro: sums of integers do not depend on the order of rows."""


def shift_share(facts: Facts, request: Request) -> pl.LazyFrame:
    """Return one row per territory, period and flow: the change on the year, and its four parts.

    `national` is what the territory's trade of the year before would have gained at the growth
    rate of all of France; `product_mix` what France's rate of each product changes in that;
    `country_mix` what its rate of each product and country changes further; `own` the rest. Parts
    are in whole euros and in percentage points of the flow a year earlier, and add up to the
    change; `own_eur` absorbs rounding. A rate whose base is 0 or less is replaced by the next
    coarser one.

    Parts are null where the flow or its year before is not held for the territory or for France,
    or France's was 0 or less in the year before.
    """
    values = _values(facts, request)
    columns = ["value_eur", "before_eur", "change_pts"]
    own = beside(values, ["period", "flow"], columns, of=values)
    return (
        own.filter(pl.col("order").is_not_null())
        .join(_whole_of_france(values), on=_WHOLE, how="left")
        .join(_expected(facts, request), on=_ROW, how="left")
        .with_columns(_steps())
        .with_columns(*_in_euros(), *_in_points(), *_shares())
        .with_columns(
            own_eur=pl.col("change_eur")
            - pl.sum_horizontal((f"{part}_eur" for part in _MIXES), ignore_nulls=False),
            level=pl.lit(request.level),
            change_note=change_note(facts),
        )
        .sort("order", "when", "flow")
    )


TABLE = Indicator(shift_share, scope="year-before", pairs=True)


def _values(facts: Facts, request: Request) -> pl.LazyFrame:
    """Return each flow of the territories, their régions and France, now and a year earlier."""
    places = with_above(request)
    table = grid(request, places, facts.periods).join(pl.LazyFrame({"flow": [*SIDES]}), how="cross")
    for name, parts, known in (
        ("value_eur", facts.current, facts.known),
        ("before_eur", facts.previous, facts.changes_known),
    ):
        found = of_territories(parts, request, places).select(*_ROW, pl.col("value").alias(name))
        there = of_flow({f: is_known(known(f), f, parts, places) for f in SIDES})
        table = table.join(found, on=_ROW, how="left").with_columns(
            pl.when(there).then(pl.col(name).fill_null(0)).alias(name)
        )
    change = pl.col("value_eur") - pl.col("before_eur")
    return table.with_columns(change_eur=change, change_pts=ratio_pct(change, pl.col("before_eur")))


def _whole_of_france(values: pl.LazyFrame) -> pl.LazyFrame:
    """Return each flow of France, `now` and a year earlier (`then`), if that was above 0."""
    was = pl.col("before_eur")
    return values.filter(pl.col("territory") == FRANCE, was > 0).select(
        *_WHOLE, pl.col("value_eur").alias("now"), was.alias("then")
    )


def _expected(facts: Facts, request: Request) -> pl.LazyFrame:
    """Return each requested territory's trade of the year before, grown at France's finer rates.

    Columns `by_product` and `by_pair`, in steps of `_EURO` to a euro.
    """
    asked = [each.id for each in request.territories]
    own = _pairs(facts.previous, request).filter(pl.col("territory").is_in(asked))
    rates = _rates(facts, request)
    pairs = own.select(*_ROW, *BOTH, "value").join(rates, on=[*_WHOLE, *BOTH])
    of_product = ("product_now", "product_then")
    products = pairs.group_by(*_ROW, "product", *of_product).agg(pl.col("value").sum())
    return (
        pairs.group_by(_ROW)
        .agg(by_pair=_grown("value", "pair_now", "pair_then").sum())
        .join(products.group_by(_ROW).agg(by_product=_grown("value", *of_product).sum()), on=_ROW)
    )


def _rates(facts: Facts, request: Request) -> pl.LazyFrame:
    """Return France's trade, now and then, from which each rate is taken.

    One row per product and country: `product_now` and `product_then`, `pair_now` and `pair_then`;
    values of the next coarser level where the earlier one is not above 0.
    """
    keys = [*_WHOLE, *BOTH]
    before, after = (
        _pairs(parts, request).filter(pl.col("territory") == FRANCE).select(*keys, "value")
        for parts in (facts.previous, facts.current)
    )
    rates = before.join(after, on=keys, how="full", coalesce=True, suffix="_now").select(
        *keys, then=pl.col("value").fill_null(0), now=pl.col("value_now").fill_null(0)
    )
    coarser = {each: pl.col(each).sum().over(_WHOLE) for each in ("now", "then")}
    for name, of in (("product", [*_WHOLE, "product"]), ("pair", keys)):
        sums = {each: pl.col(each).sum().over(of) for each in coarser}
        rates = rates.with_columns(
            pl.when(sums["then"] > 0)
            .then(sums[each])
            .otherwise(coarser[each])
            .alias(f"{name}_{each}")
            for each in sums
        )
        coarser = {each: pl.col(f"{name}_{each}") for each in sums}
    return rates


def _pairs(parts: Sequence[FactsPart], request: Request) -> pl.LazyFrame:
    """Sum rows by product and country, for the requested territories and France."""
    france = [each for each in request.ranked if each.id == FRANCE]
    return of_territories(parts, request, (*request.territories, *france), *BOTH)


def _grown(value: str, now: str, then: str) -> pl.Expr:
    """Return value · now / then in steps of `_EURO` to a euro; integers, `then` above 0."""
    euro = pl.lit(_EURO, dtype=pl.Int128)
    part, base = pl.col(value).cast(pl.Int128) * pl.col(now), pl.col(then).cast(pl.Int128)
    whole = part // base
    return whole * euro + (part - whole * base) * euro // base


def _steps() -> list[pl.Expr]:
    """Return the four parts in steps of `_EURO` to a euro; null unless all four are known."""
    grown = _grown("before_eur", "now", "then")
    by_product, by_pair = (pl.col(each).fill_null(0) for each in ("by_product", "by_pair"))
    value, before = (
        pl.col(each).cast(pl.Int128) * pl.lit(_EURO, dtype=pl.Int128)
        for each in ("value_eur", "before_eur")
    )
    parts = {
        "national": grown - before,
        "product_mix": by_product - grown,
        "country_mix": by_pair - by_product,
        "own": value - by_pair,
    }
    known = pl.col("now").is_not_null() & pl.col("change_eur").is_not_null()
    return [pl.when(known).then(part).alias(name) for name, part in parts.items()]


def _in_euros() -> list[pl.Expr]:
    """Return the parts except `own` in whole euros."""
    half, euro = (pl.lit(each, dtype=pl.Int128) for each in (_EURO // 2, _EURO))
    return [((pl.col(part) + half) // euro).cast(pl.Int64).alias(f"{part}_eur") for part in _MIXES]


def _in_points() -> list[pl.Expr]:
    """Return the four parts in percentage points of the flow a year earlier."""
    return [
        ratio_pct(pl.col(part).cast(pl.Float64) / _EURO, pl.col("before_eur")).alias(f"{part}_pts")
        for part in (*_MIXES, "own")
    ]


def _shares() -> list[pl.Expr]:
    """Return the share of France in percent, and its change in percentage points."""
    share, before = (
        ratio_pct(pl.col(each), pl.col(f"france_{each}")) for each in ("value_eur", "before_eur")
    )
    return [
        share.alias("share_france_pct"),
        (share - before).alias("share_france_change_pts"),
    ]
