"""What is odd but readable is taken in, and reported once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests import oddities
from tests.builders import (
    Member,
    Record,
    labels,
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

    from tests.oddities import Oddity


@pytest.mark.parametrize("oddity", oddities.ODDITIES.values(), ids=list(oddities.ODDITIES))
def test_taken_in_and_reported(oddity: Oddity, tmp_path: Path) -> None:
    path = oddity.build(tmp_path / "in")

    result = fetch(tmp_path / "store", path)

    assert result.code == 0, result.err
    assert exports(tmp_path / "store") == oddity.exports
    for words in oddity.says:
        lines = [line for line in result.err.splitlines() if words.lower() in line.lower()]
        assert lines, f"{words} is not in {result.err}"
    assert len(set(result.err.splitlines())) == len(result.err.splitlines())


def test_what_is_odd_is_not_said_again_of_a_file_that_brings_nothing(tmp_path: Path) -> None:
    path = oddities.ODDITIES["negative Valeur"].build(tmp_path / "in")
    first = fetch(tmp_path / "store", path)
    assert "negative" in first.err

    again = fetch(tmp_path / "store", path)

    assert again.code == 0
    assert "negative" not in again.err


def test_labels_above_an_unpacked_text_are_read(tmp_path: Path) -> None:
    record = Record("E", 1, a129="C99Z")
    write(tmp_path / "in" / "data" / "REGIONAL_CPF4PAYSE.txt", text([record]))
    for label in labels(extra_a129="C99Z;Produit tout neuf;202301;999912\n"):
        write(tmp_path / "in" / label.name, label.data)
    assert fetch(tmp_path / "store", tmp_path / "in").code == 0

    words = ("--france", "--period", "2024Q1", "--table", "products", "--format", "csv")
    found = run("compute", *words, "--data-dir", tmp_path / "store")

    assert "Produit tout neuf" in found.out


def test_nothing_odd_is_reported_of_a_plain_file(tmp_path: Path) -> None:
    result = fetch(tmp_path / "store", *pair(tmp_path, year_of()))

    assert result.code == 0
    for word in ("mass", "negative", "duplicate", "unknown", "blank", "byte order"):
        assert word not in result.err.lower()


def test_both_flows_in_one_zip(tmp_path: Path) -> None:
    result = fetch(tmp_path / "store", oddities.both_flows_zip(tmp_path))

    assert result.code == 0, result.err
    found = run("compute", "--dept", "59", "--format", "json", "--data-dir", tmp_path / "store")
    row = found.json["tables"]["totals"][0]
    assert (row["exports_eur"], row["imports_eur"], row["period"]) == (10_000, 10_000, "2024")


@pytest.mark.parametrize(("flow", "missing"), [("E", "import"), ("I", "export")])
def test_one_flow_alone_is_taken_with_a_notice(tmp_path: Path, flow: str, missing: str) -> None:
    result = fetch(tmp_path / "store", latest_zip(tmp_path, flow, year_of(flows=flow)))

    assert result.code == 0
    assert missing in result.err


def test_the_content_decides_the_flow(tmp_path: Path) -> None:
    records = text(year_of(flows="E"))
    path = write(tmp_path / "202502_Regional_2024_import.txt", records)

    assert fetch(tmp_path / "store", path).code == 0

    assert exports(tmp_path / "store") == 10_000


def test_namibia_is_a_country_and_kosovo_has_its_name_of_today(tmp_path: Path) -> None:
    lines = [*year_of(), Record(country="NA", value=9), Record(country="XK", value=8)]
    assert fetch(tmp_path / "store", *pair(tmp_path, lines)).code == 0

    words = ("--dept", "59", "--table", "partners", "--format", "json")
    found = run("compute", *words, "--data-dir", tmp_path / "store").json["tables"]["partners"]

    names = {row["country"]: (row["country_name"], row["exports_rank"]) for row in found}
    assert names["NA"] == ("Namibie", 2)
    assert names["XK"] == ("Kosovo", 3)


def test_labels_of_the_files_stand_in_for_codes_that_config_lacks(tmp_path: Path) -> None:
    lines = [*year_of(flows="E"), Record(country="ZQ", a129="C99Z", value=5)]
    extra = labels(
        extra_a129='C99Z;"Objets trouvés ; divers";200901;999912\n',
        extra_countries="ZQ;Ancienne Zanquie;190001;199912\nZQ;Zanquie;200001;999912\n",
    )
    path = write_zip(tmp_path / oddities.NAME, [Member(oddities.DATA, text(lines)), *extra])
    assert fetch(tmp_path / "store", path).code == 0

    words = ("--dept", "59", "--table", "partners", "--table", "products", "--format", "json")
    period = ("--period", "2024Q1", "--data-dir", tmp_path / "store")
    tables = run("compute", *words, *period).json["tables"]

    countries = {row["country"]: row["country_name"] for row in tables["partners"]}
    products = {row["product"]: row["product_name"] for row in tables["products"]}
    assert countries["ZQ"] == "Zanquie"
    assert products["C99Z"] == "Objets trouvés ; divers"


def test_an_unknown_code_is_its_own_label(tmp_path: Path) -> None:
    lines = [*year_of(), Record(country="ZQ", a129="C99Z", cpf4="0199", value=5)]
    assert fetch(tmp_path / "store", *pair(tmp_path, lines)).code == 0

    for level, code in (("a129", "C99Z"), ("cpf4", "0199")):
        words = ("--dept", "59", "--table", "partners", "--table", "products", "--level", level)
        found = run("compute", *words, "--format", "json", "--data-dir", tmp_path / "store").json
        countries = {r["country"]: r["country_name"] for r in found["tables"]["partners"]}
        products = {r["product"]: r["product_name"] for r in found["tables"]["products"]}
        assert countries["ZQ"] == "ZQ"
        assert products[code] == code


def test_missing_departements_are_reported(tmp_path: Path) -> None:
    result = fetch(tmp_path / "store", latest_zip(tmp_path, "E", year_of(flows="E")))

    assert result.code == 0
    assert "100 départements" in result.err


def test_a_year_of_the_older_classification_is_flagged(tmp_path: Path) -> None:
    path = latest_zip(tmp_path, "E", year_of(2014, "E"), release="201502")

    result = fetch(tmp_path / "store", path)

    assert result.code in {0, 65}
    assert any("2014" in line and "2015" in line for line in result.err.splitlines()), result.err


def test_an_unknown_code_that_the_store_holds_can_be_asked_for(tmp_path: Path) -> None:
    lines = [*year_of(), Record(country="ZQ", a129="C99Z", cpf4="0199", value=5)]
    assert fetch(tmp_path / "store", *pair(tmp_path, lines)).code == 0

    for option, code in (("--country", "ZQ"), ("--product", "C99Z")):
        words = ("--dept", "59", option, code, "--table", "totals", "--json")
        result = run("compute", *words, "--data-dir", tmp_path / "store")
        assert result.code == 0, result.err
        assert result.json["tables"]["totals"][0]["exports_eur"] == 5


def test_figures_beyond_reason_are_refused(tmp_path: Path) -> None:
    lines = [Record(value=2**63 - 1), Record(value=2**63 - 1)]

    result = fetch(tmp_path / "store", latest_zip(tmp_path, "E", lines))

    assert result.code == 65
    assert "line 1" in result.err


def test_what_is_odd_here_and_there_is_no_warning_and_what_is_odd_all_over_is(
    tmp_path: Path,
) -> None:
    plain = [Record(value=n) for n in range(1, 500)]
    lines = {"usual": [*plain, Record(country="BE", mass=None)], "odd": year_of(flows="E")}
    lines["odd"] = [*lines["odd"], *(Record(country="BE", mass=None, value=-5) for _ in range(9))]
    for case, level in (("usual", "notice"), ("odd", "warning")):
        # a key that comes twice is odd too: each row has its own
        records = [replace(each, country=_country(n)) for n, each in enumerate(lines[case])]
        path = latest_zip(tmp_path / case, "E", records)

        document = fetch(tmp_path / f"store-{case}", path, more=("--json",)).json

        [found] = [each for each in document["findings"] if each["code"] == "odd"]
        assert found["level"] == level


def _country(number: int) -> str:
    return chr(ord("A") + number // 26 % 26) + chr(ord("A") + number % 26)
