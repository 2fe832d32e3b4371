"""CSV: both dialects read back to what was written."""

from __future__ import annotations

import csv
import io

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tabulation import frames
from tradefiche.formats.csv import to_csv

TABLES = frames.tables()


def read(content: bytes, *, separator: str = ",") -> list[dict[str, str]]:
    text = content.decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=separator, strict=True))


def as_text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case _:
            return str(value)


@pytest.mark.parametrize("name", TABLES)
def test_standard_reads_back(name: str) -> None:
    frame = TABLES[name]

    rows = read(to_csv(frame))

    assert len(rows) == frame.height
    for found, wanted in zip(rows, frame.iter_rows(named=True), strict=True):
        assert list(found) == frame.columns
        for column, value in wanted.items():
            if isinstance(value, float):
                assert float(found[column]) == value
            else:
                assert found[column] == as_text(value)


def test_standard_is_plain() -> None:
    content = to_csv(TABLES["flows"])

    assert content.startswith(b"territory,period,flow,")
    assert b"\r" not in content
    assert content.endswith(b"\n")
    assert content.count(b"\n") == 3


def test_an_empty_table_has_its_header() -> None:
    assert (
        to_csv(TABLES["partners"].clear()).decode() == ",".join(TABLES["partners"].columns) + "\n"
    )


def test_standard_leaves_every_text_as_it_is() -> None:
    names = [row["product_name"] for row in read(to_csv(TABLES["products"]))]

    assert names == list(frames.LABELS)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_floats_are_exact_and_without_exponent(value: float) -> None:
    text = to_csv(pl.DataFrame({"x_pct": [value]})).decode().splitlines()[1]

    assert float(text) == value
    assert "e" not in text.lower()


def test_floats_are_in_their_shortest_form() -> None:
    frame = pl.DataFrame({"x_pct": [4.966, 0.1 + 0.2, 1.7e-10]})

    assert to_csv(frame).decode().splitlines()[1:] == [
        "4.966",
        "0.30000000000000004",
        "0.00000000017",
    ]


def test_excel_fr_has_bom_semicolons_and_decimal_commas() -> None:
    content = to_csv(TABLES["totals"], "excel-fr")
    (row,) = read(content.removeprefix(b"\xef\xbb\xbf"), separator=";")

    assert content.startswith(b"\xef\xbb\xbfterritory;territory_name;")
    assert b"\r" not in content
    assert row["coverage_pct"] == "70,32273962709372"
    assert row["balance_eur"] == "-12163699999"
    assert row["imports_change_pct"] == ""


def test_excel_fr_makes_formulas_texts_and_nothing_else() -> None:
    content = to_csv(TABLES["products"], "excel-fr").removeprefix(b"\xef\xbb\xbf")
    names = [row["product_name"] for row in read(content, separator=";")]

    assert names == [*frames.LABELS[:3], *(f"'{text}" for text in frames.FORMULAS.values())]


def test_excel_fr_sees_formulas_behind_blanks() -> None:
    content = to_csv(pl.DataFrame({"name": [" \t=1", "a=1", "\n@x"]}), "excel-fr")
    rows = read(content.removeprefix(b"\xef\xbb\xbf"), separator=";")

    assert [row["name"] for row in rows] == ["' \t=1", "a=1", "'\n@x"]
