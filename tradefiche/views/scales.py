"""Whether two flows can be drawn on one scale."""

from __future__ import annotations

_UNLIKE = 0.05


def unlike(imports: int, exports: int) -> bool:
    """Say whether one flow is too small beside the other to be seen on its scale.

    Args:
        imports: what is drawn of them in euros, ≥ 0.
        exports: likewise.
    """
    small, large = sorted((imports, exports))
    return 0 < small < _UNLIKE * large
