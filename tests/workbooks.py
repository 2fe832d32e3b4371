"""Yearly workbooks of régions built without the package: by openpyxl, or as raw XML.

As in `tests.builders`, nothing here imports ``tradefiche``.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

import openpyxl

from tests.builders import CUSTOMS_REGION, Date, Member, write_zip

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    Cell = str | int | float | None

RELEASED: Date = (2026, 9, 8, 8, 0, 0)
YEARS = (2023, 2024, 2025)
HEADER = ("Region", "Dep", "Flux", "CodeA129", "Pays")
VALUE = "annee{}_valeur_en_euros"
MASS = "annee{}_masse_en_kg"
WORDS = {"E": "Export", "I": "Import"}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a workbook; values and masses by year, None for an empty cell."""

    dept: str = "59"
    flow: str = "E"
    a129: str = "A01Z"
    country: str = "DE"
    values: Mapping[int, Cell] = field(default_factory=lambda: dict.fromkeys(YEARS, 1000))
    masses: Mapping[int, Cell] = field(default_factory=dict)
    region: str | None = None
    extra: Mapping[str, Cell] = field(default_factory=dict)

    def cells(self) -> dict[str, Cell]:
        """Return the cells by the name of their column."""
        cells: dict[str, Cell] = {
            "Region": self.region or CUSTOMS_REGION.get(self.dept, "01"),
            "Dep": self.dept,
            "Flux": WORDS.get(self.flow, self.flow),
            "CodeA129": self.a129,
            "Pays": self.country,
        }
        cells |= {VALUE.format(year): value for year, value in self.values.items()}
        cells |= {MASS.format(year): mass for year, mass in self.masses.items()}
        return cells | dict(self.extra)


def columns(rows: Iterable[Row]) -> list[str]:
    """Return the columns that some rows need, in the Customs' order."""
    names = dict.fromkeys(name for row in rows for name in row.cells())
    return sorted(names, key=lambda name: (name not in HEADER, list(names).index(name)))


def workbook(
    rows: Sequence[Row],
    *,
    order: Sequence[str] | None = None,
    spelt: Mapping[str, str] | None = None,
    sheet: str = "qdf",
    numbers: bool = False,
) -> bytes:
    """Return an XLSX of one sheet.

    Args:
        rows: its rows.
        order: names of its columns, if not the Customs' order.
        spelt: how columns are spelt, if not as usual.
        sheet: name of the sheet.
        numbers: whether codes that are digits stand in cells that are numbers.
    """
    names = list(order or columns(rows))
    table: list[list[Cell]] = [[(spelt or {}).get(name, name) for name in names]]
    for row in rows:
        cells = row.cells()
        if numbers:
            coded = {name: cells[name] for name in ("Region", "Dep")}
            cells |= {n: int(str(v)) for n, v in coded.items() if str(v).isdecimal()}
        table.append([cells.get(name) for name in names])
    return sheets({sheet: table})


def sheets(tables: Mapping[str, Iterable[Any]]) -> bytes:
    """Return an XLSX of sheets of cells."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in tables.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def raw_workbook(rows: str, *, strings: str | None = None) -> bytes:
    """Return an XLSX with the XML of its rows as it is given, all in a sheet `qdf`."""
    ns = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/>'
        "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="rId1" Type="{office}/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>",
        "xl/workbook.xml": f'<workbook {ns} xmlns:r="{office}"><sheets>'
        '<sheet name="qdf" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="rId1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{office}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>",
        "xl/worksheets/sheet1.xml": f"<worksheet {ns}><sheetData>{rows}</sheetData></worksheet>",
        "xl/sharedStrings.xml": f"<sst {ns}>{strings or ''}</sst>",
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    return stream.getvalue()


def raw_row(number: int, cells: Sequence[str]) -> str:
    """Return the XML of a row: a cell is its text, or XML with `@` for the cell's reference."""
    letters = "ABCDEFGHIJ"
    written = []
    for letter, cell in zip(letters, cells, strict=False):
        place = f"{letter}{number}"
        if cell.startswith("<"):
            written.append(cell.replace("@", place))
        else:
            text = f'<c r="{place}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
            written.append(text)
    return f'<row r="{number}">{"".join(written)}</row>'


def region_zip(
    folder: Path,
    region: str,
    rows: Sequence[Row],
    *,
    name: str | None = None,
    date: Date = RELEASED,
    readme: bool = True,
    order: Sequence[str] | None = None,
    numbers: bool = False,
) -> Path:
    """Write the zip of a région: a workbook a flow and, if wanted, a readme."""
    members = [
        Member(
            f"REGION_{region}_A_{WORDS[flow].upper()}.xlsx",
            workbook([row for row in rows if row.flow == flow], order=order, numbers=numbers),
            date,
        )
        for flow in ("I", "E")
        if any(row.flow == flow for row in rows)
    ]
    if readme:
        text = "Valeurs en milliers d'euros\r\n"
        members.append(Member("LISEZ-MOI.txt", text.encode(), date))
    return write_zip(folder / (name or f"region_{region}_A.zip"), members)
