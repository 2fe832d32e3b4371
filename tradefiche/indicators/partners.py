"""Table `partners`: every country, by exports plus imports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.indicators.breakdown import breakdown
from tradefiche.indicators.indicator import Indicator

if TYPE_CHECKING:
    import polars as pl

    from tradefiche.customs.inputs import Facts
    from tradefiche.indicators.request import Request


def partners(facts: Facts, request: Request) -> pl.LazyFrame:
    """Count a row a country with a record.

    Values in whole euros, mass in whole kg, shares in percent of the territory's whole flow.
    Countries that cannot be ranked stand there without a rank.
    """
    import polars as pl

    eligible = ~pl.col("country").is_in(sorted(request.unrankable))
    table = breakdown(facts, request, "country", eligible)
    if request.countries:
        table = table.filter(pl.col("country").is_in(sorted(request.countries)))
    return table


TABLE = Indicator(partners)
