"""When a change on a year may be told at all: one rule, for ranks, pictures and texts alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    import polars as pl

BREAK, VINTAGE = "emebi", "vintage"
"""Codes of `change_note`: the break in series of January 2022; first against revised figures."""
_ALL = -100.0  # percent: no flow falls by more, unless what it is set against was below 0


@overload
def may_be_told(*, comparable: bool, value: float, percent: float) -> bool: ...


@overload
def may_be_told(*, comparable: pl.Expr, value: pl.Expr, percent: pl.Expr) -> pl.Expr: ...


def may_be_told(
    *, comparable: bool | pl.Expr, value: float | pl.Expr, percent: float | pl.Expr
) -> bool | pl.Expr:
    """Say whether a change in percent tells how a flow moved; of one row, or of columns of them.

    Args:
        comparable: whether both periods are on the same side of the break in series.
        value: the flow in the period.
        percent: its change on the same quarters a year earlier.

    Returns:
        False across the break, and where one of the two values is not above 0.
    """
    return comparable & (value > 0) & (percent >= _ALL)
