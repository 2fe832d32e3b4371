"""Values of a measure in pictures of all territories: beside bars, in legends, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts.units import Unit
from tradefiche.language.money import euros
from tradefiche.language.typography import MISSING, number
from tradefiche.views.ranking import heading

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tradefiche.charts.scene.brief import Brief
    from tradefiche.language.phrases import Wording
    from tradefiche.views.ranking import RankedPlace, Ranking

_DECIMALS = 3  # of an index


def named(ranking: Ranking, wording: Wording) -> str:
    """Return the measure as a heading, with its product level and what it is divided by."""
    return heading(ranking.measure, ranking.level, ranking.per, wording)


def headed(ranking: Ranking, wording: Wording) -> str:
    """Return the heading of a column of values: the measure and their unit."""
    name, (_, sign) = named(ranking, wording), unit_of(ranking, wording)
    return wording.say("ranking.head", measure=name, unit=sign) if sign else name


def unit_of(ranking: Ranking, wording: Wording) -> tuple[Unit, str]:
    """Return the unit of amounts, and the values' unit symbol: `M€`, `%`, empty for an index."""
    largest = max((abs(each.value or 0) for each in ranking.places), default=0)
    unit = Unit.up_to(int(largest), wording.lang)
    if ranking.unit == "index":
        return unit, ""
    if ranking.unit == "percent":
        return unit, wording.say("ranking.percent")
    if ranking.per:
        return unit, wording.say("ranking.euros")
    return unit, wording.say(f"ranking.{unit.name}")


def cell(value: float | None, ranking: Ranking, unit: Unit, wording: Wording) -> str:
    """Return a value as printed beside a bar, without its unit; a dash where it is unknown."""
    signed = ranking.side == "balance" or ranking.over_year
    if value is None:
        return MISSING
    if ranking.unit == "index":
        return number(value, _DECIMALS, lang=wording.lang)
    if ranking.unit == "percent":
        return number(value, 1, lang=wording.lang, signed=signed)
    if ranking.per:
        return number(value, lang=wording.lang, signed=signed)
    return unit.text(round(value), signed=signed)


def said(value: float, ranking: Ranking, wording: Wording) -> str:
    """Return a value as printed in a sentence, with its unit."""
    if ranking.unit == "index":
        return number(value, _DECIMALS, lang=wording.lang)
    if ranking.unit == "percent":
        if ranking.over_year:
            return wording.percent(value, signed=True)
        return wording.share(value)
    return euros(value, lang=wording.lang) if ranking.per else wording.amount(value)


def said_places(places: Iterable[RankedPlace], ranking: Ranking, wording: Wording) -> str:
    """Return territories with their values, listed for a sentence."""
    printed = [(each.name, said(each.value or 0, ranking, wording)) for each in places]
    entries = [wording.say("ranking.spoken_place", place=a, value=b) for a, b in printed]
    return wording.listed(entries)


def ranked_by(ranking: Ranking, brief: Brief) -> str:
    """Return the measure as it follows "by": `les exportations par unité (emploi)`."""
    by = brief.say(f"measure.{ranking.measure}_by")
    return brief.say("ranking.by_per", by=by, per=ranking.per) if ranking.per else by


def standing(own: RankedPlace, ranking: Ranking, brief: Brief) -> str:
    """Return the title for a territory that has a rank: its rank and its value."""
    return brief.say(
        f"ranking.title_{ranking.among}",
        rank=brief.wording.ordinal(own.rank or 0),
        by=ranked_by(ranking, brief),
        value=said(own.value or 0, ranking, brief.wording),
    )
