"""The page "L'essentiel": key figures and their change, a lead, and the main facts."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from tradefiche.language.money import figure
from tradefiche.language.typography import MISSING, capital
from tradefiche.publication.blocks import (
    Heading,
    KeyFigures,
    Paragraph,
    Points,
    Run,
    Split,
    Tile,
)
from tradefiche.publication.content.further.evolution import evolution, table
from tradefiche.publication.content.sources import cited
from tradefiche.publication.content.special import special
from tradefiche.publication.document import Section
from tradefiche.publication.table import PrintedCell, PrintedColumn, PrintedRow, PrintedTable
from tradefiche.publication.words import capitalised, joined

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tradefiche.publication.blocks import Block, Runs
    from tradefiche.publication.content.context import Context
    from tradefiche.publication.content.figures import FigureNumbers
    from tradefiche.publication.key_figures import FlowFigures, Item, TerritoryFigures
    from tradefiche.publication.table import Role

_FIRST = 3
_NO_CHANGE = 0.05


def essential(context: Context, figures: FigureNumbers, *, alone: bool = False) -> Section:
    """Return the section with key figures, their evolution, a lead, facts and a comparison.

    With `alone` it is the whole document: it then says how to cite it and that it is not official,
    and holds the figure's table for the web.
    """
    say = context.speak.say
    facts = tuple(filter(None, _facts(context)))
    main: list[Block] = []
    if facts:
        main += [Heading(say("essential.facts")), Points(facts, numbered=True)]
    alerts = [(Run(alert, strong=True),) for alert in context.data.meta.of("year-before").alerts]
    aside: list[Block] = [
        *(Paragraph(alert, "note") for alert in alerts),
        *special(context),
        *(Paragraph(note, "note") for note in _notes(context)),
    ]
    return Section(
        id="essential",
        title=say("essential.alone" if alone else "essential.title"),
        short=say("essential.title"),
        blocks=(
            KeyFigures(tuple(_tiles(context))),
            *evolution(context, figures),
            Paragraph(_lead(context), "lead"),
            Split(tuple(main), tuple(aside)),
            *_comparison(context),
            # for the web only; a whole fiche has it in a later section
            *(replace(each, on="web") for each in table(context) if alone),
            *((cited(context),) if alone else ()),
        ),
    )


def _notes(context: Context) -> Iterator[Runs]:
    """Yield notes on ranks, and on changes that compare first with revised figures."""
    sentence, sides = context.speak.sentence, context.facts.sides
    if context.territory.kind == "dept" and any(side.rank for side in sides):
        yield sentence("essential.rank_note_dept")
    if any(side.change and side.change.reserved for side in sides):
        yield sentence("essential.change_vintage")


def _tiles(context: Context) -> Iterator[Tile]:
    say, facts = context.speak.say, context.facts
    for side in facts.sides:
        notes = (*_change(context, side), *_rank(context, side))
        yield _tile(context, f"essential.{side.name}", side.total, side.name, *notes)
    apart = context.balance_apart
    key = "of_balance" if apart is None else "excl_energy"
    more = say(f"essential.{key}", balance=apart)
    yield _tile(context, "essential.balance", facts.balance, "ink", more)
    value, unit = MISSING, ""
    if facts.coverage is not None:
        percent = context.weight(facts.coverage) or context.speak.wording.percent(0, 0)
        value, unit = percent.rstrip("%").rstrip(), "%"
    yield Tile(say("essential.coverage"), value, unit, (say("essential.of_coverage"),), "ink")


def _tile(context: Context, key: str, euros: int | None, role: Role, *notes: str) -> Tile:
    say = context.speak.say
    if euros is None:
        return Tile(say(key), MISSING, "", (say("essential.unknown"),), role)
    value, unit = figure(euros, lang=context.lang, signed=key.endswith("balance"))
    return Tile(say(key), value, unit, notes, role)


def _change(context: Context, side: FlowFigures) -> Iterator[str]:
    change = side.change
    if change is None:
        return
    key = "change_none" if abs(change.percent) < _NO_CHANGE else "change"
    moved = context.speak.wording.percent(change.percent, signed=True)
    said = context.speak.say(f"essential.{key}", change=moved)
    yield context.speak.say("essential.reserved", text=said) if change.reserved else said


def _rank(context: Context, side: FlowFigures) -> Iterator[str]:
    rank = context.rank(side.rank)
    if rank is not None:
        yield context.speak.say(f"essential.rank_{context.territory.kind}", rank=rank)


def _lead(context: Context) -> Runs:
    return joined(*(_lead_of(context, side) for side in reversed(context.facts.sides)))


def _lead_of(context: Context, side: FlowFigures) -> Runs:
    speak, name = context.speak, side.name
    if side.total is None:
        return speak.sentence(f"essential.unknown_{name}")
    if side.total <= 0:
        key = "negative" if side.total else "cancelled" if side.cancelled else "nothing"
        return speak.sentence(f"essential.{key}_{name}", amount=context.amount(side.total))
    region = context.around("region")
    values = {
        "amount": context.amount(side.total),
        "region": region.name(context.lang) if region else None,
        "region_share": context.weight(side.region_share),
        "france_share": context.weight(side.france_share),
    }
    tries = (f"lead_{name}_region", f"lead_{name}_france", f"lead_{name}")
    return speak.first(*(f"essential.{key}" for key in tries), **values)


def _facts(context: Context) -> Iterator[Runs]:
    """Yield the main facts, empty where figures are missing."""
    facts, speak = context.facts, context.speak
    for side, goods, partners in (
        (facts.exports, "sales", "clients"),
        (facts.imports, "purchases", "suppliers"),
    ):
        if not context.single:
            values = _first(context, side, side.products, context.product)
            yield speak.first(f"essential.fact_{goods}", f"essential.fact_{goods}_one", **values)
        values = _first(context, side, side.countries, context.the_country)
        values["first"] = capital(values["first"] or "") or None
        yield speak.sentence(f"essential.fact_{partners}", **values)
    yield _extremes(context)


def _first(
    context: Context, side: FlowFigures, items: tuple[Item, ...], name_of: Callable[[str], str]
) -> dict[str, str | None]:
    """Return names and shares of the first three, and their joint share; None where missing."""
    values: dict[str, str | None] = {}
    for word, item in zip_longest(("first", "second", "third"), items[:_FIRST]):
        values[word] = name_of(item.code) if item else None
        values[f"{word}_share"] = context.share(item.share) if item else None
    whole = len(items) >= _FIRST
    values["sum"] = context.share(side.share_of(items[:_FIRST])) if whole else None
    return values


def _extremes(context: Context) -> Runs:
    by_value = sorted(context.facts.balances, key=lambda each: (each.value, each.code))
    worst = by_value[0] if by_value and by_value[0].value < 0 else None
    best = by_value[-1] if by_value and by_value[-1].value > 0 else None
    values = {
        "worst": context.the_country(worst.code) if worst else None,
        "deficit": context.signed(worst.value) if worst else None,
        "best": context.the_country(best.code) if best else None,
        "surplus": context.signed(best.value) if best else None,
    }
    tries = ("fact_extremes", "fact_only_deficits", "fact_only_surpluses")
    return context.speak.first(*(f"essential.{key}" for key in tries), **values)


def _comparison(context: Context) -> Iterator[Block]:
    """Yield the table that compares the territory with its région and France."""
    if not context.above or not context.facts.traded:
        return
    say = context.speak.say
    region = len(context.above) > 1
    key = "compare_region_plural" if context.territory.plural(context.lang) else "compare_region"
    own = f"essential.compare_region_{context.territory.id}"
    found = f"essential.{key if region else 'compare_france'}"
    title = context.speak.runs(own if context.speak.has(own) else found)
    columns = [PrintedColumn(say("essential.territory"), "text")]
    for side in context.facts.sides:
        group = say(f"essential.{side.name}")
        columns += [
            PrintedColumn(say(f"essential.{name}"), "number", side.name, group)
            for name in ("million", "weight")
        ]
    yield PrintedTable(
        id="table-comparison",
        title=context.plain(capitalised(title)),
        columns=tuple(columns),
        rows=tuple(_compared(context, each) for each in (context.facts, *context.above)),
        summary=say("essential.compare_summary"),
        notes=(say("essential.compare_note"),),
    )


def _compared(context: Context, facts: TerritoryFigures) -> PrintedRow:
    place = facts.territory
    name = (
        context.speak.say("essential.france")
        if place.kind == "france"
        else place.name(context.lang)
    )
    cells = [PrintedCell(name)]
    for side, own in zip(facts.sides, context.facts.sides, strict=True):
        weight = {"region": own.region_share, "france": own.france_share}.get(place.kind)
        if facts is context.facts:
            weight = None
        cells += [context.cell(side.total), PrintedCell(context.weight(weight) or MISSING)]
    return PrintedRow(tuple(cells))
