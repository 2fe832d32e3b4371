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


def test_a_second_run_gives_the_same_bytes(tmp_path: Path) -> None:
    zips, made = [], []
    for number in ("first", "second"):
        folder = tmp_path / number
        words = ("--sample", "--kind", "workbooks", "--to", folder / "zips")
        assert run("fetch", *words, "--quiet").code == 0
        zips.append(contents(folder / "zips"))
        paths = sorted((folder / "zips").iterdir(), reverse=number == "second")
        result = fetch(folder / "store", *paths)
        assert result.code == 0, result.err
        where = ("--dept", "31", "--data-dir", folder / "store", "-o", folder / "out")
        assert run("export", "--format", "json", *where).code == 0
        assert run("chart", "--kind", "balance", *where).code == 0
        made.append(contents(folder / "out"))

    assert zips[0] == zips[1]
    assert len(zips[0]) == 14
    assert made[0] == made[1]
    assert len(made[0]) > 12
