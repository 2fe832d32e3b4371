"""Tables `partners` and `products`: every country, every product, by exports plus imports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from tradefiche.indicators.cells import by_territory, cells
from tradefiche.indicators.columns import SIDES, only_known, rank, ratio_pct, side_by_side

if TYPE_CHECKING:
    import polars as pl

    from tradefiche.customs.inputs import Facts
    from tradefiche.indicators.request import Request

FIGURES = (
    "exports_eur", "imports_eur", "balance_eur", "exports_share_pct", "imports_share_pct",
    "exports_rank", "imports_rank", "exports_kg", "imports_kg",
)  # fmt: skip


def partners(facts: Facts, request: Request) -> pl.LazyFrame:
    """Count territory, period, country and `FIGURES`, a row a country with a record.

    Values in whole euros, mass in whole kg, shares in percent of the territory's whole flow.
    Countries that cannot be ranked stand there without a rank.
    """
    import polars as pl

    eligible = ~pl.col("country").is_in(sorted(request.unrankable))
    table = _ranking(facts, request, "country", eligible)
    if request.countries:
        table = table.filter(pl.col("country").is_in(sorted(request.countries)))
    return table


def products(facts: Facts, request: Request) -> pl.LazyFrame:
    """Count territory, period, level, product and `FIGURES`, a row a product with a record.

    Units as in `partners`; the product is a code of the level asked for.
    """
    import polars as pl

    table = _ranking(facts, request, "product", pl.lit(value=True))
    if request.shown:
        table = table.filter(pl.col("product").is_in(sorted(request.shown)))
    return table


def _ranking(
    facts: Facts, request: Request, key: Literal["country", "product"], eligible: pl.Expr
) -> pl.LazyFrame:
    """Rank the codes of a column; a filter on that column is left to the caller.

    So a country keeps its rank and share among all when it is asked for alone, while a filter
    on products restricts what is counted.
    """
    import polars as pl

    summed = cells(
        facts.current,
        request,
        key,
        by_product=key == "country" or not request.shown,
        by_country=key == "product",
        within=request.territories,
    )
    sums = by_territory(summed, request.territories, key, of=facts.current)
    table = side_by_side(sums, "period", "territory", key)
    group = ("period", "territory")
    shares = [
        ratio_pct(pl.col(f"{side}_eur"), pl.col(f"{side}_eur").sum().over(*group)).alias(
            f"{side}_share_pct"
        )
        for side in SIDES.values()
    ]
    ranks = [
        rank(f"{side}_eur", eligible, within=group, code=key).alias(f"{side}_rank")
        for side in SIDES.values()
    ]
    traded = pl.sum_horizontal(pl.col(f"{side}_eur") for side in SIDES.values())
    ordered = in_order(
        only_known(table, facts, request.territories)
        .with_columns(balance_eur=pl.col("exports_eur") - pl.col("imports_eur"))
        .with_columns(*shares, *ranks),
        facts,
        request,
    ).sort("order", "when", -traded, key)
    level = [pl.lit(request.level).alias("level")] if key == "product" else []
    return ordered.select("territory", "period", *level, key, *FIGURES)


def in_order(table: pl.LazyFrame, facts: Facts, request: Request) -> pl.LazyFrame:
    """Add `order` (of the territories asked for) and `when` (of the periods)."""
    import polars as pl

    order = {territory.id: index for index, territory in enumerate(request.territories)}
    when = {period: index for index, period in enumerate(facts.periods)}
    return table.with_columns(
        order=pl.col("territory").replace_strict(order, return_dtype=pl.Int64),
        when=pl.col("period").replace_strict(when, return_dtype=pl.Int64),
    )
