"""Change: a figure and a table of the quarters, and sentences on what moved the totals most."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tradefiche.charts.scene.datum import key
from tradefiche.language import periods
from tradefiche.language.typography import TENTH_OF_PERCENT
from tradefiche.publication.blocks import FigurePicture, Heading, Paragraph, Split
from tradefiche.publication.content.further.shift_share import shift_share
from tradefiche.publication.table import PrintedCell, PrintedColumn, PrintedRow, PrintedTable
from tradefiche.publication.words import joined
from tradefiche.views.evolution import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tradefiche.language.typography import Lang
    from tradefiche.publication.blocks import Block, Runs
    from tradefiche.publication.content.context import Context
    from tradefiche.publication.content.figures import FigureNumbers
    from tradefiche.publication.key_figures import FlowFigures
    from tradefiche.views.evolution import EvolutionView

TABLE = "table-evolution"
_LEAST = 0.05  # points that print as 0,1
_ONE: dict[Lang, tuple[float, float]] = {"fr": (0.0, 1.95), "en": (0.95, 1.05)}  # singular


def evolution(context: Context, figures: FigureNumbers) -> Iterator[Block]:
    """Yield the figure, if there is any trade to draw."""
    series = _series(context)
    if any(series.flows):
        picture = FigurePicture("evolution", context.territory.id, compact=True)
        yield figures.figure(picture, tables=(TABLE,))


def change(context: Context) -> Iterator[Block]:
    """Yield what moved the totals, how exports compare with région and France, and the table."""
    said, tables = tuple(_said(context)), tuple(table(context))
    if said and tables:
        yield Split(said, tables, "halves")
    else:
        yield from (*said, *tables)


def _said(context: Context) -> Iterator[Block]:
    moved = [(side, said) for side in context.facts.sides if (said := _moved(context, side))]
    shifted = tuple(shift_share(context))
    if moved or shifted:
        printed = [*(side for side, _ in moved), *([context.facts.exports] if shifted else [])]
        reserved = any(side.change and side.change.reserved for side in printed)
        reserve = context.speak.sentence("further.moved_reserve") if reserved else ()
        yield Heading(context.speak.say("further.change"))
        yield Paragraph(joined(*(said for _, said in moved), *shifted, reserve))


def table(context: Context) -> Iterator[PrintedTable]:
    """Yield the figure's table, one row per quarter or year, in millions of euros."""
    series, say = _series(context), context.speak.say
    if not any(series.flows):
        return
    title, column, summary = "data.evolution", "data.quarter", "data.evolution_summary"
    if series.yearly:
        title, column = "data.evolution_years", "data.year"
        summary = "data.evolution_year_summary"
    elif series.rolling:
        title, column = "data.evolution_years", "data.years"
        summary = "data.evolution_years_summary"
    million = say("data.million")
    yield PrintedTable(
        id=TABLE,
        title=say(title),
        columns=(
            PrintedColumn(say(column), "text"),
            PrintedColumn(say("data.imports"), role="imports", measure=million),
            PrintedColumn(say("data.exports"), role="exports", measure=million),
            PrintedColumn(say("data.balance"), measure=million),
        ),
        rows=tuple(
            PrintedRow(
                (
                    PrintedCell(periods.label(str(point.period), context.pictures.wording)),
                    context.cell(point.imports),
                    context.cell(point.exports),
                    context.balance_cell(point.balance),
                ),
                of=key("period", str(point.period)),
            )
            for point in series.apart
        ),
        summary=say(summary),
    )


def _series(context: Context) -> EvolutionView:
    return read(context.tables, context.subject)


def _moved(context: Context, side: FlowFigures) -> Runs:
    """Name the activity and the country that contributed most to a flow's change, in its direction.

    Empty if no change may be printed, if it or the contributions would print as 0, or for a
    single product.
    """
    if side.change is None or abs(side.change.percent) < TENTH_OF_PERCENT or context.single:
        return ()
    percent = side.change.percent
    rows = context.tables["contributions"].to_dicts()
    name = f"{side.name}_contribution_pts"
    rankable = context.data.answer.names.countries.rankable
    products = [row for row in rows if row["dimension"] == "a129"]
    partners = [row for row in rows if row["dimension"] == "country" and rankable(row["item"])]
    product, country = (_most(each, name, percent) for each in (products, partners))
    if product is None or country is None:
        return ()
    return context.speak.sentence(
        f"further.moved_{side.name}_{'up' if percent > 0 else 'down'}",
        change=context.speak.wording.percent(percent, signed=True),
        product=context.product(product["item"]),
        product_points=_points(context, product[name]),
        country=context.the_country(country["item"]),
        country_points=_points(context, country[name]),
    )


def _most(rows: list[dict[str, Any]], name: str, change: float) -> Mapping[str, Any] | None:
    """Return the row that contributes most in the change's direction; None if it prints as 0."""
    sign = 1 if change > 0 else -1
    known = (row for row in rows if row[name] is not None)
    ordered = sorted(known, key=lambda row: (-sign * row[name], row["item"]))
    return ordered[0] if ordered and sign * ordered[0][name] >= _LEAST else None


def _points(context: Context, value: float) -> str:
    least, beyond = _ONE[context.lang]
    return context.points(value, "point" if least <= abs(value) < beyond else "points")
