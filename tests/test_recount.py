"""The four tables, as a user gets them, against the count that does not know the package."""

from __future__ import annotations

import ast
import csv
import io
import math
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests import builders, datasets, recount, rereading
from tests.builders import Record, archive_zip, latest_zip, pair
from tests.indicators import formulas, indices, placings, profiles, shifts
from tests.recount import Recount
from tests.running import fetch, launch, run

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

    from tests.recount import Row, Value

TABLES = ("totals", "partners", "products", "flows")
TERRITORIES = {
    "dept-59": ("--dept", "59"),
    "dept-75": ("--dept", "75"),
    "dept-20": ("--dept", "20"),
    "dept-974": ("--dept", "974"),
    "dept-99": ("--dept", "99"),
    "region-32": ("--region", "32"),
    "region-93": ("--region", "93"),
    "region-94": ("--region", "94"),
    "france": ("--france",),
}
WORDS = tuple(word for words in TERRITORIES.values() for word in words)
PERIODS = {
    "2024": ("--year", "2024"),
    "2023": ("--year", "2023"),
    "2024Q3": ("--period", "2024Q3"),
    "2023Q3..2024Q2": ("--period", "2023Q3..2024Q2"),
    "2022Q2..2022Q3": ("--period", "2022Q2..2022Q3"),
}


def compute(store: Path, *words: str, tables: Sequence[str] = TABLES) -> dict[str, list[Row]]:
    chosen = [word for table in tables for word in ("--table", table)]
    result = run("compute", *chosen, "--format", "json", "--data-dir", store, *words)
    assert result.code == 0, result.err
    found: dict[str, list[Row]] = result.json["tables"]
    return found


def expected(count: Recount, period: str, level: str = "a129") -> dict[str, list[Row]]:
    return {
        table: [row for t in TERRITORIES for row in count.table(table, t, period, level)]
        for table in TABLES
    }


def assert_same(found: dict[str, list[Row]], wanted: dict[str, list[Row]]) -> None:
    for table, rows in wanted.items():
        for place, (row, right) in enumerate(zip(found[table], rows, strict=False)):
            for column, value in right.items():
                where = f"{table}, row {place} {list(right.values())[:5]}, {column}"
                assert same(row[column], value), f"{where}: {row[column]!r}, not {value!r}"
        assert len(found[table]) == len(rows), table


def same(found: object, wanted: object) -> bool:
    if isinstance(wanted, float) and isinstance(found, int | float):
        return math.isclose(found, wanted, rel_tol=1e-9)
    return type(found) is type(wanted) and found == wanted


@pytest.fixture(scope="session")
def count(releases: list[Path]) -> Recount:
    return Recount(releases)


@pytest.mark.parametrize(
    "module",
    [builders, datasets, recount, rereading, formulas, indices, placings, profiles, shifts],
)
def test_the_proof_does_not_know_the_package(module: ModuleType) -> None:
    tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            named = [getattr(node, "module", None) or "", *(alias.name for alias in node.names)]
            assert not any("tradefiche" in name for name in named)


@pytest.mark.parametrize("level", ["a129", "cpf4"])
@pytest.mark.parametrize("period", PERIODS)
def test_tables_equal_the_recount(store: Path, count: Recount, period: str, level: str) -> None:
    found = compute(store, *WORDS, *PERIODS[period], "--level", level)

    assert_same(found, expected(count, period, level))


def test_every_unit_and_region_equals_the_recount(store: Path, count: Recount) -> None:
    found = compute(store, "--all", "--all-regions", "--year", "2024", tables=["totals"])["totals"]

    assert len(found) == 118
    wanted = [row for f in found for row in count.table("totals", str(f["territory"]), "2024")]
    assert_same({"totals": found}, {"totals": wanted})


def test_flows_with_another_top(store: Path, count: Recount) -> None:
    found = compute(store, *WORDS, "--year", "2024", "--top", "3", tables=["flows"])

    rows = [row for t in TERRITORIES for row in count.table("flows", t, "2024", top=3)]
    assert_same(found, {"flows": rows})


def test_several_years_stand_one_after_the_other(store: Path, count: Recount) -> None:
    found = compute(store, "--dept", "59", "--year", "2023..2024", tables=["totals"])

    rows = [row for year in ("2023", "2024") for row in count.table("totals", "dept-59", year)]
    assert_same(found, {"totals": rows})


