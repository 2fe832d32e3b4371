"""The flows of a diagram: pairs of product and country, and the nodes that they connect."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Literal

from tradefiche.reference.codes import OTHER
from tradefiche.views.shares import share

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tradefiche.charts.scene.brief import Brief
    from tradefiche.reference.terms import Dimension, Flow

NodeSide = Literal[0, 1]
SIDES: tuple[NodeSide, NodeSide] = (0, 1)
MOST = 6  # most nodes per side on a slide
FAINT = 0.5
"""The share of the total in percent below which a flow is drawn in the style of `OTHER`."""


@dataclass(frozen=True, slots=True)
class Node:
    """A product or a country: the sum of its flows, and of the positive ones, in whole euros."""

    code: str
    name: str
    value: int
    drawn: int

    @property
    def other(self) -> bool:
        """Whether it stands for all that have no node of their own."""
        return self.code == OTHER


@dataclass(frozen=True, slots=True)
class SankeyLink:
    """A flow from a node on the left to one on the right: whole euros, percent of the total.

    `largest` is the value of the largest single pair in it, where either end stands for several.
    """

    left: str
    right: str
    source: str
    target: str
    value: int
    share: float | None
    rank: int | None
    highlighted: bool
    largest: int | None

    @property
    def other(self) -> bool:
        """Whether either end is `OTHER`."""
        return OTHER in (self.left, self.right)

    def end(self, side: NodeSide) -> str:
        """Return the code on one side."""
        return self.left if side == 0 else self.right


@dataclass(frozen=True)
class Flows:
    """One flow of a territory and period: exports run from products to countries, imports reversed.

    Attributes:
        flow: `export` or `import`.
        total: whole euros of the flow, None if it is not held.
        pairs: every pair, negative ones included.
        names: name of the node by side and code.
    """

    flow: Flow
    total: int | None
    pairs: tuple[SankeyLink, ...]
    names: Mapping[tuple[NodeSide, str], str]

    @cached_property
    def drawn(self) -> tuple[SankeyLink, ...]:
        """The pairs that have a ribbon: a negative value has no width."""
        return tuple(pair for pair in self.pairs if pair.value > 0)

    @cached_property
    def negative(self) -> tuple[SankeyLink, ...]:
        """The pairs below 0, which have no ribbon, the most negative first."""
        return tuple(sorted((p for p in self.pairs if p.value < 0), key=lambda pair: pair.value))

    @cached_property
    def named(self) -> tuple[SankeyLink, ...]:
        """The pairs that are numbered and listed, by rank."""
        found = (pair for pair in self.drawn if pair.highlighted and not pair.other)
        return tuple(sorted(found, key=lambda pair: pair.rank or 0))

    @cached_property
    def faint(self) -> frozenset[SankeyLink]:
        """The pairs too small to follow by eye, drawn in the style of `OTHER`."""
        return frozenset(
            pair
            for pair in set(self.drawn).difference(self.named)
            if not pair.other and pair.share is not None and pair.share < FAINT
        )

    @cached_property
    def hidden(self) -> SankeyLink | None:
        """The flow from or to `OTHER` that contains the largest single pair of them all.

        None unless that pair is larger than the smallest named flow.
        """
        others = [pair for pair in self.drawn if pair.other and pair.largest is not None]
        found = max(others, key=lambda pair: pair.largest or 0, default=None)
        least = min((pair.value for pair in self.named), default=math.inf)
        return found if found is not None and (found.largest or 0) > least else None

    @cached_property
    def nodes(self) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
        """The nodes of both sides from top to bottom: by falling value, `OTHER` last."""
        return self._side(0), self._side(1)

    def _side(self, side: NodeSide) -> tuple[Node, ...]:
        value: dict[str, int] = {}
        drawn: dict[str, int] = {}
        for pair in self.pairs:
            code = pair.end(side)
            value[code] = value.get(code, 0) + pair.value
            drawn[code] = drawn.get(code, 0) + max(pair.value, 0)
        nodes = [
            Node(code, self.names[side, code], value[code], drawn[code])
            for code in value
            if drawn[code] > 0
        ]
        return tuple(sorted(nodes, key=lambda node: (node.other, -node.value, node.code)))

    def share(self, node: Node) -> float | None:
        """Return a node's share of the flow in percent; None where the flow is not above 0."""
        whole = sum(pair.value for pair in self.pairs)
        return 100 * node.value / whole if whole > 0 else None


