"""Tables of several territories as text: one aligned table each, the territory in front."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.report.checks import issues_text
from tradefiche.report.columns import wrapped
from tradefiche.report.page import heading as bold
from tradefiche.report.tables import blocks, first_of, heading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import polars as pl

    from tradefiche.tabulation.answer import Answer, Query
    from tradefiche.tabulation.names import TableNames
    from tradefiche.tabulation.ordering import RowOrder

_PLACE = "territory_name"


def across(found: Answer, query: Query, tables: Sequence[str], order: RowOrder) -> Iterator[str]:
    """Yield each table as lines, followed by a blank line.

    Unless `order` sorts or cuts the rows, the first of each territory and period are shown. Issues
    are sentences, grouped by period and territory.
    """
    for name in tables:
        table, frame, names = found.meta.table(name), found.tables[name], found.names
        layout = table.layout
        if layout is None:
            yield from _sentences(found, query, table.title(query.lang))
            continue
        keys = ["territory"] if len(query.territories) > 1 and layout.name != _PLACE else []
        when: Sequence[str] = ()
        if table.scope != "store":
            when = found.meta.periods
        if len(when) > 1:
            keys.append("period")
        shown = frame if order or layout.name == _PLACE else first_of(layout, frame, *keys)
        title = heading(table, frame, names, *when, found.meta.only)
        yield from map(bold, wrapped(title))
        yield from blocks(
            table,
            layout,
            shortened(frame, names),
            shortened(shown, names),
            names,
            keys,
        )
        yield ""


def shortened(frame: pl.DataFrame, names: TableNames) -> pl.DataFrame:
    """Return a table with the names of products and countries replaced by their short names."""
    import polars as pl

    short = {"product": names.short_product, "country": names.short_country}
    return frame.with_columns(
        pl.col(key)
        .replace_strict({code: name(code) for code in frame[key].unique()}, return_dtype=pl.String)
        .alias(f"{key}_name")
        for key, name in short.items()
        if {key, f"{key}_name"} <= {*frame.columns}
    )


def _sentences(found: Answer, query: Query, title: str) -> Iterator[str]:
    for period in found.meta.periods:
        for territory in query.territories:
            yield bold(" · ".join((title, territory.name(query.lang), period)))
            yield from issues_text(found, territory, period)
            yield ""
