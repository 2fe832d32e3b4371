"""The section on activities: imports beside exports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.publication.blocks import FigurePicture, Paragraph, Split
from tradefiche.publication.document import Section
from tradefiche.publication.table import PrintedCell, PrintedColumn, PrintedRow, PrintedTable
from tradefiche.publication.words import joined
from tradefiche.views.scales import unlike

if TYPE_CHECKING:
    from tradefiche.publication.blocks import Block, Runs
    from tradefiche.publication.content.context import Context
    from tradefiche.publication.content.figures import FigureNumbers

TABLE = "table-products"
_FIRST = 5


def activities(context: Context, figures: FigureNumbers) -> Section:
    """Return the section."""
    speak = context.speak
    title = speak.say("activities.title")
    intro: tuple[Block, ...] = (
        Paragraph(joined(speak.sentence("activities.intro"), _common(context))),
    )
    aside = _first_five(context)
    head: tuple[Block, ...] = (Split(intro, (aside,)),) if aside else intro
    picture = FigurePicture("treemap", context.territory.id)
    figure = figures.figure(picture, tables=(TABLE,), key=_key(context))
    return Section("activities", title, title, (*head, figure))


def _common(context: Context) -> Runs:
    """Name the activities among the first five of both flows; empty if there are none."""
    facts, say = context.facts, context.speak.say
    imports = {item.code for item in facts.imports.products[:_FIRST]}
    both = [item.code for item in facts.exports.products[:_FIRST] if item.code in imports]
    names = [say("activities.quoted", name=context.product(code)) for code in both]
    if not names:
        return ()
    listed = say("activities.and").join(filter(None, (", ".join(names[:-1]), names[-1])))
    key = "activities.common" if len(names) > 1 else "activities.common_one"
    return context.speak.sentence(key, names=listed)


def _first_five(context: Context) -> PrintedTable | None:
    say = context.speak.say
    rows = tuple(
        PrintedRow((
            PrintedCell(
                say(f"essential.{side.name}"), side.name
            ),
            context.share_cell(side.share_of(side.products[:_FIRST])),
        ))
        for side in context.facts.sides
        if len(side.products) > _FIRST
    )  # fmt: skip
    if not rows:
        return None
    return PrintedTable(
        id="table-first-activities",
        title=say("activities.first_five"),
        columns=(
            PrintedColumn(say("activities.flow"), "text"),
            PrintedColumn(say("activities.share")),
        ),
        rows=rows,
        summary=say("activities.first_five_summary"),
    )


def _key(context: Context) -> Runs:
    """Return the reading key: the largest cell as an example, and whether the scales differ."""
    speak, facts = context.speak, context.facts
    example: Runs = ()
    largest = max((each.value for side in facts.sides for each in side.products[:1]), default=0)
    for side, key in ((facts.exports, "activities.key"), (facts.imports, "activities.key_imports")):
        first = next(iter(side.products), None)
        if first and first.share is not None and not example:
            example = speak.runs(
                key,
                name=context.product(first.code),
                share=context.share(first.share),
                amount=context.drawn(first.value, largest),
            )
    return joined(example, _scales(context)) if example else ()


def _scales(context: Context) -> Runs:
    """State that each flow has its own scale, if one is too small to see on the other's."""
    imports, exports = (
        sum(item.value for item in side.products if item.value > 0)
        for side in (context.facts.imports, context.facts.exports)
    )
    if not unlike(imports, exports):
        return ()
    key = f"activities.key_{'imports' if imports > exports else 'exports'}_larger"
    return context.speak.sentence(key)
