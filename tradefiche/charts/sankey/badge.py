"""The number of a named flow: white in a red disc, on its ribbon and in the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts.scene import Rect, Text
from tradefiche.charts.text import measure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradefiche.charts.scene import Mark
    from tradefiche.charts.theme import Measures, Palette

_RADIUS, _RING, _DIGITS, _PAD = 0.66, 0.1, 0.9, 0.55


def radius(sizes: Measures) -> float:
    """Return the radius of a badge."""
    return _RADIUS * sizes.label


def badge(x: float, y: float, rank: int, *, sizes: Measures, palette: Palette) -> Iterator[Mark]:
    """Yield disc and number centred on a point; long numbers widen the disc."""
    text, size, tall = str(rank), _DIGITS * sizes.value, 2 * radius(sizes)
    wide = max(tall, measure(text, size, 700, numeric=True) + _PAD * sizes.label)
    yield Rect(
        x - wide / 2, y - tall / 2, wide, tall, palette.red, palette.background,
        _RING * sizes.label, corner=tall / 2,
    )  # fmt: skip
    yield Text(x, y, text, size, palette.on_red, 700, "middle", numeric=True)
