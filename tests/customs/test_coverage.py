"""A quarter that stops in the middle stays held, and is marked wherever its figures are shown."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import pytest

import tradefiche as tf
from tests.builders import CUSTOMS_REGION, Record, latest_zip, pair
from tests.running import fetch, run
from tradefiche.errors import Notice

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

DEPTS = sorted(CUSTOMS_REGION)
LAST = "49"
MARK = "exports 2024Q4 are thin"
SAID = "49 départements présents, 101 attendus"


def whole(years: Iterable[int] = (2024,), countries: Sequence[str] = ("DE",)) -> list[Record]:
    """Return both flows of all départements, sorted as in a file."""
    return [
        Record(flow, quarter, year, dept, country=country)
        for year in years
        for flow in "EI"
        for quarter in (1, 2, 3, 4)
        for dept in DEPTS
        for country in countries
    ]


def cut(records: Iterable[Record], last: str = LAST) -> list[Record]:
    """Return exports that stop after a département of the last quarter of 2024."""
    return [r for r in records if (r.flow, r.year, r.quarter) != ("E", 2024, 4) or r.dept <= last]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("thin")
    result = fetch(folder / "store", *pair(folder, cut(whole())))
    assert result.code == 0
    [line] = [line for line in result.err.splitlines() if "thin" in line]
    assert "warning" in line
    assert f"{MARK}, the file probably incomplete: 49 of 101 départements (not 50, 51" in line
    return folder / "store"


def test_it_is_held_and_status_marks_it(store: Path) -> None:
    assert MARK in run("status", "--data-dir", store).out

    slices = run("status", "--json", "--data-dir", store).json["slices"]

    thin = {(each["flow"], each["quarter"]): each["thin"] for each in slices if each["thin"]}
    assert list(thin) == [("export", "2024Q4")]
    assert len(slices) == 8


def test_check_reports_it_of_every_territory(store: Path) -> None:
    for where in ("--france", "--dept=01", "--region=32"):
        result = run("check", where, "--json", "--data-dir", store)

        [row] = [row for row in result.json["findings"] if row["code"].startswith("thin")]
        assert (row["severity"], row["flow"], row["item"]) == ("warning", "export", "2024Q4")
        assert (row["value"], row["reference"]) == (49, 101)


def test_the_figures_carry_it(store: Path, tmp_path: Path) -> None:
    for words in (("--dept", "59"), ("--all",)):
        result = run("compute", *words, "--data-dir", store)
        assert SAID in " ".join(result.out.split())
        assert MARK in result.err
    caveats = run("compute", "--dept", "59", "--json", "--data-dir", store).json["meta"]["caveats"]
    assert SAID in caveats[0]
    before = ("--period", "2024Q1..2024Q2", "--json", "--data-dir", store)
    untouched = run("compute", "--dept", "59", "--table", "products", *before)
    assert SAID not in untouched.out + untouched.err

    out = ("--dept", "59", "-o", tmp_path, "--data-dir", store)
    assert run("chart", "--kind", "balance", *out).code == 0
    drawn = (tmp_path / "dept-59" / "dept-59_2024_balance.svg").read_text("utf-8")
    assert SAID in " ".join(drawn.replace("\u00a0", " ").split())
    assert run("fiche", "--format", "html", *out).code == 0
    page = (tmp_path / "dept-59" / "dept-59_2024.html").read_text("utf-8")
    assert SAID in page.replace("\u00a0", " ")


def test_a_change_on_a_thin_year_before_is_told_too(tmp_path: Path) -> None:
    records = [*whole([2025]), *cut(whole())]
    assert fetch(tmp_path / "store", *pair(tmp_path, records, release="202602")).code == 0

    result = run(
        "check", "--dept", "59", "--year", "2025", "--json", "--data-dir", tmp_path / "store"
    )

    assert "thin-departments" in [row["code"] for row in result.json["findings"]]


def test_the_store_tells_it_of_a_quarter_that_comes_alone(tmp_path: Path) -> None:
    first = [r for r in whole() if r.quarter < 4]
    assert fetch(tmp_path / "store", *pair(tmp_path / "a", first)).code == 0
    last = [r for r in cut(whole(), "95") if r.quarter == 4]

    result = fetch(tmp_path / "store", *pair(tmp_path / "b", last, release="202503"))

    assert MARK in result.err
    assert "95 of 101 départements" in result.err


def test_a_whole_quarter_that_comes_later_clears_it(tmp_path: Path) -> None:
    assert fetch(tmp_path / "store", *pair(tmp_path / "a", cut(whole()))).code == 0

    healed = latest_zip(tmp_path, "E", [r for r in whole() if r.flow == "E"], release="202503")

    assert "thin" not in fetch(tmp_path / "store", healed).err
    assert "thin" not in run("status", "--data-dir", tmp_path / "store").out


def test_a_file_as_dense_as_the_customs_is_known_by_itself(tmp_path: Path) -> None:
    products = [f"{n:04}" for n in range(100, 625)]
    lines = [
        f"E;4;2024;{dept};{CUSTOMS_REGION[dept]};A01Z;{product};{country};5;1"
        for dept in DEPTS[:4]
        for product in products
        for country in ("DE", "BE")
    ]

    result = fetch(tmp_path / "store", latest_zip(tmp_path, "E", lines))

    assert f"{MARK}, the file probably incomplete: 4 of 101 départements" in result.err
    assert "4,200 rows, about 430,000 expected" in result.err


def test_rows_that_fail_in_every_departement_are_seen(tmp_path: Path) -> None:
    countries = [f"A{letter}" for letter in "ABCDEFGHIJKL"]
    records = [
        r for r in whole(countries=countries)
        if (r.flow, r.quarter) != ("I", 2) or r.country < "AI"
    ]  # fmt: skip

    result = fetch(tmp_path / "store", *pair(tmp_path, records))

    [line] = [line for line in result.err.splitlines() if "thin" in line]
    assert "imports 2024Q2" in line
    assert "808 rows, about 1,212 expected" in line
    found = run("check", "--france", "--json", "--data-dir", tmp_path / "store").json["findings"]
    assert [row["item"] for row in found if row["code"] == "thin-rows"] == ["2024Q2"]


def test_small_files_of_a_few_departements_are_not_thin(tmp_path: Path) -> None:
    records = [
        r for r in whole() if r.dept in {"01", "59", "75"} and (r.quarter, r.dept) != (4, "75")
    ]

    result = fetch(tmp_path / "store", *pair(tmp_path, records))

    assert "thin" not in result.err


def test_python_is_told_of_it(store: Path) -> None:
    """As on the command line; rows too, which no figure goes with."""
    with pytest.warns(Notice, match=MARK):
        tf.table("totals", dept="59", data_dir=store)
    with pytest.warns(Notice, match=MARK):
        tf.scan(data_dir=store)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        tf.table("totals", dept="59", period="2024Q1..2024Q2", data_dir=store)
