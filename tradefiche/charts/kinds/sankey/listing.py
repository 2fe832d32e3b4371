"""The list of named flows below or beside a framed diagram: number, pair, value and share."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tradefiche.charts.kinds.sankey.badge import badge
from tradefiche.charts.look.theme import LABEL_LEADING
from tradefiche.charts.scene.marks import Text
from tradefiche.charts.type.text import lines, widest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tradefiche.charts.scene.brief import Brief
    from tradefiche.charts.scene.frame import Area
    from tradefiche.charts.scene.marks import Listing, Mark, NumberedEntry

_LINE, _INDENT, _GAP, _GUTTER = 1.65, 2.2, 1.0, 3.0  # of the label's size
_TWO = 4  # least number of flows for two columns
_ASIDE = (0.26, 0.3, 0.34, 0.38, 0.42)  # of the width: tried for a list beside the diagram


def aside(listing: Listing, area: Area, brief: Brief) -> tuple[list[Mark], float, Area]:
    """Lay out a list at the right of an area of given height, as narrow as that height allows.

    Returns:
        Its marks, the y where they end, and the area that is left for the diagram.
    """
    for part in _ASIDE:
        right = replace(area, left=area.right - part * area.width, width=part * area.width)
        marks, bottom = FlowList(listing, right, brief).marks()
        if area.bottom is None or bottom <= area.bottom:
            break
    rest = area.width - right.width - _GUTTER * brief.sizes.label
    return marks, bottom, replace(area, width=rest)


class FlowList:
    """Lays out the list in one or two columns, or with figures below the names if it is narrow."""

    def __init__(self, listing: Listing, area: Area, brief: Brief) -> None:
        """Keep what is listed and where."""
        self.listing, self.area, self.brief = listing, area, brief
        self.sizes, self.palette = brief.sizes, brief.palette

    def marks(self) -> tuple[list[Mark], float]:
        """Return the texts and badges, and the y where they end."""
        label = self.sizes.label
        y, size = self.area.top + label * 0.8, label * 1.1
        found: list[Mark] = []
        for number, line in enumerate(lines(self.listing.title, self.area.width, size, 700)):
            y += number and size * LABEL_LEADING
            found.append(Text(self.area.left, y, line, size, self.palette.red, 700))
        y += label * 0.9
        if self._wide(self.listing.entries) > self.area.width:
            for flow in self.listing.entries:
                y += label * 0.35
                y = self._stacked(flow, y, found)
            return found, y + label * 0.3
        columns = self._columns()
        for flows, x in columns:
            found += self._column(flows, self.area.left + x, y)
        return found, y + len(columns[0][0]) * label * _LINE + label * 0.3

    def _columns(self) -> Sequence[tuple[Sequence[NumberedEntry], float]]:
        """Return the flows of each column with its offset; the second is near the middle.

        There is a single column where flows are few, or two columns do not fit.
        """
        flows, gutter = self.listing.entries, _GUTTER * self.sizes.label
        rows = -(-len(flows) // 2)
        first, second = flows[:rows], flows[rows:]
        if len(flows) >= _TWO:
            last = self.area.width - self._wide(second)
            at = max(self._wide(first) + gutter, min((self.area.width + gutter) / 2, last))
            if at <= last:
                return (first, 0.0), (second, at)
        return ((flows, 0.0),)

    def _wide(self, flows: Sequence[NumberedEntry]) -> float:
        """Return the width of a column in which each flow fits on one line."""
        return self._figures(flows)[1] + _INDENT * self.sizes.label

    def _figures(self, flows: Sequence[NumberedEntry]) -> tuple[float, float]:
        """Return the offsets from the start of the names at which values and shares end."""
        label, value = self.sizes.label, self.sizes.value
        names = widest([flow.name for flow in flows], label, 600)
        amounts = widest([flow.figures[0] for flow in flows], value, numeric=True)
        shares = widest([each for flow in flows for each in flow.figures[1:]], value, numeric=True)
        first = names + _GAP * label + amounts
        return first, first + _GAP * label + shares

    def _column(self, flows: Sequence[NumberedEntry], left: float, y: float) -> Iterator[Mark]:
        sizes, palette = self.sizes, self.palette
        ends = self._figures(flows)
        x = left + _INDENT * sizes.label
        for flow in flows:
            y += sizes.label * _LINE / 2
            yield from self._number(flow, left, y)
            yield Text(x, y, flow.name, sizes.label, palette.ink, 600)
            for end, text in zip(ends, flow.figures, strict=False):
                yield Text(x + end, y, text, sizes.value, palette.grey, 400, "end", numeric=True)
            y += sizes.label * _LINE / 2

    def _stacked(self, flow: NumberedEntry, y: float, found: list[Mark]) -> float:
        """Append one flow to `found`, figures below its name; return the y where it ends."""
        sizes = self.sizes
        x = self.area.left + _INDENT * sizes.label
        room = self.area.right - x
        found += self._number(flow, self.area.left, y + sizes.label * 0.7)
        for line in lines(flow.name, room, sizes.label, 600):
            y += sizes.label * LABEL_LEADING
            found.append(Text(x, y - sizes.label * 0.45, line, sizes.label, self.palette.ink, 600))
        y += sizes.label * LABEL_LEADING
        figures = " · ".join(flow.figures)
        middle = y - sizes.label * 0.45
        found.append(Text(x, middle, figures, sizes.value, self.palette.grey, numeric=True))
        return y

    def _number(self, flow: NumberedEntry, left: float, y: float) -> Iterator[Mark]:
        yield from badge(left + self.sizes.label * 0.75, y, flow.number or 0, self.brief)
