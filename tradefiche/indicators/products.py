"""Table `products`: every product, by exports plus imports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.indicators.breakdown import breakdown
from tradefiche.indicators.indicator import Indicator

if TYPE_CHECKING:
    import polars as pl

    from tradefiche.customs.inputs import Facts
    from tradefiche.indicators.request import Request


def products(facts: Facts, request: Request) -> pl.LazyFrame:
    """Count a row a product with a record.

    Units as in `partners`; the product is a code of the level asked for.
    """
    import polars as pl

    table = breakdown(facts, request, "product", pl.lit(value=True)).with_columns(
        level=pl.lit(request.level)
    )
    if request.shown:
        table = table.filter(pl.col("product").is_in(sorted(request.shown)))
    return table


TABLE = Indicator(products)
