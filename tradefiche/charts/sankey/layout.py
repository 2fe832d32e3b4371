"""Where everything stands: form of the labels, height, scale, nodes and ribbons."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tradefiche.charts.geometry import labels as placing
from tradefiche.charts.geometry import sankey as geometry
from tradefiche.charts.sankey.flows import SIDES
from tradefiche.charts.sankey.labels import column

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tradefiche.charts.frame import Area
    from tradefiche.charts.geometry.sankey import Ribbon, Span
    from tradefiche.charts.sankey.flows import Flows, Pair
    from tradefiche.charts.sankey.labels import Column, Form
    from tradefiche.charts.sankey.money import Money
    from tradefiche.charts.theme import Measures, Size

_HEIGHT: dict[Size, float] = {"screen": 0.78, "paper": 0.78, "phone": 2.1}
_COMPACT = 24.1  # of the label's size: 188 pt on paper
_FEW, _LOW = 7, 0.22  # nodes on a side for the full height, and what one node has of it
_GROWTH: dict[Size, float] = {"screen": 1.35, "paper": 1.35, "phone": 1.8}
_CROWDED = 0.7  # of the height: what labels may take of it
_POOR = 0.45  # of the scale without labels: what they must leave of it
_BAR: dict[Size, float] = {"screen": 0.9, "paper": 0.9, "phone": 0.7}  # of the label's size
_GAP: dict[Size, float] = {"screen": 0.7, "paper": 0.7, "phone": 0.5}  # between node and label
_LEADER = 1.8  # the same where lines join them
_BETWEEN = 0.3  # between the slots of two nodes


@dataclass(frozen=True, slots=True)
class Layout:
    """A solved diagram in coordinates of the picture.

    Attributes:
        columns: labels of both sides.
        spans: nodes of both sides from top to bottom.
        middles: where the labels of both sides are centred.
        bars: left edges of the nodes of both sides.
        bar: width of a node.
        edges: where the labels begin, outwards.
        leaders: whether labels are off their nodes and joined to them by lines.
        ribbons: way of each drawn pair.
        bottom: where the plot ends.
    """

    columns: tuple[Column, Column]
    spans: tuple[tuple[Span, ...], tuple[Span, ...]]
    middles: tuple[tuple[float, ...], tuple[float, ...]]
    bars: tuple[float, float]
    bar: float
    edges: tuple[float, float]
    leaders: bool
    ribbons: Mapping[Pair, Ribbon]
    bottom: float


def solve(
    flows: Flows, money: Money, area: Area, *, size: Size, sizes: Measures, compact: bool
) -> Layout:
    """Lay out a diagram below the top of an area; `compact` is the form for half a page."""
    full = _HEIGHT[size] * area.width
    most = max(map(len, flows.nodes))
    base = _COMPACT * sizes.label if compact else full
    base *= min(1.0, _LOW + (1 - _LOW) * (most - 1) / (_FEW - 1))
    columns = _columns(flows, money, area, base, size=size, sizes=sizes, compact=compact)
    values = [[float(node.drawn) for node in side] for side in flows.nodes]
    heights = [each.heights(sizes) for each in columns]
    gap = _BETWEEN * sizes.label
    needed = max(math.fsum(side) + gap * len(side) for side in heights)
    height = max(base, needed)
    fixed = compact and size != "phone"
    limit = max(base if fixed else full * _GROWTH[size], needed)
    free, kept = _scales(values, heights, height, gap)
    while kept < _POOR * free and height < limit:
        height = min(limit, height * 1.05)
        free, kept = _scales(values, heights, height, gap)
    leaders = kept < _POOR * free
    k = free if leaders else kept
    spans, middles = [], []
    for mine, tall in zip(values, heights, strict=True):
        placed = geometry.place(mine, [0.0] * len(mine) if leaders else tall, height, k)
        placed = tuple(geometry.Span(s.top + area.top, s.bottom + area.top) for s in placed)
        spans.append(placed)
        wanted = [span.middle for span in placed]
        if leaders:
            wanted = list(placing.spread(wanted, tall, area.top, area.top + height))
        middles.append(tuple(wanted))
    away = (_LEADER if leaders else _GAP[size]) * sizes.label
    bar = _BAR[size] * sizes.label
    edges = (area.left + columns[0].width, area.right - columns[1].width)
    left, right = edges[0] + away, edges[1] - away - bar
    return Layout(
        columns=columns,
        spans=(spans[0], spans[1]),
        middles=(middles[0], middles[1]),
        bars=(left, right),
        bar=bar,
        edges=edges,
        leaders=leaders,
        ribbons=_ribbons(flows, spans, k, (left + bar, right)),
        bottom=area.top + height,
    )


def _columns(
    flows: Flows,
    money: Money,
    area: Area,
    height: float,
    *,
    size: Size,
    sizes: Measures,
    compact: bool,
) -> tuple[Column, Column]:
    """Set both sides in the fullest form that leaves height for the nodes."""
    forms: tuple[Form, ...] = ("inline",) if compact else ("amounts", "inline")
    if size == "phone":
        forms = ("shares",) if compact else ("amounts",)
    for form in forms:
        left, right = (
            column(flows, side, money, form=form, size=size, sizes=sizes, width=area.width)
            for side in SIDES
        )
        taken = max(math.fsum(each.heights(sizes)) for each in (left, right))
        if taken <= _CROWDED * height:
            break
    return left, right


def _scales(
    values: Sequence[Sequence[float]],
    heights: Sequence[Sequence[float]],
    height: float,
    gap: float,
) -> tuple[float, float]:
    """Return the scales in a height for the nodes alone and for nodes with their labels."""
    nothing = [[0.0] * len(side) for side in values]
    return (
        geometry.scale(values, nothing, height, gap=gap),
        geometry.scale(values, heights, height, gap=gap),
    )


def _ribbons(
    flows: Flows, spans: Sequence[Sequence[Span]], k: float, across: tuple[float, float]
) -> dict[Pair, Ribbon]:
    at = [{node.code: place for place, node in enumerate(side)} for side in flows.nodes]
    pairs = {(at[0][pair.left], at[1][pair.right]): pair for pair in flows.drawn}
    widths = {ends: float(pair.value) for ends, pair in pairs.items()}
    laid = geometry.ribbons(widths, spans[0], spans[1], k, across)
    return {pairs[ends]: ribbon for ends, ribbon in laid.items()}
