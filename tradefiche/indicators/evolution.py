"""Table `evolution`: every quarter and rolling year that the store holds, and change on a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.indicators.areas import areas
from tradefiche.indicators.cells import by_territory, cells
from tradefiche.indicators.columns import SIDES, only_known, ratio_pct, side_by_side
from tradefiche.indicators.indicator import Indicator

if TYPE_CHECKING:
    import polars as pl

    from tradefiche.customs.history import History
    from tradefiche.indicators.request import Request


def evolution(history: History, request: Request) -> pl.LazyFrame:
    """Count a row a territory and quarter, then a row a rolling year.

    Every quarter from the first held to the last has its row, and every run of four. What is not
    held is empty, and so is the change where the year before is not held.
    """
    import polars as pl

    windows = _windows(history)
    grid = areas(request, request.territories).join(windows, how="cross")
    table = grid.join(_values(history, request), on=["period", "territory"], how="left")
    held = [f"{side}_eur" for side in SIDES.values()]
    filled = table.with_columns(pl.col(name).fill_null(0) for name in held)
    known = only_known(filled, history, request.territories, units=("eur",)).with_columns(
        balance_eur=pl.col("exports_eur") - pl.col("imports_eur")
    )
    names = [*held, "balance_eur"]
    earlier = known.select(
        "territory",
        pl.col("period").alias("before"),
        *(pl.col(name).alias(f"{name}_before") for name in names),
    )
    changed = known.join(earlier, on=["territory", "before"], how="left").with_columns(
        (pl.col(name) - pl.col(f"{name}_before")).alias(name.replace("_eur", "_change_eur"))
        for name in names
    )
    return changed.with_columns(
        *(
            ratio_pct(pl.col(f"{side}_change_eur"), pl.col(f"{side}_eur_before")).alias(
                f"{side}_change_pct"
            )
            for side in SIDES.values()
        ),
        coverage_pct=ratio_pct(pl.col("exports_eur"), pl.col("imports_eur")),
    ).sort("order", "when")


TABLE = Indicator(evolution, scope="store", takes=("history",))


def _windows(history: History) -> pl.LazyFrame:
    import polars as pl

    return pl.LazyFrame(
        [(each.period, each.span, each.before, each.note or None) for each in history.windows],
        schema=dict.fromkeys(("period", "span", "before", "change_note"), pl.String),
        orient="row",
    ).with_row_index("when")


def _values(history: History, request: Request) -> pl.LazyFrame:
    """Sum the rows of quarters to territories and windows."""
    import polars as pl

    pairs = [(*part, each.period) for each in history.windows for part in each.parts]
    schema = dict.fromkeys(("flow", "part", "period"), pl.String)
    windows = pl.LazyFrame(pairs, schema=schema, orient="row")
    parts, asked = history.current, request.territories
    summed = cells(parts, request, within=asked)
    quarters = by_territory(summed, asked, of=parts).rename({"period": "part"})
    return side_by_side(quarters.join(windows, on=["flow", "part"]), "period", "territory")
