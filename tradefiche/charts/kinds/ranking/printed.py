"""The texts in the columns of a ranking, and their headings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tradefiche.charts.measured import cell, headed, unit_of
from tradefiche.charts.units import bounded
from tradefiche.language.typography import MISSING

if TYPE_CHECKING:
    from tradefiche.charts.scene.brief import Brief
    from tradefiche.views.ranking import Ranking


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
