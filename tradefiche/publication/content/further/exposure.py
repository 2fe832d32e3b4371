"""Exposure: exports to the partner that `config/indicators.yaml` names first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts.scene.datum import key
from tradefiche.publication.blocks import FigurePicture, Paragraph
from tradefiche.publication.table import PrintedCell, PrintedColumn, PrintedRow, PrintedTable
from tradefiche.views.exposure import read, there
from tradefiche.views.shares import weight

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradefiche.publication.blocks import Block, Runs
    from tradefiche.publication.content.context import Context
    from tradefiche.publication.content.figures import FigureNumbers
    from tradefiche.views.exposure import ExposureView

TABLE = "table-exposure"


def exposure(context: Context, figures: FigureNumbers) -> Iterator[Block]:
    """Yield the figure, or a note that nothing is exported there; then the imports from there."""
    if not context.facts.exports.total or not _counted(context):
        return
    picture, found = FigurePicture("exposure", context.territory.id), _read(context)
    if found.products:
        yield figures.figure(picture, tables=(TABLE,), key=_key(context, found))
    else:
        yield figures.instead(picture)
    if imported := _imports(context, found):
        yield Paragraph(imported)


def table(context: Context) -> Iterator[PrintedTable]:
    """Yield the figure's table: one row per product, then the total."""
    if not _counted(context):
        return
    found, say = _read(context), context.speak.say
    if not found.products:
        return
    france = (PrintedColumn(say("data.france_share")),) if found.beside_france else ()
    million = say("data.million")
    yield PrintedTable(
        id=TABLE,
        title=_title(context, found),
        columns=(
            PrintedColumn(say("data.product"), "text"),
            PrintedColumn(say("data.exports"), role="exports", measure=million),
            PrintedColumn(say("data.partner_share", there=_there(context, found)), role="exports"),
            *france,
        ),
        rows=tuple(
            PrintedRow(
                (
                    PrintedCell(each.name),
                    context.cell(each.value),
                    context.share_cell(each.share),
                    *((context.share_cell(each.france),) if france else ()),
                ),
                "total" if each is found.total else "plain",
                key("product", each.code),
            )
            for each in found.every
        ),
        summary=say("data.exposure_summary"),
        on="web",  # on paper, the figure prints these numbers
    )


def _counted(context: Context) -> bool:
    """Return whether there is a partner: filters may exclude all of them."""
    return context.tables["exposure"].height > 0


def _there(context: Context, found: ExposureView) -> str:
    return there(found, context.subject, context.pictures.wording)


def _title(context: Context, found: ExposureView) -> str:
    """Return the table's title, which names the country or the group of countries."""
    subject, say = context.subject, context.speak.say
    if found.partner in subject.countries:
        return say("data.exposure", there=_there(context, found))
    return say("data.exposure_group", partner=subject.partner(found.partner))


def _read(context: Context) -> ExposureView:
    return read(context.tables["exposure"], context.subject, context.pictures.wording)


def _key(context: Context, found: ExposureView) -> Runs:
    """Return the reading key for the first row; empty unless each of its shares is drawn."""
    first = found.products[0]
    marks = (first.share, first.france) if found.beside_france else (first.share,)
    if any(share is None or share < 0 for share in marks):
        return ()
    largest = max((abs(each.value) for each in found.products), default=0)
    return context.speak.runs(
        "further.key_exposure" if found.beside_france else "further.key_exposure_alone",
        product=first.name,
        amount=context.drawn(first.value, largest),
        share=context.label_share(first.share),
        france=context.label_share(first.france),
    )


def _imports(context: Context, found: ExposureView) -> Runs:
    """State the partner's share of imports, here and in France."""
    supply = found.imports
    if not supply.value or weight(supply.share, supply.value) is None:
        return ()
    share, france = context.share(supply.share), context.share(supply.france)
    way = "_alone" if france is None else "_same" if share == france else ""
    return context.speak.sentence(
        f"further.exposure_imports{way}",
        there=_there(context, found),
        amount=context.amount(supply.value),
        share=share,
        france=france or "",
    )
