"""The section on method: limits of the data, conventions of the figures, related fiches."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from tradefiche.publication.blocks import (
    Heading,
    Legend,
    LegendEntry,
    LegendMark,
    Panel,
    Paragraph,
    Points,
    Run,
    Split,
)
from tradefiche.publication.content.special import groups
from tradefiche.publication.document import Section
from tradefiche.publication.words import joined

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
    together = tuple(_together(context))
    beside = context.territory.kind != "france"
    aside: list[Block] = [Panel(say("method.conventions"), (_legend(context),))]
    if together and beside:
        aside.append(Panel(say("method.together"), (Points(together),)))
    lead = (Run(f"{say('method.together')}.", strong=True),)
    below = tuple(Paragraph(joined(lead, each), "note") for each in together)
    return Section(
        id="method",
        title=say("method.title"),
        short=say("method.title"),
        blocks=(
            Split((Heading(say("method.limits")), Points(limits, numbered=True)), tuple(aside)),
            *(() if beside else below),
            *(Paragraph(each, "note") for each in groups(context)),
        ),
    )


def _together(context: Context) -> Iterator[Runs]:
    """Yield related fiches: of parts, of wholes, or that share a Territoire d'industrie."""
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
    """Return a phrase that names territories, each linked if its fiche is made too."""
    named = [run for place in others for run in (Run(", "), _reference(context, place))][1:]
    found: list[Run] = []
    for run in context.speak.runs(key, industrial=industrial, places="\0"):
        before, mark, after = run.text.partition("\0")
        found += [Run(before), *(named if mark else ()), Run(after)]
    return tuple(run for run in found if run.text)


def _reference(context: Context, place: Territory) -> Run:
    name = place.name(context.lang)
    text = f"{name}\u00a0({place.code})" if place.kind == "dept" else name
    return Run(text, fiche=place.id if place.id in context.linked else None)


def _legend(context: Context) -> Legend:
    say = context.speak.say
    return Legend(
        tuple(
            LegendEntry(mark, say(f"method.sign_{mark}"), say(f"method.sign_{mark}_text"))
            for mark in get_args(LegendMark)
        )
    )
