"""Text around a diagram: title with the finding, headers, list of named flows, what is spoken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts.kinds.sankey.flows import FAINT, SIDES
from tradefiche.charts.scene.frame import Story
from tradefiche.charts.scene.marks import Listing, NumberedEntry
from tradefiche.views.corrections import corrections

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradefiche.charts.kinds.sankey.flows import Flows, Node, NodeSide, SankeyLink
    from tradefiche.charts.kinds.sankey.money import SankeyAmounts
    from tradefiche.charts.scene.brief import Brief
    from tradefiche.language.phrases import Wording

_FIRST = 3


def tell(flows: Flows, money: SankeyAmounts, brief: Brief) -> Story:
    """Return the title, subtitle, notes and text alternative of a diagram."""
    spoken, notes = _described(flows, money, brief), _notes(flows, brief)
    return Story(_title(flows, brief), _subtitle(flows, brief), tuple(spoken), tuple(notes))


def headed(flows: Flows, side: NodeSide, brief: Brief) -> str:
    """Return the header of a side, a short one on a phone."""
    return brief.say(f"sankey.{_kind(flows, side)}{'_short' if brief.phone else ''}")


def _kind(flows: Flows, side: NodeSide) -> str:
    """Return what the nodes of a side are: `products`, `destinations` or `origins`."""
    if flows.flow == "export":
        return ("products", "destinations")[side]
    return ("origins", "products")[side]


def listed(flows: Flows, money: SankeyAmounts, brief: Brief) -> Iterator[Listing]:
    """Yield one list of the named flows by rank, with value and share; none if none is named."""
    if not flows.named:
        return
    key = "sankey.list" if len(flows.named) > 1 else "sankey.list_one"
    heading = brief.say(key, count=brief.wording.count(len(flows.named)))
    entries = []
    for pair in flows.named:
        figures = filter(None, (money.unit.amount(pair.value), money.share(pair.share)))
        entries.append(NumberedEntry(pair.rank or 0, _arrow(pair, brief.wording), tuple(figures)))
    yield Listing(heading, "red", tuple(entries))


def _arrow(pair: SankeyLink, wording: Wording) -> str:
    return wording.say("sankey.pair", source=pair.source, target=pair.target)


def _title(flows: Flows, brief: Brief) -> str:
    """Return the finding: the share of all exports or imports that the named flows make up."""
    if not flows.pairs:
        key = "unknown" if flows.total is None else "nothing"
        return brief.say(f"common.{key}_{flows.flow}s")
    parts = [pair.share for pair in flows.named if pair.share is not None]
    if not parts:
        drawn = sum(pair.value for pair in flows.pairs)
        whole = drawn if flows.total is None else flows.total
        return brief.say(f"sankey.title_none_{flows.flow}s", amount=brief.wording.amount(whole))
    return brief.say(
        f"sankey.{'title' if len(parts) > 1 else 'title_one'}_{flows.flow}s",
        count=brief.wording.count(len(parts)),
        share=brief.wording.share(sum(parts)),
    )


def _subtitle(flows: Flows, brief: Brief) -> str:
    wording, top = brief.wording, brief.top
    said = [wording.say(f"sankey.subtitle_{flows.flow}s")]
    if any(node.other for side in flows.nodes for node in side):
        key = "sankey.first" if top > 1 else "sankey.first_one"
        key = key if brief.few is None else "sankey.first_few"
        said.append(wording.say(key, top=wording.count(top)))
    if flows.total is not None:
        said.append(wording.say("sankey.total", total=wording.amount(flows.total)))
    return " — ".join(said)


def _notes(flows: Flows, brief: Brief) -> Iterator[str]:
    """Yield notes on small flows, on a larger flow within `OTHER`, and on negative values.

    The compact form omits the first: it stands below a full diagram that has it.
    """
    wording, top = brief.wording, brief.top
    if flows.faint and not brief.compact:
        yield wording.say("sankey.faint", share=wording.percent(FAINT))
    if (hidden := flows.hidden) is not None:
        key = "sankey.hidden" if top > 1 else "sankey.hidden_one"
        key = key if brief.few is None else "sankey.hidden_few"
        yield wording.say(
            key,
            top=wording.count(top),
            pair=_arrow(hidden, wording),
            amount=wording.amount(hidden.largest or 0),
            rank=flows.named[-1].rank,
        )
    pairs = corrections([(_arrow(each, wording), each.value) for each in flows.negative], wording)
    if pairs is not None:
        yield wording.say("sankey.corrections", pairs=pairs)


def _described(flows: Flows, money: SankeyAmounts, brief: Brief) -> Iterator[str]:
    """Yield the text alternative: the first nodes of both sides and the named flows, if any."""
    for side in SIDES:
        if flows.nodes[side]:
            yield from _side(flows, side, money, brief)
    yield from _named(flows, money, brief)


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
