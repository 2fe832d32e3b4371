"""The layout of a diagram: form of the labels, height, scale, nodes and ribbons."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tradefiche.charts.geometry import labels as placing
from tradefiche.charts.geometry import sankey as geometry
from tradefiche.charts.kinds.sankey.flows import SIDES
from tradefiche.charts.kinds.sankey.labels import column

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tradefiche.charts.geometry.sankey import Ribbon, VerticalSpan
    from tradefiche.charts.kinds.sankey.flows import Flows, SankeyLink
    from tradefiche.charts.kinds.sankey.labels import LabelColumn, LabelForm
    from tradefiche.charts.kinds.sankey.money import SankeyAmounts
    from tradefiche.charts.look.theme import Size
    from tradefiche.charts.scene.brief import Brief
    from tradefiche.charts.scene.frame import Area

# Height of the plot, of its width; on a slide it takes the height that is given.
_HEIGHT: dict[Size, float] = {"screen": 0.78, "paper": 0.74, "phone": 2.1}
_COMPACT = 20.6  # of the label's size: 161 pt on paper
_FEW, _LOW = 7, 0.22  # nodes per side that take the full height; part of it for a single node
_FEWER = 4  # nodes per side that take the full height where it is given
_GROWTH: dict[Size, float] = {"screen": 1.35, "paper": 1.35, "phone": 1.8}
# Forms of labels to try, the fullest first.
_FORMS: dict[Size, tuple[LabelForm, ...]] = {
    "screen": ("amounts", "inline"),
    "paper": ("amounts", "inline"),
    "phone": ("numbers", "shares"),
    "slide": ("shares", "inline"),
}
_CROWDED = 0.7  # of the height: most that labels may take, except on a phone, which scrolls
_CLOSE = 0.92  # the same where the height is given
_LABELS = 0.68  # of the width: most that labels may take
_POOR = 0.45  # of the scale without labels: least that must remain with them
_BAR = {True: 0.7, False: 0.9}  # width of a node, by `phone`, times the label's size
_GAP = {True: 0.5, False: 0.7}  # between node and label, by `phone`
_LEADER = 1.8  # the same where a leader line joins them
_BETWEEN = 0.3  # between the slots of two nodes
_EDGE = 0.1  # below the lowest ribbon, for its outline
_HEADER, _UNIT = 2.0, 1.1  # height of the headers, and of the unit below them


@dataclass(frozen=True, slots=True)
class SankeyLayout:
    """A solved diagram in coordinates of the picture.

    Attributes:
        columns: labels of both sides.
        unit: unit of the labels' figures where it is in the headers; else empty.
        spans: nodes of both sides from top to bottom.
        middles: where the labels of both sides are centred.
        bars: left edges of the nodes of both sides.
        bar: width of a node.
        edges: where the labels of both sides begin, to extend outwards.
        leaders: whether labels are moved off their nodes and joined to them by lines.
        ribbons: ribbon of each drawn pair.
        bottom: where the plot ends.
    """

    columns: tuple[LabelColumn, LabelColumn]
    unit: str
    spans: tuple[tuple[VerticalSpan, ...], ...]
    middles: tuple[tuple[float, ...], ...]
    bars: tuple[float, float]
    bar: float
    edges: tuple[float, float]
    leaders: bool
    ribbons: Mapping[SankeyLink, Ribbon]
    bottom: float


def solve(
    flows: Flows, money: SankeyAmounts, headers: tuple[str, str], area: Area, brief: Brief
) -> SankeyLayout:
    """Lay out a diagram that has at least one ribbon."""
    label, phone = brief.sizes.label, brief.phone
    base = _base(flows, area, brief)
    columns = _columns(flows, money, headers, area, brief, base)
    unit = money.legend(flows) if columns[0].form == "numbers" else ""
    top = area.top + (_HEADER + (_UNIT if unit else 0.0)) * label
    values = [[float(node.drawn) for node in side] for side in flows.nodes]
    heights = [each.heights(brief.sizes) for each in columns]
    height, k, leaders = _scaled(values, heights, base, area, brief)
    spans = tuple(
        tuple(
            geometry.VerticalSpan(top + span.top, top + span.bottom)
            for span in geometry.place(side, [0.0] * len(side) if leaders else tall, height, k)
        )
        for side, tall in zip(values, heights, strict=True)
    )
    wanted = [[span.middle for span in side] for side in spans]
    if leaders:
        ends = (top, top + height)
        wanted = [
            list(placing.spread(each, tall, *ends))
            for each, tall in zip(wanted, heights, strict=True)
        ]
    bar, away = _BAR[phone] * label, (_LEADER if leaders else _GAP[phone]) * label
    edges = (area.left + columns[0].width, area.right - columns[1].width)
    bars = (edges[0] + away, edges[1] - away - bar)
    return SankeyLayout(
        columns=columns,
        unit=unit,
        spans=spans,
        middles=tuple(map(tuple, wanted)),
        bars=bars,
        bar=bar,
        edges=edges,
        leaders=leaders,
        ribbons=_ribbons(flows, spans, k, (bars[0] + bar, bars[1])),
        bottom=top + height + _EDGE * label,
    )


def _base(flows: Flows, area: Area, brief: Brief) -> float:
    """Return the initial height of the plot: less where there are few nodes."""
    most = max(map(len, flows.nodes))
    few = _FEW if area.height is None else _FEWER
    part = min(1.0, _LOW + (1 - _LOW) * (most - 1) / (few - 1))
    return part * (_COMPACT * brief.sizes.label if brief.compact else _full(area, brief))


def _full(area: Area, brief: Brief) -> float:
    """Return the height of a plot of many nodes, without headers: on a slide all that is free."""
    if area.height is not None:
        return area.height - (_HEADER + _EDGE) * brief.sizes.label
    return _HEIGHT[brief.size] * area.width


def _columns(
    flows: Flows,
    money: SankeyAmounts,
    headers: tuple[str, str],
    area: Area,
    brief: Brief,
    height: float,
) -> tuple[LabelColumn, LabelColumn]:
    """Return both sides' labels in the fullest form that leaves room for nodes and ribbons."""
    crowded = _CROWDED if area.bottom is None else _CLOSE
    for form in _FORMS[brief.size][-1 if brief.compact else 0 :]:
        left, right = (
            column(flows, side, money, headers[side], form, area, brief) for side in SIDES
        )
        narrow = left.width + right.width > _LABELS * area.width
        tallest = max(math.fsum(each.heights(brief.sizes)) for each in (left, right))
        if not narrow and (brief.phone or tallest <= crowded * height):
            break
    return left, right


