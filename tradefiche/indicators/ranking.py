"""Table `ranking`: territories by a measure, with rank, share of France and change of rank."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

from tradefiche.customs.inputs import Facts
from tradefiche.indicators.areas import everyone
from tradefiche.indicators.cells import FRANCE
from tradefiche.indicators.columns import among_all, published, rank_known, ratio_pct
from tradefiche.indicators.concentration import concentration
from tradefiche.indicators.indicator import Indicator
from tradefiche.indicators.measures import MEASURES
from tradefiche.indicators.totals import totals
from tradefiche.reference.changes import BREAK
from tradefiche.reference.terms import SIDES

if TYPE_CHECKING:
    from tradefiche.indicators.measures import Measure
    from tradefiche.indicators.request import Request

_PLACE = ("period", "territory")
_GROUP = ("period", "kind")


def ranking(facts: Facts, request: Request) -> pl.LazyFrame:
    """Return one row per territory and period: the largest value first, unknown ones last.

    Values are in the unit of the measure, divided by `request.per` if given. Ranks are from 1 among
    all 100 units or all 18 régions, whichever are requested, ties by code. They are null for
    France, Monaco and a flow of 0, where not all of France is held, and where a territory of the
    kind has no number to divide by; so is the cumulated share. Shares are in percent of France,
    null for measures that do not add up and for divided values. The change of rank, in places
    gained, is null across the break of January 2022.
    """
    measure = MEASURES[request.measure]
    everywhere = replace(request, territories=everyone(request))
    earlier = Facts(facts.periods, facts.previous, (), facts.notes)
    before = _ranked(earlier, everywhere, measure).select(*_PLACE, before_rank="rank")
    compared = ~pl.col("change_note").fill_null("").str.contains(BREAK)
    asked = [each.id for each in request.territories]
    return (
        _ranked(facts, everywhere, measure)
        .join(before, on=_PLACE, how="left")
        .with_columns(
            rank_change=pl.when(compared).then(pl.col("before_rank") - pl.col("rank")),
            measure=pl.lit(measure.name),
            unit=pl.lit(measure.unit),
            product_level=pl.lit(request.level if measure.by_product else None, dtype=pl.String),
        )
        .filter(pl.col("territory").is_in(asked))
        .sort("when", -pl.col("value"), "code", "territory", nulls_last=True)
    )


TABLE = Indicator(ranking, scope="year-before")


def _ranked(facts: Facts, request: Request, measure: Measure) -> pl.LazyFrame:
    """Return one row per territory of the request and period, with value, rank and shares."""
    divisor = pl.lit(None, dtype=pl.Float64)
    value = measure.value().cast(pl.Float64)
    if request.per is not None:
        divisor = pl.col("territory").replace_strict(
            dict(request.per), default=None, return_dtype=pl.Float64
        )
        value = pl.when(divisor > 0).then(value / divisor)
    table = _counted(facts, request, measure).with_columns(value=published(value), divisor=divisor)
    whole = [among_all(facts, flow) for flow in measure.flows]
    if request.per is not None:
        whole.append(pl.col("kind").is_in(_divided(request)))
    if measure.over_year:
        earlier = Facts(facts.periods, facts.previous, (), facts.notes)
        whole += [among_all(earlier, flow) for flow in measure.flows]
    ranked = pl.all_horizontal(*whole, measure.recorded())
    table = table.with_columns(rank=rank_known("value", ranked, within=_GROUP, code="code"))
    france = table.filter(territory=FRANCE).select("period", france_value="value")
    adds_up = measure.adds_up and request.per is None
    return table.join(france, on="period", how="left").with_columns(
        *_shares(measure.column if adds_up else None)
    )


def _counted(facts: Facts, request: Request, measure: Measure) -> pl.LazyFrame:
    """Return the columns that the measure is read from, one row per territory and period."""
    table = totals(facts, request).with_columns(
        (pl.col(f"{side}_eur") - pl.col(f"{side}_before")).alias(f"{side}_change_eur")
        for side in SIDES.values()
    )
    table = table.with_columns(
        balance_change_eur=pl.col("exports_change_eur") - pl.col("imports_change_eur")
    )
    if measure.needs_filter:
        names = [pl.col(f"{side}_eur").alias(f"whole_{side}_eur") for side in SIDES.values()]
        whole = totals(facts, request.whole).select(*_PLACE, *names)
        table = table.join(whole, on=_PLACE)
    if measure.spread:
        dimension = request.level if measure.spread == "product" else measure.spread
        found = concentration(facts, request).filter(flow=measure.flows[0], dimension=dimension)
        table = table.join(found.select(*_PLACE, "hhi"), on=_PLACE, how="left")
    return table


def _divided(request: Request) -> list[str]:
    """Return the kinds of territories of which every one has a divisor, even if it is 0."""
    per = request.per or {}
    lacking = {each.kind for each in request.ranked if each.id not in per}
    return sorted({each.kind for each in request.ranked} - lacking)


def _shares(summed: str | None) -> list[pl.Expr]:
    """Return the share of France's `summed`, and that cumulated down to the rank; null if None."""
    if summed is None:
        none = pl.lit(None, dtype=pl.Float64)
        return [none.alias("share_france_pct"), none.alias("cumulated_share_pct")]
    amount, france = pl.col(summed), pl.col(f"france_{summed}")
    first = pl.when(pl.col("rank").is_not_null()).then(amount).otherwise(0)
    cumulated = first.cum_sum().over(*_GROUP, order_by="rank")
    return [
        ratio_pct(amount, france).alias("share_france_pct"),
        pl.when(pl.col("rank").is_not_null())
        .then(ratio_pct(cumulated, france))
        .alias("cumulated_share_pct"),
    ]
