"""The labels of one side: name over figures, or name beside share where height is scarce."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tradefiche.charts.look.theme import LABEL_LEADING
from tradefiche.charts.scene.marks import Text
from tradefiche.charts.type.text import lines, measure, widest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tradefiche.charts.kinds.sankey.flows import Flows, Node, NodeSide
    from tradefiche.charts.kinds.sankey.money import SankeyAmounts
    from tradefiche.charts.look.theme import Measures, Size
    from tradefiche.charts.scene.brief import Brief
    from tradefiche.charts.scene.frame import Area
    from tradefiche.charts.scene.marks import Anchor, Mark

LabelForm = Literal["amounts", "numbers", "shares", "inline"]
_ROOM: dict[Size, float] = {"screen": 0.25, "paper": 0.26, "phone": 0.31, "slide": 0.25}
_WIDER = 0.33
_LINES = 3
_GAP = 0.6  # between name and share on one line, of the label's size


@dataclass(frozen=True, slots=True)
class NodeLabel:
    """What is written at a node: the lines of its name, and its figures."""

    lines: tuple[str, ...]
    figures: str


@dataclass(frozen=True, slots=True)
class LabelColumn:
    """The labels of one side, all within `width` from the nodes outwards.

    Attributes:
        form: `amounts`: name over amount and share; `numbers`: the same without the unit, which is
            in the header; `shares`: name over share; `inline`: name beside share, which stands next
            to the node.
        labels: from top to bottom.
        figures: width of the figures beside the names, their gap included; else 0.
        width: width of the widest label, or of the header if that is wider.
    """

    form: LabelForm
    labels: tuple[NodeLabel, ...]
    figures: float
    width: float

    def heights(self, sizes: Measures) -> tuple[float, ...]:
        """Return the height of each label, leading included."""
        return tuple(self._height(label, sizes) for label in self.labels)

    def _height(self, label: NodeLabel, sizes: Measures) -> float:
        name = len(label.lines) * sizes.label
        if self.form == "inline":
            return max(name, sizes.value) * LABEL_LEADING
        return (name + (sizes.value if label.figures else 0.0)) * LABEL_LEADING

    def marks(
        self, middles: Sequence[float], x: float, side: NodeSide, brief: Brief
    ) -> Iterator[Mark]:
        """Yield the texts, centred on `middles`, from the edge `x` outwards."""
        sizes, palette = brief.sizes, brief.palette
        out = -1 if side == 0 else 1
        anchor: Anchor = "end" if side == 0 else "start"
        size, line = sizes.label, sizes.label * LABEL_LEADING
        for label, middle in zip(self.labels, middles, strict=True):
            under = self.form != "inline" and bool(label.figures)
            y = middle - (len(label.lines) * line + under * sizes.value * LABEL_LEADING) / 2
            for name in label.lines:
                yield Text(
                    x + out * self.figures, y + line / 2, name, size, palette.ink, 600, anchor
                )
                y += line
            if label.figures:
                # figures beside names form a column, right-aligned on both sides
                at = x if under or side == 0 else x + self.figures - _GAP * size
                yield Text(
                    at, y + sizes.value * LABEL_LEADING / 2 if under else middle, label.figures,
                    sizes.value, palette.grey, 400, anchor if under else "end", numeric=True,
                )  # fmt: skip


def column(
    flows: Flows,
    side: NodeSide,
    money: SankeyAmounts,
    header: str,
    form: LabelForm,
    area: Area,
    brief: Brief,
) -> LabelColumn:
    """Return the labels of one side, names broken into few lines of even length.

    A wide header widens the column, within limits, so that header and labels begin at one edge.
    """
    nodes, sizes, width = flows.nodes[side], brief.sizes, area.width
    figures = [_figures(node, flows.share(node), money, form) for node in nodes]
    names = [node.name for node in nodes]
    values = widest(figures, sizes.value, numeric=True)
    words = [word for name in names for word in name.split(" ")]
    longest = min(widest(words, sizes.label, 600), _WIDER * width)
    room = max(_ROOM[brief.size] * width, longest, 0.0 if form == "inline" else values)
    broken = _broken(names, room, sizes.label)
    if max(map(len, broken), default=0) > _LINES:
        broken = _broken(names, max(room, _WIDER * width), sizes.label)
    beside = values + _GAP * sizes.label if form == "inline" and any(figures) else 0.0
    taken = max((widest(each, sizes.label, 600) for each in broken), default=0.0)
    header_width = min(measure(header, sizes.label, 700), _ROOM[brief.size] * width)
    labels = tuple(NodeLabel(tuple(a), b) for a, b in zip(broken, figures, strict=True))
    whole = max(taken + beside, 0.0 if form == "inline" else values, header_width)
    return LabelColumn(form, labels, beside, whole)


def _figures(node: Node, share: float | None, money: SankeyAmounts, form: LabelForm) -> str:
    part = money.share(share)
    if form == "amounts":
        return money.both(node.value, share)
    if form == "numbers":
        return " · ".join(filter(None, (money.unit.text(node.value), part)))
    return part


def _broken(names: Sequence[str], room: float, size: float) -> list[list[str]]:
    return [lines(name, room, size, 600) for name in names]
