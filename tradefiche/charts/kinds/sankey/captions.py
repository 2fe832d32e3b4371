"""Text around a diagram: title with the finding, subtitle, list of named flows, notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts.kinds.sankey.alt_text import described
from tradefiche.charts.kinds.sankey.flows import FAINT
from tradefiche.charts.scene.frame import Story
from tradefiche.charts.scene.marks import Listing, NumberedEntry
from tradefiche.views.corrections import corrections

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradefiche.charts.kinds.sankey.flows import Flows, SankeyLink
    from tradefiche.charts.kinds.sankey.money import SankeyAmounts
    from tradefiche.charts.scene.brief import Brief
    from tradefiche.language.phrases import Wording


def tell(flows: Flows, money: SankeyAmounts, brief: Brief) -> Story:
    """Return the title, subtitle, notes and text alternative of a diagram."""
    spoken, notes = described(flows, money, brief), _notes(flows, brief)
    return Story(_title(flows, brief), _subtitle(flows, brief), tuple(spoken), tuple(notes))


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
