"""The columns of issues before their sentences are added."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import polars as pl

if TYPE_CHECKING:
    from tradefiche.reference.checks_schema import CheckCode


class Issue(NamedTuple):
    """A row of the table: territory, period and code; null for what does not apply."""

    territory: str
    period: str
    code: str
    about: str | None = None
    flow: str | None = None
    item: str | None = None
    value: float | None = None
    reference: float | None = None


def issues(
    table: pl.LazyFrame, code: CheckCode, *, about: str | None, item: str | None = None
) -> pl.LazyFrame:
    """Return one row per issue, in the columns of `Issue`.

    Args:
        table: one row per issue, with territory, period, flow, value and reference.
        code: the code of all these issues.
        about: the table whose rows are concerned; None for all tables.
        item: the column that names what is concerned; None for none.
    """
    text = pl.col(item) if item else pl.lit(None)
    return table.with_columns(
        code=pl.lit(code),
        about=pl.lit(about, dtype=pl.String),
        item=text.cast(pl.String),
        value=pl.col("value").cast(pl.Float64),
        reference=pl.col("reference").cast(pl.Float64),
    ).select(Issue._fields)


def listed(rows: list[Issue]) -> pl.LazyFrame:
    """Return issues as rows."""
    schema = dict.fromkeys(Issue._fields, pl.String()) | {
        "value": pl.Float64(),
        "reference": pl.Float64(),
    }
    return pl.LazyFrame(rows, schema=schema, orient="row")
