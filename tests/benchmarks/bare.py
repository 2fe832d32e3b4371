"""The baselines: what bare libraries take for the same work, with no check and no word of ours.

python -m tests.benchmarks.bare zips ZIP…        unzip records and scan them to Parquet
python -m tests.benchmarks.bare read FILES       group the rows of one département
python -m tests.benchmarks.bare group FILES      group all rows on all their keys
python -m tests.benchmarks.bare files DIR OUT X… part tables by territory, write files of formats X
python -m tests.benchmarks.bare pictures DIR     render specifications to SVG
python -m tests.benchmarks.bare pages DIR        set the pages of documents, in a process a core
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

FIELDS = (
    "flow", "quarter", "year", "department", "region", "a129", "cpf4", "country", "value", "mass",
)  # fmt: skip
_GRAMMAR = "6.4"
_TEMPLATE = Path(__file__).parents[2] / "tradefiche" / "publication" / "fiche.typ"
_FONTS = Path(__file__).parents[2] / "tradefiche" / "charts" / "type" / "fonts"


def main(what: str, *words: str) -> None:
    """Do what the first word says."""
    match what:
        case "zips":
            zips(*words)
        case "read" | "group":
            read(*words, whole=what == "group")
        case "files":
            files(Path(words[0]), Path(words[1]), words[2:])
        case "pictures":
            pictures(Path(words[0]))
        case "pages":
            pages(Path(words[0]))


def zips(*paths: str) -> None:
    """Convert zips, each to one Parquet file that is thrown away."""
    import polars as pl

    schema = dict.fromkeys(FIELDS, pl.String()) | {"value": pl.Int64(), "mass": pl.Int64()}
    with tempfile.TemporaryDirectory() as folder:
        for path in paths:
            with zipfile.ZipFile(path) as archive:
                name = next(n for n in archive.namelist() if Path(n).name.startswith("Region_"))
                text = archive.extract(name, folder)
            rows = pl.scan_csv(
                text, separator=";", has_header=False, schema=schema, quote_char=None
            )
            rows.sink_parquet(Path(folder) / f"{Path(path).stem}.parquet")


def read(files: str, *, whole: bool) -> None:
    """Sum the rows of Parquet files: those of Nord by product and country, or all by all keys."""
    import polars as pl

    rows = pl.scan_parquet(files, include_file_paths="slice")
    value, mass = pl.col("value").sum(), pl.col("mass").sum()
    if whole:
        keys = ("slice", "department", "a129", "cpf4", "country")
        rows.group_by(keys).agg(value, mass).collect()
    else:
        rows.filter(pl.col("department") == "59").group_by("a129", "country").agg(value).collect()


def files(tables: Path, folder: Path, formats: tuple[str, ...]) -> None:
    """Write the rows of each territory in each table of a folder, one file a format."""
    import polars as pl

    books: dict[str, dict[str, pl.DataFrame]] = {}
    for path in sorted(tables.glob("*.parquet")):
        for (territory,), part in (
            pl.read_parquet(path).partition_by("territory", as_dict=True).items()
        ):
            place = folder / str(territory)
            place.mkdir(parents=True, exist_ok=True)
            books.setdefault(str(territory), {})[path.stem] = part
            for name in formats:
                match name:
                    case "csv":
                        part.write_csv(place / f"{path.stem}.csv")
                    case "parquet":
                        part.write_parquet(place / f"{path.stem}.parquet")
                    case "json":
                        part.write_json(place / f"{path.stem}.json")
    if "xlsx" in formats:
        for territory, sheets in books.items():
            _workbook(folder / territory / "book.xlsx", sheets)


def _workbook(path: Path, sheets: dict[str, pl.DataFrame]) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        for name, frame in sheets.items():
            sheet = book.add_worksheet(name)
            for row, cells in enumerate([frame.columns, *frame.rows()]):
                sheet.write_row(row, 0, cells)


def pictures(folder: Path) -> None:
    """Render every specification of a folder to SVG."""
    import vl_convert

    for path in sorted(folder.glob("*.json")):
        svg = vl_convert.vegalite_to_svg(path.read_text("utf-8"), vl_version=_GRAMMAR)
        path.with_suffix(".svg").write_text(svg, "utf-8")


def pages(folder: Path) -> None:
    """Set the pages of every document of a folder."""
    documents = sorted(folder.glob("*.json"))
    if len(documents) == 1:
        _page(documents[0])
        return
    from multiprocessing import get_context

    with get_context("spawn").Pool(os.cpu_count()) as pool:
        pool.map(_page, documents, chunksize=4)


def _page(path: Path) -> None:
    import typst

    given = json.loads(path.read_text("utf-8"))
    paged = typst.Compiler(font_paths=[_FONTS], ignore_system_fonts=True)
    content = paged.compile(
        _TEMPLATE.read_bytes(), format="pdf", sys_inputs=given, pdf_standards=["ua-1", "a-3a"]
    )
    assert isinstance(content, bytes)
    path.with_suffix(".pdf").write_bytes(content)


if __name__ == "__main__":
    main(*sys.argv[1:])
