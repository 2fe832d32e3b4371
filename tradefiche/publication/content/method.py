"""Context and method: why, what the figures do not say, the data in brief, the conventions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.language.typography import capital
from tradefiche.publication.blocks import (
    Definitions,
    Heading,
    Legend,
    LegendEntry,
    Panel,
    Paragraph,
    Points,
    Run,
    Split,
)
from tradefiche.publication.document import Section
from tradefiche.publication.words import joined
from tradefiche.views.changes import BREAK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tradefiche.publication.blocks import Block, Runs
    from tradefiche.publication.content.context import Context
    from tradefiche.reference.territories import Territory

_LIMITS = ("place", "hubs", "level", "raw", "scope", "valuation")


def method(context: Context) -> Section:
    """Return the section."""
    speak, say = context.speak, context.speak.say
    limits = tuple(speak.sentence(f"method.limit_{key}") for key in _LIMITS)
    special = tuple(_special(context))
    main: list[Block] = [
        Heading(say("method.context")),
        Paragraph(speak.sentence("method.context_1")),
        Paragraph(speak.sentence(context.own("method.context_2"))),
        Paragraph(speak.sentence("method.context_3")),
        Heading(say("method.limits")),
        Points(limits, numbered=True),
        Heading(say("method.conventions")),
        _legend(context),
    ]
    aside: list[Block] = [_brief(context)]
    if special:
        aside.append(
            Panel(say("method.special"), tuple(Paragraph(each, "note") for each in special))
        )
    together = tuple(_together(context))
    beside = context.kind != "france"
    if together and beside:
        aside.append(Panel(say("method.together"), (Points(together),)))
    lead = (Run(f"{say('method.together')}.", strong=True),)
    below = tuple(Paragraph(joined(lead, each), "note") for each in together)
    return Section(
        id="method",
        title=say("method.title"),
        short=say("method.title"),
        blocks=(
            Split(tuple(main), tuple(aside)),
            *(() if beside else below),
        ),
    )


def _special(context: Context) -> Iterator[Runs]:
    """Yield what is to be known for this territory and period."""
    speak, territory, facts = context.speak, context.territory, context.facts
    notes = [*_scope(context), speak.special(territory.id)]
    if territory.drom:
        notes.append(speak.special("drom"))
    if not context.data.period.isdecimal():
        notes.append(speak.sentence("method.special_period", span=context.span))
    if facts.traded and _no_year_before(context):
        notes.append(speak.sentence("method.special_no_change"))
    elif BREAK in facts.change_notes:
        notes.append(speak.sentence("method.special_change"))
    if context.data.meta.data == "sample":
        notes.append(speak.sentence("method.special_sample"))
    yield from (note for note in notes if note)


def _scope(context: Context) -> Iterator[Runs]:
    """Yield what the figures are restricted to, and what is in the groups of products named."""
    meta, groups = context.data.meta, context.data.answer.names.groups
    if meta.only_note:
        yield (Run(meta.only_note),)
    for name in meta.groups:
        if name in groups:
            yield context.speak.sentence(
                "method.special_group",
                name=capital(groups.name(name, context.lang)),
                definition=groups.definition(name, context.lang),
                codes=", ".join(meta.groups[name]),
            )


def _field(context: Context) -> str:
    scope = context.data.meta.only
    say = context.speak.say
    return say("method.field_scope", scope=scope) if scope else say("method.field_text")


def _no_year_before(context: Context) -> bool:
    """Say whether no flow is held in both years; a change may be unknown for other reasons."""
    rows = context.tables["checks"].to_dicts()
    unknown = {row["flow"] for row in rows if row["code"] in {"missing-flow", "no-year-before"}}
    return unknown >= {side.flow for side in context.facts.sides}


def _brief(context: Context) -> Panel:
    say = context.speak.say
    meta = context.data.meta
    entries: list[tuple[str, Runs]] = [
        (say("method.producer"), (Run(say(f"method.producer_{meta.data}")),)),
        (say("method.field"), (Run(_field(context)),)),
        (say("method.period"), (Run(context.span),)),
    ]
    if context.release:
        entries.append((say("method.release"), (Run(context.release),)))
    entries += [
        (say(f"method.{key}"), (Run(say(f"method.{key}_text")),))
        for key in ("scale", "classification", "valuation")
    ]
    return Panel(say("method.brief"), (Definitions(tuple(entries)),))


def _together(context: Context) -> Iterator[Runs]:
    """Yield the fiches that complete this one: of shared territories, of parts, of wholes."""
    places, territory = context.data.places, context.territory
    if territory.kind == "france":
        yield _row(context, "method.together_parts_france", "", places.regions)
        return
    if territory.kind == "region":
        parts = [unit for unit in places.units if unit.region == territory.code]
        if len(parts) > 1:
            yield _row(context, "method.together_parts_region", "", parts)
    else:
        for industrial in places.industrial_territories(territory).kept:
            others = [
                unit
                for unit in places.units
                if unit is not territory and places.keeps(industrial, unit)
            ]
            if others:
                yield _row(context, "method.together_industrial", industrial.name, others)
    wholes = [each.territory for each in context.above if each.territory.id in context.linked]
    if territory.kind == "dept" and wholes:
        yield _row(context, "method.together_above", "", wholes)


def _row(context: Context, key: str, industrial: str, others: Iterable[Territory]) -> Runs:
    """Return a phrase with the names of territories, linked where their fiche is made too."""
    found: list[Run] = []
    for run in context.speak.runs(key, industrial=industrial, places="\0"):
        before, mark, after = run.text.partition("\0")
        if before:
            found.append(Run(before))
        if mark:
            for index, place in enumerate(others):
                if index:
                    found.append(Run(", "))
                found.append(_reference(context, place))
        if after:
            found.append(Run(after))
    return tuple(found)


def _reference(context: Context, place: Territory) -> Run:
    name = place.name(context.lang)
    text = f"{name}\u00a0({place.code})" if place.kind == "dept" else name
    return Run(text, fiche=place.id if place.id in context.linked else None)


def _legend(context: Context) -> Legend:
    say = context.speak.say
    return Legend(
        (
            LegendEntry("imports", say("method.sign_imports"), say("method.sign_imports_text")),
            LegendEntry("exports", say("method.sign_exports"), say("method.sign_exports_text")),
            LegendEntry("flow", say("method.sign_flow"), say("method.sign_flow_text")),
            LegendEntry("others", say("method.sign_others"), say("method.sign_others_text")),
            LegendEntry("surplus", say("method.sign_surplus"), say("method.sign_surplus_text")),
            LegendEntry("deficit", say("method.sign_deficit"), say("method.sign_deficit_text")),
        )
    )
