"""The territories that a comparison shows beside another: those named, or its nearest peers."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tradefiche.errors import UsageError
from tradefiche.language.typography import number
from tradefiche.tabulation.answer import answer
from tradefiche.views.comparison import BESIDE, with_beside

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import polars as pl

    from tradefiche.reference.territories import Territory
    from tradefiche.tabulation.answer import Query
    from tradefiche.views.subject import Subject

KIND = "comparison"
_NAMED = 4


@dataclass(frozen=True)
class Beside:
    """The territories shown beside each territory, by the latter's id.

    Attributes:
        others: those that are named or nearest, if any.
        structures: their rows of `structure`, by their own id.
        notes: a sentence on how similar they are, if they are the nearest.
    """

    others: Mapping[str, Sequence[Territory]] = field(default_factory=dict)
    structures: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)

    def of(
        self, tables: Mapping[str, pl.DataFrame], subject: Subject
    ) -> tuple[Mapping[str, pl.DataFrame], Subject]:
        """Return a territory's tables and subject, with the territories shown beside it added."""
        place = subject.territory.id
        found = self.others.get(place, ())
        if not found:
            return tables, subject
        frames = [self.structures[each.id] for each in found]
        return (
            {**tables, "structure": with_beside(tables["structure"], frames)},
            replace(subject, beside=tuple(found), nearness=self.notes.get(place, "")),
        )


def mark(query: Query) -> str:
    """Return the part of a file name for the comparison; empty if it is with région and France."""
    if query.nearest:
        return "nearest"
    return "-".join(("beside", *(each.id for each in query.beside))) if query.beside else ""


def beside(query: Query) -> Beside:
    """Return the territories shown beside each of a query's territories, with their tables.

    Raises:
        UsageError: more than two are named, or no peer of a territory is known.
    """
    if len(query.beside) > len(BESIDE):
        raise UsageError(
            f"{KIND} shows two territories beside another, and {len(query.beside)} are named",
            hint="name two; the table peers takes as many as you like",
        )
    others: dict[str, list[Territory]] = {
        each.id: [other for other in query.beside if other.id != each.id]
        for each in query.territories
    }
    notes: dict[str, str] = {}
    if query.nearest:
        others, notes = _nearest(query)
        if alone := [each.name_fr for each in query.territories if each.id not in others]:
            raise UsageError(
                f"nobody is known to be nearest to {', '.join(alone[:_NAMED])}"
                + (f" and {len(alone) - _NAMED} others" if len(alone) > _NAMED else ""),
                hint="name whom to show with --beside, or leave such territories out",
            )
    every = {each.id: each for found in others.values() for each in found}
    if not every:
        return Beside()
    found = answer(replace(query, territories=tuple(every.values())), ["structure"])
    parts = found.tables["structure"].partition_by("territory", as_dict=True)
    return Beside(others, {str(key[0]): part for key, part in parts.items()}, notes)


def _nearest(query: Query) -> tuple[dict[str, list[Territory]], dict[str, str]]:
    """Return the two nearest peers of each territory, and a sentence on how similar they are."""
    found = answer(replace(query, beside=()), ["peers"])
    others: dict[str, list[Territory]] = {}
    near: dict[str, list[str]] = {}
    for row in found.tables["peers"].to_dicts():
        other, mine = found.names.places.by_id(row["peer"]), others.setdefault(row["territory"], [])
        if other is not None and len(mine) < len(BESIDE):
            mine.append(other)
            alike = number(row["products_similarity"], 1, lang=query.lang)
            near.setdefault(row["territory"], []).append(f"{other.name(query.lang)} ({alike})")
    wording = found.names.wording
    notes = {
        place: wording.say("comparison.nearest", these=wording.listed(each))
        for place, each in near.items()
    }
    return others, notes
