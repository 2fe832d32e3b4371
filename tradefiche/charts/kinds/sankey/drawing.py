"""The marks of a solved diagram: headers, ribbons, nodes, labels and badges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts.geometry import labels as placing
from tradefiche.charts.kinds.sankey.badge import badge, reach
from tradefiche.charts.kinds.sankey.flows import SIDES, kinds
from tradefiche.charts.scene.datum import Datum, Value
from tradefiche.charts.scene.marks import Path, Rect, Text
from tradefiche.charts.type.text import fits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradefiche.charts.kinds.sankey.flows import Flows, Node, NodeSide, SankeyLink
    from tradefiche.charts.kinds.sankey.layout import SankeyLayout
    from tradefiche.charts.scene.brief import Brief
    from tradefiche.charts.scene.frame import Area
    from tradefiche.charts.scene.marks import Anchor, Mark

_OTHERS, _PALE = 0.62, 0.5  # opacities
_RED = 0.8  # least width of a named ribbon, also where it is steep
_LEAST = 0.5  # least height of a node


class SankeyDrawing:
    """Draws one diagram."""

    def __init__(
        self, flows: Flows, layout: SankeyLayout, headers: tuple[str, str], brief: Brief
    ) -> None:
        """Keep what is drawn, and the name of what its values measure."""
        self.flows, self.layout, self.headers, self.brief = flows, layout, headers, brief
        self.sizes, self.palette = brief.sizes, brief.palette
        self.measured = brief.say(f"common.{flows.flow}s")

    def marks(self, area: Area) -> Iterator[Mark]:
        """Yield every mark of the plot in painting order."""
        yield from self._ribbons()
        yield from self._bars()
        yield from self._leaders()
        yield from self._badges()
        yield from self._headers(area)
        for side in SIDES:
            middles, edge = self.layout.middles[side], self.layout.edges[side]
            yield from self.layout.columns[side].marks(middles, edge, side, self.brief)

    def _headers(self, area: Area) -> Iterator[Mark]:
        """Yield headers flush with the labels, or with the picture's edge where they do not fit."""
        size = self.sizes.label
        y = area.top + size * 0.6
        colours = self.palette.flow(self.flows.flow)
        near: tuple[Anchor, Anchor] = ("end", "start")
        outer = (area.left, area.right)
        for side, text in zip(SIDES, self.headers, strict=True):
            edge, anchor = self.layout.edges[side], near[side]
            if not fits(text, abs(edge - outer[side]), size, 700):
                edge, anchor = outer[side], near[1 - side]
            yield Text(edge, y, text, size, colours.text, 700, anchor)
            if unit := self.layout.unit:
                below = y + size * 1.15
                yield Text(
                    edge, below, unit, self.sizes.value, colours.text, 400, anchor, numeric=True
                )

    def _ribbons(self) -> Iterator[Mark]:
        """Yield ribbons as painted: `OTHER` and faint ones, then others, then named ones in red."""
        laid, colours, label = (
            self.layout.ribbons,
            self.palette.flow(self.flows.flow),
            self.sizes.label,
        )
        named, faint = set(self.flows.named), self.flows.faint
        for pair, ribbon in laid.items():
            if pair.other or pair in faint:
                yield Path(
                    ribbon.path(), self.palette.others_pale, _OTHERS, datum=self._of_pair(pair)
                )
        for pair, ribbon in laid.items():
            if not pair.other and pair not in faint and pair not in named:
                datum = self._of_pair(pair)
                yield Path(ribbon.path(), colours.pale, _PALE, colours.edge, label / 25, datum)
        for pair in reversed(self.flows.named):
            halo = min(label / 11, 0.18 * laid[pair].width)
            path = laid[pair].path(thinnest=_RED)
            datum = self._of_pair(pair)
            yield Path(path, self.palette.red, 1.0, self.palette.background, halo, datum)
            if laid[pair].thickness < _RED:
                yield Path(laid[pair].line(), None, 1.0, self.palette.red, _RED, datum)

    def _bars(self) -> Iterator[Mark]:
        fill = self.palette.flow(self.flows.flow).fill
        for side in SIDES:
            x = self.layout.bars[side]
            for node, span in zip(self.flows.nodes[side], self.layout.spans[side], strict=True):
                height = max(span.height, _LEAST)
                top = span.middle - height / 2
                colour = self.palette.others if node.other else fill
                datum = self._of_node(node, side)
                yield Rect(x, top, self.layout.bar, height, colour, datum=datum)

    def _leaders(self) -> Iterator[Mark]:
        """Yield lines from nodes to those labels that could not stay beside them."""
        if not self.layout.leaders:
            return
        line = self.sizes.label / 20
        for side in SIDES:
            out = -1 if side == 0 else 1
            near = self.layout.bars[side] + (0 if side == 0 else self.layout.bar)
            far = self.layout.edges[side] - out * 0.3 * self.sizes.label
            for span, middle in zip(
                self.layout.spans[side], self.layout.middles[side], strict=True
            ):
                path = f"M{near:.3f},{span.middle:.3f}L{far:.3f},{middle:.3f}"
                yield Path(path, None, 1.0, self.palette.axis, line)

    def _badges(self) -> Iterator[Mark]:
        named = self.flows.named
        ribbons = [self.layout.ribbons[pair] for pair in named]
        widest = max((reach(pair.rank or 0, self.sizes) for pair in named), default=0.0)
        points = placing.badges(ribbons, widest)
        for pair, (x, y) in zip(named, points, strict=True):
            yield from badge(x, y, pair.rank or 0, self.brief, self._of_pair(pair))

    def _of_pair(self, pair: SankeyLink) -> Datum:
        name = f"{pair.source} → {pair.target}"
        codes = (pair.left, pair.right) if self.flows.flow == "export" else (pair.right, pair.left)
        return Datum(codes, name, (Value("value_eur", self.measured, pair.value),), kinds("export"))

    def _of_node(self, node: Node, side: NodeSide) -> Datum:
        """Return the datum of a node: its full value, including negative flows, not drawn."""
        value = Value(f"{self.flows.flow}s_eur", self.measured, node.value)
        of = kinds(self.flows.flow)[side]
        return Datum((node.code,), self.flows.names[side, node.code], (value,), (of,))
