"""The sections on exports and imports: flows by activity and country, beside région and France."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.language.money import figure
from tradefiche.publication.blocks import FigurePicture, FigureTotal, Heading, Paragraph, TotalShare
from tradefiche.publication.document import Section
from tradefiche.publication.words import joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tradefiche.publication.blocks import Block, Runs
    from tradefiche.publication.content.context import Context
    from tradefiche.publication.content.figures import FigureNumbers
    from tradefiche.publication.key_figures import FlowFigures
    from tradefiche.reference.territories import Territory


def table_id(context: Context, side: FlowFigures, place: Territory) -> str:
    """Return the id of the table behind a diagram: `table-exports`, `table-exports-france`."""
    return f"table-{side.name}" if place == context.territory else f"table-{side.name}-{place.id}"


def beside(side: str, above: Sequence[Territory]) -> tuple[FigurePicture, ...]:
    """Return the Sankey diagrams of one flow for the territories that one is compared with.

    `side` is `exports` or `imports`. Two diagrams share a page: each is drawn for half of it.
    """
    both = len(above) > 1
    return tuple(FigurePicture(f"sankey-{side}", each.id, compact=both) for each in above)


def flows(context: Context, figures: FigureNumbers, side: FlowFigures) -> Section:
    """Return the section of one flow."""
    speak = context.speak
    title = speak.say(f"flows.title_{side.name}")
    intro = (Paragraph(speak.sentence(f"flows.five_{side.name}")),) if side.named else ()
    picture = FigurePicture(f"sankey-{side.name}", context.territory.id)
    figure = figures.figure(
        picture,
        tables=(table_id(context, side, context.territory),),
        key=_key(context, side, picture),
        total=_total(context, side),
    )
    blocks = (*intro, figure, *_above(context, figures, side))
    return Section(side.name, title, title, blocks)


def _key(context: Context, side: FlowFigures, picture: FigurePicture) -> Runs:
    """Return the reading key: the first named flow, its amount as printed in the list."""
    first = next(iter(side.named), None)
    share = context.share(first.share) if first else None
    entries = [entry for each in context.pictures.scene(picture).lists for entry in each.entries]
    if first is None or share is None or not entries:
        return ()
    example = context.speak.runs(
        f"flows.key_{side.name}",
        product=context.product(first.product),
        country=context.the_country(first.country),
        amount=entries[0].figures[0],
        share=share,
    )
    own = side in context.facts.sides
    return joined(example, context.speak.sentence("flows.width")) if own else example


def _total(context: Context, side: FlowFigures) -> FigureTotal | None:
    if side.total is None:
        return None
    say = context.speak.say
    parts = []
    region = context.around("region")
    for kind, value in (("region", side.region_share), ("france", side.france_share)):
        printed = context.weight(value)
        if value is not None and printed and (kind != "region" or region is not None):
            name = region.name(context.lang) if region else ""
            parts.append(
                TotalShare(say(f"flows.part_{kind}_{side.name}", region=name), printed, value / 100)
            )
    total, unit = figure(side.total, lang=context.lang)
    return FigureTotal(
        label=say(f"flows.total_{side.name}"),
        value=total,
        unit=unit,
        parts=tuple(parts),
        role=side.name,
    )


def _above(context: Context, figures: FigureNumbers, side: FlowFigures) -> Iterator[Block]:
    """Yield the same diagram for région and France; with the total if there is only France's."""
    others = [
        (each.territory, other)
        for each in context.above
        if (other := each.exports if side.name == "exports" else each.imports).total
    ]
    if all(place.kind != "france" for place, _ in others):
        return
    both = len(others) > 1
    title = context.speak.say(f"flows.above_{'both' if both else 'france'}_{side.name}")
    yield Heading(title, on="paper")
    pictures = beside(side.name, [place for place, _ in others])
    for picture, (place, other) in zip(pictures, others, strict=True):
        yield figures.figure(
            picture,
            tables=(table_id(context, other, place),),
            key=_key(context, other, picture),
            total=None if both else _total(context, other),
            level=3,
        )
