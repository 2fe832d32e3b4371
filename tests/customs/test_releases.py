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
from tests.running import exports, fetch, run

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


def test_fetching_again_heals_a_damaged_slice(tmp_path: Path) -> None:
    path = latest_zip(tmp_path, "E", year_of(flows="E"))
    assert fetch(tmp_path / "store", path).code == 0
    damaged, gone, *_ = sorted((tmp_path / "store" / "slices").iterdir())
    damaged.write_bytes(damaged.read_bytes()[:100])
    gone.unlink()

    assert fetch(tmp_path / "store", path).code == 0

    assert exports(tmp_path / "store") == 10_000


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
