"""Each trap of the Customs' files is refused whole: 65, one line, the store as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import traps
from tests.builders import (
    Member,
    labels,
    latest_zip,
    text,
    write_zip,
    year_of,
)
from tests.running import Result, fetch, run

if TYPE_CHECKING:
    from pathlib import Path

    from tests.traps import Trap

REFUSED = {**traps.RECORDS, **traps.KINDS, **traps.ARCHIVES}


def kept(store: Path) -> list[tuple[str, bytes]]:
    """Return what is on disk in the store, but for its lock."""
    return sorted(
        (str(path.relative_to(store)), path.read_bytes())
        for path in store.rglob("*")
        if path.is_file() and "lock" not in path.name
    )


def assert_refused(result: Result, name: str, *says: str) -> None:
    assert result.code == 65, result.err
    assert result.out == ""
    lines = result.err.splitlines()
    assert len(lines) == 1, result.err
    for words in (name, *says):
        assert words.lower() in lines[0].lower()


@pytest.mark.parametrize("trap", REFUSED.values(), ids=list(REFUSED))
def test_refused_whole(trap: Trap, store: Path, tmp_path: Path) -> None:
    path = trap.build(tmp_path / "in")
    before = kept(store)

    result = fetch(store, path)

    assert_refused(result, path.name, *trap.says)
    assert kept(store) == before
    assert not list(tmp_path.rglob("*outside*"))


@pytest.mark.parametrize("first", [True, False], ids=["good first", "bad first"])
def test_a_bad_file_among_good_ones(tmp_path: Path, *, first: bool) -> None:
    good = latest_zip(tmp_path / "in", "I", year_of(flows="I"))
    bad = traps.RECORDS["quarter 5"].build(tmp_path / "in")

    result = fetch(tmp_path / "store", *((good, bad) if first else (bad, good)))

    assert result.code == 65
    assert bad.name in result.err
    assert kept(tmp_path / "store") == []
    held = run("compute", "--france", "--period", "2024Q1", "--data-dir", tmp_path / "store")
    assert held.code == 66


def test_only_the_first_offending_lines_are_named(tmp_path: Path) -> None:
    lines = [f"E;1;2024;59;01;A01Z;0111;DE;{n}x;11" for n in range(500)]

    result = fetch(tmp_path / "store", latest_zip(tmp_path, "E", lines))

    assert_refused(result, traps.NAME, "line 1", "line 2")
    assert len(result.err) < 1_000


def test_a_zip_beside_a_refused_one_leaves_the_store_empty(tmp_path: Path) -> None:
    path = write_zip(
        tmp_path / traps.NAME,
        [
            Member("Region_2024_Export.txt", text(year_of(flows="E"))),
            Member("Region_2024_Import.txt", text(["I;1;2024;59;01;A01Z;0111;DE;1"])),
            *labels(),
        ],
    )

    result = fetch(tmp_path / "store", path)

    assert_refused(result, traps.NAME, "Region_2024_Import.txt", "line 1")
    year = run("compute", "--france", "--year", "2024", "--data-dir", tmp_path / "store")
    assert year.code == 66


def test_several_flaws_of_a_fetch_are_one_line(tmp_path: Path) -> None:
    paths = [traps.RECORDS["quarter 5"].build(tmp_path / name) for name in ("a", "b")]

    result = fetch(tmp_path / "store", *paths)

    assert_refused(result, traps.NAME)


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    result = fetch(tmp_path / "store", tmp_path / "nowhere.zip")

    assert result.code == 66
    assert "nowhere.zip" in result.err
    assert len(result.err.splitlines()) == 1


def test_a_folder_without_data(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()

    result = fetch(tmp_path / "store", tmp_path / "in")

    assert result.code in {65, 66}
    assert "in" in result.err
