"""The cover: the territory, its Territoires d'industrie, and the notice that it is not official."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.publication.blocks import Contents, FigurePicture, Heading, Paragraph, Points, Run
from tradefiche.publication.document import Cover
from tradefiche.publication.pictures import BAND
from tradefiche.publication.words import joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradefiche.publication.blocks import Block
    from tradefiche.publication.content.context import Context
    from tradefiche.publication.key_figures import FlowFigures

_TITLE_BREAK = ":"


def cover(context: Context) -> Cover:
    """Return the cover."""
    say, territory = context.speak.say, context.territory
    title = say("document.title")
    first, colon, rest = title.partition(_TITLE_BREAK)
    return Cover(
        kicker=say(context.own("cover.kicker")),
        title=(first + colon, rest.strip()),
        place=territory.name(context.lang),
        place_note=_note(context),
        period=say("document.period"),
        band=FigurePicture(BAND, territory.id) if context.facts.traded else None,
        imports=_caption(context, context.facts.imports),
        exports=_caption(context, context.facts.exports),
        industrials=tuple(_industrials(context)),
        about=tuple(_about(context)),
        disclaimer=context.plain(
            joined(
                context.speak.sentence("cover.disclaimer"),
                context.speak.sentence("cover.sample")
                if context.data.meta.data == "sample"
                else (),
            )
        ),
    )


def _note(context: Context) -> str:
    region = context.data.places.region_of(context.territory)
    key = context.own("cover.note")
    if (
        context.territory.kind == "dept"
        and key == "cover.note_dept"
        and context.around("region") is None
    ):
        key = "cover.note_dept_alone"
    name, code = (region.name(context.lang), region.code) if region else ("", "")
    return context.speak.say(key, region=name, region_code=code)


def _caption(context: Context, side: FlowFigures) -> str:
    if not side.total:
        return ""
    return context.speak.say(f"cover.{side.name}", amount=context.amount(side.total))


def _industrials(context: Context) -> Iterator[Block]:
    speak = context.speak
    places = context.data.places
    kept = places.industrial_territories(context.territory).kept
    yield Heading(speak.say(context.own("cover.industrials")))
    if context.territory.kind == "france":
        count = str(len(kept))
        yield Paragraph(speak.sentence("cover.industrials_count", count=count))
    elif not kept:
        yield Paragraph(speak.sentence(context.own("cover.none")))
    else:
        yield Points(tuple((Run(each.name),) for each in kept))
        threshold = context.pictures.wording.count(places.threshold)
        footnote = speak.sentence(context.own("cover.footnote"), threshold=threshold)
        yield Paragraph(footnote, "note")


def _about(context: Context) -> Iterator[Block]:
    alone = context.territory.kind == "dept" and context.around("region") is None
    yield Heading(context.speak.say("cover.about"))
    key = "cover.about_alone" if alone else context.own("cover.about")
    yield Paragraph(context.speak.sentence(key))
    yield Paragraph(context.speak.sentence("cover.context"))
    if context.data.meta.only_note:
        yield Paragraph((Run(context.data.meta.only_note, strong=True),))
    yield Contents(context.speak.say("document.contents"))