def _scaled(
    values: Sequence[Sequence[float]],
    heights: Sequence[Sequence[float]],
    base: float,
    area: Area,
    brief: Brief,
) -> tuple[float, float, bool]:
    """Return the height, the pixels per euro, and whether labels are moved off their nodes.

    The plot grows until labels beside their nodes leave enough of the scale; if its limit does not
    suffice, labels are moved off. The compact form does not grow (except on a phone). A given
    height is kept, with labels beside their nodes.
    """
    gap = _BETWEEN * brief.sizes.label
    nothing = [[0.0] * len(side) for side in values]
    needed = max(math.fsum(side) + gap * len(side) for side in heights)
    height = max(base, needed)
    if area.height is not None:
        return height, geometry.scale(values, heights, height, gap=gap), False
    limit = height
    if not brief.compact or brief.phone:
        limit = max(height, _full(area, brief) * _GROWTH[brief.size])
    while True:
        free = geometry.scale(values, nothing, height, gap=gap)
        kept = geometry.scale(values, heights, height, gap=gap)
        if kept >= _POOR * free:
            return height, kept, False
        if height >= limit:
            return height, free, True
        height = min(limit, height * 1.05)


def _ribbons(
    flows: Flows, spans: Sequence[Sequence[VerticalSpan]], k: float, across: tuple[float, float]
) -> dict[SankeyLink, Ribbon]:
    at = [{node.code: place for place, node in enumerate(side)} for side in flows.nodes]
    pairs = {(at[0][pair.left], at[1][pair.right]): pair for pair in flows.drawn}
    widths = {ends: float(pair.value) for ends, pair in pairs.items()}
    laid = geometry.ribbons(widths, spans[0], spans[1], k, across)
    return {pairs[ends]: ribbon for ends, ribbon in laid.items()}
