"""Text from outside is cleaned and bounded where it comes in: nothing that follows can break."""

from __future__ import annotations

import time
import unicodedata
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import openpyxl
import pytest

from tests.builders import Member, Record, labels, text, write_zip
from tests.running import fetch, run
from tradefiche.cleaning import LONGEST, cleaned

if TYPE_CHECKING:
    from pathlib import Path

SAID = "\x9b2J\x1b]0;owned\x07\u202e\ufffe\x00"
"""Clears a terminal, names its window, turns the writing round, and is forbidden in XML."""


@pytest.fixture(scope="module")
def outside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the store of files whose labels and names are made to do harm."""
    folder = tmp_path_factory.mktemp("outside")
    a129 = f'C99Z;"{SAID}{"Produits" * 5_000}";200901;999912\n'
    countries = f'ZQ;"{SAID}{"Terre " * 3_000}";190001;999912\n\x1b[2J;x;190001;999912\n'
    for flow, word in (("E", "Export"), ("I", "Import")):
        records = [
            Record(flow, quarter, a129=a129_code, cpf4="9999", country="ZQ", value=value)
            for quarter in (1, 2, 3, 4)
            for a129_code, value in (("C99Z", 9_000_000), ("C30C", 4_000_000))
        ]
        members = [
            Member(f"{SAID[:-1]}Region_2024_{word}.txt", text(records)),
            *labels(extra_a129=a129, extra_countries=countries),
        ]
        write_zip(folder / f"202502-{SAID[:-1]}{word}.zip", members)
    result = fetch(folder / "store", folder)
    assert result.code == 0, result.err
    assert_plain(result.out + result.err)
    return folder / "store"


def assert_plain(text: str) -> None:
    """Nothing for a terminal to obey, nothing that XML forbids."""
    found = {sign for sign in text if unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Cn"}}
    assert found <= {"\n", "\t"}


@pytest.mark.parametrize(
    "words",
    [
        ("status", "--verbose"),
        ("status", "--json"),
        ("compute", "--dept", "59"),
        ("compute", "--dept", "59", "--table", "products", "--format", "csv"),
        ("compute", "--dept", "59", "--json", "--table", "partners"),
        ("check", "--dept", "59"),
    ],
    ids=" ".join,
)
def test_nothing_reaches_the_terminal(outside: Path, words: tuple[str, ...]) -> None:
    result = run(*words, "--data-dir", outside)

    assert result.code in {0, 1}, result.err
    assert_plain(result.out + result.err)


def test_what_is_refused_is_named_plainly(tmp_path: Path) -> None:
    path = write_zip(tmp_path / f"{SAID[:-1]}.zip", [Member(f"../{SAID[:-1]}", b"")])

    result = fetch(tmp_path / "store", path, more=("--verbose",))

    assert result.code == 65
    assert_plain(result.err)


def test_pictures_of_it_are_sound_and_quick(outside: Path, tmp_path: Path) -> None:
    start = time.process_time()
    words = ("--dept", "59", "--kind", "treemap", "--kind", "sankey-exports", "-o", tmp_path)

    assert run("chart", *words, "--data-dir", outside).code == 0
    assert run("chart", *words, "--format", "png", "--data-dir", outside).code == 0

    assert time.process_time() - start < 20
    for path in tmp_path.rglob("*.svg"):
        ET.fromstring(path.read_bytes())  # noqa: S314 - our own file


def test_a_workbook_of_it_opens(outside: Path, tmp_path: Path) -> None:
    path = tmp_path / "it.xlsx"
    words = ("--dept", "59", "--table", "products", "--table", "partners")

    result = run("compute", *words, "-o", path, "--data-dir", outside)

    assert result.code == 0, result.err
    book = openpyxl.load_workbook(path, read_only=True)
    cells = [str(cell) for sheet in book for row in sheet.values for cell in row if cell]
    assert any(cell.startswith("2J]0;ownedProduits") for cell in cells)
    assert max(map(len, cells)) < 1_000


def test_cleaned() -> None:
    assert cleaned("Côte d’Ivoire\u00a0: œufs – 5 €") == "Côte d’Ivoire\u00a0: œufs – 5 €"
    assert cleaned("a\tb\r\nc\x85d") == "a b  c d"
    assert cleaned("a\udcff\x9bb") == "ab"
    long = cleaned(f"{'x' * 50_000}.txt")
    assert len(long) == LONGEST
    assert long.endswith(".txt")