@pytest.mark.parametrize("release", ["2024-05", "2024-11", "2025-01"])
def test_an_older_release(store: Path, releases: list[Path], release: str) -> None:
    period = "2023" if release == "2024-05" else "2023Q4..2024Q3"
    option = ("--year",) if period == "2023" else ("--period",)

    found = compute(store, *WORDS, *option, period, "--release", release)

    assert_same(found, expected(Recount(releases, as_of=release), period))


@pytest.mark.parametrize("order", ["newest first", "one by one", "newest first, one by one"])
def test_order_of_arrival_changes_nothing(
    store: Path, releases: list[Path], tmp_path: Path, order: str
) -> None:
    paths = releases if order == "one by one" else releases[::-1]
    batches = [[path] for path in paths] if "one by one" in order else [paths]
    for batch in batches:
        result = fetch(tmp_path, *batch)
        assert result.code == 0, result.err

    for words in PERIODS.values():
        line = ("compute", *WORDS, *words, "--json", "--data-dir")
        assert run(*line, tmp_path).out == run(*line, store).out


def test_a_flow_that_is_held_alone(tmp_path: Path) -> None:
    periods = datasets.quarters((2023, 1), (2024, 4))
    path = latest_zip(tmp_path, "E", datasets.generate(7, periods, ["E"]))
    result = fetch(tmp_path / "store", path)
    assert result.code == 0, result.err
    assert "import" in result.err

    found = compute(tmp_path / "store", *WORDS, "--period", "2024Q1..2024Q2")

    assert_same(found, expected(Recount([path]), "2024Q1..2024Q2"))


def test_the_break_of_2022_is_noted(tmp_path: Path) -> None:
    records = datasets.generate(8, datasets.quarters((2021, 1), (2022, 4)), rows=2)
    paths = pair(tmp_path, records, release="202402")
    assert fetch(tmp_path / "store", *paths).code == 0

    found = compute(tmp_path / "store", *WORDS, "--year", "2022")

    assert_same(found, expected(Recount(paths), "2022"))
    assert {row["change_note"] for row in found["totals"]} == {"emebi"}


def test_no_note_between_two_revised_years(tmp_path: Path) -> None:
    records = datasets.generate(9, datasets.quarters((2023, 1), (2024, 4)), rows=2)
    paths = pair(tmp_path, records, release="202601")
    assert fetch(tmp_path / "store", *paths).code == 0

    found = compute(tmp_path / "store", *WORDS, "--year", "2024")

    assert_same(found, expected(Recount(paths), "2024"))
    assert {row["change_note"] for row in found["totals"]} == {None}


@pytest.mark.parametrize(("release", "note"), [("202411", "vintage"), ("202412", None)])
def test_figures_are_first_ones_for_less_than_twelve_months(
    tmp_path: Path, release: str, note: str | None
) -> None:
    now = datasets.generate(13, [(2023, 4)], ["E"], rows=2)
    earlier = datasets.generate(13, [(2022, 4)], ["E"], rows=2)
    paths = [
        archive_zip(tmp_path, "E", 2022, earlier, release="202402"),
        latest_zip(tmp_path, "E", now, release=release),
    ]
    assert fetch(tmp_path / "store", *paths).code == 0

    found = compute(tmp_path / "store", *WORDS, "--period", "2023Q4")

    assert_same(found, expected(Recount(paths), "2023Q4"))
    assert {row["change_note"] for row in found["totals"]} == {note}


def test_no_note_within_one_release(tmp_path: Path) -> None:
    records = datasets.generate(13, [(2022, 4), (2023, 4)], ["E"], rows=2)
    path = latest_zip(tmp_path, "E", records, release="202411")
    assert fetch(tmp_path / "store", path).code == 0

    found = compute(tmp_path / "store", *WORDS, "--period", "2023Q4")

    assert_same(found, expected(Recount([path]), "2023Q4"))
    assert {row["change_note"] for row in found["totals"]} == {None}


def test_no_note_where_nothing_is_compared(tmp_path: Path) -> None:
    earlier = datasets.generate(12, [(2023, 1)], ["E"], rows=2)
    now = datasets.generate(12, datasets.quarters((2024, 1), (2024, 2)), ["E"], rows=2)
    paths = [
        archive_zip(tmp_path, "E", 2023, earlier, release="202405"),
        latest_zip(tmp_path, "E", now, release="202412"),
    ]
    assert fetch(tmp_path / "store", *paths).code == 0

    for period, note in (("2024Q1", "vintage"), ("2024Q1..2024Q2", None)):
        found = compute(tmp_path / "store", *WORDS, "--period", period)
        assert_same(found, expected(Recount(paths), period))
        assert {row["change_note"] for row in found["totals"]} == {note}


