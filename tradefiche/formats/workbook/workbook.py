"""An XLSX workbook: cover, contents, notes, overview, charts, one sheet per table, columns."""

from __future__ import annotations

import io
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tradefiche.errors import TradeficheError
from tradefiche.formats.workbook.charts import charted, write_charts
from tradefiche.formats.workbook.cover import write_cover
from tradefiche.formats.workbook.notes import write_contents, write_notes
from tradefiche.formats.workbook.sheets import (
    WorkbookWriter,
    write_columns,
    write_overview,
    write_table,
)
from tradefiche.settings import shipped_config

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import polars as pl

    from tradefiche.charts.look.theme import Palette
    from tradefiche.tabulation.provenance import Meta


def to_xlsx(
    tables: Mapping[str, pl.DataFrame], meta: Meta, palette: Palette | None = None
) -> bytes:
    """Return tables as a workbook; the same tables and provenance give the same bytes.

    Codes and names are texts, never formulas or links; values are numbers, in full precision
    under their format; headers are the columns' titles, with their units. The overview has one
    column of totals per territory and period.

    Args:
        tables: name to a table as `conform` returns it, in the order of the sheets.
        meta: where the figures come from; its language is that of the texts.
        palette: colours of the charts; those of the shipped theme if None.

    Raises:
        TradeficheError: the writer warned, or a table does not fit a sheet.
    """
    import xlsxwriter

    from tradefiche.charts.look.themefile import theme

    meta = meta.of(*(meta.table(name).scope for name in tables))
    buffer = io.BytesIO()
    with _warnings_are_errors():
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        with xlsxwriter.Workbook(buffer, options) as workbook:
            workbook.set_properties(_properties(meta))
            book = WorkbookWriter(workbook, meta)
            write_cover(book, tables)
            drawn = charted(tables)
            write_contents(book, tables, charts=bool(drawn))
            write_notes(book, tables)
            if "totals" in tables:
                write_overview(book, tables["totals"])
            if drawn:
                write_charts(book, drawn, palette or theme((shipped_config(),)).palette)
            for name, frame in tables.items():
                write_table(book, name, frame)
            write_columns(book, tables)
    return buffer.getvalue()


def _properties(meta: Meta) -> dict[str, object]:
    """Return the document's properties; the date is that of the release, never the clock's."""
    from datetime import UTC, datetime

    stated = meta.statement
    year, month = (meta.release or "2000-01").split("-")[:2]
    return {
        "title": meta.title,
        "subject": meta.when,
        "author": stated.source,
        "company": "",
        "category": stated.kind,
        "keywords": meta.data,
        "comments": f"{stated.kind}. {stated.unofficial}. tradefiche {meta.version}",
        "created": datetime(int(year), int(month), 1, tzinfo=UTC),
    }


@contextmanager
def _warnings_are_errors() -> Iterator[None]:
    """Raise TradeficheError for a warning of the writer, which means a sheet or cell is missing."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", UserWarning)
        try:
            yield
        except UserWarning as warning:
            raise TradeficheError(f"the workbook cannot be written: {warning}") from warning
