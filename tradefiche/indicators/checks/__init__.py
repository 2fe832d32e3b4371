"""Table `checks`: contradictions, implausible magnitudes, and what a reader should know."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from tradefiche.indicators.breakdown import in_order
from tradefiche.indicators.checks.caveats import caveats
from tradefiche.indicators.checks.coverage import coverage
from tradefiche.indicators.checks.identities import identities
from tradefiche.indicators.checks.magnitudes import magnitudes
from tradefiche.indicators.indicator import Indicator

if TYPE_CHECKING:
    from tradefiche.customs.check_inputs import Evidence
    from tradefiche.customs.inputs import Facts
    from tradefiche.indicators.request import Request


def checks(facts: Facts, evidence: Evidence, request: Request) -> pl.LazyFrame:
    """Return one row per territory, period and issue, the most severe first; none if all is well.

    Issues concern what is requested: with a filter, magnitudes are those of the rows that it keeps,
    and only countries or products that it names are reported as moving a total. Identities and thin
    quarters concern all rows, whatever the filter. `value` and `reference` are in the unit of the
    issue's sentence.
    """
    from tradefiche.reference.checks_schema import SEVERITIES

    levels = {code: each.level for code, each in request.checks.issues.items()}
    grave = {level: place for place, level in enumerate(SEVERITIES)}
    found = pl.concat(
        [
            *identities(facts, evidence, request.unrestricted),
            coverage(evidence, request.unrestricted),
            *magnitudes(facts, evidence, request),
            *caveats(facts, request),
        ]
    )
    return (
        in_order(found, facts, request)
        .with_columns(
            severity=pl.col("code").replace_strict(levels, default="notice", return_dtype=pl.String)
        )
        .with_columns(grave=pl.col("severity").replace_strict(grave, return_dtype=pl.Int64))
        .sort("order", "when", "grave", "code", "flow", "item", nulls_last=True)
        .with_columns(number=pl.col("code").cum_count().over("territory", "period").cast(pl.Int64))
    )


TABLE = Indicator(checks, scope="year-before", takes=("facts", "evidence"))