def first(flows: Flows, few: int, brief: Brief) -> Flows:
    """Return the same flow with at most `few` nodes per side beside `OTHER`, which has the rest.

    Ends of named flows come before larger nodes. Flows stay named in the order of rank, up to the
    first with which their ends would exceed `few` on a side.
    """
    kept: tuple[set[str], set[str]] = (set(), set())
    named = set()
    for pair in flows.named:
        wider = tuple(kept[side] | {pair.end(side)} for side in SIDES)
        if max(map(len, wider)) > few:
            break
        kept = (wider[0], wider[1])
        named.add(pair)
    for side in SIDES:
        more = (n.code for n in flows.nodes[side] if not n.other and n.code not in kept[side])
        kept[side].update(islice(more, few - len(kept[side])))
    joined: dict[tuple[str, str], list[SankeyLink]] = {}
    for pair in flows.pairs:
        left, right = (pair.end(side) if pair.end(side) in kept[side] else OTHER for side in SIDES)
        joined.setdefault((left, right), []).append(pair)
    ends = zip(SIDES, kinds(flows.flow), strict=True)
    others = {(side, OTHER): _name(kind, OTHER, brief) for side, kind in ends}
    names = {**flows.names, **others}
    pairs = tuple(_joined(ends, each, names, named) for ends, each in joined.items())
    return replace(flows, pairs=pairs, names=names)


def _joined(
    ends: tuple[str, str],
    pairs: Sequence[SankeyLink],
    names: Mapping[tuple[NodeSide, str], str],
    named: set[SankeyLink],
) -> SankeyLink:
    """Return the only pair, highlighted if in `named`; where an end is `OTHER`, a sum of pairs."""
    only = pairs[0]
    if len(pairs) == 1 and not only.other and OTHER not in ends:
        return replace(only, highlighted=only in named)
    shares = [pair.share for pair in pairs if pair.share is not None]
    largest = [pair.largest for pair in pairs if pair.largest is not None]
    return SankeyLink(
        *ends,
        source=names[0, ends[0]],
        target=names[1, ends[1]],
        value=sum(pair.value for pair in pairs),
        share=math.fsum(shares) if len(shares) == len(pairs) else None,
        rank=None,
        highlighted=False,
        largest=max(largest, default=None),
    )


def kinds(flow: Flow) -> tuple[Dimension, Dimension]:
    """Return what the nodes on the left and on the right are."""
    return ("product", "country") if flow == "export" else ("country", "product")


def read(brief: Brief, flow: Flow) -> Flows:
    """Return one flow from the tables `totals` (one row) and `flows` (one row per pair)."""
    sides = kinds(flow)
    totals = brief.tables["totals"]
    total = totals[f"{flow}s_eur"][0] if totals.height else None
    names: dict[tuple[NodeSide, str], str] = {}
    pairs = []
    for row in brief.tables["flows"].iter_rows(named=True):
        if row["flow"] != flow:
            continue
        ends = [row[kind] for kind in sides]
        for side, kind, code in zip(SIDES, sides, ends, strict=True):
            names.setdefault((side, code), _name(kind, code, brief))
        left, right = ends
        pairs.append(
            SankeyLink(
                left, right, names[0, left], names[1, right], row["value_eur"],
                share(row["share_pct"], total), row["rank"], row["highlighted"],
                row["largest_pair_eur"],
            )
        )  # fmt: skip
    return Flows(flow, total, tuple(pairs), names)


def _name(kind: str, code: str, brief: Brief) -> str:
    if code == OTHER:
        return brief.say(f"common.other_{'products' if kind == 'product' else 'countries'}")
    return brief.subject.product(code) if kind == "product" else brief.subject.country(code)
