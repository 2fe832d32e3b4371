"""Tables with header cells, in a region that scrolls if the window is too narrow."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from tradefiche.publication.html.markup import Markup, join, tag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tradefiche.publication.html.page_context import Setting
    from tradefiche.publication.table import PrintedCell, PrintedColumn, PrintedRow, PrintedTable


_PAIR = 2
_SHORT = 4  # rows; a longer table is folded on a phone


def opened(summary: Markup, *held: Markup) -> Markup:
    """Return an open `<details>`, which the script closes in a window as narrow as a phone."""
    return tag("details", tag("summary", summary), *held, open=True)


def opened_table(table: PrintedTable, setting: Setting) -> Markup:
    """Return a table that is visible at first; a long one can be folded."""
    long = len(table.rows) > _SHORT
    held = (_scrolling(table, setting, titled=not long), _notes(table, setting))
    content = (opened(setting.text(table.title), *held),) if long else held
    return tag("div", *content, class_="data")


def folded_table(table: PrintedTable, setting: Setting) -> Markup:
    """Return a table that is folded until a reader opens it."""
    words = setting.document.words
    title = tag("span", words["kit_colon"], setting.text(table.title), class_="unseen")
    summary = tag("summary", words["open_table"], title)
    return tag("details", summary, _scrolling(table, setting, titled=True), _notes(table, setting))


def _scrolling(table: PrintedTable, setting: Setting, *, titled: bool) -> Markup:
    """Return the table in its scrolling region; its title is visible if `titled`."""
    name = f"{table.id}-caption"
    title = tag("span", setting.text(table.title), class_=None if titled else "unseen")
    summary = tag("span", setting.text(f" {table.summary}"), class_="unseen")
    caption = tag("caption", title, summary, id=name)
    drawn = tag(
        "table",
        caption,
        tag("thead", *_head(table.columns, setting)),
        tag("tbody", *(_row(row, table, setting) for row in table.rows)),
        id=table.id,
        class_=_shape(table),
    )
    return tag("div", drawn, class_="scroll", role="region", tabindex=0, aria_labelledby=name)


def _shape(table: PrintedTable) -> str | None:
    """Return the class of its width: `matrix` in small type, or `short` for text and a number."""
    if any(column.narrow for column in table.columns):
        return "matrix"
    number = len(table.columns) == _PAIR and table.columns[1].kind == "number"
    return "short" if number else None


def _notes(table: PrintedTable, setting: Setting) -> Markup:
    return join(tag("p", setting.text(note), class_="note") for note in table.notes)


def _head(columns: Sequence[PrintedColumn], setting: Setting) -> Sequence[Markup]:
    """Return one row of headers, or two if some columns are grouped."""
    if not any(column.group for column in columns):
        return (tag("tr", *(_header(column, setting) for column in columns)),)
    above, below = [], []
    for group, members in groupby(columns, key=lambda column: column.group):
        inside = list(members)
        if not group:
            above += [_header(column, setting, rowspan=2) for column in inside]
            continue
        shown = setting.text(group)
        role = f"number {inside[0].role}"
        above.append(tag("th", shown, scope="colgroup", colspan=len(inside), class_=role))
        below += [_header(column, setting) for column in inside]
    return tag("tr", *above), tag("tr", *below)


def _header(column: PrintedColumn, setting: Setting, *, rowspan: int | None = None) -> Markup:
    return tag(
        "th",
        setting.text(column.header),
        scope="col",
        rowspan=rowspan,
        class_=_classes(column.kind, column.role),
        data_k=column.of or None,
        data_u=column.measure or None,
    )


def _row(row: PrintedRow, table: PrintedTable, setting: Setting) -> Markup:
    cells = (
        tag("th", setting.text(cell.text), scope="row", class_=_classes("text", cell.role))
        if index == 0
        else _cell(cell, table.columns[index], setting)
        for index, cell in enumerate(row.cells)
    )
    kind = None if row.kind == "plain" else row.kind
    return tag("tr", *cells, class_=kind, data_k=row.of or None)


def _cell(cell: PrintedCell, column: PrintedColumn, setting: Setting) -> Markup:
    """Return a cell; the style sheet sets one without a class as a number."""
    shown = setting.text(cell.text)
    kind = "" if column.kind == "number" else column.kind
    role = "" if cell.role == "ink" else cell.role
    return tag(
        "td", shown, class_=" ".join(filter(None, (kind, role))) or None, data_m=cell.more or None
    )


def _classes(kind: str, role: str) -> str | None:
    found = [each for each in (kind, role) if each not in {"text", "ink"}]
    return " ".join(found) or None
