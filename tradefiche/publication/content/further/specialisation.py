"""Specialisation: what weighs more in the territory's exports than in France's."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tradefiche.charts.scene.datum import key
from tradefiche.charts.units import bounded
from tradefiche.publication.blocks import FigurePicture
from tradefiche.publication.table import PrintedCell, PrintedColumn, PrintedRow, PrintedTable
from tradefiche.views.specialisation import read, times

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradefiche.publication.blocks import Block, Runs
    from tradefiche.publication.content.context import Context
    from tradefiche.publication.content.figures import FigureNumbers
    from tradefiche.views.specialisation import Profile

TABLE = "table-specialisation"


def specialisation(context: Context, figures: FigureNumbers) -> Iterator[Block]:
    """Yield the figure, or a note and a table if products are few.

    Nothing for France, for a single product, or without exports.
    """
    if not context.above or not context.facts.exports.total or context.single:
        return
    picture, profile = FigurePicture("specialisation", context.territory.id), _profile(context)
    if profile.drawn:
        yield figures.figure(picture, tables=(TABLE,), key=_key(context, profile))
        return
    yield figures.instead(picture)
    if profile.products:
        yield _table(context, profile)


def table(context: Context) -> Iterator[PrintedTable]:
    """Yield the figure's table, one row per product shown, if there is a figure."""
    profile = _profile(context)
    if context.above and profile.drawn and not context.single:
        yield replace(_table(context, profile), on="web")  # on paper, the figure prints them


def _table(context: Context, profile: Profile) -> PrintedTable:
    say, share = context.speak.say, context.share_cell
    return PrintedTable(
        id=TABLE,
        title=say("data.specialisation"),
        columns=(
            PrintedColumn(say("data.product"), "text"),
            PrintedColumn(say("data.rca")),
            PrintedColumn(say("data.exports_share"), role="exports"),
            PrintedColumn(say("data.france_share")),
            PrintedColumn(say("data.exports"), role="exports", measure=say("data.million")),
        ),
        rows=tuple(
            PrintedRow(
                (
                    PrintedCell(each.name),
                    PrintedCell(bounded(each.ratio, 1, context.lang)),
                    share(each.share),
                    share(each.france),
                    context.cell(each.value),
                ),
                of=key("product", each.code),
            )
            for each in profile.shown
        ),
        summary=say("data.specialisation_summary"),
        notes=(say("data.specialisation_note"),),
    )


def _profile(context: Context) -> Profile:
    tables = context.tables
    return read(tables["totals"], tables["specialisation"], context.subject)


def _key(context: Context, profile: Profile) -> Runs:
    """Return the reading key: the product of the finding, or the first shown if there is none."""
    first = next(iter(profile.weighty or profile.shown), None)
    if first is None:
        return ()
    key = "alike" if first.alike else "more" if first.specialised else "less"
    return context.speak.runs(
        f"further.key_{key}",
        product=first.name,
        share=context.label_share(first.share),
        times=times(first.ratio, context.pictures.wording),
    )
