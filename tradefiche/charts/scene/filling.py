"""Spacing of rows so that they fill the height of a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tradefiche.charts.scene.frame import Area, Plot


def filling(draw: Callable[[float], Plot], area: Area, rows: float, most: float) -> Plot:
    """Return a plot whose rows share the free height of an area, if its height is given.

    Args:
        draw: draws the plot, given the height to add to each row.
        area: the area to fill.
        rows: number of rows, spaces between them included.
        most: greatest height that may be added to a row.
    """
    plot = draw(0.0)
    if area.bottom is None or plot.bottom >= area.bottom:
        return plot
    return draw(min((area.bottom - plot.bottom) / rows, most))
