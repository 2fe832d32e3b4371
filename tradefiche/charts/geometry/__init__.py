"""Positions in a picture, computed by plain functions on numbers without any drawing library."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def coordinate(value: float, decimals: int = 3) -> str:
    """Return a number as written in an SVG: rounded, without zeros at its end."""
    text = f"{value:.{decimals}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def polygon(points: Iterable[tuple[float, float]], decimals: int = 2) -> str:
    """Return the closed outline through some points as an SVG path."""
    return "M" + "L".join(f"{x:.{decimals}f},{y:.{decimals}f}" for x, y in points) + "Z"
