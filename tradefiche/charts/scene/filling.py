"""Rows that fill the height that a picture has."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tradefiche.charts.scene.frame import Area, Plot


def filling(draw: Callable[[float], Plot], area: Area, rows: float, most: float) -> Plot:
    """Return rows that share what height they leave: first as close as they may be, then apart.

    Args:
        draw: gets what is added to each row's height, returns the plot.
        area: whose height they fill, where it has one.
        rows: how many there are, spaces between them included.
        most: what may be added to a row.
    """
    plot = draw(0.0)
    if area.bottom is None or plot.bottom >= area.bottom:
        return plot
    return draw(min((area.bottom - plot.bottom) / rows, most))
