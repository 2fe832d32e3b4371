"""When a year-on-year change may be stated at all: one rule for ranks, pictures and texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    import polars as pl

BREAK, VINTAGE = "emebi", "vintage"
"""Codes of `change_note`: break in series of January 2022; first figures against revised ones."""
_ALL = -100.0  # percent: a flow falls by more only if it was below 0 a year earlier


@overload
def may_be_told(*, comparable: bool, value: float, percent: float) -> bool: ...


@overload
def may_be_told(*, comparable: pl.Expr, value: pl.Expr, percent: pl.Expr) -> pl.Expr: ...


def may_be_told(
    *, comparable: bool | pl.Expr, value: float | pl.Expr, percent: float | pl.Expr
) -> bool | pl.Expr:
    """Return whether a change in percent is meaningful, for one row or for columns.

    Args:
        comparable: whether both periods are on the same side of the break in series.
        value: the flow in the period.
        percent: its change on the same quarters a year earlier.

    Returns:
        False across the break, and if one of the two values is not above 0.
    """
    return comparable & (value > 0) & (percent >= _ALL)
