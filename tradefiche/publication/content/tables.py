"""The section with the tables behind the figures."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tradefiche.charts.scene.datum import key
from tradefiche.language.typography import MISSING
from tradefiche.publication.blocks import Paragraph
from tradefiche.publication.content import activities, balance
from tradefiche.publication.content.flows import table_id
from tradefiche.publication.content.further import exposure, specialisation, structure
from tradefiche.publication.document import Section
from tradefiche.publication.key_figures import nodes
from tradefiche.publication.table import PrintedCell, PrintedColumn, PrintedRow, PrintedTable
from tradefiche.reference.codes import OTHER
from tradefiche.views.shares import share

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradefiche.publication.blocks import Block
    from tradefiche.publication.content.context import Context
    from tradefiche.publication.key_figures import (
        FlowFigures,
        Item,
        ProductCountryFlow,
        TerritoryFigures,
    )
    from tradefiche.publication.table import Medium
    from tradefiche.reference.terms import RowKind

_FURTHER = (structure, specialisation, exposure)
_LEAST_PCT = 0.4
_WIDE = 10_000_000_000
_LONGEST = 36


def data(context: Context) -> Section:
    """Return the section: the data of the figures, in the figures' order."""
    title = context.speak.say("data.title")
    blocks: tuple[Block, ...] = (
        Paragraph(context.speak.sentence("data.intro", command=_command(context)), on="paper"),
        Paragraph(context.speak.sentence("data.units"), "note"),
        partners(context),
        products(context, "paper"),
        products(context, "web"),
        *(
            matrix(context, facts, side)
            for index in (0, 1)
            for facts in (context.facts, *context.above)
            if (side := facts.sides[index]).total
        ),
        *(table for each in _FURTHER for table in each.table(context)),
    )
    return Section("data", title, title, blocks)


def _command(context: Context) -> str:
    return " ".join(["tradefiche export", *context.data.meta.filters.words()])


def partners(context: Context) -> PrintedTable:
    """Return the table behind the balance: one row per country shown, the rest, the total."""
    say, facts = context.speak.say, context.facts
    shown = balance.rows(context)
    rows = []
    for row in shown.every:
        kind: RowKind = (
            "total" if row is shown.total else "rest" if row is shown.others else "plain"
        )
        cells = (
            PrintedCell(row.label),
            *_cells(context, facts.imports, row.imports, _rank(facts.imports.countries, row.code)),
            *_cells(context, facts.exports, row.exports, _rank(facts.exports.countries, row.code)),
            context.balance_cell(row.balance),
        )
        rows.append(
            PrintedRow(cells, kind, "" if kind == "total" else key("country", row.code or OTHER))
        )
    return PrintedTable(
        id=balance.TABLE,
        title=say("data.partners"),
        columns=(
            PrintedColumn(say("data.country"), "text"),
            *_both(context),
            PrintedColumn(say("data.balance"), measure=say("data.million")),
        ),
        rows=tuple(rows),
        summary=say("data.partners_summary"),
    )


def products(context: Context, on: Medium) -> PrintedTable:
    """Return one row per activity in the treemap (on paper, the first), the rest, the total."""
    say, facts = context.speak.say, context.facts
    sides = facts.sides
    by_code = [{item.code: item for item in side.products} for side in sides]
    top = context.data.query.top
    seen = {
        item.code
        for side in sides
        for place, item in enumerate(side.products)
        if (place < top if on == "paper" else item.share is None or item.share >= _LEAST_PCT)
    }
    both = {code: sum(each[code].value for each in by_code if code in each) for code in seen}
    order = sorted(both, key=lambda code: (-both[code], code))
    rows = [
        PrintedRow(
            (PrintedCell(context.product(code)), PrintedCell(code),
             *(cell for side, each in zip(sides, by_code, strict=True)
               for cell in _item_cells(context, side, each.get(code)))),
            of=key("product", code),
        )
        for code in order
    ]  # fmt: skip
    rest = [_rest(side, set(order)) for side in sides]
    if any(rest):
        cells = [
            c for side, value in zip(sides, rest, strict=True) for c in _cells(context, side, value)
        ]
        named = (PrintedCell(say("data.other_products")), PrintedCell(""), *cells)
        rows.append(PrintedRow(named, "rest", key("product", OTHER)))
    cells = [cell for side in sides for cell in _cells(context, side, side.total)]
    rows.append(PrintedRow((PrintedCell(say("data.total")), PrintedCell(""), *cells), "total"))
    least = context.speak.wording.percent(_LEAST_PCT)
    note = (
        say("data.products_first", count=context.speak.wording.count(top))
        if on == "paper"
        else say("data.products_note", least=least)
    )
    return PrintedTable(
        id=activities.TABLE if on == "web" else f"{activities.TABLE}-first",
        title=say("data.products"),
        columns=(
            PrintedColumn(say("data.product"), "text"),
            PrintedColumn(say("data.code"), "code"),
            *_both(context),
        ),
        rows=tuple(rows),
        summary=say("data.products_summary"),
        notes=(note,),
        on=on,
    )


