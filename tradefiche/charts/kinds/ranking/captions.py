"""What a ranking says: the territory's place, what is around it, and the value of France."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tradefiche.charts.measured import cell, named, said, unit_of
from tradefiche.charts.rows import tenths
from tradefiche.charts.scene.frame import Words
from tradefiche.language import periods
from tradefiche.language.typography import MISSING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradefiche.charts.scene.datum import Unit as ValueUnit
    from tradefiche.language.phrases import Wording
    from tradefiche.views.ranking import Place, Ranking
    from tradefiche.views.subject import Subject

_FIRST = 3


@dataclass(frozen=True, slots=True)
class Story:
    """The texts of a ranking.

    Attributes:
        head: what bars are of, with the unit; `unit` that of the table's values.
        mark: what the upright line stands for, `at` which value; empty where there is none.
        values, ranks, shares: by id of a territory, as they are printed; no shares where there are
            none, `share_head` above them.
    """

    words: Words
    notes: tuple[str, ...]
    head: str
    mark: str
    at: float | None
    unit: ValueUnit
    values: dict[str, str]
    ranks: dict[str, str]
    shares: dict[str, str]
    rank_head: str
    share_head: str


def tell(ranking: Ranking, subject: Subject, wording: Wording) -> Story:
    """Return the texts of a ranking."""
    name = named(ranking, wording)
    unit, sign = unit_of(ranking, wording)
    title = _title(ranking, subject, wording)
    spoken = " ".join(_spoken(ranking, subject, wording)) if ranking.places else f"{title}."
    mean = ranking.mean is not None
    at = ranking.mean if mean else ranking.france
    mark = ""
    if at is not None:
        key = f"mean_{ranking.among}" if mean else "france"
        mark = wording.say(f"ranking.{key}", value=cell(at, ranking, unit, wording))
    subtitle = wording.say(
        "ranking.subtitle" if ranking.france is None else "ranking.subtitle_france",
        measure=name,
        when=periods.within(subject.period, wording),
        value=said(ranking.france or 0, ranking, wording),
    )
    places = ranking.places
    shared = any(each.share is not None for each in places)
    head = wording.say("ranking.head", measure=name, unit=sign) if sign else name
    return Story(
        Words(title, subtitle, spoken),
        tuple(_notes(ranking, wording)),
        head,
        mark,
        at,
        ranking.unit,
        {each.id: cell(each.value, ranking, unit, wording) for each in places},
        {each.id: MISSING if each.rank is None else str(each.rank) for each in places},
        {each.id: tenths(each.share, wording.lang) for each in places} if shared else {},
        wording.say("ranking.rank"),
        wording.say("ranking.share"),
    )


def _title(ranking: Ranking, subject: Subject, wording: Wording) -> str:
    """Return the finding: the territory's rank, or who comes first."""
    by = wording.say(f"measure.{ranking.measure}_by")
    if ranking.per:
        by = wording.say("ranking.by_per", by=by, per=ranking.per)
    values = {"place": subject.place, "by": by, "when": periods.within(subject.period, wording)}
    own = ranking.own
    if own is None:
        first = [each.name for each in ranking.places[:_FIRST]]
        if not first:
            return wording.say("common.unknown", **values)
        return wording.say("ranking.title_first", first=wording.listed(first), **values)
    if own.value is None:
        return wording.say("ranking.title_unknown", **values)
    values["value"] = said(own.value, ranking, wording)
    if own.rank is None:
        return wording.say("ranking.title_unranked", **values)
    rank = wording.ordinal(own.rank)
    return wording.say(f"ranking.title_{ranking.among}", rank=rank, **values)


def _notes(ranking: Ranking, wording: Wording) -> Iterator[str]:
    if ranking.reserved and ranking.over_year:
        yield wording.say("evolution.note_vintage")
    if ranking.places and ranking.unknown:
        yield wording.say("ranking.unknown", count=ranking.unknown)
    if any(each.value for each in ranking.places) and not ranking.count:
        key = "ranking.nobody" if ranking.divided or not ranking.per else "ranking.nobody_per"
        yield wording.say(key, per=ranking.per)


def _spoken(ranking: Ranking, subject: Subject, wording: Wording) -> Iterator[str]:
    """Say what a reader sees: the first, the territory's place and neighbours, the last."""
    first = wording.listed([_entry(each, ranking, wording) for each in ranking.places[:_FIRST]])
    yield wording.say("ranking.spoken_first", places=first)
    own = ranking.own
    if own is not None and own.value is not None:
        yield wording.say(
            "ranking.spoken_own" if own.rank is not None else "ranking.spoken_unranked",
            place=subject.place,
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
        beside = _beside(own, ranking)
        if beside:
            entries = wording.listed([_entry(each, ranking, wording) for each in beside])
            yield wording.say("ranking.spoken_beside", places=entries)
    if len(ranking.places) > _FIRST:
        yield wording.say(
            "ranking.spoken_last", places=_entry(ranking.places[-1], ranking, wording)
        )
    if ranking.mean is not None:
        mean = said(ranking.mean, ranking, wording)
        yield wording.say(f"ranking.spoken_mean_{ranking.among}", value=mean)


def _beside(own: Place, ranking: Ranking) -> list[Place]:
    """Return who stands next to the territory, unless it is one of the first."""
    place = ranking.places.index(own)
    if place <= _FIRST:
        return []
    return [each for each in ranking.places[place - 1 : place + 2] if each is not own]


def _entry(place: Place, ranking: Ranking, wording: Wording) -> str:
    value = said(place.value or 0, ranking, wording)
    return wording.say("ranking.spoken_place", place=place.name, value=value)
