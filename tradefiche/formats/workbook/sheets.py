"""The sheets of a workbook that hold figures or explain them: overview, tables, columns."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Any

from tradefiche.errors import TradeficheError
from tradefiche.tabulation.table import imports_first

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import polars as pl
    from xlsxwriter import Workbook
    from xlsxwriter.chart import Chart
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from tradefiche.tabulation.provenance import Meta
    from tradefiche.tabulation.table import Column

_A4 = 9
_WIDEST = 60
_HEADER_LINES = 3
_FILTER = 4
"""The characters that a filter button covers."""
_SIDE_BY_SIDE_ON_A_PAGE = 8
_FOOTER_SIGNS = 80
_LINE = 15
_SIGNS_TO_WIDTH = 1.1
"""Characters per unit of width: letters are narrower than the digits it is counted in."""
_FORMATS: Mapping[str, Mapping[str, Any]] = {
    "title": {"bold": True, "font_size": 18},
    "notice": {"bold": True, "font_size": 12, "top": 1, "bottom": 1, "left": 1, "indent": 1},
    "notice end": {"top": 1, "bottom": 1, "right": 1},
    "heading": {"bold": True, "bottom": 1},
    "name": {"bold": True, "valign": "top"},
    "plain": {"valign": "top"},
    "wrapped": {"text_wrap": True, "valign": "top"},
    "link": {"underline": 1, "valign": "top"},
    "header": {"bold": True, "bottom": 1, "valign": "top"},
    "header wrapped": {"bold": True, "bottom": 1, "valign": "top", "text_wrap": True},
    "header right": {
        "bold": True,
        "bottom": 1,
        "valign": "top",
        "align": "right",
        "text_wrap": True,
    },
    "text": {"num_format": "@"},
    "bullet": {"align": "right", "valign": "top"},
    "text right": {"num_format": "@", "align": "right"},
    "amount": {"num_format": "#,##0"},
    "count": {"num_format": "#,##0", "valign": "top"},
    "percent": {"num_format": "0.00"},
    "points": {"num_format": "+0.00;-0.00;0.00"},
    "ratio": {"num_format": "0.000"},
    "whole": {"num_format": "0"},
    "boolean": {"align": "center"},
}


class WorkbookWriter:
    """A workbook being written, with its cell formats and the phrases of its language."""

    def __init__(self, workbook: Workbook, meta: Meta) -> None:
        self.meta = meta
        self._workbook = workbook
        self._formats = {name: workbook.add_format(dict(_FORMATS[name])) for name in _FORMATS}

    def format(self, name: str) -> Format:
        """Return a cell format by name."""
        return self._formats[name]

    def of_column(self, column: Column) -> Format:
        """Return the format of a column's cells."""
        if column.unit in ("percent", "points"):
            return self.format(column.unit)
        if column.unit:
            return self.format("amount")
        kinds = {"integer": "whole", "number": "ratio", "string": "text", "boolean": "boolean"}
        return self.format(kinds[column.kind])

    def chart(self, kind: str) -> Chart:
        """Return a new native chart: `column`, `bar` or `line`."""
        return self._workbook.add_chart({"type": kind})

    def say(self, key: str) -> str:
        """Return a phrase in the workbook's language."""
        return self.meta.say(key)

    def sheet(self, name: str, *, landscape: bool = True) -> Worksheet:
        """Add a sheet that prints on A4 at page width, with title and source in its footer."""
        sheet = self._workbook.add_worksheet(name)
        if landscape:
            sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sample = self.meta.data == "sample"
        said = self.meta.statement.kind if sample else self.meta.citation
        title, origin = (text.replace("&", "&&") for text in (self._about(), said[:_FOOTER_SIGNS]))
        sheet.set_footer(f"&L{title}&C{origin}&R&P / &N")
        return sheet

    def _about(self) -> str:
        """Return the title for a footer, cut if too long, but never in what it says of filters."""
        title, scope = self.meta.title, ""
        if self.meta.only:
            scope = f" – {self.meta.only}"
            title = title.removesuffix(scope)
            if len(scope) > _FOOTER_SIGNS:
                scope = f" – {self.say('labels.scope_on_cover')}"
        room = _FOOTER_SIGNS - len(scope)
        return (title if len(title) <= room else f"{title[: room - 1]}…") + scope


def put(sheet: Worksheet, row: int, column: int, value: object, style: Format) -> None:
    """Write one value by its type; None leaves the cell empty.

    Raises:
        TradeficheError: the cell is beyond the sheet, or the text too long for it.
    """
    match value:
        case None:
            return
        case bool():
            failed = sheet.write_boolean(row, column, value, style)
        case int() | float():
            failed = sheet.write_number(row, column, value, style)
        case _:
            failed = sheet.write_string(row, column, str(value), style)
    if failed:
        raise TradeficheError(f"sheet {sheet.get_name()}: no room for row {row + 1}")


