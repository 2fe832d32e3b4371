"""What a diagram says around its plot: finding, subtitle, named flows, key and notes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tradefiche.charts.kinds.sankey.alt_text import described
from tradefiche.charts.scene.frame import Words
from tradefiche.charts.scene.marks import Entry, Listing
from tradefiche.language import periods
from tradefiche.language.money import millions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradefiche.charts.kinds.sankey.flows import Flows, Pair
    from tradefiche.charts.kinds.sankey.money import Money
    from tradefiche.language.phrases import Wording
    from tradefiche.views.subject import Subject

_NEGATIVE = 5  # pairs that a note names
_LEAST = 50_000  # euros: what prints as 0,1 M€


@dataclass(frozen=True, slots=True)
class Story:
    """The texts of a diagram.

    Attributes:
        words: the finding, with its figure; what is drawn, how far down the ranking, and the total;
            and what one who sees the picture would say of it.
        lists: the named flows by rank with value and share; none where none can be ranked.
        notes: what the picture does not show.
    """

    words: Words
    lists: tuple[Listing, ...]
    notes: tuple[str, ...]


def tell(flows: Flows, subject: Subject, wording: Wording, money: Money, *, top: int) -> Story:
    """Return the texts of a diagram of the first `top` products and countries."""
    title = _title(flows, subject, wording)
    description = described(flows, subject, wording, money) or f"{title}."
    return Story(
        words=Words(title, _subtitle(flows, wording, money, top=top), description),
        lists=tuple(_lists(flows, wording, money)),
        notes=tuple(_notes(flows, wording, top=top)),
    )


def _lists(flows: Flows, wording: Wording, money: Money) -> Iterator[Listing]:
    if not flows.named:
        return
    key = "sankey.list" if len(flows.named) > 1 else "sankey.list_one"
    heading = wording.say(key, count=wording.count(len(flows.named)))
    entries = []
    for pair in flows.named:
        figures = filter(None, (money.value(pair.value), money.share(pair.share)))
        entries.append(Entry(pair.rank or 0, _arrow(pair, wording), tuple(figures)))
    yield Listing(heading, "red", tuple(entries))


def _arrow(pair: Pair, wording: Wording) -> str:
    return wording.say("sankey.pair", source=pair.source, target=pair.target)


def _title(flows: Flows, subject: Subject, wording: Wording) -> str:
    """Return the finding: what part of the flow the named ones are."""
    values = {"place": subject.place, "when": periods.within(subject.period, wording)}
    if not flows.pairs:
        key = "unknown" if flows.total is None else "nothing"
        return wording.say(f"common.{key}_{flows.flow}s", **values)
    parts = [pair.share for pair in flows.named if pair.share is not None]
    if not parts:
        amount = _whole(flows, wording)
        return wording.say(f"sankey.title_none_{flows.flow}s", amount=amount, **values)
    key = "title" if len(parts) > 1 else "title_one"
    return wording.say(
        f"sankey.{key}_{flows.flow}s",
        count=wording.count(len(parts)),
        share=wording.share(sum(parts)),
        **values,
    )


def _subtitle(flows: Flows, wording: Wording, money: Money, *, top: int) -> str:
    said = [wording.say(f"sankey.subtitle_{flows.flow}s")]
    if any(node.other for side in flows.nodes for node in side):
        key = "sankey.first" if top > 1 else "sankey.first_one"
        said.append(wording.say(key, top=wording.count(top)))
    if flows.total is not None:
        said.append(wording.say("sankey.total", total=money.total(flows.total)))
    return " — ".join(said)


def _whole(flows: Flows, wording: Wording) -> str:
    """Return the sum in millions with one decimal, in full where that would print as 0."""
    total = sum(pair.value for pair in flows.pairs) if flows.total is None else flows.total
    if total and abs(total) < _LEAST:
        return wording.amount(total)
    return millions(total, lang=wording.lang)


def _notes(flows: Flows, wording: Wording, *, top: int) -> Iterator[str]:
    """Yield what the picture does not show: a larger pair in what lies beyond, negative values."""
    if (hidden := flows.hidden) is not None:
        key = "sankey.hidden" if top > 1 else "sankey.hidden_one"
        yield wording.say(
            key,
            top=wording.count(top),
            pair=_arrow(hidden, wording),
            amount=wording.amount(hidden.largest or 0),
            rank=flows.named[-1].rank,
        )
    negative = flows.negative
    said = [
        f"{_arrow(pair, wording)} {wording.amount(pair.value)}" for pair in negative[:_NEGATIVE]
    ]
    if rest := negative[_NEGATIVE:]:
        amount = wording.amount(sum(pair.value for pair in rest))
        said.append(wording.say("sankey.corrections_more", count=len(rest), amount=amount))
    if said:
        yield wording.say("sankey.corrections", pairs=wording.apart(said))
