"""Issues: each code by an example, the levels, and what never is an issue."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from tests.builders import Record, archive_zip, latest_zip, pair, year_of
from tests.datasets import DEPTS
from tests.running import fetch, run
from tradefiche.indicators.checks.identities import unequal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

M = 1_000_000


def steady(*years: int, value: int = 10 * M) -> list[Record]:
    """Return both flows of Nord, the same each quarter, with four countries."""
    countries = ("DE", "BE", "US", "IT")
    return [
        Record(flow, quarter, year, country=country, value=value)
        for year in years
        for flow in "EI"
        for quarter in (1, 2, 3, 4)
        for country in countries
    ]


def issues(store: Path, *words: str) -> list[dict[str, Any]]:
    result = run("check", *words, "--json", "--data-dir", store)
    assert result.code == 0, result.err
    rows: list[dict[str, Any]] = result.json["findings"]
    return rows


def stored(folder: Path, records: Sequence[Record], release: str = "202601") -> Path:
    result = fetch(folder / "store", *pair(folder / release, records, release=release))
    assert result.code == 0, result.err
    return folder / "store"


def brief(rows: list[dict[str, Any]]) -> list[tuple[object, ...]]:
    return [
        tuple(row[name] for name in ("severity", "code", "about", "flow", "item")) for row in rows
    ]


def test_steady_trade_gives_caveats_alone(tmp_path: Path) -> None:
    store = stored(tmp_path, steady(2023, 2024))

    rows = issues(store, "--dept", "59")

    assert brief(rows) == [("notice", "ports", None, None, None)]
    assert issues(store, "--dept", "80") == []


def test_caveats_by_territory(tmp_path: Path) -> None:
    store = stored(tmp_path, steady(2023, 2024))

    def codes(*words: str) -> list[str]:
        return [row["code"] for row in issues(store, *words)]

    assert codes("--dept", "75") == codes("--dept", "92") == ["energy"]
    assert codes("--dept", "99") == ["monaco"]
    assert codes("--dept", "974") == ["drom", "ports"]
    assert codes("--dept", "20") == ["corse"]
    assert codes() == codes("--france") == ["energy", "monaco"]


def test_a_quarter_that_doubles(tmp_path: Path) -> None:
    extra = Record("E", 3, 2024, country="DE", value=41 * M)
    rows = issues(stored(tmp_path, [*steady(2023, 2024), extra]), "--dept", "59")

    assert brief(rows)[:3] == [
        ("warning", "country-jump", "partners", "export", "DE"),
        ("warning", "quarter-jump", "evolution", "export", "2024Q3"),
        ("notice", "ports", None, None, None),
    ]
    assert (rows[1]["value"], rows[1]["reference"]) == (81 * M, 40 * M)
    assert rows[1]["message"] == (
        "3ᵉ\u00a0trimestre\u00a02024, exportations\u00a0: 81,0\u00a0M€, contre 40,0\u00a0M€ "
        "un an plus tôt."
    )
    assert [row["number"] for row in rows] == [1, 2, 3]


def test_a_small_quarter_may_double(tmp_path: Path) -> None:
    records = [*year_of(2023, value=1_000), *year_of(2024, value=9_000)]

    rows = issues(stored(tmp_path, records), "--dept", "59")

    assert "quarter-jump" not in {row["code"] for row in rows}


def test_a_product_that_appears_and_one_that_goes(tmp_path: Path) -> None:
    new = Record("I", 1, 2024, a129="C30C", cpf4="3030", value=20 * M)
    gone = Record("I", 1, 2023, a129="C21Z", cpf4="2110", value=20 * M)
    rows = issues(stored(tmp_path, [*steady(2023, 2024), new, gone]), "--dept", "59")

    assert brief(rows)[:2] == [
        ("warning", "product-jump", "products", "import", "C21Z"),
        ("warning", "product-jump", "products", "import", "C30C"),
    ]
    assert (rows[1]["value"], rows[1]["reference"]) == (20 * M, 0)


def test_the_break_of_2022_is_said_and_hides_jumps(tmp_path: Path) -> None:
    store = stored(tmp_path, [*steady(2021), *steady(2022, value=50 * M)])

    rows = issues(store, "--dept", "80", "--year", "2022")

    assert brief(rows) == [("notice", "emebi", None, None, None)]


def test_a_release_that_revises_and_loses_rows(tmp_path: Path) -> None:
    store = stored(tmp_path, steady(2023, 2024), "202501")
    again = [r for r in steady(2024) if (r.flow, r.quarter, r.country) != ("E", 2, "US")]
    assert stored(tmp_path, again, "202504") == store

    rows = issues(store, "--dept", "59")

    assert brief(rows)[:2] == [
        ("warning", "coverage", "evolution", "export", "2024Q2"),
        ("warning", "revised", "evolution", "export", "2024Q2"),
    ]
    assert [(row["value"], row["reference"]) for row in rows[:2]] == [(3, 4), (30 * M, 40 * M)]
    as_first_told = issues(store, "--dept", "59", "--release", "2025-01")
    assert {row["code"] for row in as_first_told} == {"ports"}


def test_first_figures_against_revised_ones(tmp_path: Path) -> None:
    store = stored(tmp_path, steady(2023), "202501")
    assert stored(tmp_path, steady(2024), "202502") == store

    rows = issues(store, "--dept", "80")

    assert brief(rows) == [("notice", "vintage", None, None, None)]


def test_two_years_of_one_release_are_measured_alike(tmp_path: Path) -> None:
    assert issues(stored(tmp_path, steady(2023, 2024), "202502"), "--dept", "80") == []


def test_gaps(tmp_path: Path) -> None:
    store = stored(tmp_path, [r for r in steady(2024) if r.flow == "E"])

    rows = issues(store, "--dept", "80", "--period", "2024Q1..2024Q2")

    assert brief(rows) == [
        ("warning", "missing-flow", None, "import", None),
        ("notice", "no-year-before", None, "export", None),
    ]


def test_what_falls_to_no_country_and_to_no_departement(tmp_path: Path) -> None:
    odd = [
        Record("E", 1, 2024, country="QU", value=20 * M),
        Record("I", 1, 2024, dept="98", value=3 * M),
    ]
    store = stored(tmp_path, [*steady(2023, 2024), *odd])

    rows = {row["code"]: row for row in issues(store, "--france")}

    assert rows["not-rankable"]["value"] == pytest.approx(100 * 20 / 180)
    assert (rows["nowhere"]["flow"], rows["nowhere"]["value"]) == ("import", 3 * M)
    assert "nowhere" not in {row["code"] for row in issues(store, "--dept", "59")}


def test_unknown_country_codes_are_said(tmp_path: Path) -> None:
    store = stored(tmp_path, [*steady(2023, 2024), Record("E", 1, 2024, country="ZQ", value=700)])

    rows = issues(store, "--dept", "80") + issues(store, "--dept", "59")

    [unknown] = [row for row in rows if row["code"] == "unknown-country"]
    assert (unknown["flow"], unknown["value"]) == ("export", 700)
    assert unknown["message"].replace("\u00a0", " ").startswith("Exportations : 700 € relèvent de")


def test_of_several_jumps_none_is_said_to_be_alone(tmp_path: Path) -> None:
    doubled = [Record("E", 1, 2024, country=code, value=40 * M) for code in ("US", "IT", "FR")]
    store = stored(tmp_path, [*steady(2023, 2024), *doubled, *doubled])

    rows = [row for row in issues(store, "--dept", "80") if row["code"] == "country-jump"]
    rows += [row for row in issues(store, "--dept", "59") if row["code"] == "country-jump"]

    assert {row["item"] for row in rows} == {"US", "IT", "FR"}
    for row in rows:
        assert "seul" not in row["message"]
        assert "ce pays" not in row["message"]
        assert "pèse au moins 5 points" in row["message"]


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ((), {"country-jump DE", "quarter-jump 2024Q3", "ports None"}),
        (("--country", "DE"), {"country-jump DE", "quarter-jump 2024Q3", "ports None"}),
        (("--country", "DE", "--product", "C29A"), {"quarter-jump 2024Q3", "ports None"}),
        (("--country", "IT"), {"ports None"}),
    ],
)
def test_a_question_of_some_countries_is_told_of_them_alone(
    tmp_path: Path, words: tuple[str, ...], codes: set[str]
) -> None:
    extra = Record("E", 3, 2024, country="DE", value=41 * M, a129="C29A", cpf4="2910")
    store = stored(tmp_path, [*steady(2023, 2024), extra])

    asked = ("--dept", "59", "--table", "checks", *words, "--json")
    rows = run("compute", *asked, "--data-dir", store).json["tables"]["checks"]

    assert {f"{row['code']} {row['item']}" for row in rows if row["about"] != "products"} == codes
    assert not words or not any(row["about"] == "products" for row in rows)


def test_the_text_shows_five_issues_and_counts_the_rest(tmp_path: Path) -> None:
    """Of 100 départements with a jump each, and of a question that shows no countries."""
    lines = [Record("E", 1, 2023, dept=dept, country="DE", value=M) for dept in DEPTS]
    jumps = [replace(r, year=2024, value=(9 + n) * M) for n, r in enumerate(lines)]
    others = [replace(r, flow=f, year=y) for r in lines for f in "EI" for y in (2023, 2024)]
    each = [replace(r, quarter=q, country="BE") for r in others for q in (1, 2, 3, 4)]
    store = stored(tmp_path, [*lines, *jumps, *each])

    result = run("compute", "--all", "--table", "totals", "--data-dir", store)

    shown = result.out.partition("\nContrôles\n")[2].splitlines()
    assert len([line for line in shown if line[:2] in ("✗ ", "! ", "· ")]) == 5
    assert "-jump" in result.out
    assert "country-jump" not in result.out
    assert "Contrôles" not in result.out.partition("\nContrôles\n")[2]
    [command] = [line for line in shown if line.startswith("  tradefiche")]
    assert command == "  tradefiche check --all --year 2024"
    rest = int(shown[shown.index(command) - 1].split()[2])
    whole = run(*command.split()[1:], "--data-dir", store)
    assert whole.code == 0, whole.err
    assert whole.out.count("[country-jump]") > 30
    assert whole.out.count("[quarter-jump]") > 30
    assert rest > 30


def test_the_command_for_the_rest_asks_the_same(store: Path) -> None:
    words = ("--all", "--table", "totals", "--country", "US", "--lang", "en", "--year", "2024")

    result = run("compute", *words, "--release", "2025-02", "--data-dir", store)

    [command] = [line for line in result.out.splitlines() if line.startswith("  tradefiche")]
    assert command == (
        "  tradefiche compute --table checks --all --year 2024 --country US "
        "--release 2025-02 --lang en"
    )
    assert run(*command.split()[1:], "--data-dir", store).code == 0


def test_a_store_that_was_changed_is_an_error_and_1(tmp_path: Path) -> None:
    store = stored(tmp_path, steady(2023, 2024))
    path = store / "store.json"
    document = json.loads(path.read_bytes())
    document["format"] = 1
    del document["digest"]  # as version 0.1 wrote it
    [held] = [each for each in document["held"] if "export-2024Q2" in each["file"]]
    held["value_eur"] -= 1
    path.write_text(json.dumps(document), "utf-8")

    result = run("check", "--dept", "59", "--json", "--data-dir", store)

    assert result.code == 1
    assert result.json["errors"] == 1
    assert brief(result.json["findings"])[0] == ("error", "store-total", None, "export", "2024Q2")
    plain = run("check", "--dept", "59", "--quiet", "--data-dir", store)
    assert plain.code == 1
    assert "[store-total]" in plain.out
    assert "[ports]" not in plain.out


def test_parts_that_do_not_add_up() -> None:
    keys = {"territory": ["a", "a", "b"], "period": ["2024"] * 3, "flow": ["export"] * 3}
    parts = pl.LazyFrame({**keys, "value": [1, 2, 5]})
    totals = (
        parts.select("territory", "period", "flow")
        .unique()
        .with_columns(value=pl.when(pl.col("territory") == "a").then(3).otherwise(6))
    )

    wrong = unequal(parts, totals).collect()

    assert wrong.rows() == [("b", "2024", "export", 5, 6)]


def test_an_empty_store_is_66(empty_store: Path) -> None:
    assert run("check", "--data-dir", empty_store).code == 66


def test_nothing_to_report_is_said(tmp_path: Path) -> None:
    store = stored(tmp_path, steady(2023, 2024))

    assert run("check", "--dept", "80", "--data-dir", store).out == (
        "Somme (80) · 2024\nRien à signaler.\n"
    )
    assert run("check", "--dept", "80", "--quiet", "--data-dir", store).out == ""


def test_issues_on_the_sample_say_that_it_is_one() -> None:
    words = ("check", "--dept", "59", "--sample")

    assert run(*words, "--lang", "en").out.startswith("SYNTHETIC SAMPLE DATA")
    assert run(*words, "--quiet").out == ""


def test_the_text_of_compute_shows_issues(tmp_path: Path) -> None:
    extra = Record("E", 3, 2024, country="DE", value=41 * M)
    store = stored(tmp_path, [*steady(2023, 2024), extra])

    text = run("compute", "--dept", "59", "--lang", "en", "--data-dir", store).out

    assert "! Q3\u00a02024, exports: €81.0M, against €40.0M a year earlier." in text


def test_one_year_of_an_archive_needs_no_release_before(tmp_path: Path) -> None:
    flows = {flow: [r for r in steady(2024) if r.flow == flow] for flow in "EI"}
    paths = [archive_zip(tmp_path, flow, 2024, rows) for flow, rows in flows.items()]
    latest = latest_zip(tmp_path, "E", flows["E"], release="202502", name="again.zip")
    assert fetch(tmp_path / "store", *paths, latest).code == 0

    rows = issues(tmp_path / "store", "--dept", "80")

    assert {row["code"] for row in rows} == {"no-year-before"}
