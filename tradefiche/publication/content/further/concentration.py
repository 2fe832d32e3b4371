"""How concentrated trade is on countries and activities, compared with région and France."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tradefiche.language.typography import TENTH_OF_PERCENT
from tradefiche.publication.table import PrintedCell, PrintedColumn, PrintedRow, PrintedTable
from tradefiche.publication.words import joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tradefiche.publication.blocks import Block, Runs
    from tradefiche.publication.content.context import Context
    from tradefiche.publication.key_figures import TerritoryFigures
    from tradefiche.publication.table import Role

    ConcentrationRows = Mapping[tuple[str, str], Mapping[str, Any]]

# Dimension, measure, number of decimals (None for a percentage).
_ROWS: tuple[tuple[str, str, int | None], ...] = (
    ("country", "top1_share_pct", None),
    ("country", "top3_share_pct", None),
    ("country", "top10_share_pct", None),
    ("country", "hhi", 3),
    ("country", "effective_hhi", 1),
    ("a129", "top5_share_pct", None),
    ("a129", "hhi", 3),
    ("a129", "effective_hhi", 1),
)
_ALL = 100.0
_SIDES: tuple[tuple[str, Role], ...] = (("import", "imports"), ("export", "exports"))


def concentration(context: Context) -> Iterator[Block]:
    """Yield the table of concentration with its notes, if anything is traded."""
    own = _measures(context, context.facts)
    if not any(row["count"] for row in own.values()):
        return
    say = context.speak.say
    compared = [(say(context.own("further.here")), own)]
    for each in context.above:
        header = say(f"further.here_{each.territory.kind}")
        compared.append((header, _measures(context, each)))
    about = joined(context.speak.sentence("further.concentration_about"), *_left_out(context, own))
    yield _table(context, compared, context.plain(about))


def _measures(context: Context, facts: TerritoryFigures) -> ConcentrationRows:
    rows = context.data.tables(facts.territory.id)["concentration"].to_dicts()
    return {(row["flow"], row["dimension"]): row for row in rows}


def _table(
    context: Context, compared: Sequence[tuple[str, ConcentrationRows]], note: str
) -> PrintedTable:
    say = context.speak.say
    columns = [
        PrintedColumn(header, "number", name, say(f"essential.{name}"))
        for _, name in _SIDES
        for header, _ in compared
    ]
    rows = tuple(
        PrintedRow(
            (
                PrintedCell(say(f"further.concentration_{dimension}_{measure}")),
                *(
                    _cell(context, each.get((flow, dimension), {}).get(measure), decimals)
                    for flow, _ in _SIDES
                    for _, each in compared
                ),
            )
        )
        for dimension, measure, decimals in _ROWS
        if dimension == "country" or not context.single
    )
    return PrintedTable(
        id="table-concentration",
        title=say("further.concentration"),
        columns=(PrintedColumn(say("further.indicator"), "text"), *columns),
        rows=rows,
        summary=say("further.concentration_summary"),
        notes=(note,),
    )


def _cell(context: Context, value: float | None, decimals: int | None) -> PrintedCell:
    shown = None if value is None or value < 0 else value  # corrections leave a flow below 0
    return context.share_cell(shown) if decimals is None else context.number_cell(shown, decimals)


def _left_out(context: Context, own: ConcentrationRows) -> Iterator[Runs]:
    """Yield the share of each flow that has no country, where it would not print as 0."""
    for flow, _ in _SIDES:
        share = own.get((flow, "country"), {}).get("excluded_share_pct")
        if share is not None and TENTH_OF_PERCENT <= share <= _ALL:
            key = f"further.concentration_excluded_{flow}"
            yield context.speak.sentence(key, share=context.share(share))
