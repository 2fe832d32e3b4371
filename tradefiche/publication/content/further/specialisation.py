"""Specialisation: what weighs more in the territory's exports than in France's."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tradefiche.charts.rows import tenths
from tradefiche.charts.scene.datum import key
from tradefiche.publication.blocks import Picture
from tradefiche.publication.content.further.saying import said_instead
from tradefiche.publication.table import Cell, Column, Row, Table
from tradefiche.views.specialisation import read, times

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tradefiche.charts.scene.marks import Listing
    from tradefiche.publication.blocks import Block, Runs
    from tradefiche.publication.content.context import Context
    from tradefiche.publication.content.figures import Figures
    from tradefiche.views.specialisation import Profile

TABLE = "table-specialisation"


def specialisation(context: Context, figures: Figures) -> Iterator[Block]:
    """Yield the figure; France has nothing to be set beside, nor has a product alone."""
    if not context.above or not context.facts.exports.total or context.single:
        return
    picture, profile = Picture("specialisation", context.territory.id), _profile(context)
    if profile.products:
        figure = figures.figure(picture, tables=(TABLE,), key=_key(context, profile))
        yield replace(figure, lists=tuple(_numbered(figure.lists)))
    else:
        yield said_instead(context, picture)


def table(context: Context) -> Iterator[Table]:
    """Yield the products that the figure names."""
    profile, say = _profile(context), context.speak.say
    if not context.above or not profile.products or context.single:
        return
    million = say("data.million")
    yield Table(
        id=TABLE,
        title=say("data.specialisation"),
        columns=(
            Column(say("data.product"), "text"),
            Column(say("data.exports"), role="exports", measure=million),
            Column(say("data.exports_share"), role="exports"),
            Column(say("data.rca")),
        ),
        rows=tuple(
            Row(
                (
                    Cell(each.name),
                    context.cell(each.value),
                    context.share_cell(each.share),
                    Cell(tenths(each.ratio, context.lang)),
                ),
                of=key("product", each.code),
            )
            for each in profile.named
        ),
        summary=say("data.specialisation_summary"),
        on="web",  # the figure has its numbers
        notes=(say("data.specialisation_note"),),
    )


def _profile(context: Context) -> Profile:
    tables, top = context.tables, context.data.query.top
    return read(tables["totals"], tables["specialisation"], context.subject, top=top)


def _numbered(lists: Iterable[Listing]) -> Iterator[Listing]:
    """Yield what stands for a number in the figure: the table has what is named there.

    Both figures of an entry, ratio and share, stand behind its name.
    """
    for each in lists:
        entries = tuple(
            replace(entry, figures=(" · ".join(entry.figures),))
            for entry in each.entries
            if entry.number is not None
        )
        if entries:
            yield replace(each, entries=entries)


def _key(context: Context, profile: Profile) -> Runs:
    """Say how to read the point of the product that the finding is about."""
    first = profile.leading
    if first is None:
        return ()
    key = "alike" if first.alike else "more" if first.specialised else "less"
    return context.speak.runs(
        f"further.key_{key}",
        product=first.name,
        share=context.label_share(first.share),
        times=times(first.ratio, context.pictures.wording),
    )
