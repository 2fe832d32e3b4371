"""Structure: exports by A38 section, compared with région and France."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts.scene.datum import key
from tradefiche.publication.blocks import FigurePicture
from tradefiche.publication.table import PrintedCell, PrintedColumn, PrintedRow, PrintedTable
from tradefiche.reference.codes import OTHER
from tradefiche.views.comparison import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradefiche.publication.blocks import Block, Runs
    from tradefiche.publication.content.context import Context
    from tradefiche.publication.content.figures import FigureNumbers
    from tradefiche.publication.table import Role
    from tradefiche.views.comparison import ComparedSide, Structure

TABLE = "table-structure"
_ROLES: dict[ComparedSide, Role] = {"own": "exports", "exports": "exports", "imports": "imports"}


def structure(context: Context, figures: FigureNumbers) -> Iterator[Block]:
    """Yield the figure, if there are exports and filters leave more than one section."""
    compared = _read(context)
    if compared.drawn and not context.data.single("a38"):
        picture = FigurePicture("comparison", context.territory.id)
        yield figures.figure(picture, tables=(TABLE,), key=_key(context, compared))


def table(context: Context) -> Iterator[PrintedTable]:
    """Yield the figure's table: one row per section, with its share on each side."""
    compared, say = _read(context), context.speak.say
    if not compared.drawn or context.data.single("a38"):
        return
    read = sorted(range(len(compared.sides)), key=lambda place: compared.sides[place] == "exports")
    yield PrintedTable(
        id=TABLE,
        title=say("data.structure"),
        columns=(
            PrintedColumn(say("data.section"), "text"),
            *(
                PrintedColumn(_header(context, side), role=_ROLES.get(side, "ink"))
                for side in (compared.sides[place] for place in read)
            ),
        ),
        rows=tuple(
            PrintedRow(
                (
                    PrintedCell(each.name),
                    *(context.share_cell(each.shares[place]) for place in read),
                ),
                "plain" if each.code else "rest",
                key("product", each.code or OTHER),
            )
            for each in compared.every
        ),
        summary=say("data.structure_summary"),
        on="web",  # on paper, the figure prints these numbers
    )


def _read(context: Context) -> Structure:
    return read(context.tables["structure"], context.subject, context.pictures.wording)


def _header(context: Context, side: ComparedSide) -> str:
    if side == "own":
        return context.territory.name(context.lang)
    if around := context.around(side):
        return around.name(context.lang)
    return context.speak.say(f"data.{side}")


def _key(context: Context, compared: Structure) -> Runs:
    """Return the reading key for the first row; empty unless it has a share on each side."""
    first = compared.sections[0]
    shares = {
        side: context.label_share(share)
        for side, share in zip(compared.sides, first.shares, strict=True)
        if share is not None and share >= 0
    }
    if len(shares) < len(compared.sides) or not {"imports", "france"} & shares.keys():
        return ()
    if "imports" in shares:
        key = "further.key_structure_france"
    else:
        key = f"further.key_structure_{'both' if 'region' in shares else 'alone'}"
    return context.speak.runs(key, section=first.name, **shares)
