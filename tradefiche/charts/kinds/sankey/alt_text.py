"""The text alternative of a diagram: what stands out, not every number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts.kinds.sankey.flows import SIDES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradefiche.charts.kinds.sankey.flows import Flows, Node, NodeSide, SankeyLink
    from tradefiche.charts.kinds.sankey.money import SankeyAmounts
    from tradefiche.charts.scene.brief import Brief

_FIRST = 3


def described(flows: Flows, money: SankeyAmounts, brief: Brief) -> Iterator[str]:
    """Yield sentences on the first nodes of both sides and the named flows, if there are any."""
    for side in SIDES:
        if flows.nodes[side]:
            yield from _side(flows, side, money, brief)
    yield from _named(flows, money, brief)


def headed(flows: Flows, side: NodeSide, brief: Brief) -> str:
    """Return the header of a side, a short one on a phone."""
    return brief.say(f"sankey.{_kind(flows, side)}{'_short' if brief.phone else ''}")


def _kind(flows: Flows, side: NodeSide) -> str:
    """Return what the nodes of a side are: `products`, `destinations` or `origins`."""
    if flows.flow == "export":
        return ("products", "destinations")[side]
    return ("origins", "products")[side]


def _side(flows: Flows, side: NodeSide, money: SankeyAmounts, brief: Brief) -> Iterator[str]:
    """Yield the sentences on a side: its first nodes, and the share of the node `OTHER`."""
    nodes = flows.nodes[side]
    what = _kind(flows, side)

    def said(node: Node) -> str:
        name = node.name
        if what != "products" and not node.other:
            name = brief.subject.named_country(node.code)
        return _with(name, money.share(flows.share(node)))

    first = [said(node) for node in nodes if not node.other][:_FIRST]
    other = next((node for node in nodes if node.other), None)
    if first:
        key = f"sankey.leading_{what}" if len(nodes) > 1 else f"sankey.single_{what}"
        yield brief.say(key, nodes=brief.wording.listed(first))
    if other is not None and (part := money.share(flows.share(other))):
        group = "products" if what == "products" else "countries"
        yield brief.say(f"sankey.beyond_{group}", share=part)


def _named(flows: Flows, money: SankeyAmounts, brief: Brief) -> Iterator[str]:
    """Yield the sentences on the named flows: the largest, then the others."""
    if not flows.named:
        return
    first, *rest = flows.named
    yield brief.say(
        "sankey.largest",
        pair=_spoken(flows, first, brief),
        figures=money.both(first.value, first.share),
    )
    if rest:
        pairs = [_with(_spoken(flows, pair, brief), money.share(pair.share)) for pair in rest]
        yield brief.say("sankey.following", pairs=brief.wording.listed(pairs))


def _spoken(flows: Flows, pair: SankeyLink, brief: Brief) -> str:
    product, country = (
        (pair.left, pair.right) if flows.flow == "export" else (pair.right, pair.left)
    )
    return brief.say(
        f"sankey.spoken_{flows.flow}s",
        product=brief.subject.product(product),
        country=brief.subject.named_country(country),
    )


def _with(name: str, figures: str) -> str:
    return f"{name} ({figures})" if figures else name
