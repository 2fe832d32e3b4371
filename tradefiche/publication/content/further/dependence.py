"""Imports to examine: products that exceed the three thresholds of `config/indicators.yaml`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tradefiche.language.typography import MISSING, number
from tradefiche.publication.blocks import Heading, Paragraph, Run
from tradefiche.publication.table import PrintedCell, PrintedColumn, PrintedRow, PrintedTable
from tradefiche.publication.words import joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tradefiche.language.typography import Lang
    from tradefiche.publication.blocks import Block, Runs
    from tradefiche.publication.content.context import Context

_SHOWN = 8


def dependence(context: Context) -> Iterator[Block]:
    """Yield the table of the first products to examine, or a paragraph on why there are none."""
    if not context.facts.imports.total:
        return
    rows = context.tables["dependence"].to_dicts()
    marked = [row for row in rows if row["to_examine"]]
    note = context.data.meta.statement.methods["dependence"]
    if marked:
        yield _table(context, marked, note)
        return
    key = "none" if context.facts.exports.known else "unknown"
    yield Heading(context.speak.say("further.dependence"))
    said = context.speak.sentence(f"further.dependence_{key}")
    yield Paragraph(joined(said, *_rule(context, 0), (Run(note),)))


def _rule(context: Context, count: int) -> Iterator[Runs]:
    """Yield the thresholds, how many activities exceed them, and how many do for France."""
    bounds = context.data.answer.names.method.file.dependence
    lang, speak, outside = context.lang, context.speak, bounds.extra_eu_share_pct
    yield speak.sentence(
        "further.dependence_rule",
        hhi=_bound(bounds.extra_eu_hhi, lang),
        share=speak.wording.percent(outside, _decimals(outside)),
        ratio=_bound(bounds.extra_eu_to_exports, lang),
    )
    if not context.facts.exports.known:
        return
    said = {"count": str(count)}
    for each in context.above:
        if each.territory.kind == "france":
            rows = context.data.tables(each.territory.id)["dependence"]
            if rows.height:  # without rows nothing is known of France
                said["france"] = str(rows["to_examine"].sum())
    key = "dependence_count_france" if "france" in said else "dependence_count"
    yield speak.sentence(f"further.{key}", **said)


def _bound(value: float, lang: Lang) -> str:
    return number(value, _decimals(value), lang=lang)


def _decimals(value: float) -> int:
    """Return the number of decimals that a threshold has in the configuration."""
    return len(f"{value:g}".partition(".")[2])


def _table(context: Context, marked: Sequence[Mapping[str, Any]], note: str) -> PrintedTable:
    say, speak = context.speak.say, context.speak
    more = len(marked) - _SHOWN
    share = sum(row["imports_share_pct"] or 0 for row in marked)
    one = "_one" if len(marked) == 1 else ""
    notes: list[Runs] = [
        speak.sentence(f"further.dependence_share{one}", share=context.share(share)),
    ]
    if more > 0:
        key = "further.dependence_more" if more > 1 else "further.dependence_more_one"
        notes.append(speak.sentence(key, count=context.pictures.wording.count(more)))
    notes += _rule(context, len(marked))
    return PrintedTable(
        id="table-dependence",
        title=say("further.dependence"),
        columns=(
            PrintedColumn(say("data.product"), "text"),
            PrintedColumn(say("further.supplier"), "text"),
            PrintedColumn(say("further.supplier_share")),
            PrintedColumn(say("further.imports_million"), role="imports"),
            PrintedColumn(say("further.extra_eu")),
            PrintedColumn(say("further.extra_eu_hhi")),
            PrintedColumn(say("further.extra_eu_ratio")),
        ),
        rows=tuple(PrintedRow(tuple(_cells(context, row))) for row in marked[:_SHOWN]),
        summary=say("further.dependence_summary"),
        notes=(*(context.plain(each) for each in notes if each), note),
    )


def _cells(context: Context, row: Mapping[str, Any]) -> Iterator[PrintedCell]:
    yield PrintedCell(context.product(row["product"]))
    first = row["first_country"]
    yield PrintedCell(context.country(first) if first else MISSING)
    yield context.share_cell(row["first_share_pct"])
    yield context.cell(row["imports_eur"])
    yield context.share_cell(row["extra_eu_share_pct"])
    yield context.number_cell(row["extra_eu_hhi"], 2)
    yield context.number_cell(row["extra_eu_to_exports"], 1)
