"""The sheet of a workbook with native charts: the balance by country, trade by product."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from tradefiche.formats.workbook.sheets import put

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import polars as pl
    from xlsxwriter.chart import Chart

    from tradefiche.charts.look.theme import Palette
    from tradefiche.formats.workbook.sheets import WorkbookWriter

SHOWN = 10
"""Number of rows that a chart draws: the first of a table."""
MOST = 12
"""Most territories and periods with charts; a workbook with more has none."""
_TABLES = ("partners", "products")
_WIDTH, _HEIGHT, _ROWS_APART, _TOP = 900, 400, 21, 3


class RowBlock(NamedTuple):
    """The rows of one territory and period in a sheet: the first, and the last that is drawn."""

    territory: str
    period: str
    first: int
    last: int


def blocks(frame: pl.DataFrame) -> Iterator[RowBlock]:
    """Yield one block per territory and period; rows count from 0, the header included."""
    keys = frame.select("territory", "period").rows()
    for (territory, period), run in groupby(range(len(keys)), key=keys.__getitem__):
        first, *rest = run
        yield RowBlock(territory, period, first + 1, first + 1 + min(SHOWN - 1, len(rest)))


def charted(tables: Mapping[str, pl.DataFrame]) -> dict[str, list[RowBlock]]:
    """Return the blocks to draw of each table; a table with more than `MOST` is left out."""
    found = {name: list(blocks(tables[name])) for name in _TABLES if name in tables}
    return {name: each for name, each in found.items() if 0 < len(each) <= MOST}


def write_charts(
    book: WorkbookWriter, drawn: Mapping[str, list[RowBlock]], palette: Palette
) -> None:
    """Write one chart per block of `drawn`, as returned by `charted`, one below the other."""
    sheet = book.sheet(book.say("labels.charts"), landscape=False)
    put(sheet, 0, 0, book.meta.title, book.format("title"))
    put(sheet, 1, 0, book.meta.statement.kind, book.format("name"))
    sheet.hide_gridlines(2)
    row = _TOP
    for name, found in drawn.items():
        for block in found:
            sheet.insert_chart(row, 0, _chart(book, name, block, palette), {
                "description": _title(book, name, block),
            })  # fmt: skip
            row += _ROWS_APART


def _chart(book: WorkbookWriter, name: str, block: RowBlock, palette: Palette) -> Chart:
    """Return a chart of exports and imports of the first rows, side by side.

    Countries are columns, with a marker for the balance; products, with long names, are bars.
    """
    key, upright = ("country", True) if name == "partners" else ("product", False)
    chart = book.chart("column" if upright else "bar")
    for side, colour in (("exports", palette.exports), ("imports", palette.imports)):
        cells = _series(book, name, block, key, side)
        chart.add_series(cells | {"fill": {"color": colour}, "gap": 60, "overlap": 0})
    if upright:
        marks = book.chart("line")
        fill, edge = {"color": palette.red}, {"color": palette.background}
        marker = {"type": "diamond", "size": 8, "fill": fill, "border": edge}
        cells = _series(book, name, block, key, "balance")
        marks.add_series(cells | {"line": {"none": True}, "marker": marker})
        chart.combine(marks)
    ink, small = {"color": palette.ink}, {"size": 8, "bold": False, "color": palette.grey}
    chart.set_title({"name": _title(book, name, block), "name_font": {"size": 12} | ink})
    names: dict[str, Any] = {
        "num_font": {"size": 9} | ink, "label_position": "low", "reverse": not upright,
        "line": {"color": palette.axis}, "major_tick_mark": "none",
    }  # fmt: skip
    values = {
        "num_font": {"size": 9} | ink, "num_format": "#,##0,,", "line": {"none": True},
        "label_position": "low" if upright else "high",
        "major_gridlines": {"visible": True, "line": {"color": palette.rule}},
    }  # fmt: skip
    said = {"name": f"{book.say('labels.millions')}. {book.meta.citation}", "name_font": small}
    names["major_gridlines"] = {"visible": False}
    if upright:
        chart.set_x_axis(names | said)
        chart.set_y_axis(values)
    else:
        chart.set_x_axis(values | said)
        chart.set_y_axis(names)
    chart.set_legend({"position": "top", "font": {"size": 9} | ink})
    chart.set_size({"width": _WIDTH, "height": _HEIGHT})
    return chart


def _series(
    book: WorkbookWriter, name: str, block: RowBlock, key: str, side: str
) -> dict[str, Any]:
    """Return name and cell ranges of a series."""
    places = {each: place for place, each in enumerate(book.meta.table(name).names)}

    def cells(of: str) -> list[object]:
        return [name, block.first, places[of], block.last, places[of]]

    return {
        "name": book.say(f"common.{side}"),
        "categories": cells(f"{key}_name"),
        "values": cells(f"{side}_eur"),
    }


def _title(book: WorkbookWriter, name: str, block: RowBlock) -> str:
    """Return a chart's title, with all that it must keep when copied elsewhere."""
    meta = book.meta
    place = meta.territories.get(block.territory, block.territory)
    made_up = meta.statement.kind if meta.data == "sample" else ""
    about = [book.say(f"labels.chart_{name}"), place, block.period, meta.only, made_up]
    return " – ".join(filter(None, about))
