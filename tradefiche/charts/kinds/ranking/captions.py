"""Text in and around a ranking: columns, the territory's rank, its neighbours, France's value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tradefiche.charts.measured import (
    cell,
    headed,
    named,
    ranked_by,
    said,
    said_places,
    standing,
    unit_of,
)
from tradefiche.charts.scene.frame import Story
from tradefiche.charts.units import bounded
from tradefiche.language.typography import MISSING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradefiche.charts.scene.brief import Brief
    from tradefiche.language.phrases import Wording
    from tradefiche.views.ranking import RankedPlace, Ranking

_FIRST = 3


def tell(ranking: Ranking, brief: Brief) -> Story:
    """Return the title, subtitle, notes and text alternative of a ranking."""
    subtitle = brief.say(
        "ranking.subtitle" if ranking.france is None else "ranking.subtitle_france",
        measure=named(ranking, brief.wording),
        value=said(ranking.france or 0, ranking, brief.wording),
    )
    return Story(
        _title(ranking, brief),
        subtitle,
        tuple(_spoken(ranking, brief) if ranking.places else ()),
        tuple(_notes(ranking, brief.wording)),
    )


def _title(ranking: Ranking, brief: Brief) -> str:
    """Return the finding: the territory's rank; for France the first three territories."""
    wording = brief.wording
    by, own = ranked_by(ranking, brief), ranking.own
    if own is None:
        first = [each.name for each in ranking.places[:_FIRST]]
        if not first:
            return brief.say("common.unknown")
        return brief.say("ranking.title_first", first=wording.listed(first), by=by)
    if own.value is None:
        return brief.say("ranking.title_unknown", by=by)
    if own.rank is None:
        value = said(own.value, ranking, wording)
        return brief.say("ranking.title_unranked", by=by, value=value)
    return standing(own, ranking, brief)


def _notes(ranking: Ranking, wording: Wording) -> Iterator[str]:
    if ranking.reserved and ranking.over_year:
        yield wording.say("evolution.note_vintage")
    if ranking.places and ranking.unknown:
        yield wording.say("ranking.unknown", count=ranking.unknown)
    if any(each.value for each in ranking.places) and not ranking.count:
        key = "ranking.nobody" if ranking.divided or not ranking.per else "ranking.nobody_per"
        yield wording.say(key, per=ranking.per)


def _spoken(ranking: Ranking, brief: Brief) -> Iterator[str]:
    """Yield the text alternative: the first, the territory, its neighbours, the last, the mean."""
    wording = brief.wording
    first = said_places(ranking.places[:_FIRST], ranking, wording)
    yield wording.say("ranking.spoken_first", places=first)
    own = ranking.own
    if own is not None and own.value is not None:
        yield brief.say(
            "ranking.spoken_own" if own.rank is not None else "ranking.spoken_unranked",
            rank=wording.ordinal(own.rank or 0),
            count=ranking.count,
            value=said(own.value, ranking, wording),
        )
        if own.share is not None:
            part = wording.share(own.share)
            yield wording.say("ranking.spoken_share", share=part)
        if own.change:
            key = "won" if own.change > 0 else "lost"
            count = wording.count(abs(own.change))
            yield wording.say(f"ranking.spoken_{key}", count=count)
        if beside := said_places(_beside(own, ranking), ranking, wording):
            yield wording.say("ranking.spoken_beside", places=beside)
    if len(ranking.places) > _FIRST:
        last = said_places(ranking.places[-1:], ranking, wording)
        yield wording.say("ranking.spoken_last", places=last)
    if ranking.mean is not None:
        mean = said(ranking.mean, ranking, wording)
        yield wording.say(f"ranking.spoken_mean_{ranking.among}", value=mean)


def _beside(own: RankedPlace, ranking: Ranking) -> list[RankedPlace]:
    """Return the territory's neighbours in the ranking; none if it is one of the first four."""
    place = ranking.places.index(own)
    if place <= _FIRST:
        return []
    return [each for each in ranking.places[place - 1 : place + 2] if each is not own]


@dataclass(frozen=True, slots=True)
class Printed:
    """The texts of a ranking's columns.

    Attributes:
        head: heading of the bars: the measure with its unit.
        mark: label of the reference line at the value `at`; empty, and `at` None, without one.
        values, ranks, shares: texts by territory id; `shares` is empty where none is known.
        rank_head, share_head: headings of ranks and shares.
    """

    head: str
    mark: str
    at: float | None
    values: dict[str, str]
    ranks: dict[str, str]
    shares: dict[str, str]
    rank_head: str
    share_head: str


def printed(ranking: Ranking, brief: Brief) -> Printed:
    """Return the texts of the columns; the reference is the mean, or else France's value."""
    wording, places = brief.wording, ranking.places
    unit, _ = unit_of(ranking, wording)
    mean = ranking.mean is not None
    at = ranking.mean if mean else ranking.france
    mark = ""
    if at is not None:
        key = f"mean_{ranking.among}" if mean else "france"
        mark = brief.say(f"ranking.{key}", value=cell(at, ranking, unit, wording))
    shared = any(each.share is not None for each in places)
    return Printed(
        headed(ranking, wording),
        mark,
        at,
        {each.id: cell(each.value, ranking, unit, wording) for each in places},
        {each.id: MISSING if each.rank is None else str(each.rank) for each in places},
        {each.id: bounded(each.share, 1, wording.lang) for each in places} if shared else {},
        brief.say("ranking.rank"),
        brief.say("ranking.share"),
    )
