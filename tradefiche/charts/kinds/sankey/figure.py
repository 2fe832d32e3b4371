"""The flows of a territory and period: exports from products to countries, imports reversed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tradefiche.charts.kinds.sankey.captions import headed, listed, tell
from tradefiche.charts.kinds.sankey.drawing import SankeyDrawing
from tradefiche.charts.kinds.sankey.flows import MOST, first, read
from tradefiche.charts.kinds.sankey.layout import solve
from tradefiche.charts.kinds.sankey.listing import FlowList, aside
from tradefiche.charts.kinds.sankey.money import SankeyAmounts
from tradefiche.charts.scene.empty import nothing
from tradefiche.charts.scene.frame import Plot, PlottedStory
from tradefiche.charts.scene.marks import Rect

if TYPE_CHECKING:
    from tradefiche.charts.scene.brief import Brief
    from tradefiche.charts.scene.frame import Area
    from tradefiche.charts.scene.marks import Mark
    from tradefiche.reference.terms import Flow


def exports(brief: Brief) -> PlottedStory:
    """Return the exports, from products to countries; the table marks the flows to name."""
    return _figure("export", brief)


def imports(brief: Brief) -> PlottedStory:
    """Return the imports, from countries to products."""
    return _figure("import", brief)


def _figure(flow: Flow, brief: Brief) -> PlottedStory:
    flows = read(brief, flow)
    if brief.few is not None:
        flows = first(flows, brief.at_most(MOST), brief)
    money = SankeyAmounts(flows, brief.wording)
    story = tell(flows, money, brief)
    if not flows.drawn:
        return nothing(brief, story, held=flows.total is not None)

    def draw(area: Area) -> Plot:
        """Draw the diagram, with the list of named flows below it (on a slide beside it)."""
        headers = (headed(flows, 0, brief), headed(flows, 1, brief))
        lists = tuple(listed(flows, money, brief))
        beside: list[Mark] = []
        ends = area.top
        if area.bottom is not None and area.lists and lists:
            beside, ends, area = aside(lists[0], area, brief)
        layout = solve(flows, money, headers, area, brief)
        marks = [*SankeyDrawing(flows, layout, headers, brief).marks(area)]
        rects = (mark for mark in marks if isinstance(mark, Rect))
        bottom = max(layout.bottom, *(r.y + r.height + r.stroke_width for r in rects), ends)
        for listing in lists if area.lists and not beside else ():
            under = replace(area, top=bottom + brief.sizes.label * 0.9)
            below, bottom = FlowList(listing, under, brief).marks()
            marks += below
        return Plot((*marks, *beside), bottom, lists=lists)

    return PlottedStory(story, draw)
