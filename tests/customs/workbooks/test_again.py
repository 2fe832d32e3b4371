"""The sample's workbooks made and used twice: the same bytes, whatever the folder and the order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.running import fetch, run

if TYPE_CHECKING:
    from pathlib import Path


def contents(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder by their path in it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_second_run_gives_the_same_bytes(tmp_path: Path, sample_zips: Path) -> None:
    again = tmp_path / "zips"
    words = ("--sample", "--kind", "workbooks", "--to", again, "--quiet")
    assert run("fetch", *words).code == 0
    assert contents(again) == contents(sample_zips)
    made = []
    for folder, name in ((sample_zips, "first"), (again, "second")):
        store, out = tmp_path / name / "store", tmp_path / name / "out"
        result = fetch(store, *sorted(folder.iterdir(), reverse=name == "second"))
        assert result.code == 0, result.err
        where = ("--dept", "31", "--data-dir", store, "-o", out)
        assert run("export", "--format", "json", *where).code == 0
        made.append(contents(out))
    assert made[0] == made[1]
    assert len(made[0]) > 12
