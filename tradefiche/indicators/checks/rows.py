"""The columns of issues before their sentences are added."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

    from tradefiche.reference.checks_schema import CheckCode

TEXTS = ("territory", "period", "code", "about", "flow", "item")
NUMBERS = ("value", "reference")


def issues(
    table: pl.LazyFrame, code: CheckCode, *, about: str | None, item: str | None = None
) -> pl.LazyFrame:
    """Return one row per issue, in the columns of `TEXTS` and `NUMBERS`.

    Args:
        table: one row per issue, with territory, period, flow, value and reference.
        code: the code of all these issues.
        about: the table whose rows are concerned; None for all tables.
        item: the column that names what is concerned; None for none.
    """
    import polars as pl

    text = pl.col(item) if item else pl.lit(None)
    return table.with_columns(
        code=pl.lit(code),
        about=pl.lit(about, dtype=pl.String),
        item=text.cast(pl.String),
        value=pl.col("value").cast(pl.Float64),
        reference=pl.col("reference").cast(pl.Float64),
    ).select(*TEXTS, *NUMBERS)


def listed(rows: list[tuple[str, str, str, str | None]]) -> pl.LazyFrame:
    """Return issues without figures, from rows of territory, period, code and flow."""
    import polars as pl

    names = ("territory", "period", "code", "flow")
    return (
        pl.LazyFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row")
        .with_columns(pl.lit(None, dtype=pl.String).alias(name) for name in ("about", "item"))
        .with_columns(pl.lit(None, dtype=pl.Float64).alias(name) for name in NUMBERS)
        .select(*TEXTS, *NUMBERS)
    )
