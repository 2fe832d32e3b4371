"""Table `dependence`: how far each imported product relies on few suppliers outside the EU."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from tradefiche.indicators.breakdown import in_order, rankable
from tradefiche.indicators.cells import BOTH, of_territories, only_of
from tradefiche.indicators.columns import is_known, ratio_pct
from tradefiche.indicators.indicator import Indicator
from tradefiche.indicators.structure import outside

if TYPE_CHECKING:
    from tradefiche.customs.inputs import Facts
    from tradefiche.indicators.request import Request

_GROUP = ("period", "territory", "product")


def dependence(facts: Facts, request: Request) -> pl.LazyFrame:
    """Return one row per territory, period and imported product, the largest imports first.

    Values are in whole euros, shares in percent; `extra_eu_to_exports` is a ratio. Columns that
    need exports are null where these are not held. A filter on countries keeps the products whose
    first supplier is one of them.
    """
    values = of_territories(
        facts.current, request, request.territories, *BOTH,
        by_product=not request.shown, by_country=False,
    )  # fmt: skip
    known = is_known(facts.known("export"), "export", facts.current, request.territories)
    table = (
        _by_product(values, request)
        .with_columns(pl.when(known).then(pl.col("exports_eur")).alias("exports_eur"))
        .with_columns(_derived())
        .with_columns(to_examine=_to_examine(request), level=pl.lit(request.level))
        .filter(pl.col("imports_eur") > 0)
    )
    table = only_of(table, "product", request.shown)
    table = only_of(table, "first_country", request.countries)
    return in_order(table, facts, request).sort("order", "when", -pl.col("imports_eur"), "product")


TABLE = Indicator(dependence, pairs=True)


def _by_product(values: pl.LazyFrame, request: Request) -> pl.LazyFrame:
    """Sum each product's flows and find its first supplier; squares are exact, in 128 bits."""
    value, country = pl.col("value"), pl.col("country")
    imported = pl.col("flow") == "import"
    ranked = imported & rankable("country", request)
    extra = imported & country.is_in(outside(request))
    supplied = value > 0
    square = value.cast(pl.Int128) * value.cast(pl.Int128)
    best = value.filter(ranked & supplied).max()
    sums = values.group_by(_GROUP).agg(
        imports_eur=value.filter(imported).sum(),
        exports_eur=value.filter(~imported).sum(),
        outside=value.filter(extra).sum(),
        base=value.filter(extra & supplied).sum(),
        squares=square.filter(extra & supplied).sum(),
        best=best,
    )
    first = (
        values.filter(ranked & supplied)
        .join(sums.select(*_GROUP, "best"), on=_GROUP)
        .filter(value == pl.col("best"))
        .group_by(_GROUP)
        .agg(first_country=country.min())
    )
    return sums.join(first, on=_GROUP, how="left")


def _derived() -> list[pl.Expr]:
    imports, outside = pl.col("imports_eur"), pl.col("outside")
    whole = pl.col("base").cast(pl.Float64).pow(2)
    return [
        ratio_pct(imports, imports.sum().over("period", "territory")).alias("imports_share_pct"),
        ratio_pct(pl.col("best"), imports).alias("first_share_pct"),
        ratio_pct(outside, imports).alias("extra_eu_share_pct"),
        pl.when(pl.col("base") > 0)
        .then(pl.col("squares").cast(pl.Float64) / whole)
        .alias("extra_eu_hhi"),
        pl.when(pl.col("exports_eur") != 0)
        .then(outside / pl.col("exports_eur"))
        .alias("extra_eu_to_exports"),
    ]


def _to_examine(request: Request) -> pl.Expr:
    """Say whether all three thresholds are exceeded; null where exports are not held."""
    bounds = request.dependence
    beyond = (
        (pl.col("extra_eu_hhi") > bounds.extra_eu_hhi)
        & (pl.col("extra_eu_share_pct") > bounds.extra_eu_share_pct)
        & (pl.col("outside") > bounds.extra_eu_to_exports * pl.col("exports_eur"))
    )
    return pl.when(pl.col("exports_eur").is_not_null()).then(beyond.fill_null(value=False))
