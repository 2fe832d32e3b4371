"""Exports and imports side by side, and the derivations that tables share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from tradefiche.indicators.cells import partly_known
from tradefiche.reference.terms import SIDES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tradefiche.customs.history import History
    from tradefiche.customs.inputs import Facts, FactsPart
    from tradefiche.reference.terms import Flow
    from tradefiche.reference.territories import Territory


DIGITS = 12
"""Significant digits of non-integers; later digits depend on the order of summation."""
EUROS = tuple(f"{side}_eur" for side in SIDES.values())


def side_by_side(cells: pl.LazyFrame, *keys: str) -> pl.LazyFrame:
    """Turn one row per flow into one row per combination of keys.

    Columns: the keys, `exports_eur`, `exports_kg`, `imports_eur`, `imports_kg` (euros, kg). 0 where
    nothing is recorded; a mass is null where rows are recorded but none has a mass.
    """
    columns = []
    for flow, side in SIDES.items():
        mine = pl.col("flow") == flow
        unknown = (pl.col("rows").filter(mine).sum() > 0) & (
            pl.col("masses").filter(mine).sum() == 0
        )
        mass = pl.when(~unknown).then(pl.col("mass").filter(mine).sum())
        columns += [
            pl.col("value").filter(mine).sum().alias(f"{side}_eur"),
            mass.alias(f"{side}_kg"),
        ]
    return cells.group_by(keys).agg(columns)


def is_known(
    periods: Sequence[str], flow: Flow, parts: Iterable[FactsPart], territories: Sequence[Territory]
) -> pl.Expr:
    """Say whether a flow is known for the territory and period of a row."""
    there = pl.col("period").is_in(periods)
    mine = [part for part in parts if part.flow == flow]
    partly = [f"{name} {period}" for name, period, _ in partly_known(mine, territories)]
    if not partly:
        return there
    return there & ~pl.concat_str("territory", pl.lit(" "), "period").is_in(partly)


def of_flow(tests: Mapping[Flow, pl.Expr]) -> pl.Expr:
    """Say whether the test of a row's own flow is true."""
    return pl.any_horizontal((pl.col("flow") == flow) & test for flow, test in tests.items())


def among_all(facts: Facts, flow: Flow) -> pl.Expr:
    """Say whether the territory of a row is ranked; never where a région of France is missing."""
    partial = [part.period for part in facts.current if part.flow == flow and part.lacking]
    return pl.col("ranked") & ~pl.col("period").is_in(partial)


def only_known(
    table: pl.LazyFrame,
    facts: Facts | History,
    territories: Sequence[Territory],
    *,
    units: Sequence[str] = ("eur", "kg"),
) -> pl.LazyFrame:
    """Set the columns of a flow to null where it is not known for the period or territory."""
    columns = []
    for flow, side in SIDES.items():
        there = is_known(facts.known(flow), flow, facts.current, territories)
        columns += [
            pl.when(there).then(pl.col(f"{side}_{unit}")).alias(f"{side}_{unit}") for unit in units
        ]
    return table.with_columns(columns)


def ratio_pct(part: pl.Expr, whole: pl.Expr) -> pl.Expr:
    """Return 100 · part / whole, null where the whole is 0 or unknown."""
    return pl.when(whole != 0).then(100.0 * part / whole)


def flow_shares() -> list[pl.Expr]:
    """Return each value's share of the territory's whole flow in the period, in percent."""
    return [
        ratio_pct(
            pl.col(f"{side}_eur"), pl.col(f"{side}_eur").sum().over("period", "territory")
        ).alias(f"{side}_share_pct")
        for side in SIDES.values()
    ]


def change_note(facts: Facts) -> pl.Expr:
    """Return the caveats on the year-on-year change of a row's period; null for none."""
    notes = {period: note or None for period, note in facts.notes.items()}
    return pl.col("period").replace_strict(notes, return_dtype=pl.String)


def published(value: pl.Expr) -> pl.Expr:
    """Return a number as published: unchanged if whole, else with `DIGITS` significant digits."""
    return pl.when(value == value.floor()).then(value).otherwise(value.round_sig_figs(DIGITS))


def exact_order(part: pl.Expr, whole: pl.Expr) -> pl.Expr:
    """Return integers that sort as part / whole, and are equal where the quotients are equal.

    Float quotients may differ though the exact ones are equal. Unequal quotients of integers under
    2⁴⁰ differ by more than 2⁻⁸⁰. The part must be under 2⁴⁷: 140 thousand billion euros.
    """
    return part.cast(pl.Int128) * pl.lit(2**80, dtype=pl.Int128) // whole.cast(pl.Int128)


def rank(value: str, eligible: pl.Expr, *, within: Iterable[str], code: str) -> pl.Expr:
    """Rank from 1, the largest value first, ties by code; null for 0 and what is not eligible."""
    return rank_known(value, eligible & (pl.col(value) != 0), within=within, code=code)


def rank_known(value: str, eligible: pl.Expr, *, within: Iterable[str], code: str) -> pl.Expr:
    """Rank like `rank`, but give a value of 0 a rank too; null if not eligible or unknown."""
    counted = eligible.fill_null(value=False) & pl.col(value).is_not_null()
    order = pl.struct(~counted, -pl.col(value), pl.col(code).alias("tie"))
    return pl.when(counted).then(order.rank("ordinal").over(*within)).cast(pl.Int64)
