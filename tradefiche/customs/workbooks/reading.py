"""Read a région's workbook: the rows of three years, checked like those of the text files.

Every cell is read as text and then parsed: with types inferred from the first rows, a column that
begins with numbers would lose `9D` further down.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tradefiche.customs.keys import PLACE
from tradefiche.customs.workbooks import SAMPLE_SHEET
from tradefiche.customs.workbooks.columns import CODES, alike, find_columns
from tradefiche.customs.workbooks.container import unpacked
from tradefiche.customs.workbooks.parsing import parsed, yearly
from tradefiche.errors import DataError
from tradefiche.reference.codes import NOWHERE

if TYPE_CHECKING:
    import io
    from collections.abc import Callable, Iterator

    import polars as pl

    from tradefiche.reference.terms import Flow

_LISTED = 5
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class YearSlice:
    """The rows of one flow and year of a région.

    Columns of `frame`: department, a129, cpf4 (always null), country (String, the Customs'
    codes), value (Int64, whole euros), mass (Int64, whole kg, null if unknown), sorted by the
    codes.
    """

    flow: Flow
    year: int
    region: str
    frame: pl.DataFrame


@dataclass(frozen=True, slots=True)
class Workbook:
    """The contents of one workbook by flow and year, and counts of what is odd in it.

    Attributes:
        region: the Customs' code of the région that its rows name.
        slices: one per flow and year with at least one value.
        ignored: names of columns that are not read.
        synthetic: whether it is marked as sample data.
        empty: flows and years without any value, which are taken as not held rather than 0.
        oddities: counts by kind of oddity.
        codes: the codes that occur, by field of `keys.PLACE`.
    """

    region: str
    slices: tuple[YearSlice, ...]
    ignored: tuple[str, ...]
    synthetic: bool
    empty: tuple[tuple[Flow, int], ...]
    oddities: Counter[str] = field(default_factory=Counter)
    codes: dict[str, set[str]] = field(default_factory=dict)


def read_workbook(name: str, reopen: Callable[[], io.BufferedIOBase]) -> Workbook:
    """Read one XLSX workbook of a région.

    Args:
        name: the workbook's name in messages.
        reopen: function that opens it from the start.

    Raises:
        DataError: it is not an XLSX, or encrypted, damaged or beyond the limits of archives; no
            sheet has the expected header, or two have; a column is missing; a row cannot be read
            (the message names it); there is no value, or rows of two régions (65).
    """
    sheets = dict(_sheets(name, unpacked(name, reopen)))
    sheet, rows = _the_sheet(name, sheets)
    where = f"{name}, sheet {sheet!r}"
    columns = find_columns(where, rows.row(0))
    oddities: Counter[str] = Counter()
    table = parsed(where, rows, columns, oddities)
    regions: dict[str, set[str]] = {}
    for department, region in table.select("department", "region").unique().rows():
        regions.setdefault(department, set()).add(region)
    slices: list[YearSlice] = []
    empty: list[tuple[Flow, int]] = []
    region = _the_region(where, regions)
    for flow, year, frame in yearly(where, table, columns, oddities):
        if frame.is_empty():
            empty.append((flow, year))
        else:
            slices.append(YearSlice(flow, year, region, frame))
    if not slices:
        raise DataError(f"{where}: holds no figure")
    codes = {code: set(table[code].unique()) for code in PLACE}
    return Workbook(
        region=region,
        slices=tuple(slices),
        ignored=columns.ignored,
        synthetic=SAMPLE_SHEET in sheets,
        empty=tuple(empty),
        oddities=+oddities,
        codes=codes,
    )


def _the_sheet(name: str, sheets: dict[str, pl.DataFrame]) -> tuple[str, pl.DataFrame]:
    """Return the name and rows of the one sheet with the expected header, every cell as text."""
    found = {sheet: rows for sheet, rows in sheets.items() if rows.height and alike(rows.row(0))}
    if len(found) > 1:
        raise DataError(f"{name}: two sheets with such a header ({', '.join(found)}); refused")
    if not found:
        wanted = ", ".join(CODES.values())
        raise DataError(
            f"{name}: no sheet with the columns {wanted}; {_seen(sheets)}",
            hint="get region_NN_A.zip of the Customs",
        )
    return found.popitem()


def _sheets(name: str, content: bytes) -> Iterator[tuple[str, pl.DataFrame]]:
    import fastexcel
    import polars as pl

    try:
        reader = fastexcel.read_excel(content)
        for sheet in reader.sheet_names:
            yield sheet, pl.DataFrame(reader.load_sheet(sheet, header_row=None, dtypes="string"))
    except fastexcel.FastExcelError as error:
        reason = str(error).splitlines()[0]
        raise DataError(f"{name}: a workbook that cannot be read ({reason})") from error


def _seen(sheets: dict[str, pl.DataFrame]) -> str:
    """Describe the first cells of each sheet, for an error message."""
    firsts = []
    for sheet, rows in sheets.items():
        cells = [cell for cell in rows.row(0) if cell] if rows.height else []
        firsts.append(f"{sheet!r} begins with {', '.join(cells[:_LISTED])[:_SHOWN] or 'nothing'}")
    return "; ".join(firsts[:_LISTED]) or "it has no sheet of cells"


def _the_region(where: str, regions: dict[str, set[str]]) -> str:
    """Return the one région of the rows; rows of no département (98) may name any région."""
    named = {code: department for department in sorted(regions) for code in regions[department]}
    counted = {
        code for department in regions if department != NOWHERE for code in regions[department]
    }
    if len(counted) != 1:
        said = ", ".join(f"{code} (département {named[code]})" for code in sorted(counted))
        raise DataError(f"{where}: rows of {'several régions: ' + said if said else 'no région'}")
    return counted.pop()
