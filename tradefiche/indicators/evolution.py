"""Table `evolution`: every quarter and rolling year of the store, with change on a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from tradefiche.indicators.areas import areas, beside, with_above
from tradefiche.indicators.cells import flow_totals
from tradefiche.indicators.columns import EUROS, only_known, ratio_pct
from tradefiche.indicators.indicator import Indicator
from tradefiche.reference.terms import SIDES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tradefiche.customs.history import History
    from tradefiche.indicators.request import Request


def evolution(history: History, request: Request) -> pl.LazyFrame:
    """Return one row per territory and quarter, then one per rolling year.

    Every quarter from the first held to the last has a row, every run of four of them, and every
    year held by workbooks. Values and changes are in whole euros, rates in percent; null where the
    period, or for changes the year before, is not held. The index of rolling years is 100 in the
    year `index_base`; it restarts at the break in series, and is null in years that straddle it.
    """
    places = with_above(request)
    grid = areas(request, places).join(_windows(history), how="cross")
    table = grid.join(_values(history, request), on=["period", "territory"], how="left")
    filled = table.with_columns(pl.col(name).fill_null(0) for name in EUROS)
    known = only_known(filled, history, places, units=("eur",)).with_columns(
        balance_eur=pl.col("exports_eur") - pl.col("imports_eur")
    )
    names = [*EUROS, "balance_eur"]
    known = _from(known, "before", names)
    known = _from(known, "index_base", EUROS).with_columns(
        _index(side).alias(f"{side}_index") for side in SIDES.values()
    )
    changes = [
        (pl.col(name) - pl.col(f"{name}_before")).alias(name.replace("_eur", "_change_eur"))
        for name in names
    ]
    rates = [
        ratio_pct(pl.col(f"{side}_change_eur"), pl.col(f"{side}_eur_before")).alias(
            f"{side}_change_pct"
        )
        for side in SIDES.values()
    ]
    coverage = ratio_pct(pl.col("exports_eur"), pl.col("imports_eur"))
    indices = [f"{side}_index" for side in SIDES.values()]
    return (
        beside(known, ["period"], indices, of=known)
        .filter(pl.col("order").is_not_null(), pl.col("shown"))
        .with_columns(changes)
        .with_columns(*rates, coverage_pct=coverage)
        .sort("order", "when")
    )


TABLE = Indicator(evolution, scope="store", takes=("history",))


def _from(table: pl.LazyFrame, period: str, names: Sequence[str]) -> pl.LazyFrame:
    """Add the values of another period to each row: `exports_eur_before`.

    Args:
        table: one row per territory and period.
        period: the column with the label of the other period; also the suffix of new columns.
        names: the columns to add.
    """
    other = table.select(
        "territory",
        pl.col("period").alias(period),
        *(pl.col(name).alias(f"{name}_{period}") for name in names),
    )
    return table.join(other, on=["territory", period], how="left")


def _index(side: str) -> pl.Expr:
    """Return 100 · value / value of the base year, null where the latter is not above 0."""
    value, base = pl.col(f"{side}_eur"), pl.col(f"{side}_eur_index_base")
    return pl.when(base > 0).then(ratio_pct(value, base))


def _windows(history: History) -> pl.LazyFrame:
    texts = dict.fromkeys(("period", "span", "before", "change_note", "index_base"), pl.String)
    return pl.LazyFrame(
        [(w.period, w.span, w.before, w.note or None, w.base, w.shown) for w in history.windows],
        schema={**texts, "shown": pl.Boolean},
        orient="row",
    ).with_row_index("when")


def _values(history: History, request: Request) -> pl.LazyFrame:
    """Sum the rows of quarters, and of years from workbooks, by territory and window."""
    pairs = [(*part, each.period) for each in history.windows for part in each.parts]
    schema = dict.fromkeys(("flow", "part", "period"), pl.String)
    windows = pl.LazyFrame(pairs, schema=schema, orient="row")
    quarters = flow_totals(history.current, request, with_above(request)).rename({"period": "part"})
    return (
        quarters.join(windows, on=["flow", "part"])
        .group_by("period", "territory")
        .agg(
            pl.col("value").filter(pl.col("flow") == flow).sum().alias(f"{side}_eur")
            for flow, side in SIDES.items()
        )
    )
