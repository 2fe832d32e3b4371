"""Table `contributions`: what each country and product adds to the change of the total."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from tradefiche.indicators.breakdown import asked_for, in_order, sums_by
from tradefiche.indicators.cells import only_of
from tradefiche.indicators.columns import change_note, is_known, ratio_pct
from tradefiche.indicators.indicator import Indicator
from tradefiche.reference.terms import SIDES

if TYPE_CHECKING:
    from tradefiche.customs.inputs import Facts
    from tradefiche.indicators.request import Request
    from tradefiche.reference.terms import Dimension


_GROUP = ("period", "territory")


def contributions(facts: Facts, request: Request) -> pl.LazyFrame:
    """Return one row per territory, period and element: countries, then products.

    Elements are those recorded in either year, the largest changes first: of exports and imports
    together, in absolute value. Values and changes are in whole euros, rates in percent,
    contributions in percentage points of the total a year earlier. Null where the flow or the year
    before is not held; a contribution also where the total was 0.
    """
    table = pl.concat([_by(facts, request, "country"), _by(facts, request, "product")])
    moved = pl.sum_horizontal(pl.col(f"{side}_change_eur").abs() for side in SIDES.values())
    return (
        in_order(table, facts, request)
        .with_columns(change_note=change_note(facts), place=pl.col("dimension") != "country")
        .sort("order", "when", "place", -moved, "item")
    )


TABLE = Indicator(contributions, scope="year-before")


def _by(facts: Facts, request: Request, key: Dimension) -> pl.LazyFrame:
    """Compute one breakdown; a filter on its own codes only selects rows."""
    keys = [*_GROUP, key]
    now = sums_by(facts.current, request, key)
    before = sums_by(facts.previous, request, key)
    table = now.join(before, on=keys, how="full", coalesce=True, suffix="_before")
    for flow, side in SIDES.items():
        for name, periods, parts in (
            (f"{side}_eur", facts.known(flow), facts.current),
            (f"{side}_eur_before", facts.changes_known(flow), facts.previous),
        ):
            there = is_known(periods, flow, parts, request.territories)
            table = table.with_columns(pl.when(there).then(pl.col(name).fill_null(0)).alias(name))
    counted = table.with_columns(
        column for side in SIDES.values() for column in _changes(side)
    ).rename({key: "item"})
    dimension = pl.lit(key if key == "country" else request.level)
    return only_of(counted, "item", asked_for(key, request)).with_columns(dimension=dimension)


def _changes(side: str) -> list[pl.Expr]:
    before = pl.col(f"{side}_eur_before")
    change = pl.col(f"{side}_eur") - before
    return [
        change.alias(f"{side}_change_eur"),
        ratio_pct(change, before.sum().over(_GROUP)).alias(f"{side}_contribution_pts"),
        ratio_pct(change, before).alias(f"{side}_change_pct"),
    ]
