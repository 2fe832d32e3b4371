"""Where outputs go and as what: the name after -o is taken at its word."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock

from tests.builders import pair, year_of
from tests.running import fetch, one_line, run

if TYPE_CHECKING:
    from pathlib import Path

STARTS = {"csv": b"territory,", "json": b"{", "jsonl": b"{", "parquet": b"PAR1", "xlsx": b"PK"}


@pytest.mark.parametrize("ending", [*STARTS, "CSV"])
def test_a_file_is_what_its_name_says(store: Path, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"totals.{ending}"
    words = ("--dept", "59", "--table", "totals", "-o", path)
    result = run("compute", *words, "--data-dir", store)

    assert result.code == 0, result.err
    assert path.read_bytes().startswith(STARTS[ending.lower()])


@pytest.mark.parametrize("name", ["nord.txt", "nord"])
def test_text_goes_to_a_name_of_text_or_of_nothing(store: Path, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    result = run("compute", "--dept", "59", "-o", path, "--data-dir", store)

    assert result.code == 0, result.err
    assert "Nord (59)" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["compute", "revisions"])
@pytest.mark.parametrize("name", ["nord.xls", "nord.ods", "nord.tsv", "nord.html", "nord.csv.gz"])
@pytest.mark.parametrize("more", [(), ("--format", "csv"), ("--json",)], ids=" ".join)
def test_an_ending_of_nothing_we_write_is_2_with_those_there_are(
    store: Path, tmp_path: Path, command: str, name: str, more: tuple[str, ...]
) -> None:
    path = tmp_path / name
    one = ("--table", "totals") if command == "compute" else ()
    result = run(command, "--dept", "59", *one, *more, "-o", path, "--data-dir", store)

    assert result.code == 2
    assert ".csv, .json, " in one_line(result.err)
    assert not path.exists()


@pytest.mark.parametrize("command", ["compute", "revisions"])
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("nord.json", ("--format", "csv")),
        ("nord.csv", ("--format", "text")),
        ("nord.csv", ("--json",)),
        ("nord.TXT", ("--format", "csv")),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else value,
)
def test_a_format_and_an_ending_that_contradict_are_2(
    store: Path, tmp_path: Path, command: str, name: str, words: tuple[str, ...]
) -> None:
    path = tmp_path / name
    one = ("--table", "totals") if command == "compute" else ()
    result = run(command, "--dept", "59", *one, *words, "-o", path, "--data-dir", store)

    assert result.code == 2
    assert name in one_line(result.err)
    assert not path.exists()


def test_several_tables_make_no_folder_called_like_a_file_of_others(
    store: Path, tmp_path: Path
) -> None:
    path = tmp_path / "nord.xls"
    result = run("compute", "--dept", "59", "--format", "csv", "-o", path, "--data-dir", store)

    assert result.code == 2
    assert not path.exists()


def test_revisions_too_are_what_their_name_says(store: Path, tmp_path: Path) -> None:
    path = tmp_path / "moved.csv"
    result = run("revisions", "--dept", "59", "-o", path, "--data-dir", store)

    assert result.code == 0, result.err
    assert path.read_text(encoding="utf-8").startswith("territory,territory_name,period,")


def test_revisions_to_a_dash_go_to_stdout(store: Path) -> None:
    words = ("revisions", "--dept", "59", "--format", "csv", "--data-dir", store)

    assert run(*words, "-o", "-").out == run(*words).out != ""


@pytest.mark.parametrize("more", [(), ("--format", "csv")], ids=["by its name", "asked for"])
def test_several_tables_make_no_folder_called_like_a_file(
    store: Path, tmp_path: Path, more: tuple[str, ...]
) -> None:
    path = tmp_path / "all.csv"
    result = run("compute", "--dept", "59", *more, "-o", path, "--data-dir", store)

    assert result.code == 2
    assert "--table" in one_line(result.err)
    assert not path.exists()


@pytest.mark.parametrize("command", ["chart", "export", "fiche"])
@pytest.mark.parametrize("name", ["nord.svg", "nord.pdf", "nord.CSV", "nord.xls", "nord.pptx", "-"])
def test_a_folder_is_not_called_like_a_file(store: Path, command: str, name: str) -> None:
    result = run(command, "--dept", "59", "-o", name, "--data-dir", store)

    assert result.code == 2
    assert "folder" in one_line(result.err)


@pytest.mark.parametrize("command", ["chart", "export", "fiche"])
def test_a_file_in_the_place_of_the_folder_is_73(store: Path, tmp_path: Path, command: str) -> None:
    path = tmp_path / "nord.svg"
    path.write_text("mine", encoding="utf-8")
    result = run(command, "--dept", "59", "-o", path, "--data-dir", store)

    assert result.code == 73
    assert "nord.svg is a file" in one_line(result.err)
    assert path.read_text(encoding="utf-8") == "mine"


def test_a_folder_that_is_there_may_be_called_anything(store: Path, tmp_path: Path) -> None:
    folder = tmp_path / "2025.pdf"
    folder.mkdir()
    words = ("--dept", "59", "--kind", "balance", "-o", folder)
    result = run("chart", *words, "--data-dir", store)

    assert result.code == 0, result.err
    assert (folder / "dept-59" / "dept-59_2024_balance.svg").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("compute", "--dept", "59", "--csv-dialect", "excel-fr"),
        ("compute", "--dept", "59", "--csv-dialect", "excel-fr", "--json"),
        ("export", "--dept", "59", "--csv-dialect", "excel-fr", "--format", "xlsx"),
        ("chart", "--dept", "59", "--kind", "exposure", "--country", "CN", "--country", "US"),
        ("fetch", "--size", "full"),
    ],
    ids=" ".join,
)
def test_an_option_that_would_do_nothing_is_2(store: Path, words: tuple[str, ...]) -> None:
    result = run(*words, "--data-dir", store)

    assert result.code == 2
    assert " — " in one_line(result.err)
    assert result.out == ""


@pytest.mark.parametrize("command", ["compute", "chart", "export", "fiche"])
@pytest.mark.parametrize("kind", ["name too long", "links in a circle"])
def test_an_output_that_cannot_be_written_is_73(
    store: Path, tmp_path: Path, command: str, kind: str
) -> None:
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    path = tmp_path / ("x" * 300 if kind == "name too long" else "circle/there")
    result = run(command, "--dept", "59", "-o", path, "--data-dir", store)

    assert result.code == 73
    assert "cannot create" in one_line(result.err)
    assert result.out == ""


@pytest.mark.parametrize("state", ["there", "to be made"])
def test_a_store_that_can_only_be_read_is_called_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    """Who owns a machine may write anywhere, so the system's answer is played."""
    paths = pair(tmp_path / "in", year_of())
    folder, there = tmp_path / "store", state == "there"
    assert not there or fetch(folder, paths[0]).code == 0

    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    if there:
        monkeypatch.setattr(FileLock, "acquire", refused)
    else:
        monkeypatch.setattr(type(folder), "mkdir", refused)
    result = fetch(folder, paths[1])

    assert result.code == 73
    said = "can only be read" if there else "cannot be made"
    assert f"the store {folder} {said}: Read-only" in one_line(result.err)
    assert "--data-dir" in result.err
    monkeypatch.undo()
    assert run("compute", "--dept", "59", "--data-dir", folder).code == 66


def test_an_error_is_one_line_after_a_run_that_was_verbose(store: Path, tmp_path: Path) -> None:
    assert run("status", "--verbose", "--data-dir", store).code == 0

    result = run("compute", "--dept", "59", "-o", tmp_path / "nord.xls", "--data-dir", store)

    assert result.code == 2
    assert one_line(result.err)