def write_overview(book: WorkbookWriter, totals: pl.DataFrame) -> None:
    """Write the totals, one column per territory and period, one row per indicator."""
    sheet = book.sheet(book.say("labels.overview"))
    put(sheet, 0, 0, book.meta.title, book.format("title"))
    put(sheet, 1, 0, book.meta.statement.kind, book.format("name"))
    put(sheet, 3, 0, book.say("labels.indicator"), book.format("header"))
    put(sheet, 3, 1, book.say("labels.unit"), book.format("header"))
    put(sheet, 4, 0, book.say("labels.period"), book.format("header"))
    put(sheet, 4, 1, "", book.format("header"))
    columns = book.meta.table("totals").columns
    measures = imports_first([c for c in columns if not c.key and c.name != "territory_name"])
    for row, column in enumerate(measures, 5):
        put(sheet, row, 0, column.title(book.meta.lang), book.format("text"))
        put(sheet, row, 1, column.sign or None, book.format("text"))
        style = book.format("text right") if column.kind == "string" else book.of_column(column)
        for place, value in enumerate(totals[column.name].to_list(), 2):
            put(sheet, row, place, value, style)
    for place, record in enumerate(totals.iter_rows(named=True), 2):
        name = record["territory_name"] or record["territory"]
        put(sheet, 3, place, name, book.format("header right"))
        put(sheet, 4, place, record["period"], book.format("header right"))
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 8)
    sheet.set_column(2, 1 + max(1, totals.height), 22)
    sheet.freeze_panes(5, 2)
    sheet.repeat_columns(0, 1)
    sheet.fit_to_pages(1 if totals.height <= _SIDE_BY_SIDE_ON_A_PAGE else 0, 1)


def write_table(book: WorkbookWriter, name: str, frame: pl.DataFrame) -> None:
    """Write a table: one row of headers in words, with filters, and frozen.

    The sheet of columns has the column names behind the headers.
    """
    sheet = book.sheet(name)
    columns = book.meta.table(name).columns
    headers = [column.header(book.meta.lang) for column in columns]
    kinds = ["header wrapped" if each.kind == "string" else "header right" for each in columns]
    high = 1
    for place, (column, header) in enumerate(zip(columns, headers, strict=True)):
        values, style = frame[column.name], book.of_column(column)
        put(sheet, 0, place, header, book.format(kinds[place]))
        for row, value in enumerate(values.to_list(), 1):
            put(sheet, row, place, value, style)
        width = _width(column, header, values)
        high = max(high, _lines(header, width - _FILTER))
        sheet.set_column(place, place, width)
    sheet.set_row(0, _LINE * high)
    if frame.height:
        sheet.add_table(0, 0, frame.height, len(columns) - 1, {
            "name": f"table_{name}",
            "style": "Table Style Light 1",
            "columns": [
                {"header": header, "header_format": book.format(kind)}
                for header, kind in zip(headers, kinds, strict=True)
            ],
        })  # fmt: skip
        sheet.ignore_errors({"number_stored_as_text": f"A2:ZZ{frame.height + 1}"})
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)


def write_list(
    book: WorkbookWriter,
    sheet: Worksheet,
    top: int,
    name: str,
    columns: Sequence[tuple[str, int]],
    rows: Sequence[Sequence[str]],
) -> None:
    """Write rows of text under a header, each as high as its lines.

    Args:
        book: the workbook.
        sheet: the sheet to write to.
        top: row of the header.
        name: of the list, unique in the workbook.
        columns: phrase of each header, and width in characters.
        rows: the texts.
    """
    for place, (key, width) in enumerate(columns):
        put(sheet, top, place, book.say(key), book.format("header"))
        sheet.set_column(place, place, width)
    for row, texts in enumerate(rows, top + 1):
        for place, text in enumerate(texts):
            put(sheet, row, place, text or None, book.format("wrapped"))
        pairs = zip(texts, columns, strict=True)
        sheet.set_row(row, _LINE * max(_lines(text, width) for text, (_, width) in pairs))
    sheet.add_table(top, 0, top + len(rows), len(columns) - 1, {
        "name": f"list_{name}",
        "style": "Table Style Light 1",
        "autofilter": False,
        "columns": [
            {"header": book.say(key), "header_format": book.format("header")}
            for key, _ in columns
        ],
    })  # fmt: skip


def write_columns(book: WorkbookWriter, tables: Mapping[str, pl.DataFrame]) -> None:
    """Write the last sheet: what each column of each table holds."""
    lang = book.meta.lang
    sheet = book.sheet(book.say("labels.columns"))
    rows = [
        (name, column.name, column.header(lang), column.sign, column.description(lang))
        for name in tables
        for column in book.meta.table(name).columns
    ]
    heads = (
        ("labels.table", 15), ("labels.column", 30), ("labels.header", 44), ("labels.unit", 8),
        ("labels.meaning", 90),
    )  # fmt: skip
    write_list(book, sheet, 0, "columns", heads, rows)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)


def _lines(text: str, width: int) -> int:
    return max(1, len(wrap(text, int(width * _SIGNS_TO_WIDTH))))


def _width(column: Column, header: str, values: pl.Series) -> int:
    """Return a width in characters that fits formatted values, and the header on a few lines."""
    longest = 0
    if column.kind == "string" and len(values):
        longest = max((len(value) for value in values.drop_nulls()), default=0)
    elif (column.unit or column.kind == "number") and len(values):
        decimals = 2 if column.kind == "number" else 0
        longest = max((len(f"{value:,.{decimals}f}") for value in values.drop_nulls()), default=0)
    word = max(map(len, header.split()))
    wanted = max(word, -(-len(header) // _HEADER_LINES)) + _FILTER
    return min(_WIDEST, max(longest + 2, wanted))
