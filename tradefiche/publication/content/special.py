"""Notes on the territory and the period that readers need before its figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.language.typography import capital
from tradefiche.publication.blocks import Panel, Paragraph, Run
from tradefiche.reference.changes import BREAK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradefiche.publication.blocks import Runs
    from tradefiche.publication.content.context import Context


def special(context: Context) -> Iterator[Panel]:
    """Yield one panel with the notes; nothing if there are none."""
    notes = tuple(Paragraph(each, "note") for each in _special(context))
    if notes:
        yield Panel(context.speak.say("essential.special"), notes)


def _special(context: Context) -> Iterator[Runs]:
    """Yield the notes on filters, territory, period, and changes that cannot be given."""
    speak, territory, facts = context.speak, context.territory, context.facts
    only = context.data.meta.only_note
    notes = [(Run(only),) if only else (), speak.special(territory.id)]
    if territory.drom:
        notes.append(speak.special("drom"))
    if not context.data.period.isdecimal():
        notes.append(speak.sentence("essential.special_period", span=context.span))
    if facts.traded and _no_year_before(context):
        notes.append(speak.sentence("essential.special_no_change"))
    elif BREAK in facts.change_notes:
        notes.append(speak.sentence("essential.special_change"))
    yield from (note for note in notes if note)


def groups(context: Context) -> Iterator[Runs]:
    """Yield name, definition and codes of each product group that the figures are restricted to."""
    meta, named = context.data.meta, context.data.answer.names.groups
    for name in meta.groups:
        if name in named.by_name:
            yield context.speak.sentence(
                "essential.special_group",
                name=capital(named.by_name[name].text(context.lang)),
                definition=named.definition(name, context.lang),
                codes=", ".join(meta.groups[name]),
            )


def _no_year_before(context: Context) -> bool:
    """Return whether no flow is held in both years; a change may be unknown for other reasons."""
    rows = context.tables["checks"].to_dicts()
    unknown = {row["flow"] for row in rows if row["code"] in {"missing-flow", "no-year-before"}}
    return unknown >= {side.flow for side in context.facts.sides}
