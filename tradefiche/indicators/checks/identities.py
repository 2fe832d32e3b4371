"""Sums that must agree to the euro, whatever the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from tradefiche.indicators.cells import of_territories
from tradefiche.indicators.checks.rows import issues

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradefiche.customs.check_inputs import Evidence
    from tradefiche.customs.inputs import Facts
    from tradefiche.indicators.request import Request
    from tradefiche.reference.checks_schema import CheckCode
    from tradefiche.reference.terms import Dimension

_SUMS: tuple[tuple[CheckCode, Dimension, str], ...] = (
    ("sum-countries", "country", "partners"),
    ("sum-products", "product", "products"),
)
_KEYS = ("territory", "period", "flow")


def identities(facts: Facts, evidence: Evidence, request: Request) -> Iterator[pl.LazyFrame]:
    """Yield contradictions: rows and the store's record, countries or products and their total."""
    yield issues(_stored(evidence, request), "store-total", about=None, item="quarter")
    asked = request.territories
    rows = facts.current
    totals = of_territories(rows, request, asked)
    for code, key, table in _SUMS:
        parts = of_territories(rows, request, asked, key)
        yield issues(unequal(parts, totals), code, about=table)


def unequal(parts: pl.LazyFrame, totals: pl.LazyFrame) -> pl.LazyFrame:
    """Return the territories, periods and flows whose parts do not add up to the total."""
    added = parts.group_by(_KEYS).agg(pl.col("value").sum())
    whole = totals.select(*_KEYS, pl.col("value").alias("reference"))
    both = added.join(whole, on=_KEYS, how="full", coalesce=True)
    filled = both.with_columns(pl.col("value", "reference").fill_null(0))
    return filled.filter(pl.col("value") != pl.col("reference"))


def _stored(evidence: Evidence, request: Request) -> pl.LazyFrame:
    """Return quarters whose rows no longer add up to the total noted in the store."""
    summed = [
        part.rows.select(value=pl.col("value").sum()).with_columns(
            quarter=pl.lit(part.period), flow=pl.lit(part.flow)
        )
        for part in (*evidence.quarters, *evidence.finest)
    ]
    if not summed:  # the periods come from workbooks, which have no quarters
        summed = [pl.LazyFrame(schema={"value": pl.Int64, "quarter": pl.String, "flow": pl.String})]
    schema = {"quarter": pl.String, "flow": pl.String, "reference": pl.Int64}
    recorded = [(each.period, each.flow, each.noted[0]) for each in evidence.quarters if each.noted]
    noted = pl.LazyFrame(recorded, schema=schema, orient="row")
    wrong = (
        pl.concat(summed)
        .join(noted, on=["quarter", "flow"])
        .filter(pl.col("value") != pl.col("reference"))
        .unique()
    )
    asked = pl.LazyFrame({"territory": [each.id for each in request.territories]})
    return wrong.join(members(evidence), on="quarter").join(asked, how="cross")


def members(evidence: Evidence) -> pl.LazyFrame:
    """Return one row per period and quarter that belongs to it."""
    schema = {"period": pl.String, "quarter": pl.String}
    return pl.LazyFrame(evidence.members, schema=schema, orient="row")