def _both(context: Context) -> Iterator[PrintedColumn]:
    """Yield the columns of imports and exports, each with its shares."""
    say = context.speak.say
    for side in context.facts.sides:
        yield PrintedColumn(say(f"data.{side.name}"), role=side.name, measure=say("data.million"))
        yield PrintedColumn(say(f"data.{side.name}_share"), role=side.name)


def _item_cells(
    context: Context, side: FlowFigures, item: Item | None
) -> tuple[PrintedCell, PrintedCell]:
    if item is None:
        return _cells(context, side, 0 if side.known else None)
    return _cells(context, side, item.value, _rank(side.products, item.code))


def _cells(
    context: Context, side: FlowFigures, value: int | None, rank: int | None = None
) -> tuple[PrintedCell, PrintedCell]:
    """Return a value, with its rank as extra text for web pages, and its share."""
    part = 100 * value / side.total if side.total and value is not None else None
    cell = replace(context.cell(value), more=context.rank(rank) or "")
    return (cell, context.share_cell(share(part, side.total)))


def _rank(items: tuple[Item, ...], code: str | None) -> int | None:
    """Return the place of a code among the ranked items, from 1; None if it is not there."""
    return next((place for place, each in enumerate(items, 1) if each.code == code), None)


def _rest(side: FlowFigures, shown: set[str]) -> int | None:
    if side.total is None:
        return None
    return side.total - sum(item.value for item in side.products if item.code in shown)


def matrix(context: Context, facts: TerritoryFigures, side: FlowFigures) -> PrintedTable:
    """Return the flows of a Sankey diagram: one row per product, one column per country."""
    say = context.speak.about(facts.territory).say
    products, countries = nodes(side, "product"), nodes(side, "country")
    pairs = {(pair.product, pair.country): pair for pair in side.pairs}
    decimals = 0 if (side.total or 0) >= _WIDE else 1
    rows = []
    for code in products:
        cells = (_pair_cell(context, pairs.get((code, each)), decimals) for each in countries)
        total = _sum_cell(context, side, decimals, product=code)
        kind: RowKind = "rest" if code == OTHER else "plain"
        name = PrintedCell(_product(context, code))
        rows.append(PrintedRow((name, *cells, total), kind, key("product", code)))
    cells = (_sum_cell(context, side, decimals, country=each) for each in countries)
    total = context.cell(side.total, decimals)
    rows.append(PrintedRow((PrintedCell(say("data.total")), *cells, total), "total"))
    million = say("data.million")
    columns = (
        PrintedColumn(
            _country(context, code),
            role=side.name,
            narrow=True,
            of=key("country", code),
            measure=million,
        )
        for code in countries
    )
    return PrintedTable(
        id=table_id(context, side, facts.territory),
        title=say(f"data.matrix_{side.name}"),
        columns=(
            PrintedColumn(say("data.product"), "text"),
            *columns,
            PrintedColumn(say("data.total"), role=side.name, narrow=True, measure=million),
        ),
        rows=tuple(rows),
        summary=say(f"data.matrix_summary_{side.name}"),
        notes=(say("data.matrix_note"),) if len(pairs) < len(products) * len(countries) else (),
        on="web",
    )


def _sum_cell(
    context: Context, side: FlowFigures, decimals: int, *, product: str = "", country: str = ""
) -> PrintedCell:
    """Return the sum of a row or of a column, with its share and rank in the whole flow."""
    pairs = [p for p in side.pairs if product in {"", p.product} and country in {"", p.country}]
    items = side.products if product else side.countries
    rank = _rank(items, product or country)
    cell = context.cell(sum(pair.value for pair in pairs), decimals)
    return replace(cell, more=_more(context, side.share_of(pairs), rank))


def _pair_cell(context: Context, pair: ProductCountryFlow | None, decimals: int) -> PrintedCell:
    if pair is None or not pair.value:
        return PrintedCell(MISSING)
    cell = context.cell(pair.value, decimals)
    return replace(cell, more=_more(context, pair.share, pair.rank))


def _more(context: Context, share: float | None, rank: int | None) -> str:
    printed = "" if share is None else context.label_share(share)
    return " · ".join(filter(None, (printed, context.rank(rank))))


def _country(context: Context, code: str) -> str:
    """Return the header of a narrow column: the country's name, truncated if very long."""
    if code == OTHER:
        return context.speak.say("data.other_countries")
    name = context.country(code)
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1].rstrip() + "…"


def _product(context: Context, code: str) -> str:
    return context.speak.say("data.other_products") if code == OTHER else context.product(code)
