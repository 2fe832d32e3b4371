"""Table `partners`: every partner country, sorted by exports plus imports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.indicators.breakdown import breakdown
from tradefiche.indicators.indicator import Indicator

if TYPE_CHECKING:
    import polars as pl

    from tradefiche.customs.inputs import Facts
    from tradefiche.indicators.request import Request


def partners(facts: Facts, request: Request) -> pl.LazyFrame:
    """Return one row per territory, period and country with a record, the largest trade first.

    Sorted by exports plus imports. Values are in whole euros, mass in whole kg, shares in percent
    of the territory's whole flow. Ranks are from 1 for each flow, among all rankable countries of
    the territory; other countries have a row without rank. A filter on countries only selects rows.
    """
    return breakdown(facts, request, "country")


TABLE = Indicator(partners)
