"""Table `exposure`: the share of a territory's trade, and of each product's, with a partner."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from tradefiche.customs.slices import SUMS
from tradefiche.indicators.areas import beside, everyone, grid
from tradefiche.indicators.breakdown import rankable
from tradefiche.indicators.cells import BOTH, by_territory, cells, of_territories, only_of
from tradefiche.indicators.columns import among_all, only_known, rank, ratio_pct, side_by_side
from tradefiche.indicators.indicator import Indicator
from tradefiche.reference.codes import TOTAL
from tradefiche.reference.terms import SIDES

if TYPE_CHECKING:
    from tradefiche.customs.inputs import Facts
    from tradefiche.indicators.request import Request
    from tradefiche.reference.terms import Dimension

_KEYS = ("period", "territory", "product")
_CELL = ("period", "flow", "department")


def exposure(facts: Facts, request: Request) -> pl.LazyFrame:
    """Return, per territory, period and partner, a row `TOTAL`, then one per product traded.

    Products are sorted by exports to the partner, then imports from it, the largest first. Values
    are in whole euros, shares in percent. `<side>_rank` ranks the product among those traded with
    the partner and, in row `TOTAL`, a country among all (null for a group); `<side>_exposure_rank`
    ranks the territory by its exposure. `request.shown` keeps only these products, not `TOTAL`.
    """
    table = _ranked(_values(facts, request), facts)
    table = only_of(table.filter(pl.col("order").is_not_null()), "product", request.shown)
    rate = pl.lit(request.tariff, dtype=pl.Float64)
    due = (pl.col("exports_eur") * rate / 100).round(mode="half_away_from_zero").cast(pl.Int64)
    return (
        table.join(_country_ranks(facts, request), on=[*_KEYS, "partner"], how="left")
        .with_columns(
            *(
                pl.when(pl.col("product") == TOTAL)
                .then(pl.col(f"{side}_country_rank"))
                .otherwise(pl.col(f"{side}_rank"))
                .alias(f"{side}_rank")
                for side in SIDES.values()
            ),
            level=pl.lit(request.level),
            tariff_pct=rate,
            tariff_eur=due,
        )
        .sort(
            "order", "when", "place", pl.col("product") != TOTAL,
            -pl.col("exports_eur"), -pl.col("imports_eur"), "product", nulls_last=True,
        )
    )  # fmt: skip


TABLE = Indicator(exposure, pairs=True)


def _values(facts: Facts, request: Request) -> pl.LazyFrame:
    """Return each territory's trade with each partner, and with all countries, by product.

    Columns for all countries end in `_all`. Row `TOTAL` is always there; a product has a row
    where it is traded with the partner.
    """
    members = pl.LazyFrame(
        [(code, each.id, n) for n, each in enumerate(request.partners) for code in each.members],
        schema={"country": pl.String, "partner": pl.String, "place": pl.Int64},
        orient="row",
    )
    keys = [*_KEYS, "partner", "place"]
    traded_with = _cells(facts, request, *BOTH).join(members, on="country")
    mine = _with_total(traded_with, "partner", "place")
    places, rows = everyone(request), facts.current
    sums = by_territory(mine, places, "product", "partner", "place", of=rows)
    traded = side_by_side(sums, *keys)
    partners = members.select("partner", "place").unique()
    every = grid(request, places, facts.periods)
    totals = every.select("period", "territory").join(partners, how="cross")
    listed = pl.concat(
        [traded.select(keys), totals.with_columns(product=pl.lit(TOTAL)).select(keys)]
    )
    products = _with_total(_cells(facts, request, "product"))
    whole = side_by_side(by_territory(products, places, "product", of=rows), *_KEYS)
    table = (
        listed.unique()
        .join(traded, on=keys, how="left")
        .join(whole, on=_KEYS, how="left", suffix="_all")
        .join(every, on=["period", "territory"])
    )
    names = [f"{side}_eur{suffix}" for side in SIDES.values() for suffix in ("", "_all")]
    filled = table.with_columns(pl.col(names).fill_null(0))
    return only_known(filled, facts, places)


def _cells(facts: Facts, request: Request, *keys: Dimension) -> pl.LazyFrame:
    """Sum the rows without the filter on countries, which only selects the partners."""
    shown = bool(request.shown)
    return cells(facts.current, request, *keys, by_product=not shown, by_country=False)


def _with_total(cells: pl.LazyFrame, *keys: str) -> pl.LazyFrame:
    """Sum cells by product and keys, and add a product `TOTAL`."""
    products = cells.group_by(*_CELL, "product", *keys).agg(pl.col(SUMS).sum())
    total = products.with_columns(product=pl.lit(TOTAL))
    return pl.concat([products, total.group_by(*_CELL, "product", *keys).agg(pl.col(SUMS).sum())])


def _ranked(values: pl.LazyFrame, facts: Facts) -> pl.LazyFrame:
    """Add shares, the exposure of région and France, and ranks."""
    real = pl.col("product") != TOTAL
    group = ("period", "territory", "partner")
    exposed = values.with_columns(
        column
        for side in SIDES.values()
        for column in (
            ratio_pct(pl.col(f"{side}_eur"), pl.col(f"{side}_eur_all")).alias(
                f"{side}_exposure_pct"
            ),
            ratio_pct(
                pl.col(f"{side}_eur"), pl.col(f"{side}_eur").filter(real).sum().over(group)
            ).alias(f"{side}_part_pct"),
        )
    )
    table = exposed.with_columns(
        column
        for flow, side in SIDES.items()
        for column in (
            rank(f"{side}_eur", real, within=group, code="product").alias(f"{side}_rank"),
            rank(
                f"{side}_exposure_pct", among_all(facts, flow), code="code",
                within=("period", "kind", "partner", "product"),
            ).alias(f"{side}_exposure_rank"),
        )
    )  # fmt: skip
    names = [f"{side}_exposure_pct" for side in SIDES.values()]
    return beside(table, ["period", "partner", "product"], names, of=exposed)


def _country_ranks(facts: Facts, request: Request) -> pl.LazyFrame:
    """Return ranks of single-country partners among all countries, for the row `TOTAL`."""
    sums = of_territories(
        facts.current, request, request.territories, "country",
        by_product=not request.shown, by_country=False,
    )  # fmt: skip
    values = side_by_side(sums, "period", "territory", "country")
    single = [each.id for each in request.partners if each.members == {each.id}]
    return (
        values.with_columns(
            rank(
                f"{side}_eur", rankable("country", request),
                within=("period", "territory"), code="country",
            ).alias(f"{side}_country_rank")
            for side in SIDES.values()
        )
        .filter(pl.col("country").is_in(single))
        .select(
            "period", "territory", pl.lit(TOTAL).alias("product"),
            pl.col("country").alias("partner"),
            *(f"{side}_country_rank" for side in SIDES.values()),
        )
    )  # fmt: skip