def test_release_from_the_newest_member(tmp_path: Path) -> None:
    old = datasets.generate(10, [(2024, 1)], ["E"], rows=2)
    new = datasets.generate(11, [(2024, 1)], ["E"], rows=2)
    dated = latest_zip(tmp_path, "E", new, name="export.zip")
    named = latest_zip(tmp_path, "E", old, release="202412")
    assert fetch(tmp_path / "store", dated, named).code == 0

    found = compute(tmp_path / "store", *WORDS, "--period", "2024Q1")

    assert_same(found, expected(Recount([dated, named]), "2024Q1"))
    assert_same(found, expected(Recount([dated]), "2024Q1"))


def test_an_example_worked_by_hand(tmp_path: Path) -> None:
    now = [
        Record(value=600, country="DE", a129="A01Z", cpf4="0111"),
        Record(value=300, country="US", a129="C10A", cpf4="1011"),
        Record(value=100, country="FR", a129="C30C", cpf4="3030", mass=None),
        Record(dept="62", value=1_000),
        Record(dept="98", value=500),
        Record(dept="99", value=200, country="IT"),
    ]
    path = latest_zip(tmp_path, "E", [*now, Record(year=2023, value=500)])
    assert fetch(tmp_path / "store", path).code == 0

    words = ("--period", "2024Q1", "--top", "1")
    found = compute(tmp_path / "store", *WORDS, "--dept", "62", *words)

    rows = {row["territory"]: row for row in found["totals"]}
    nord = rows["dept-59"]
    assert (nord["exports_eur"], nord["imports_eur"], nord["exports_kg"]) == (1_000, None, 20)
    assert (nord["exports_share_region_pct"], nord["exports_change_pct"]) == (50.0, 100.0)
    assert same(nord["exports_share_france_pct"], 100_000 / 2_700)
    assert [rows[t]["exports_rank"] for t in ("dept-59", "dept-62", "dept-99")] == [1, 2, None]
    assert [rows[t]["exports_rank"] for t in ("region-32", "region-93", "region-94")] == [
        1,
        2,
        None,
    ]
    assert [rows[t]["exports_eur"] for t in ("france", "region-93", "dept-75")] == [2_700, 200, 0]
    flows = [row for row in found["flows"] if row["territory"] == "dept-59"]
    assert [(r["product"], r["country"], r["value_eur"], r["rank"]) for r in flows] == [
        ("A01Z", "DE", 600, 1),
        ("OTHER", "OTHER", 400, None),
    ]
    partners = [row for row in found["partners"] if row["territory"] == "dept-59"]
    assert [(r["country"], r["exports_rank"], r["exports_kg"]) for r in partners] == [
        ("DE", 1, 10),
        ("US", 2, 10),
        ("FR", None, None),
    ]


def test_csv_says_the_same(store: Path, count: Recount) -> None:
    options = ("--data-dir", str(store), "--year", "2024", *WORDS)
    for table in TABLES:
        result = run("compute", "--table", table, "--format", "csv", *options)
        assert result.code == 0, result.err

        assert "\r" not in result.out
        found = list(csv.DictReader(io.StringIO(result.out)))
        wanted = [row for t in TERRITORIES for row in count.table(table, t, "2024")]
        assert len(found) == len(wanted)
        for line, row in zip(found, wanted, strict=True):
            assert {c: _cell(line[c], row[c]) for c in row} == {c: row[c] for c in row}


def _cell(found: str, like: Value) -> Value:
    if like is None:
        return found or None
    if isinstance(like, bool):
        return {"true": True, "false": False}.get(found, found)
    if isinstance(like, float):
        return like if math.isclose(float(found), like, rel_tol=1e-9) else float(found)
    return int(found) if isinstance(like, int) else found


def test_as_a_process_of_its_own(releases: list[Path], count: Recount, tmp_path: Path) -> None:
    sources = [word for path in releases[-2:] for word in ("--from", str(path))]
    fetched = launch("fetch", *sources, "--data-dir", tmp_path)
    assert fetched.code == 0, fetched.err

    options = ("--table", "totals", "--format", "json", "--data-dir", tmp_path)
    result = launch("compute", *options, "--dept", "59", "--year", "2024")

    assert result.code == 0, result.err
    exports = count.total("dept-59", "E", [(2024, q) for q in (1, 2, 3, 4)])
    assert result.json["tables"]["totals"][0]["exports_eur"] == exports
