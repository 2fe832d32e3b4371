"""Random numbers as a pure function of keys: independent of order, threads and batches.

SplitMix64 (Steele, Lea and Flood 2014) on columns of unsigned 64-bit integers, whose products
wrap. Numbers derived from them use only operations that IEEE 754 rounds exactly (+ - * / sqrt),
so that every machine gets the same bits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

_GOLDEN = 0x9E3779B97F4A7C15
_FIRST, _SECOND = 0xBF58476D1CE4E5B9, 0x94D049BB133111EB
_WORD = 1 << 64
_HALF = 1 << 32


def draw(key: pl.Expr, salt: int) -> pl.Expr:
    """Return 64 random bits for each key (unsigned 64-bit); another salt, other bits."""
    state = key * _word(_GOLDEN) + _word((salt + 1) * _FIRST % _WORD)
    state = (state ^ (state // _word(1 << 30))) * _word(_FIRST)
    state = (state ^ (state // _word(1 << 27))) * _word(_SECOND)
    return state ^ (state // _word(1 << 31))


def uniform(bits: pl.Expr) -> pl.Expr:
    """Return numbers in [0, 1)."""
    import polars as pl

    return (bits // _word(1 << 11)).cast(pl.Float64) * 2.0**-53


def heavy_tailed(bits: pl.Expr) -> pl.Expr:
    """Return positive numbers around 1 with Pareto tails of index 2 on both sides (log-Laplace)."""
    import polars as pl

    high = (bits // _word(_HALF)).cast(pl.Float64) + 1.0
    low = (bits % _word(_HALF)).cast(pl.Float64) + 1.0
    return (high / low).sqrt()


def _word(number: int) -> pl.Expr:
    import polars as pl

    return pl.lit(number, dtype=pl.UInt64)
