"""Table `products`: every product, sorted by exports plus imports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from tradefiche.indicators.breakdown import breakdown
from tradefiche.indicators.indicator import Indicator

if TYPE_CHECKING:
    from tradefiche.customs.inputs import Facts
    from tradefiche.indicators.request import Request


def products(facts: Facts, request: Request) -> pl.LazyFrame:
    """Return one row per territory, period and product with a record, the largest trade first.

    Order and units as in `partners`; products are codes of the requested level, and ranks are from
    1 for each flow, among all products of the territory. `request.shown` only selects rows.
    """
    return breakdown(facts, request, "product").with_columns(level=pl.lit(request.level))


TABLE = Indicator(products)
