"""The cover's band: a territory's flows by country, in from the left, out to the right.

Decoration only: it has no labels, no scale shared between pages, and nothing that the figures
lack. Widths within one band are proportional to the values.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tradefiche.charts.geometry.sankey import Ribbon, VerticalSpan
from tradefiche.charts.scene.marks import Path, Rect, Scene

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import polars as pl

    from tradefiche.charts.look.theme import Palette, Size, Theme
    from tradefiche.charts.scene.marks import Mark
    from tradefiche.reference.terms import Flow

_SIZES: dict[Size, tuple[float, float]] = {
    "paper": (595.28, 282.0),
    "screen": (1200.0, 260.0),
}
_COUNTRIES = 14
_NODE = 0.62  # height of the larger flow's node, as a share of the band's height
_MIDDLE = 0.06  # half the gap between the two nodes, as a share of the width
_BAR = 0.011


@dataclass(frozen=True, slots=True)
class _Side:
    flow: Flow
    values: tuple[int, ...]
    rest: int

    @property
    def total(self) -> int:
        return sum(self.values) + self.rest


def band(tables: Mapping[str, pl.DataFrame], theme: Theme, *, size: Size) -> Scene:
    """Return the band of one territory and period.

    Args:
        tables: rows of that territory and period; only `partners` is read, as in the contract.
        theme: gives the colours.
        size: `paper` (as wide as an A4 page, in points) or `screen`; there are no other bands.
    """
    width, height = _SIZES[size]
    palette = theme.palette
    sides = [_side(tables, flow) for flow in ("import", "export")]
    largest = max((side.total for side in sides), default=0)
    marks: list[Mark] = [Rect(0, 0, width, height, palette.panel)]
    if largest > 0:
        for side in sides:
            marks += _drawn(side, palette, width, height, _NODE * height / largest)
    return Scene(
        width=width, height=height, background=None, marks=tuple(marks), title="", description=""
    )


def _side(tables: Mapping[str, pl.DataFrame], flow: str) -> _Side:
    column = f"{flow}s_eur"
    values = [value for value in tables["partners"][column].to_list() if value and value > 0]
    first = sorted(values, reverse=True)[:_COUNTRIES]
    kind: Flow = "import" if flow == "import" else "export"
    return _Side(kind, tuple(first), sum(values) - sum(first))


def _drawn(side: _Side, palette: Palette, width: float, height: float, k: float) -> Iterator[Mark]:
    """Yield the ribbons of one flow and the bar where they meet."""
    values = [*side.values, *([side.rest] if side.rest else [])]
    if not values:
        return
    node = side.total * k
    inner = _stacked(values, (height - node) / 2, k, gap=0.0)
    gap = (height - node) / len(values)
    outer = _stacked(values, gap / 2, k, gap=gap)
    colours = palette.flow(side.flow)
    fills = (colours.fill, colours.pale, colours.edge)
    bar = _BAR * width
    x = (0.5 - _MIDDLE) * width - bar if side.flow == "import" else (0.5 + _MIDDLE) * width
    for index, (near, far) in enumerate(zip(inner, outer, strict=True)):
        fill = palette.others_pale if index >= len(side.values) else fills[index % len(fills)]
        if side.flow == "import":
            ribbon = Ribbon(0.0, x, far, near)
        else:
            ribbon = Ribbon(x + bar, width, near, far)
        yield Path(ribbon.path(), fill, 0.92)
    yield Rect(x, (height - node) / 2, bar, node, colours.text)


def _stacked(values: Sequence[int], top: float, k: float, *, gap: float) -> list[VerticalSpan]:
    spans = []
    for value in values:
        spans.append(VerticalSpan(top, top + value * k))
        top += value * k + gap
    return spans
