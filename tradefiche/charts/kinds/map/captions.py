"""What a map says: its classes, the territory's value, the highest and the lowest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tradefiche.charts.kinds.map.classes import bounds, class_of, is_even
from tradefiche.charts.measured import cell, named, said, unit_of
from tradefiche.charts.scene.frame import Words
from tradefiche.language import periods

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tradefiche.language.phrases import Wording
    from tradefiche.views.ranking import Ranking
    from tradefiche.views.subject import Subject


@dataclass(frozen=True, slots=True)
class Story:
    """The texts of a map.

    Attributes:
        least: the least value of each class but the lowest.
        legend: the number of a class, None for what is not known, and its words; highest first.
        names: of the units by id; `paris` that of the inset.
    """

    words: Words
    notes: tuple[str, ...]
    head: str
    least: tuple[float, ...]
    legend: tuple[tuple[int | None, str], ...]
    names: dict[str, str]
    paris: str
    rank_head: str


def tell(ranking: Ranking, subject: Subject, wording: Wording) -> Story:
    """Return the texts of a map of the units."""
    name = named(ranking, wording)
    unit, sign = unit_of(ranking, wording)
    values = [each.value for each in ranking.places if each.value is not None]
    least = bounds(values)
    title = _title(ranking, subject, wording)
    subtitle = wording.say(
        "map.subtitle", measure=name, when=periods.within(subject.period, wording)
    )
    spoken = " ".join(_spoken(ranking, subject, wording)) if values else f"{title}."
    legend: list[tuple[int | None, str]] = []
    for number in reversed(range(len(least) + 1) if values else range(0)):
        mine = [each for each in values if class_of(each, least) == number]
        low, high = (cell(each, ranking, unit, wording) for each in (min(mine), max(mine)))
        key = "map.class_one" if low == high else "map.class"
        legend.append((number, wording.say(key, low=low, high=high)))
    if ranking.unknown:
        legend.append((None, wording.say("map.unknown")))
    return Story(
        Words(title, subtitle, spoken),
        tuple(_notes(values, least, wording)),
        wording.say("ranking.head", measure=name, unit=sign) if sign else name,
        least,
        tuple(legend),
        {each.id: each.name for each in ranking.places},
        wording.say("map.paris"),
        wording.say("ranking.rank"),
    )


def _notes(values: Sequence[float], least: Sequence[float], wording: Wording) -> Iterator[str]:
    """Yield how classes were made, and where outlines are from."""
    if least:
        yield wording.say("map.quartiles" if is_even(values, least) else "map.quantiles")
    if values:
        yield wording.say("map.outlines")


def _title(ranking: Ranking, subject: Subject, wording: Wording) -> str:
    values = {
        "place": subject.place,
        "measure": named(ranking, wording),
        "when": periods.within(subject.period, wording),
    }
    if not ranking.places:
        return wording.say("common.unknown", **values)
    first, last = ranking.places[0], ranking.places[-1]
    own = ranking.own
    if own is not None and own.value is not None:
        value = said(own.value, ranking, wording)
        return wording.say("map.title_own", value=value, **values)
    return wording.say(
        "map.title",
        high=said(first.value or 0, ranking, wording), first=first.name,
        low=said(last.value or 0, ranking, wording), last=last.name, **values,
    )  # fmt: skip


def _spoken(ranking: Ranking, subject: Subject, wording: Wording) -> Iterator[str]:
    """Say what a reader sees: the highest and the lowest, and the territory's value."""
    for key, places in (("high", ranking.places[:3]), ("low", ranking.places[-3:])):
        entries = [
            wording.say(
                "ranking.spoken_place",
                place=each.name,
                value=said(each.value or 0, ranking, wording),
            )
            for each in places
        ]
        yield wording.say(f"map.spoken_{key}", places=wording.listed(entries))
    if ranking.own is not None and ranking.own.value is not None:
        yield wording.say(
            "map.spoken_own", place=subject.place, value=said(ranking.own.value, ranking, wording)
        )
