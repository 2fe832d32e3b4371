"""Which release of a quarter counts."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import pytest

from tests.builders import (
    Member,
    Record,
    archive_zip,
    latest_zip,
    pair,
    text,
    write,
    write_zip,
    year_of,
)
from tests.running import exports, fetch, one_line, run

if TYPE_CHECKING:
    from pathlib import Path


def test_a_newer_release_replaces_a_quarter_whole(tmp_path: Path) -> None:
    old = [Record("E", q, country="DE", value=100) for q in (1, 2, 3, 4)]
    new = [Record("E", q, country="US", value=7) for q in (3, 4)]
    older = archive_zip(tmp_path, "E", 2024, old, release="202502")
    newer = latest_zip(tmp_path, "E", new, release="202505")

    assert fetch(tmp_path / "store", newer, older).code == 0

    assert exports(tmp_path / "store") == 214


def test_the_same_release_twice_the_later_upload_wins(tmp_path: Path) -> None:
    first = latest_zip(tmp_path / "a", "E", year_of(flows="E"))
    second = latest_zip(tmp_path / "b", "E", year_of(flows="E", value=2_000))
    assert fetch(tmp_path / "store", first).code == 0

    again = fetch(tmp_path / "store", second)

    assert again.code == 0
    assert "2025-02" in again.err
    assert exports(tmp_path / "store") == 20_000


def test_the_same_file_twice_changes_nothing(tmp_path: Path) -> None:
    path = latest_zip(tmp_path, "E", year_of(flows="E"))
    assert fetch(tmp_path / "store", path).code == 0
    before = exports(tmp_path / "store")

    assert fetch(tmp_path / "store", path).code == 0

    assert exports(tmp_path / "store") == before == 10_000


def test_an_unknown_release_never_replaces_a_known_one(tmp_path: Path) -> None:
    known = latest_zip(tmp_path, "E", year_of(flows="E"), release="201901")
    unknown = write(tmp_path / "Region_2024_Export.txt", text(year_of(flows="E", value=5)))

    for number, order in enumerate(([known, unknown], [unknown, known])):
        store = tmp_path / f"store{number}"
        assert fetch(store, *order).code == 0
        assert exports(store) == 10_000


def test_fetch_release_names_the_release_of_a_bare_text(tmp_path: Path) -> None:
    known = latest_zip(tmp_path, "E", year_of(flows="E"), release="202502")
    bare = write(tmp_path / "Region_2024_Export.txt", text(year_of(flows="E", value=5)))
    assert fetch(tmp_path / "store", known).code == 0

    assert fetch(tmp_path / "store", bare, more=("--release", "2025-05")).code == 0

    assert exports(tmp_path / "store") == 50


def test_a_total_far_from_the_last_release_is_reported(tmp_path: Path) -> None:
    before = latest_zip(tmp_path, "E", year_of(flows="E"), release="202502")
    after = latest_zip(tmp_path, "E", year_of(flows="E", value=50_000), release="202505")
    assert fetch(tmp_path / "store", before).code == 0

    result = fetch(tmp_path / "store", after)

    assert result.code == 0
    assert "2025-02" in result.err


@pytest.mark.parametrize(
    ("value", "far"), [(899, True), (900, False), (1000, False), (1100, False), (1101, True)]
)
def test_a_total_is_far_beyond_a_tenth_of_the_last(
    tmp_path: Path,
    value: int,
    far: bool,  # noqa: FBT001 - a case
) -> None:
    for release, each in (("202502", 1000), ("202505", value)):
        zipped = latest_zip(tmp_path, "E", [Record(value=each)], release=release)
        result = fetch(tmp_path / "store", zipped)
        assert result.code == 0, result.err

    said = "exports 2024Q1: total goes from €1,000 (release 2025-02) to"
    assert (said in result.err) is far


def test_of_many_totals_that_moved_three_are_named_and_the_others_counted(tmp_path: Path) -> None:
    before = write(tmp_path / "a" / "Region_2024_Export.txt", text(year_of(flows="E")))
    assert fetch(tmp_path / "store", before).code == 0
    after = latest_zip(tmp_path, "E", year_of(flows="E", value=9_000))

    said = fetch(tmp_path / "store", after).err

    assert said.count("(release unknown) to €") == 3
    assert "; and 1 more, which tradefiche revisions shows" in said


@pytest.mark.parametrize(("release", "early"), [("202411", True), ("202412", False)])
def test_a_release_of_the_last_month_of_its_data_is_not_too_early(
    tmp_path: Path,
    release: str,
    early: bool,  # noqa: FBT001 - a case
) -> None:
    result = fetch(
        tmp_path / "store", latest_zip(tmp_path, "E", year_of(flows="E"), release=release)
    )

    assert ("is older than its data" in result.err) is early


@pytest.mark.parametrize(
    ("dept", "region", "strange"),
    [("59", None, False), ("59", "11", True), ("59", "77", True), ("9A", "77", False)],
)
def test_a_region_that_is_not_ours_is_said_but_not_one_unknown_of_overseas(
    tmp_path: Path,
    dept: str,
    region: str | None,
    strange: bool,  # noqa: FBT001 - a case
) -> None:
    found = fetch(tmp_path / "store", latest_zip(tmp_path, "E", [Record(dept=dept, region=region)]))

    assert found.code == 0, found.err
    assert (f"région field of {dept}" in found.err) is strange, found.err


def test_a_region_that_is_not_ours_is_said_beside_a_departement_that_nobody_has(
    tmp_path: Path,
) -> None:
    records = [Record(dept="9Z"), Record(dept="59", region="11")]

    found = fetch(tmp_path / "store", latest_zip(tmp_path, "E", records))

    assert "unknown département 9Z (1 row), counted in France only" in found.err
    assert "région field of 59 (1 row), is not ours" in found.err


@pytest.mark.parametrize(("odd", "level"), [(1, ""), (2, "warning: ")])
def test_one_odd_row_is_usual_and_two_of_few_are_not(tmp_path: Path, odd: int, level: str) -> None:
    records = [Record("E", n + 1, mass=None if n < odd else 5) for n in range(4)]
    path = latest_zip(tmp_path, "E", records)

    lines = fetch(tmp_path / "store", path).err.splitlines()

    assert f"tradefiche: {level}{path.name}: taken in as it is: {odd} × empty mass" in lines


def test_nothing_is_not_negative(tmp_path: Path) -> None:
    records = [Record("E", n + 1, value=-n, mass=-n) for n in range(3)]

    said = fetch(tmp_path / "store", latest_zip(tmp_path, "E", records)).err

    assert "2 × negative value, 2 × negative mass" in said


def test_files_of_which_the_same_is_to_be_said_are_counted_and_named(tmp_path: Path) -> None:
    paths = [latest_zip(tmp_path, flow, [Record(flow, mass=None)]) for flow in "EI"]

    lines = fetch(tmp_path / "store", *paths).err.splitlines()

    names = ", ".join(path.name for path in paths)
    assert f"tradefiche: 2 files ({names}): taken in as it is: 2 × empty mass" in lines


def test_a_slice_was_taken_in_today(tmp_path: Path) -> None:
    assert fetch(tmp_path / "store", *pair(tmp_path, year_of())).code == 0

    held = run("status", "--json", "--data-dir", tmp_path / "store").json["slices"]

    assert {each["age_days"] for each in held} <= {0, 1}  # midnight may have gone by


def test_an_older_release_that_counts_for_nothing_is_not_compared(tmp_path: Path) -> None:
    newer = latest_zip(tmp_path, "E", year_of(flows="E"), release="202505")
    older = latest_zip(tmp_path, "E", year_of(flows="E", value=5), release="202502")
    assert fetch(tmp_path / "store", newer).code == 0

    result = fetch(tmp_path / "store", older)

    assert result.code == 0
    assert "total goes from" not in result.err


def test_a_release_before_all_that_are_held_names_those(tmp_path: Path) -> None:
    assert fetch(tmp_path / "store", *pair(tmp_path, year_of())).code == 0

    result = run(
        "compute", "--dept", "59", "--release", "2019-01", "--data-dir", tmp_path / "store"
    )

    assert result.code == 66
    assert "releases held: 2025-02" in result.err


@pytest.mark.parametrize("more", [(), ("--level", "cpf4")])
def test_a_period_that_is_not_held_says_what_is_and_no_more(
    tmp_path: Path, more: tuple[str, ...]
) -> None:
    assert fetch(tmp_path / "store", *pair(tmp_path, year_of())).code == 0

    result = run(
        "compute", "--dept", "59", "--period", "2019Q1..2019Q2", *more,
        "--data-dir", tmp_path / "store",
    )  # fmt: skip

    assert result.code == 66
    held = "exports 2024Q1..2024Q4; imports 2024Q1..2024Q4 — tradefiche status shows all of it"
    assert one_line(result.err).endswith(f"covers 2019Q1..2019Q2; it holds {held}")


def test_fetching_again_heals_a_damaged_slice(tmp_path: Path) -> None:
    path = latest_zip(tmp_path, "E", year_of(flows="E"))
    assert fetch(tmp_path / "store", path).code == 0
    damaged, gone, *_ = sorted((tmp_path / "store" / "slices").iterdir())
    damaged.write_bytes(damaged.read_bytes()[:100])
    gone.unlink()

    assert fetch(tmp_path / "store", path).code == 0

    assert exports(tmp_path / "store") == 10_000


def test_two_files_of_a_release_that_differ_are_refused_in_one_call(tmp_path: Path) -> None:
    first = latest_zip(tmp_path / "a", "E", year_of(flows="E"))
    second = archive_zip(tmp_path / "b", "E", 2024, year_of(flows="E", value=2_000))

    for number, order in enumerate(([first, second], [second, first], [tmp_path])):
        result = fetch(tmp_path / f"store{number}", *order)

        assert result.code == 65
        line = one_line(result.err)
        for words in (first.name, second.name, "2024Q1", "2025-02"):
            assert words in line
    bare = [write(tmp_path / n / "Region_2024_Export.txt", text(year_of(flows="E", value=v)))
            for n, v in (("c", 5), ("d", 6))]  # fmt: skip
    assert fetch(tmp_path / "store", *bare).code == 65


def test_the_same_words_whatever_the_split_into_calls(tmp_path: Path) -> None:
    older = latest_zip(tmp_path, "E", year_of(flows="E"), release="202502")
    newer = latest_zip(tmp_path, "E", [Record("E", 2, value=3)], release="202505")

    fetch(tmp_path / "two", older)
    second = fetch(tmp_path / "two", newer)
    both = fetch(tmp_path / "one", newer, older)

    [said] = [line for line in second.err.splitlines() if "total goes from" in line]
    assert "exports 2024Q2" in said
    assert said in both.err.splitlines()


def test_an_earlier_upload_of_a_release_is_said_not_to_be_kept(tmp_path: Path) -> None:
    members = [
        (value, [Member("Region_2024_Export.txt", text(year_of(flows="E", value=value)), date)])
        for value, date in ((5, (2025, 2, 7, 8, 0, 0)), (6, (2025, 2, 9, 8, 0, 0)))
    ]
    earlier, later = (
        write_zip(tmp_path / str(value) / "202502-Regional-2024.zip", each)
        for value, each in members
    )
    assert fetch(tmp_path / "store", later).code == 0

    result = fetch(tmp_path / "store", earlier)

    assert result.code == 0
    assert "release 2025-02 is held of a later upload, with other content" in result.err
    assert "up to date" not in result.out
    assert exports(tmp_path / "store") == 60


def test_what_the_user_says_wins_over_the_dates_in_a_zip(tmp_path: Path) -> None:
    true = latest_zip(tmp_path, "E", year_of(flows="E"), release="202502")
    dated = write_zip(
        tmp_path / "export.zip",
        [
            Member(
                "Region_2024_Export.txt", text(year_of(flows="E", value=5)), (2026, 5, 1, 0, 0, 0)
            )
        ],
    )
    assert fetch(tmp_path / "store", true).code == 0

    told = fetch(tmp_path / "store", dated, more=("--release", "2024-12", "--json"))

    assert {each["release"] for each in told.json["taken"]} == {"2024-12"}
    assert exports(tmp_path / "store") == 10_000


def test_a_release_that_contradicts_the_file_s_own_name_is_refused(tmp_path: Path) -> None:
    path = latest_zip(tmp_path, "E", year_of(flows="E"), release="202502")
    inside = write_zip(
        tmp_path / "export.zip",
        [Member("202502-Regional/Region_2024_Export.txt", text(year_of(flows="E")))],
    )

    for each in (path, inside):
        result = fetch(tmp_path / "store", each, more=("--release", "2025-05"))
        assert result.code == 2
        assert "2025-02" in one_line(result.err)
    assert fetch(tmp_path / "store", path, more=("--release", "2025-02")).code == 0


def test_what_a_newer_year_lacks_is_said_where_an_older_one_is_shown(tmp_path: Path) -> None:
    records = [
        *year_of(2023),
        *year_of(2024, "I"),
        *(r for r in year_of(2025) if r.quarter == 1),
    ]
    assert fetch(tmp_path / "store", *pair(tmp_path, records, release="202506")).code == 0
    where = ("--dept", "59", "--data-dir", tmp_path / "store")

    for words in (
        ("compute", "--json"), ("check",), ("export", "-o", tmp_path / "out"),
        ("chart", "--kind", "balance", "-o", tmp_path / "out"),
    ):  # fmt: skip
        result = run(*words, *where)
        assert result.code == 0, result.err
        [line] = [line for line in result.err.splitlines() if "2023 is shown" in line]
        assert "2024 is held in part, without exports 2024Q1..2024Q4" in line
        assert "2025 is held in part, without exports 2025Q2..2025Q4 and imports" in line
    named = run("compute", "--year", "2023", "--json", *where)
    assert "is shown" not in named.err


@pytest.mark.parametrize("name", ["210712-stat-regional-ce-export.zip", "209912-x-export.zip"])
def test_a_name_of_a_month_to_come_is_no_release(tmp_path: Path, name: str) -> None:
    known = latest_zip(tmp_path, "E", year_of(flows="E"), release="201901")
    absurd = latest_zip(tmp_path, "E", year_of(flows="E", value=5), name=name)

    result = fetch(tmp_path / "store", known, absurd, more=("--json",))

    assert result.code == 0, result.err
    assert {held["release"] for held in result.json["taken"]} == {"2019-01", "2025-02"}
    assert exports(tmp_path / "store") == 50  # 2025-02 is told by the dates in the zip


@pytest.mark.parametrize("date", [(2107, 12, 31), (2025, 13, 1), (2025, 0, 1), (2009, 1, 1)])
def test_a_date_in_a_zip_that_can_be_none_is_no_release(
    tmp_path: Path, date: tuple[int, int, int]
) -> None:
    path = write_zip(
        tmp_path / "Region_2024_export.zip",
        [Member("Region_2024_Export.txt", text(year_of(flows="E")), (2025, 2, 7, 8, 0, 0))],
    )
    year, month, day = date
    whole = bytearray(path.read_bytes())
    packed = (year - 1980) << 9 | month << 5 | day
    struct.pack_into("<H", whole, whole.index(b"PK\x01\x02") + 14, packed)
    write(path, bytes(whole))

    result = fetch(tmp_path / "store", path, more=("--json",))

    assert result.code == 0, result.err
    assert {held["release"] for held in result.json["taken"]} == {None}
    assert {held["uploaded"] for held in result.json["taken"]} == {None}
    assert run("revisions", "--data-dir", tmp_path / "store").code == 0
