"""Table `specialisation`: weight of each product in a territory, compared with France."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from tradefiche.indicators.areas import areas, beside, everyone
from tradefiche.indicators.breakdown import in_order
from tradefiche.indicators.cells import FRANCE, of_territories, only_of
from tradefiche.indicators.columns import (
    among_all,
    exact_order,
    only_known,
    rank,
    ratio_pct,
    side_by_side,
)
from tradefiche.indicators.indicator import Indicator
from tradefiche.reference.terms import SIDES

if TYPE_CHECKING:
    from tradefiche.customs.inputs import Facts
    from tradefiche.indicators.request import Request

_KEYS = ("period", "territory", "product")
QUOTIENTS = {"exports": "rca", "imports": "imports_lq"}


def specialisation(facts: Facts, request: Request) -> pl.LazyFrame:
    """Return one row per territory, period and product that reaches the floors in either flow.

    The floors are a value and a share of the flow. The highest comparative advantage comes first,
    then products that reach the floors in imports only, by location quotient; ties by code. Values
    are in whole euros, shares in percent; ranks are of the territory in the product's flow, among
    units or régions. France has no quotients, since there is nothing to compare it with.
    """
    values = _values(facts, request)
    above = [name for side in SIDES.values() for name in (f"{side}_eur", f"{side}_total")]
    ranked = values.join(areas(request, everyone(request)), on="territory").with_columns(
        rank(
            f"{side}_eur", among_all(facts, flow), within=("period", "kind", "product"), code="code"
        ).alias(f"{side}_rank")
        for flow, side in SIDES.items()
    )
    table = beside(
        ranked.filter(pl.col("order").is_not_null()),
        ["period", "product"], above, of=values.filter(pl.col("territory") == FRANCE),
    )  # fmt: skip
    counted = table.with_columns(
        column for side in SIDES.values() for column in _derived(side, request)
    ).with_columns(rsca=(pl.col("rca") - 1) / (pl.col("rca") + 1))
    listed = pl.any_horizontal(pl.col(f"{side}_listed") for side in SIDES.values())
    found = only_of(counted.filter(listed), "product", request.shown)
    return (
        in_order(found, facts, request)
        .with_columns(level=pl.lit(request.level))
        .sort(
            "order",
            "when",
            "exports_place",
            "imports_place",
            "product",
            descending=[False, False, True, True, False],
            nulls_last=True,
        )
    )


TABLE = Indicator(specialisation)


def _values(facts: Facts, request: Request) -> pl.LazyFrame:
    """Sum every territory's flows by product, with the total of each flow."""
    places = everyone(request)
    sums = of_territories(facts.current, request, places, "product", by_product=not request.shown)
    table = side_by_side(sums, *_KEYS)
    return only_known(table, facts, places).with_columns(
        pl.col(f"{side}_eur").sum().over("period", "territory").alias(f"{side}_total")
        for side in SIDES.values()
    )


def _derived(side: str, request: Request) -> list[pl.Expr]:
    floor = request.specialisation
    value, total = pl.col(f"{side}_eur"), pl.col(f"{side}_total")
    whole, whole_total = pl.col(f"france_{side}_eur"), pl.col(f"france_{side}_total")
    share = ratio_pct(value, total)
    share_france = ratio_pct(whole, whole_total)
    listed = (value >= floor.floor_eur) & (share >= floor.floor_pct)
    compared = listed & (share_france > 0)
    # each division is of two integers, so that equal quotients are equal to the last digit
    quotient = (value / whole) * (whole_total / total)
    return [
        listed.fill_null(value=False).alias(f"{side}_listed"),
        pl.when(compared).then(exact_order(value, whole.abs())).alias(f"{side}_place"),
        share.alias(f"{side}_share_pct"),
        share_france.alias(f"france_{side}_share_pct"),
        pl.when(compared).then(quotient).alias(QUOTIENTS[side]),
        ratio_pct(value, whole).alias(f"{side}_share_france_pct"),
    ]
