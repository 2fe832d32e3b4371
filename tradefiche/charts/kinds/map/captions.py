"""Text around a map: its legend, the territory's value, the highest and the lowest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts.kinds.map.classes import bounds, class_of, is_even
from tradefiche.charts.measured import cell, named, said, said_places, standing, unit_of
from tradefiche.charts.scene.frame import Story

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tradefiche.charts.scene.brief import Brief
    from tradefiche.views.ranking import Ranking


def tell(ranking: Ranking, brief: Brief) -> Story:
    """Return the title, subtitle, notes and text alternative of a map."""
    return Story(
        _title(ranking, brief),
        brief.say("map.subtitle", measure=named(ranking, brief.wording)),
        tuple(_spoken(ranking, brief) if ranking.places else ()),
        tuple(_notes(ranking, brief)),
    )


def legend(ranking: Ranking, least: Sequence[float], brief: Brief) -> list[tuple[int | None, str]]:
    """Return number and label of each class, the highest first; None is for unknown values.

    Args:
        ranking: places with at least one value.
        least: lower bound of each class but the lowest, as `bounds` returns them.
        brief: gives the phrases.
    """
    wording = brief.wording
    unit, _ = unit_of(ranking, wording)
    values = [each.value for each in ranking.places if each.value is not None]
    found: list[tuple[int | None, str]] = []
    for number in reversed(range(len(least) + 1)):
        mine = [each for each in values if class_of(each, least) == number]
        low, high = (cell(each, ranking, unit, wording) for each in (min(mine), max(mine)))
        key = "map.class_one" if low == high else "map.class"
        found.append((number, brief.say(key, low=low, high=high)))
    return [*found, (None, brief.say("map.unknown"))] if ranking.unknown else found


def _notes(ranking: Ranking, brief: Brief) -> Iterator[str]:
    """Yield how the classes are formed, and the source of the outlines."""
    values = [each.value for each in ranking.places if each.value is not None]
    least = bounds(values)
    if least:
        yield brief.say("map.quartiles" if is_even(values, least) else "map.quantiles")
    if values:
        yield brief.say("map.outlines")


def _title(ranking: Ranking, brief: Brief) -> str:
    wording, name = brief.wording, named(ranking, brief.wording)
    if not ranking.places:
        return brief.say("common.unknown")
    first, last = ranking.places[0], ranking.places[-1]
    own = ranking.own
    if own is not None and own.rank is not None and own in ranking.places:
        return standing(own, ranking, brief)
    if own is not None and own.value is not None:
        value = said(own.value, ranking, wording)
        return brief.say("map.title_own", value=value, measure=name)
    return brief.say(
        "map.title",
        high=said(first.value or 0, ranking, wording), first=first.name,
        low=said(last.value or 0, ranking, wording), last=last.name, measure=name,
    )  # fmt: skip


def _spoken(ranking: Ranking, brief: Brief) -> Iterator[str]:
    """Yield the text alternative: the three highest and lowest, and the territory's value."""
    wording = brief.wording
    for key, places in (("high", ranking.places[:3]), ("low", ranking.places[-3:])):
        yield wording.say(f"map.spoken_{key}", places=said_places(places, ranking, wording))
    if ranking.own is not None and ranking.own.value is not None:
        yield brief.say("map.spoken_own", value=said(ranking.own.value, ranking, wording))
