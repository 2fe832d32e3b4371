"""Exit codes, as scripts and cron jobs rely on them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock

from tests.builders import latest_zip, pair, year_of
from tests.running import fetch, one_line, run

if TYPE_CHECKING:
    from pathlib import Path

USAGE = {
    "unknown table": (("--dept", "59", "--table", "total"), "totals"),
    "unknown level": (("--dept", "59", "--level", "a128"), "a129"),
    "unknown format": (("--dept", "59", "--format", "jsn"), "json"),
    "unknown département": (("--dept", "Nort"), "Nord"),
    "département of another shape": (("--dept", "5900"), "5900"),
    "ambiguous name": (("--dept", "Haute"), "Haute-Garonne"),
    "unknown région": (("--region", "Bretange"), "Bretagne"),
    "région of no number": (("--region", "99"), "99"),
    "unknown TI": (("--ti", "ti-9999"), "ti-9999"),
    "département 98": (("--dept", "98"), "98"),
    "no territory": ((), "--dept"),
    "year and period": (("--dept", "59", "--year", "2024", "--period", "2024Q1"), "--period"),
    "no year": (("--dept", "59", "--year", "24"), "24"),
    "quarters for a year": (("--dept", "59", "--year", "2024Q3"), "use --period 2024Q3"),
    "years for quarters": (("--dept", "59", "--period", "2023..2024"), "use --year 2023..2024"),
    "half a span": (("--dept", "59", "--year", "2024.."), "'2024..'"),
    "a part of a name": (("--ti", "lille"), "SCOT Lille Métropole"),
    "years backwards": (("--dept", "59", "--year", "2024..2022"), "2022"),
    "no quarter": (("--dept", "59", "--period", "2024Q5"), "2024Q5"),
    "empty period": (("--dept", "59", "--period", ""), "--period is empty"),
    "empty release": (("--dept", "59", "--release", ""), "--release is empty"),
    "empty country": (("--dept", "59", "--country", " "), "--country is empty"),
    "endless tariff": (("--dept", "59", "--table", "exposure", "--tariff", "inf"), "no tariff"),
    "empty year": (("--dept", "59", "--year", ""), "year"),
    "no period": (("--dept", "59", "--period", "lately"), "lately"),
    "five quarters": (("--dept", "59", "--period", "2023Q1..2024Q1"), "2023Q1"),
    "quarters backwards": (("--dept", "59", "--period", "2024Q2..2024Q1"), "2024Q2"),
    "no release": (("--dept", "59", "--release", "February"), "February"),
    "unknown option": (("--dept", "59", "--colour"), "--colour"),
    "country that is none": (("--dept", "59", "--country", "UK"), "mean GB (Royaume-Uni)?"),
    "country of no shape": (("--dept", "59", "--country", "usa"), "mean US (États-Unis)?"),
    "country by its French name": (("--dept", "59", "--country", "états-unis"), "US (États-Unis)?"),
    "country by its English name": (("--dept", "59", "--country", "Germany"), "mean DE (Germany)?"),
    "beginning of a country's name": (("--dept", "59", "--country", "Zamb"), "ZM (Zambi"),
    "almost a group": (("--dept", "59", "--country", "asea"), "did you mean asean?"),
    "no country's name": (("--dept", "59", "--country", "Atlantis"), "list countries"),
    "région for a département": (("--dept", "Ile de France"), "--region 11"),
    "unknown product": (("--dept", "59", "--product", "X99X"), "X99X"),
    "several tables as csv": (
        ("--dept", "59", "--table", "totals", "--table", "flows", "--format", "csv"),
        "csv",
    ),
    "top of no number": (("--dept", "59", "--top", "many"), "--top"),
    "top of nothing": (("--dept", "59", "--top", "0"), "--top"),
    "no language of ours": (("--dept", "59", "--lang", "de"), "de"),
}


@pytest.mark.parametrize(("words", "says"), USAGE.values(), ids=list(USAGE))
def test_usage_is_2(store: Path, words: tuple[str, ...], says: str) -> None:
    result = run("compute", *words, "--data-dir", store)

    assert result.code == 2, result.err
    assert result.out == ""
    assert says.lower() in result.err.lower()


@pytest.mark.parametrize("case", ["unknown table", "unknown département", "no quarter", "no year"])
def test_a_usage_error_of_ours_is_one_line(store: Path, case: str) -> None:
    words, says = USAGE[case]

    assert says in one_line(run("compute", *words, "--data-dir", store).err)


@pytest.mark.parametrize(
    ("words", "helped"),
    [
        (("config", "diff", "one", "two"), "config --help"),
        (("compute", "--dept"), "compute --help"),
        (("compute", "--dept", "59", "--tariff", "much"), "compute --help"),
        (("chart", "--dept", "59", "--size", "wall"), "chart --help"),
        (("computer",), "tradefiche --help"),
        (("--json",), "tradefiche --help"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_a_slip_of_the_command_line_names_the_help_in_one_line(
    words: tuple[str, ...], helped: str
) -> None:
    result = run(*words)

    assert result.code == 2
    assert one_line(result.err).endswith(f"{helped}`")


def test_list_alone_lists_what_can_be_listed() -> None:
    told = run("list")
    assert told.code == 0
    names = [row["name"] for row in json.loads(run("list", "--json").out)]
    assert [line.split()[0] for line in told.out.splitlines() if line[0] != " "] == ["Name", *names]

    for name in names:
        assert run("list", name).code == 0


def test_every_command_has_its_sentence_whole_in_the_help() -> None:
    said = run("--help").out

    assert said.count("...") == said.count("[ARGS]...")


def test_nothing_asked_is_2_with_the_help_in_its_lines() -> None:
    result = run()

    assert result.code == 2
    assert result.out == ""
    assert len(result.err.splitlines()) > 10
    assert "compute" in result.err


def test_unknown_command_is_2() -> None:
    result = run("computer")

    assert result.code == 2
    assert "compute" in result.err


def test_default_is_the_newest_full_year(store: Path) -> None:
    result = run("compute", "--dept", "59", "--format", "json", "--data-dir", store)

    assert result.json["tables"]["totals"][0]["period"] == "2024"


def test_a_year_with_less_is_66_and_says_what_to_ask_for(store: Path) -> None:
    result = run("compute", "--dept", "59", "--year", "2022", "--data-dir", store)

    assert result.code == 66
    assert result.out == ""
    line = one_line(result.err)
    assert "--period" in line
    assert "2022" in line


@pytest.mark.parametrize("words", [("--year", "2019"), ("--year", "1980"), ("--period", "2025Q1")])
def test_nothing_for_the_period_is_66_and_lists_what_is_held(
    store: Path, words: tuple[str, ...]
) -> None:
    result = run("compute", "--dept", "59", *words, "--data-dir", store)

    assert result.code == 66
    line = one_line(result.err)
    assert "2024" in line
    assert words[1] in line


def test_a_release_older_than_all_is_66(store: Path) -> None:
    words = ("--dept", "59", "--release", "2019-01")
    result = run("compute", *words, "--data-dir", store)

    assert result.code == 66
    one_line(result.err)


def test_the_release_printed_is_one_that_there_is(store: Path) -> None:
    words = ("--dept", "59", "--year", "2024", "--release", "2031-12", "--json")
    result = run("compute", *words, "--data-dir", store)

    assert result.json["meta"]["release"] == "2025-02"


def test_a_damaged_store_is_74(tmp_path: Path) -> None:
    assert fetch(tmp_path / "store", *pair(tmp_path / "in", year_of())).code == 0
    for path in (tmp_path / "store" / "slices").iterdir():
        path.write_bytes(path.read_bytes()[:100])

    result = run("compute", "--dept", "59", "--data-dir", tmp_path / "store")

    assert result.code == 74
    assert "fetch again" in one_line(result.err)


def test_an_empty_store_is_66_with_the_way_out(empty_store: Path) -> None:
    result = run("compute", "--dept", "59", "--data-dir", empty_store)

    assert result.code == 66
    line = one_line(result.err)
    assert "fetch" in line
    assert "--sample" in line


def test_a_slip_in_the_configuration_is_78(store: Path, tmp_path: Path) -> None:
    (tmp_path / "countries.yaml").write_text("countries: [1, 2\n", encoding="utf-8")

    options = ("--data-dir", store, "--config-dir", tmp_path)
    result = run("compute", "--dept", "59", "--table", "partners", *options)

    assert result.code == 78
    assert "countries.yaml" in one_line(result.err)


def test_a_file_that_takes_the_place_of_none_is_said(store: Path, tmp_path: Path) -> None:
    (tmp_path / "country.yaml").write_text("countries: {}\n", encoding="utf-8")

    result = run("list", "regions", "--data-dir", store, "--config-dir", tmp_path)

    assert result.code == 0
    assert "country.yaml" in one_line(result.err)


def test_no_such_configuration_folder_is_78(store: Path, tmp_path: Path) -> None:
    options = ("--data-dir", store, "--config-dir", tmp_path / "nowhere")

    assert run("compute", "--dept", "59", *options).code == 78


def test_an_output_that_cannot_be_made_is_73(store: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    words = ("--dept", "59", "--table", "totals", "--format", "csv", "--data-dir", store)

    result = run("compute", *words, "-o", tmp_path / "file" / "totals.csv")

    assert result.code == 73
    one_line(result.err)


def test_a_store_of_exports_alone_has_no_full_year(tmp_path: Path) -> None:
    path = latest_zip(tmp_path, "E", year_of(flows="E"))
    assert fetch(tmp_path / "store", path).code == 0

    result = run("compute", "--dept", "59", "--year", "2024", "--data-dir", tmp_path / "store")

    assert result.code == 66
    assert "import" in one_line(result.err)


def test_a_store_that_another_run_holds_is_75(tmp_path: Path) -> None:
    paths = pair(tmp_path / "in", year_of())
    assert fetch(tmp_path / "store", paths[0]).code == 0
    [lock] = [path for path in (tmp_path / "store").rglob("*") if "lock" in path.name]

    with FileLock(lock):
        result = fetch(tmp_path / "store", paths[1])

    assert result.code == 75
    one_line(result.err)
    assert fetch(tmp_path / "store", paths[1]).code == 0
