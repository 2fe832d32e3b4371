"""The sample as yearly workbooks: one zip per région, with one workbook per flow."""

from __future__ import annotations

import io
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING
from zipfile import ZIP_STORED, ZipFile

from tradefiche.customs.keys import PLACE
from tradefiche.customs.sample.archive import begun, coded, member, notices
from tradefiche.customs.sample.recipe import FLOWS
from tradefiche.customs.workbooks import SAMPLE_SHEET
from tradefiche.reference.codes import NOWHERE
from tradefiche.staging import make_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    import polars as pl

    from tradefiche.customs.sample.recipe import Recipe
    from tradefiche.reference.terms import Side

_WORDS = {"exports": "Export", "imports": "Import"}
_HOST = "03"
"""The région whose workbook has the rows of no département (98); the real one is unknown."""


def write_workbooks(
    folder: Path, recipe: Recipe, records: Iterable[tuple[Side, int, pl.DataFrame]]
) -> list[Path]:
    """Write one zip per région (fourteen); return their paths.

    Args:
        folder: where they are written; created if missing.
        recipe: the recipe of the sample.
        records: by flow and year, as `rows.rows_of_year` returns them.
    """
    rows = {(flow, year): frame for flow, year, frame in records}
    years = sorted({year for _, year in rows})
    tables = {flow: _table(recipe, {year: rows[flow, year] for year in years}) for flow in FLOWS}
    regions = sorted(set(_regions(recipe).values()))
    return [_write_zip(folder, recipe, region, years, tables) for region in regions]


def _regions(recipe: Recipe) -> dict[str, str]:
    """Return, by département, the région whose workbook has its rows."""
    own = {code: region.code for code, _, region in recipe.departements}
    return own | {NOWHERE: _HOST}


def _table(recipe: Recipe, rows: Mapping[int, pl.DataFrame]) -> pl.DataFrame:
    """Return a row per region, department, a129 and country, sorted; a column per year (euros)."""
    import polars as pl

    years = pl.concat(frame.with_columns(year=pl.lit(year)) for year, frame in rows.items())
    return (
        years.select(
            "year",
            "value",
            department=coded([code for code, _, _ in recipe.departements], "department"),
            a129=coded([a129 for a129, _ in recipe.products], "product"),
            country=coded(recipe.countries, "country"),
        )
        .group_by(PLACE)
        .agg(
            pl.when((pl.col("year") == year).any())
            .then(pl.col("value").filter(pl.col("year") == year).sum())
            .alias(str(year))
            for year in rows
        )
        .with_columns(
            region=pl.col("department").replace_strict(_regions(recipe), return_dtype=pl.String)
        )
        .sort("region", *PLACE)
    )


def _write_zip(
    folder: Path,
    recipe: Recipe,
    region: str,
    years: Sequence[int],
    tables: Mapping[Side, pl.DataFrame],
) -> Path:
    import polars as pl

    path = make_folder(folder) / f"region_{region}_A.zip"
    newest = years[-1]
    with begun(path, recipe, newest, notices(recipe, recipe.model.readme.workbooks)) as archive:
        for flow, table in tables.items():
            name = f"REGION_{region}_A_{_WORDS[flow].upper()}.xlsx"
            mine = table.filter(pl.col("region") == region)
            content = _workbook(recipe, flow, years, mine)
            archive.writestr(member(recipe, newest, name), content)
    return path


def _workbook(recipe: Recipe, flow: Side, years: Sequence[int], table: pl.DataFrame) -> bytes:
    """Return an XLSX file: a sheet of figures, and one with the notice."""
    import xlsxwriter

    release = recipe.model.years[years[-1]].release
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, options) as book:
        notice = recipe.model.notice.replace("\n", "\r\n")
        book.set_properties({"comments": notice, "created": datetime.combine(release, time(), UTC)})
        sheet = book.add_worksheet("qdf")
        names = [f"annee{year}_valeur_en_euros" for year in years]
        sheet.write_row(0, 0, ["Region", "Dep", "Flux", "CodeA129", "Pays", *names])
        columns = ["region", "department", "a129", "country", *map(str, years)]
        for number, (place, dept, *rest) in enumerate(table.select(columns).iter_rows(), start=1):
            sheet.write_row(number, 0, [place, dept, _WORDS[flow], *rest])
        book.add_worksheet(SAMPLE_SHEET).write_column(0, 0, notice.splitlines())
    return stream.getvalue() if recipe.size.compressed else _stored(stream)


def _stored(stream: io.BytesIO) -> bytes:
    """Return a zip with its members uncompressed: compressed bytes differ between machines."""
    copy = io.BytesIO()
    with ZipFile(stream) as packed, ZipFile(copy, "w", ZIP_STORED) as plain:
        for info in packed.infolist():
            content = packed.read(info)
            info.compress_type = ZIP_STORED
            plain.writestr(info, content)
    return copy.getvalue()
