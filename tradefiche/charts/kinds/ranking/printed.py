"""What is printed in the columns of a ranking, and above them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tradefiche.charts.measured import cell, headed, unit_of
from tradefiche.charts.rows import tenths
from tradefiche.language.typography import MISSING

if TYPE_CHECKING:
    from tradefiche.charts.scene.brief import Brief
    from tradefiche.views.ranking import Ranking


@dataclass(frozen=True, slots=True)
class Printed:
    """The texts of a ranking's columns.

    Attributes:
        head: what bars are of, with the unit.
        mark: what the upright line stands for, `at` which value; empty where there is none.
        values, ranks, shares: by id of a territory; no shares where there are none, `share_head`
            above them.
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
    """Return the texts of the columns."""
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
        {each.id: tenths(each.share, wording.lang) for each in places} if shared else {},
        brief.say("ranking.rank"),
        brief.say("ranking.share"),
    )
