"""How long a bar is: its value on the scale, and never so short that it cannot be seen."""

from __future__ import annotations


def length(value: int | None, scale: float, least: float) -> float:
    """Return the length of a bar; what is 0, negative or not known has none.

    Args:
        value: in euros.
        scale: pixels or points of a euro.
        least: the length of what is too small for the scale.
    """
    return max(value * scale, least) if value is not None and value > 0 else 0.0
