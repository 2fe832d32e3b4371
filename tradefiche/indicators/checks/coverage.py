"""Quarters whose files are probably truncated: figures based on them are too low."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.indicators.checks.rows import NUMBERS, TEXTS

if TYPE_CHECKING:
    import polars as pl

    from tradefiche.customs.check_inputs import Evidence
    from tradefiche.indicators.request import Request


def coverage(evidence: Evidence, request: Request) -> pl.LazyFrame:
    """Return one issue per territory, period and thin quarter behind it, or a year earlier.

    Every requested territory has it, since shares and ranks depend on all of France.
    """
    import polars as pl

    rows = []
    for each in request.territories:
        for period, thin in evidence.thin:
            code, value, reference = thin.measured
            texts = (each.id, period, code, "evolution", thin.flow, str(thin.quarter))
            rows.append((*texts, float(value), float(reference)))
    schema = dict.fromkeys(TEXTS, pl.String()) | dict.fromkeys(NUMBERS, pl.Float64())
    return pl.LazyFrame(rows, schema=schema, orient="row")
