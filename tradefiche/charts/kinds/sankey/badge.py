"""The number of a named flow: white in a red disc, on its ribbon and in the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts.scene.marks import Rect, Text
from tradefiche.charts.type.text import measure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradefiche.charts.look.theme import Measures
    from tradefiche.charts.scene.brief import Brief
    from tradefiche.charts.scene.datum import Datum
    from tradefiche.charts.scene.marks import Mark

_RADIUS, _RING, _PAD = 0.67, 0.1, 0.35  # of the label's size


def reach(rank: int, sizes: Measures) -> float:
    """Return half the width of a badge; long numbers widen it."""
    digits = measure(str(rank), sizes.note, 700, numeric=True)
    return max(_RADIUS * sizes.label, (digits + _PAD * sizes.label) / 2)


def badge(
    x: float, y: float, rank: int, brief: Brief, datum: Datum | None = None
) -> Iterator[Mark]:
    """Yield the disc and number of a badge centred on (x, y)."""
    sizes, palette = brief.sizes, brief.palette
    text, size, tall = str(rank), sizes.note, 2 * _RADIUS * sizes.label
    wide = 2 * reach(rank, sizes)
    yield Rect(
        x - wide / 2, y - tall / 2, wide, tall, palette.red, palette.background,
        _RING * sizes.label, corner=tall / 2, datum=datum,
    )  # fmt: skip
    yield Text(x, y, text, size, palette.on_red, 700, "middle", numeric=True, datum=datum)
