"""Imports on the left, exports on the right, wherever people read; files keep the contract."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args

import pytest

from tests.publication.documents import documents
from tests.running import run
from tradefiche.language.typography import Lang
from tradefiche.publication.blocks import KeyFigures
from tradefiche.publication.table import PrintedTable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

LANGS: tuple[Lang, ...] = get_args(Lang)
WORDS = {"imports": r"\b(?:importation|import)s?\b", "exports": r"\b(?:exportation|export)s?\b"}


def turned(said: Sequence[str]) -> bool:
    """Say whether of texts side by side one on exports stands before one on imports."""
    first = {
        flow: next(
            (place for place, text in enumerate(said) if re.search(word, text, re.IGNORECASE)), None
        )
        for flow, word in WORDS.items()
    }
    imports, exports = first["imports"], first["exports"]
    return imports is not None and exports is not None and exports < imports


@pytest.mark.parametrize("lang", LANGS)
def test_tables_and_tiles_of_all_fiches(lang: Lang, *, endurance: bool) -> None:
    for document in documents(lang, every=endurance).values():
        for block in document.blocks():
            if isinstance(block, PrintedTable):
                heads = [f"{column.group} {column.header}" for column in block.columns]
                assert not turned(heads), (document.territory, block.id)
                assert not turned([row.cells[0].text for row in block.rows]), block.id
            if isinstance(block, KeyFigures):
                assert not turned([tile.label for tile in block.tiles])


@pytest.mark.parametrize("lang", LANGS)
def test_the_index(lang: Lang, tmp_path: Path) -> None:
    from tests.publication.webpages import parsed

    places = ("--dept", "48", "--france", "--sample", "--lang", lang, "--quiet", "-o", tmp_path)
    assert run("fiche", *places, "--format", "html").code == 0
    (index,) = tmp_path.glob("index*.html")
    root = parsed(index.read_bytes())
    for table in root.all("table"):
        assert not turned([head.text for head in table.one("thead").all("th")])
    assert not turned([term.text for term in root.all("dt")])


@pytest.mark.parametrize("lang", LANGS)
def test_the_first_sheets_of_a_workbook(lang: Lang, tmp_path: Path) -> None:
    import openpyxl

    options = ("--sample", "--lang", lang, "--quiet", "-o", tmp_path, "--format", "xlsx")
    assert run("export", "--dept", "48", *options).code == 0
    (path,) = tmp_path.rglob("*.xlsx")
    workbook = openpyxl.load_workbook(path)
    for sheet in workbook.worksheets[:2]:
        rows = [" ".join(str(cell.value or "") for cell in row) for row in sheet.iter_rows()]
        lines = [line for row in rows for line in row.split("\n")]
        assert not turned(lines), sheet.title


def test_what_is_turned_is_found() -> None:
    assert turned(["Pays", "Exportations", "Importations"])
    assert not turned(["Pays", "Importations", "Exportations", "Solde"])
    assert not turned(["Exports"])
