"""Table `checks`: what contradicts, what is out of line, what a reader should know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.indicators.checks.identities import identities
from tradefiche.indicators.checks.magnitudes import magnitudes
from tradefiche.indicators.checks.reservations import reservations
from tradefiche.indicators.definitions.checks import SEVERITIES

if TYPE_CHECKING:
    import polars as pl

    from tradefiche.customs.check_inputs import Evidence
    from tradefiche.customs.inputs import Facts
    from tradefiche.indicators.request import Request

COLUMNS = (
    "territory", "period", "number", "severity", "code", "about", "flow", "item", "value",
    "reference",
)  # fmt: skip


def checks(facts: Facts, evidence: Evidence, request: Request) -> pl.LazyFrame:
    """Count `COLUMNS`, a row a finding, the gravest first; no row where all is well.

    Filters play no part: it is the data of the territories and periods that are checked. `value`
    and `reference` are in the unit of the finding's sentence.
    """
    import polars as pl

    levels = {code: each.level for code, each in request.checks.findings.items()}
    grave = {level: place for place, level in enumerate(SEVERITIES)}
    order = {each.id: place for place, each in enumerate(request.territories)}
    when = {period: place for place, period in enumerate(facts.periods)}
    plain = request.unfiltered
    found = pl.concat(
        [
            *identities(facts, evidence, plain),
            *magnitudes(facts, evidence, plain),
            *reservations(facts, plain),
        ]
    )
    return (
        found.with_columns(
            severity=pl.col("code").replace_strict(
                levels, default="notice", return_dtype=pl.String
            ),
            order=pl.col("territory").replace_strict(order, return_dtype=pl.Int64),
            when=pl.col("period").replace_strict(when, return_dtype=pl.Int64),
        )
        .with_columns(grave=pl.col("severity").replace_strict(grave, return_dtype=pl.Int64))
        .sort("order", "when", "grave", "code", "flow", "item", nulls_last=True)
        .with_columns(number=pl.col("code").cum_count().over("territory", "period").cast(pl.Int64))
        .select(COLUMNS)
    )
