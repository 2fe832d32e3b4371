"""`--sort`, `--ascending`, `--head`: the same rows of every table in every format."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import openpyxl
import polars as pl
import pytest

from tests.running import one_line, run
from tradefiche import api
from tradefiche.tabulation.registry import contract

if TYPE_CHECKING:
    from pathlib import Path

PLACES = ("--dept", "59,13,75", "--year", "2024")


def compute(store: Path, *words: str | Path) -> str:
    result = run("compute", *words, "--data-dir", store)
    assert result.code == 0, result.err
    return result.out


@pytest.fixture(scope="module")
def every(store: Path) -> dict[str, pl.DataFrame]:
    return dict(api.tables(contract(), dept=[59, 13, 75], year=2024, data_dir=store))


@pytest.mark.parametrize("name", contract())
def test_every_table_sorts_by_every_column(
    store: Path, every: dict[str, pl.DataFrame], name: str
) -> None:
    table = every[name]
    words = {"dept": [59, 13, 75], "year": 2024, "data_dir": store}
    for column in (table.columns[0], table.columns[-2], *table.columns[3:5]):
        rows = list(enumerate(table[column]))
        known = [(place, value) for place, value in rows if value is not None]
        empty = [(place, None) for place, value in rows if value is None]
        falling = sorted(known, key=lambda each: each[1], reverse=True) + empty
        rising = sorted(known, key=lambda each: each[1]) + empty
        for ascending, wanted in ((False, falling), (True, rising)):
            found = api.table(name, sort=column, ascending=ascending, head=7, **words)  # type: ignore[arg-type]  # words of several kinds
            assert found.equals(table[[place for place, _ in wanted[:7]]]), column


def test_every_format_has_the_same_rows(store: Path, tmp_path: Path) -> None:
    words = (*PLACES, "--table", "partners", "--sort", "imports_eur", "--head", "4")
    wanted = [row["country"] for row in api.table(
        "partners", dept=[59, 13, 75], year=2024, sort="imports_eur", head=4, data_dir=store
    ).to_dicts()]  # fmt: skip
    files = {kind: tmp_path / f"partners.{kind}" for kind in ("parquet", "xlsx")}
    for path in files.values():
        compute(store, *words, "-o", path)

    found = [row["country"] for row in csv.DictReader(
        io.StringIO(compute(store, *words, "--format", "csv"))
    )]  # fmt: skip
    assert found == wanted
    in_json = json.loads(compute(store, *words, "--json"))["tables"]["partners"]
    assert [row["country"] for row in in_json] == wanted
    assert pl.read_parquet(files["parquet"])["country"].to_list() == wanted
    sheet = openpyxl.load_workbook(files["xlsx"])["partners"]
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    place = contract()["partners"].names.index("country")
    assert [row[place] for row in cells[1:]] == wanted
    text = compute(store, *words, "--lang", "en")
    assert (
        len(
            [
                line
                for line in text.splitlines()
                if line.startswith(("  Nord", "  Paris", "  Bouches"))
            ]
        )
        == 4
    )


def test_equal_rows_keep_their_order_and_the_empty_come_last(store: Path) -> None:
    names = api.table("totals", all=True, year=2024, data_dir=store, sort="period")
    asked = api.table("totals", all=True, year=2024, data_dir=store)
    assert names.equals(asked)

    ranks = api.table(
        "totals", all=True, year=2024, data_dir=store, sort="exports_rank", ascending=True
    )["exports_rank"].to_list()
    known = [rank for rank in ranks if rank is not None]
    assert ranks == [*range(1, len(known) + 1), *[None] * (100 - len(known))]
    assert len(known) < 100


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--table", "totals", "--sort", "exports"), "table totals has no column 'exports'"),
        (("--table", "totals", "--sort", "exports"), "exports_eur, imports_eur, balance_eur"),
        (("--table", "totals", "--table", "flows", "--sort", "exports_eur"), "table flows has no"),
        (("--table", "totals", "--ascending"), "--ascending bears on --sort"),
        (("--table", "totals", "--head", "0"), "--head"),
    ],
)
def test_an_order_that_makes_no_sense_is_2(store: Path, words: tuple[str, ...], said: str) -> None:
    result = run("compute", *PLACES, *words, "--data-dir", store)

    assert result.code == 2
    assert said in one_line(result.err)
