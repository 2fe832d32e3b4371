"""What `compute` prints: 80 columns, nothing cut, each figure under its head."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.running import run
from tradefiche.reference.countries import countries
from tradefiche.reference.products import nomenclature
from tradefiche.report.columns import columns, width, wrapped
from tradefiche.report.page import USUAL
from tradefiche.settings import config_dirs
from tradefiche.tabulation.registry import contract

if TYPE_CHECKING:
    from pathlib import Path

NAME = 28
PLACES = {
    "a département": ("--dept", "13"),
    "France": ("--france",),
    "the régions": ("--all-regions",),
    "the départements": ("--all",),
    "one flow": ("--dept", "59", "--period", "2022Q2..2022Q3"),
    "much left out": (
        "--dept", "04", "--exclude-product", "energie,aeronautique,automobile,pharmacie,boissons",
        "--exclude-country", "CN,US",
    ),
    "a measure with a level": (
        "--all-regions", "--table", "ranking", "--measure", "imports_hhi_products",
        "--level", "cpf4",
    ),
    "fine products, many flows": ("--france", "--level", "cpf4", "--highlight", "12"),
}  # fmt: skip


def said(store: Path, *words: str) -> str:
    result = run("compute", *words, "--data-dir", store)
    assert result.code == 0, result.err
    return result.out


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("case", PLACES)
def test_no_line_is_wider_than_a_terminal_and_no_name_is_cut(
    store: Path, case: str, lang: str
) -> None:
    text = said(store, *PLACES[case], "--lang", lang)

    assert [line for line in text.splitlines() if width(line) > USUAL] == []
    assert not re.search(r"\w…", text)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_short_label_fits_its_column(lang: str) -> None:
    dirs = config_dirs()
    products, partners = nomenclature(dirs), countries(dirs)
    labels = [partners.short(code, lang) for code in partners.codes]  # type: ignore[arg-type]  # a parameter of pytest is a plain string
    for level in ("a129", "a38", "a17"):
        labels += [products.short(level, code, lang) for code in products.codes(level)]  # type: ignore[arg-type]  # a parameter of pytest is a plain string

    assert [label for label in labels if width(label) > NAME] == []


def test_the_largest_figures_do_not_touch() -> None:
    rows = [["Solde", "−104 421,9", "< 0,1"], ["Reste", "580 354,5", "100,0"]]

    lines = list(columns(rows, right=frozenset({1, 2}), least=(10, 13, 6)))

    assert lines == ["Solde        −104 421,9 < 0,1", "Reste         580 354,5 100,0"]


def test_a_long_name_takes_several_lines() -> None:
    name = "\n".join(wrapped("Services de location et de leasing de machines", size=20))

    lines = list(columns([[name, "1"], ["Vin", "22"]], right=frozenset({1})))

    assert lines == [
        "Services de location   1",
        "et de leasing de",
        "machines",
        "Vin                   22",
    ]


def test_a_line_of_partners_has_its_figures(store: Path) -> None:
    text = said(store, "--dept", "59", "--table", "partners").replace("\u202f", " ")
    row = run("compute", "--dept", "59", "--table", "partners", "--json", "--data-dir", store).json[
        "tables"
    ]["partners"][0]

    line = text.splitlines()[4]
    figures = re.findall(r"−?[\d ]+,\d", line.removeprefix(row["country_name"]))

    values = [
        float(figure.replace("−", "-").replace(" ", "").replace(",", ".")) for figure in figures
    ]
    expected = [row[key] / 1e6 for key in ("imports_eur", "exports_eur", "balance_eur")]
    shares = [row["imports_share_pct"], row["exports_share_pct"]]
    assert line.startswith(row["country_name"])
    assert values == pytest.approx(
        [expected[0], shares[0], expected[1], shares[1], expected[2]], abs=0.0501
    )


def test_a_filter_is_named(store: Path) -> None:
    words = ("--dept", "59", "--product", "c29a", "--country", "US")

    french, english = said(store, *words), said(store, *words, "--lang", "en")
    for text, scope in (
        (french, "automobiles, États-Unis"),
        (english, "motor vehicles, United States"),
    ):
        assert f"({scope})" in text.split("\n\n")[0].replace("\n", " ")
        assert f" · {scope}\n" in text
        assert text.lower().rstrip().endswith(f". {scope}.".lower())


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_several_territories_stand_in_one_table_with_the_territory_in_front(
    store: Path, lang: str
) -> None:
    tables = [name for name in contract() if name != "checks"]
    words = [word for name in tables for word in ("--table", name)]
    text = said(store, "--dept", "59,04", "--year", "2024", *words, "--lang", lang)

    assert [line for line in text.splitlines() if width(line) > USUAL] == []
    blocks = {block.splitlines()[0].split(" · ")[0]: block for block in text.split("\n\n")}
    for name in tables:
        block = blocks[contract()[name].title(lang)]  # type: ignore[arg-type]  # a parameter of pytest is a plain string
        rows = [line for line in block.splitlines()[1:] if line.startswith(("  Nord", "  Alpes"))]
        assert rows or block.splitlines()[1] in ("Aucune ligne.", "No row."), name


def test_the_rows_of_several_periods_are_dated(store: Path) -> None:
    text = said(store, "--dept", "59,62", "--year", "2023..2024", "--table", "totals")

    rows = re.findall(r"^  (202\d)  ([\w-]+) ", text, re.MULTILINE)
    assert rows == [
        ("2023", "Nord"), ("2024", "Nord"), ("2023", "Pas-de-Calais"), ("2024", "Pas-de-Calais"),
    ]  # fmt: skip


def test_a_ranking_ends_with_france_and_has_its_unit(store: Path) -> None:
    lines = said(store, "--table", "ranking", "--year", "2024", "--head", "2").splitlines()

    assert lines[0] == "Classement · Exportations · 2024"
    assert lines[2].split()[0] == "M€"
    assert [re.split(" {2,}", line.strip())[1] for line in lines[3:6]] == ["1", "2", "–"]
    assert lines[5].startswith("  France ")
    text = said(store, "--table", "ranking", "--year", "2024", "--measure", "exports_hhi_products")
    assert "indice" in text.splitlines()[2]
