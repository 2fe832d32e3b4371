"""Table `totals`: a territory's exports and imports, with shares, ranks and change on a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from tradefiche.indicators.areas import ABOVE, beside, everyone, grid
from tradefiche.indicators.cells import of_territories
from tradefiche.indicators.columns import (
    EUROS,
    among_all,
    change_note,
    is_known,
    only_known,
    rank,
    ratio_pct,
    side_by_side,
)
from tradefiche.indicators.indicator import Indicator
from tradefiche.reference.terms import SIDES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tradefiche.customs.inputs import Facts, FactsPart
    from tradefiche.indicators.request import Request
    from tradefiche.reference.terms import Flow


_APART = "excl_energy_eur"


def totals(facts: Facts, request: Request) -> pl.LazyFrame:
    """Return one row per territory and period, in the order requested.

    Values are in whole euros (exports FOB, imports CIF), mass in whole kg, shares and changes in
    percent. Ranks are from 1, the largest value, among the 100 units or the 18 régions, ties by
    code; there is none for a flow of 0 or where a région of France is missing. Null: not known.
    """
    table = grid(request, everyone(request), facts.periods)
    now = _sides(facts.current, request)
    filled = _zero_filled(table.join(now, on=["period", "territory"], how="left"))
    table = only_known(filled, facts, everyone(request))
    table = beside(table, ["period"], EUROS, of=now)
    before = _sides(facts.previous, request).select(
        "period", "territory", *(pl.col(f"{s}_eur").alias(f"{s}_before") for s in SIDES.values())
    )
    table = table.join(before, on=["period", "territory"], how="left").with_columns(
        _before(flow, side, facts, request) for flow, side in SIDES.items()
    )
    table = _beside_energy(table, facts, request)
    derived = [column for flow, side in SIDES.items() for column in _derived(flow, side, facts)]
    table = table.with_columns(
        *derived,
        balance_eur=pl.col("exports_eur") - pl.col("imports_eur"),
        balance_excl_energy_eur=pl.col("exports_excl_energy_eur")
        - pl.col("imports_excl_energy_eur"),
        coverage_pct=ratio_pct(pl.col("exports_eur"), pl.col("imports_eur")),
        change_note=change_note(facts),
    )
    return table.filter(pl.col("order").is_not_null()).sort("order", "when")


TABLE = Indicator(totals, scope="year-before")


def _beside_energy(table: pl.LazyFrame, facts: Facts, request: Request) -> pl.LazyFrame:
    """Add the values excluding energy; null where filters leave nothing but energy."""
    names = [f"{side}_{_APART}" for side in SIDES.values()]
    if not request.energy:
        return table.with_columns(pl.lit(None, dtype=pl.Int64).alias(name) for name in names)
    sums = _sides(facts.current, request.without_energy).select(
        "period", "territory", *(pl.col(f"{s}_eur").alias(f"{s}_{_APART}") for s in SIDES.values())
    )
    joined = table.join(sums, on=["period", "territory"], how="left")
    filled = joined.with_columns(pl.col(names).fill_null(0))
    return only_known(filled, facts, everyone(request), units=(_APART,))


def _sides(parts: Sequence[FactsPart], request: Request) -> pl.LazyFrame:
    """Sum the rows by all territories of `everyone`: shares need the régions and France."""
    summed = of_territories(parts, request, everyone(request))
    return side_by_side(summed, "period", "territory")


def _zero_filled(table: pl.LazyFrame) -> pl.LazyFrame:
    """Fill with 0 where a territory has no row: nothing is recorded there."""
    empty = pl.col("exports_eur").is_null()
    names = [f"{side}_{unit}" for side in SIDES.values() for unit in ("eur", "kg")]
    return table.with_columns(pl.when(empty).then(0).otherwise(pl.col(n)).alias(n) for n in names)


def _before(flow: Flow, side: str, facts: Facts, request: Request) -> pl.Expr:
    """Return the value a year earlier: 0 where nothing is recorded, null if it is not known."""
    known = is_known(facts.changes_known(flow), flow, facts.previous, everyone(request))
    before = pl.col(f"{side}_before").fill_null(0)
    return pl.when(known).then(before).alias(f"{side}_before")


def _derived(flow: Flow, side: str, facts: Facts) -> list[pl.Expr]:
    """Return shares, rank and change of one side."""
    value, before = pl.col(f"{side}_eur"), pl.col(f"{side}_before")
    return [
        *(
            ratio_pct(value, pl.col(f"{area}_{side}_eur")).alias(f"{side}_share_{area}_pct")
            for area in ABOVE
        ),
        ratio_pct(value - before, before).alias(f"{side}_change_pct"),
        rank(f"{side}_eur", among_all(facts, flow), within=("period", "kind"), code="code").alias(
            f"{side}_rank"
        ),
    ]
