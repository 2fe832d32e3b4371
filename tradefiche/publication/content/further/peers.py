"""Territories with similar exports: the nearest, what they share and where they differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tradefiche.language.typography import MISSING
from tradefiche.publication.table import PrintedCell, PrintedColumn, PrintedRow, PrintedTable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tradefiche.publication.blocks import Block
    from tradefiche.publication.content.context import Context


def peers(context: Context) -> Iterator[Block]:
    """Yield the table of the territories nearest by activity; nothing if none can be compared."""
    rows = context.tables["peers"].to_dicts()
    if not rows:
        return
    say = context.speak.say
    among = "regions" if context.territory.kind == "region" else "units"
    alike, share = say("further.peers_similarity"), say("further.peers_share")
    yield PrintedTable(
        id="table-peers",
        title=say(f"further.peers_{among}"),
        columns=(
            PrintedColumn(say(f"further.peers_who_{among}"), "text"),
            PrintedColumn(say("further.peers_common"), "text"),
            PrintedColumn(say("further.peers_gap"), "text"),
            *(
                PrintedColumn(say(f"further.peers_{of}"), group=alike)
                for of in ("products", "countries")
            ),
            *(
                PrintedColumn(say(f"further.peers_{of}"), group=share)
                for of in ("common_share", "here", "there")
            ),
        ),
        rows=tuple(PrintedRow(tuple(_cells(context, row))) for row in rows),
        summary=say("further.peers_summary"),
        notes=(context.plain(context.speak.sentence("further.peers_about")),),
    )


def _cells(context: Context, row: Mapping[str, Any]) -> Iterator[PrintedCell]:
    yield PrintedCell(row["peer_name"])
    for name in ("common_product", "gap_product"):
        code = row[name]
        yield PrintedCell(context.product(code) if code else MISSING)
    for name in ("products_similarity", "countries_similarity"):
        yield context.number_cell(row[name], 1)
    for name in ("common_product_pct", "gap_product_pct", "gap_product_peer_pct"):
        yield context.share_cell(row[name])
