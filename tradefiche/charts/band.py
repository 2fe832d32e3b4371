"""The cover's band: a territory's flows by country, in from the left, out to the right.

Decoration only: it has no labels, no scale shared between pages, and nothing that the figures
lack. Widths within one band are proportional to the values.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts.geometry.sankey import Ribbon, VerticalSpan
from tradefiche.charts.scene.marks import Path, Rect, Scene
from tradefiche.reference.terms import FLOWS

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


def band(tables: Mapping[str, pl.DataFrame], theme: Theme, *, size: Size) -> Scene:
    """Return the band of one territory and period.

    Args:
        tables: rows of that territory and period; only `partners` is read, as in the contract.
        theme: gives the colours.
        size: `paper` (as wide as an A4 page, in points) or `screen`; there are no other bands.
    """
    width, height = _SIZES[size]
    palette = theme.palette
    flows = {flow: _values(tables, flow) for flow in FLOWS}
    largest = max(map(sum, flows.values()))
    marks: list[Mark] = [Rect(0, 0, width, height, palette.panel)]
    if largest > 0:
        for flow in reversed(FLOWS):
            marks += _drawn(flow, flows[flow], palette, width, height, _NODE * height / largest)
    return Scene(
        width=width, height=height, background=None, marks=tuple(marks), title="", description=""
    )


def _values(tables: Mapping[str, pl.DataFrame], flow: Flow) -> list[int]:
    """Return the values of the first countries of a flow, and after them the rest if any."""
    values = [value for value in tables["partners"][f"{flow}s_eur"] if value and value > 0]
    values.sort(reverse=True)
    rest = sum(values[_COUNTRIES:])
    return [*values[:_COUNTRIES], *([rest] if rest else [])]


def _drawn(
    flow: Flow, values: Sequence[int], palette: Palette, width: float, height: float, k: float
) -> Iterator[Mark]:
    """Yield the ribbons of one flow and the bar where they meet."""
    if not values:
        return
    node = sum(values) * k
    inner = _stacked(values, (height - node) / 2, k, gap=0.0)
    gap = (height - node) / len(values)
    outer = _stacked(values, gap / 2, k, gap=gap)
    colours = palette.flow(flow)
    fills = (colours.fill, colours.pale, colours.edge)
    bar = _BAR * width
    x = (0.5 - _MIDDLE) * width - bar if flow == "import" else (0.5 + _MIDDLE) * width
    for index, (near, far) in enumerate(zip(inner, outer, strict=True)):
        fill = palette.others_pale if index >= _COUNTRIES else fills[index % len(fills)]
        if flow == "import":
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
