"""What goes to stdout, what to stderr, and in which form."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.builders import Record, pair, year_of
from tests.running import fetch, launch, one_line, run

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = (
    "fetch", "compute", "chart", "export", "fiche", "check",
    "status", "revisions", "list", "config",
)  # fmt: skip


def test_status_of_an_empty_store_is_0(empty_store: Path) -> None:
    assert run("status", "--data-dir", empty_store).code == 0
    result = run("status", "--json", "--data-dir", empty_store)
    assert result.code == 0
    assert isinstance(result.json, dict)


def test_status_says_release_rows_totals_and_source(store: Path, releases: list[Path]) -> None:
    result = run("status", "--json", "--data-dir", store)

    said = json.dumps(result.json)
    for word in ("2024Q4", "2025-02", "2022Q1", "2024-02", releases[-1].name):
        assert word in said
    assert "2024Q4" in run("status", "--data-dir", store).out


JSON = {
    "compute": ("compute", "--dept", "59"),
    "compute, several tables": ("compute", "--dept", "59", "--table", "flows", "--table", "totals"),
    "status": ("status",),
    **{
        f"list {what}": ("list", what)
        for what in (
            "departements", "regions", "territoires", "products", "countries", "tables", "charts",
            "indicators",
        )
    },
}  # fmt: skip


@pytest.mark.parametrize("words", JSON.values(), ids=list(JSON))
def test_json_is_one_document_on_stdout(store: Path, words: tuple[str, ...]) -> None:
    result = run(*words, "--json", "--data-dir", store)

    assert result.code == 0, result.err
    assert result.json is not None


def test_json_of_fetch_is_one_document_on_stdout(tmp_path: Path) -> None:
    result = fetch(tmp_path / "store", *pair(tmp_path, year_of()), more=("--json",))

    assert result.code == 0
    assert isinstance(result.json, dict)


def test_json_of_compute_has_tables_and_meta(store: Path) -> None:
    document = run("compute", "--dept", "59", "--json", "--data-dir", store).json

    assert set(document) >= {"tables", "meta"}
    assert set(document["tables"]) >= {"totals"}


def test_tables_end_with_data(store: Path) -> None:
    tables = ("totals", "partners", "products", "flows")
    words = [word for table in tables for word in ("--table", table)]
    document = run("compute", "--dept", "59", *words, "--json", "--data-dir", store).json
    for table in tables:
        row = document["tables"][table][0]
        assert list(row)[-1] == "data"
        assert row["data"] == "customs"


@pytest.mark.parametrize("option", ["--quiet", "--verbose"])
def test_quiet_and_verbose_leave_stdout_alone(store: Path, option: str) -> None:
    words = ("compute", "--dept", "2A", "--table", "totals", "--format", "csv", "--data-dir", store)

    assert run(*words, option).out == run(*words).out


def test_quiet_silences_notices_and_not_errors(store: Path) -> None:
    notice = ("compute", "--dept", "2A", "--data-dir", store)
    assert run(*notice).err != ""
    assert run(*notice, "--quiet").err == ""
    wrong = run("compute", "--dept", "98", "--data-dir", store, "--quiet")
    assert wrong.code == 2
    assert wrong.err != ""


def test_no_traceback_unless_verbose(store: Path) -> None:
    words = ("compute", "--dept", "98", "--data-dir", store)

    assert "Traceback" not in run(*words).err
    assert "Traceback" in run(*words, "--verbose").err


def test_several_tables_as_csv_go_to_a_folder(store: Path, tmp_path: Path) -> None:
    words = ("--dept", "59", "--table", "totals", "--table", "flows", "--format", "csv")

    result = run("compute", *words, "--data-dir", store, "-o", tmp_path / "out")

    assert result.code == 0, result.err
    assert result.out == ""
    assert len(list((tmp_path / "out").rglob("*.csv"))) == 2


def test_filters(store: Path) -> None:
    words = ("--france", "--table", "flows", "--table", "partners", "--json", "--data-dir", store)

    tables = run("compute", *words, "--country", "US").json["tables"]

    assert {row["country"] for row in tables["partners"]} == {"US"}
    whole = run("compute", *words).json["tables"]["partners"]
    assert tables["partners"] == [row for row in whole if row["country"] == "US"]


@pytest.mark.parametrize("word", ["EU", "ue", "Union européenne"])
def test_the_union_is_its_group_whatever_it_is_called(store: Path, word: str) -> None:
    words = ("compute", "--france", "--table", "totals", "--json", "--data-dir", store)

    told = run(*words, "--country", word)

    assert told.json == run(*words, "--country", "eu27").json
    assert told.json["tables"]["totals"][0]["exports_eur"] > 0
    assert "group eu27" in told.err


def test_english_changes_names_and_no_code(store: Path) -> None:
    words = ("compute", "--dept", "59", "--table", "partners", "--json", "--data-dir", store)
    french = run(*words).json["tables"]["partners"]
    english = run(*words, "--lang", "en").json["tables"]["partners"]

    names = {row["country"]: row["country_name"] for row in english}
    assert names["DE"] == "Germany"
    for rows in (french, english):
        for row in rows:
            del row["country_name"]
    assert french == english


def test_excel_fr_dialect(store: Path) -> None:
    words = ("compute", "--dept", "59", "--table", "totals", "--csv-dialect", "excel-fr")

    result = run(*words, "--format", "csv", "--data-dir", store)

    assert result.out.startswith("\ufeff")
    header, line = result.out.removeprefix("\ufeff").splitlines()
    assert header.startswith("territory;")
    assert "," in line


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str) -> None:
    result = run(command, "--help")

    assert result.code == 0
    assert "--data-dir" in result.out


def test_version_on_stdout() -> None:
    result = launch("--version")

    assert result.code == 0
    assert result.out.split()[0] == "tradefiche"
    assert result.err == ""


def test_errors_of_a_process_of_its_own(store: Path) -> None:
    result = launch("compute", "--dept", "98", "--data-dir", store)

    assert result.code == 2
    assert result.out == ""
    one_line(result.err)


def test_a_negative_total_is_no_fault(tmp_path: Path) -> None:
    lines = [*year_of(), Record(dept="48", country="BE", value=-70_000_000)]
    assert fetch(tmp_path / "store", *pair(tmp_path, lines)).code == 0

    for form, said in (("text", "70,0"), ("json", "-70000000"), ("csv", "-70000000")):
        words = ("--dept", "48", "--table", "totals", "--format", form)
        result = run("compute", *words, "--data-dir", tmp_path / "store")
        assert result.code == 0, result.err
        assert said in result.out


def test_a_quiet_fetch_prints_nothing(tmp_path: Path) -> None:
    paths = pair(tmp_path / "in", year_of())

    assert fetch(tmp_path / "store", *paths, more=("--quiet",)).out == ""
