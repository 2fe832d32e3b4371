"""Quarters whose files are probably truncated: figures based on them are too low."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.indicators.checks.rows import Issue, listed

if TYPE_CHECKING:
    import polars as pl

    from tradefiche.customs.check_inputs import Evidence
    from tradefiche.indicators.request import Request


def coverage(evidence: Evidence, request: Request) -> pl.LazyFrame:
    """Return one issue per territory, period and thin quarter behind it, or a year earlier.

    Every requested territory has it, since shares and ranks depend on all of France.
    """
    rows = []
    for each in request.territories:
        for period, thin in evidence.thin:
            code, *measured = thin.measured
            concerned = ("evolution", thin.flow, str(thin.quarter))
            rows.append(Issue(each.id, period, code, *concerned, *measured))
    return listed(rows)
