"""The guide sheets of a workbook: contents, and notes with the indicators' definitions."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from tradefiche.formats.workbook.sheets import put, write_list
from tradefiche.tabulation.definitions import definitions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import polars as pl

    from tradefiche.formats.workbook.sheets import WorkbookWriter

_FIELDS = (
    ("labels.indicator", 30), ("labels.column", 28), ("labels.tables", 22), ("labels.unit", 7),
    ("labels.meaning", 50), ("labels.formula", 26), ("labels.caution", 50), ("labels.source", 26),
)  # fmt: skip
_NOTE_SIGNS = 150


def write_contents(
    book: WorkbookWriter, tables: Mapping[str, pl.DataFrame], *, charts: bool
) -> None:
    """Write the list of the sheets that follow, each name linked to its sheet."""
    sheet = book.sheet(book.say("labels.contents"), landscape=False)
    rows = list(_contents(book, tables, charts=charts))
    heads = (("labels.sheet", 18), ("labels.meaning", 84), ("labels.rows", 10))
    write_list(book, sheet, 0, "contents", heads, rows)
    for place, (name, _, count) in enumerate(rows, 1):
        sheet.write_url(place, 0, f"internal:'{name}'!A1", book.format("link"), name)
        if count:
            put(sheet, place, 2, int(count), book.format("count"))
    sheet.hide_gridlines(2)


def write_notes(book: WorkbookWriter, tables: Mapping[str, pl.DataFrame]) -> None:
    """Write the notes on methods and symbols, and the definition of each indicator."""
    lang = book.meta.lang
    sheet = book.sheet(book.say("labels.notes"))
    put(sheet, 0, 0, book.say("labels.notes"), book.format("title"))
    row = 2
    methods = book.meta.statement.methods
    said = [
        (book.meta.table(name).title(lang), methods[name]) for name in tables if name in methods
    ]
    for name, note in [
        *said,
        (book.say("labels.symbols"), book.meta.statement.declared.symbols(lang)),
    ]:
        put(sheet, row, 0, name, book.format("name"))
        for line in wrap(note, _NOTE_SIGNS):
            put(sheet, row, 1, line, book.format("plain"))
            row += 1
    rows = [
        (
            each["title"], each["name"], each["tables"].replace(" ", ", "), each["unit"],
            each["definition"], each["formula"], each["caution"], each["source"],
        )
        for each in definitions(map(book.meta.table, tables), lang)
    ]  # fmt: skip
    write_list(book, sheet, row + 1, "definitions", _FIELDS, rows)


def _contents(
    book: WorkbookWriter, tables: Mapping[str, pl.DataFrame], *, charts: bool
) -> Iterator[tuple[str, str, str]]:
    """Yield name, meaning and number of rows of each sheet."""
    lang = book.meta.lang
    yield book.say("labels.notes"), book.say("labels.of_notes"), ""
    if "totals" in tables:
        yield book.say("labels.overview"), book.say("labels.of_overview"), ""
    if charts:
        yield book.say("labels.charts"), book.say("labels.of_charts"), ""
    for name, frame in tables.items():
        held = book.meta.table(name)
        yield name, f"{held.title(lang)}. {held.row(lang)}", str(frame.height)
    yield book.say("labels.columns"), book.say("labels.of_columns"), ""
