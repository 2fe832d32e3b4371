"""How figures moved between two releases, against sums made by hand."""

from __future__ import annotations

import csv
import io
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from tests.builders import Record, archive_zip, latest_zip
from tests.running import fetch, one_line, run

if TYPE_CHECKING:
    from pathlib import Path

OLD = [
    Record("E", 3, dept="59", value=1_000_000),
    Record("E", 3, dept="59", country="US", value=500_000),
    Record("E", 3, dept="62", value=2_000_000),
    Record("E", 3, dept="48", value=70_000),
    Record("E", 4, dept="59", value=10),
    Record("I", 3, dept="75", value=5_000_000),
]
NEW = [
    Record("E", 3, dept="59", value=1_400_000),
    Record("E", 3, dept="62", value=1_100_000),
    Record("E", 3, dept="98", value=4_000),
    Record("E", 4, dept="59", value=10),
    Record("E", 1, 2025, dept="59", value=99),
    Record("I", 3, dept="75", value=5_000_000),
]
WORDS = ("revisions", "--format", "csv")


def take_in(folder: Path, records: list[Record], release: str) -> None:
    for flow in "EI":
        mine = [each for each in records if each.flow == flow]
        path = latest_zip(folder, flow, mine, release=release)
        assert fetch(folder / "store", path).code == 0


@pytest.fixture(scope="module")
def revised(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("revised")
    oldest = archive_zip(folder, "E", 2024, [Record("E", 3, value=1)], release="202411")
    assert fetch(folder / "store", oldest).code == 0
    take_in(folder, OLD, "202502")
    take_in(folder, NEW, "202505")
    return folder / "store"


def rows(store: Path, *words: str) -> list[dict[str, str]]:
    result = run(*WORDS, *words, "--data-dir", store)
    assert result.code == 0, result.err
    return list(csv.DictReader(io.StringIO(result.out)))


def test_the_largest_move_comes_first(revised: Path) -> None:
    moved = [each for each in rows(revised) if each["moved_eur"] != "0"]

    assert [
        (each["territory"], each["period"], each["flow"], int(each["moved_eur"])) for each in moved
    ] == [
        ("france", "2024Q3", "export", 1_400_000 + 1_100_000 + 4_000 - 3_570_000),
        ("dept-62", "2024Q3", "export", -900_000),
        ("dept-59", "2024Q3", "export", -100_000),
        ("dept-48", "2024Q3", "export", -70_000),
        ("dept-98", "2024Q3", "export", 4_000),
    ]


def test_a_row_says_both_releases_and_both_totals(revised: Path) -> None:
    row = next(each for each in rows(revised) if each["territory"] == "dept-62")

    assert row == {
        "territory": "dept-62",
        "territory_name": "Pas-de-Calais",
        "period": "2024Q3",
        "flow": "export",
        "release_before": "2025-02",
        "release": "2025-05",
        "before_eur": "2000000",
        "value_eur": "1100000",
        "moved_eur": "-900000",
        "moved_pct": "-45",
        "data": "customs",
    }


def test_every_territory_and_quarter_in_two_releases_has_a_row(revised: Path) -> None:
    found = rows(revised)

    assert {(each["period"], each["flow"]) for each in found} == {
        ("2024Q3", "export"), ("2024Q4", "export"), ("2024Q3", "import"),
    }  # fmt: skip
    # France, 100 units, Monaco; and 98 where it is
    assert len(found) == 3 * 102 + 1
    new = next(each for each in found if each["territory"] == "dept-98")
    assert (new["before_eur"], new["moved_pct"]) == ("0", "")


def test_territories_that_are_named(revised: Path) -> None:
    found = rows(revised, "--region", "32", "--dept", "59")

    by_place = {
        each["territory"]: int(each["moved_eur"])
        for each in found
        if (each["period"], each["flow"]) == ("2024Q3", "export")
    }
    assert by_place == {"region-32": -1_000_000, "dept-59": -100_000}


def test_json_and_text_say_the_same(revised: Path) -> None:
    document: dict[str, Any] = run("revisions", "--json", "--data-dir", revised).json
    text = run("revisions", "--data-dir", revised).out

    for row, said in zip(document["revisions"], rows(revised), strict=True):
        same = {key: "" if value is None else str(value) for key, value in row.items()}
        assert same | {"moved_pct": said["moved_pct"]} == said
        assert (row["moved_pct"] or 0) == float(said["moved_pct"] or 0)
    assert "2025-02 → 2025-05  2024Q3..2024Q4" in text
    assert "Pas-de-Calais" in text
    assert "−0,9" in text
    assert "−45,0" in text
    assert max(map(len, text.splitlines())) <= 80
    english = run("revisions", "--lang", "en", "--data-dir", revised).out
    assert "−45.0%" in english


def test_a_file(revised: Path, tmp_path: Path) -> None:
    result = run(*WORDS, "-o", tmp_path / "moves.csv", "--data-dir", revised)

    assert (result.code, result.out) == (0, "")
    assert (tmp_path / "moves.csv").read_text(encoding="utf-8").startswith("territory,")


def test_one_release_is_nothing_to_compare(tmp_path: Path) -> None:
    take_in(tmp_path, OLD, "202502")

    assert rows(tmp_path / "store") == []
    result = run("revisions", "--data-dir", tmp_path / "store")
    assert (result.code, "rien à comparer" in result.out) == (0, True)
    assert run("revisions", "--json", "--data-dir", tmp_path / "store").json == {"revisions": []}


def test_two_releases_that_are_the_same(tmp_path: Path) -> None:
    take_in(tmp_path, OLD, "202502")
    take_in(tmp_path, OLD, "202505")

    assert "Rien n’a bougé" in run("revisions", "--data-dir", tmp_path / "store").out


def test_revisions_of_the_sample_say_that_it_is_one(tmp_path: Path) -> None:
    assert run("fetch", "--sample", "--to", tmp_path / "zips").code == 0
    zips = sorted((tmp_path / "zips").glob("202502-*"))
    for path in zips:
        later = shutil.copyfile(path, tmp_path / path.name.replace("202502", "202505"))
        assert fetch(tmp_path / "store", path, later).code == 0

    text = run("revisions", "--lang", "en", "--data-dir", tmp_path / "store").out
    assert text.startswith("SYNTHETIC SAMPLE DATA")


def test_an_empty_store_is_66(empty_store: Path) -> None:
    result = run("revisions", "--data-dir", empty_store)

    assert result.code == 66
    assert "fetch" in one_line(result.err)


def test_json_and_csv_exclude_each_other(revised: Path) -> None:
    assert run(*WORDS, "--json", "--data-dir", revised).code == 2


def test_a_damaged_slice_is_74(tmp_path: Path) -> None:
    take_in(tmp_path, OLD, "202502")
    take_in(tmp_path, NEW, "202505")
    max((tmp_path / "store").glob("slices/*")).write_bytes(b"PAR1 damaged")

    result = run("revisions", "--data-dir", tmp_path / "store")

    assert result.code == 74
    assert "fetch again" in one_line(result.err)
