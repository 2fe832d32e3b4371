"""Whether two flows can be drawn on one scale."""

from __future__ import annotations

_UNLIKE = 0.05


def unlike(imports: int, exports: int) -> bool:
    """Return whether one flow is above 0 but too small to be seen on the scale of the other.

    Args:
        imports: drawn value in euros, ≥ 0.
        exports: drawn value in euros, ≥ 0.
    """
    small, large = sorted((imports, exports))
    return 0 < small < _UNLIKE * large
