"""What `compute` prints: 80 columns, nothing cut, each figure under its head."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.running import run
from tradefiche.reference.countries import countries
from tradefiche.reference.products import nomenclature
from tradefiche.report.columns import WIDTH, columns, width, wrapped
from tradefiche.settings import config_dirs

if TYPE_CHECKING:
    from pathlib import Path

NAME = 28
PLACES = {
    "a département": ("--dept", "13"),
    "France": ("--france",),
    "the régions": ("--all-regions",),
    "the départements": ("--all",),
    "one flow": ("--dept", "59", "--period", "2022Q2..2022Q3"),
    "fine products, many flows": ("--france", "--level", "cpf4", "--highlight", "12"),
}


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

    assert [line for line in text.splitlines() if width(line) > WIDTH] == []
    assert not re.search(r"\w…", text)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_short_label_fits_its_column(lang: str) -> None:
    dirs = config_dirs()
    products, partners = nomenclature(dirs), countries(dirs)
    labels = [partners.short(code, lang) for code in partners.codes]  # type: ignore[arg-type]
    for level in ("a129", "a38", "a17"):
        labels += [products.short(level, code, lang) for code in products.codes(level)]  # type: ignore[arg-type]

    assert [label for label in labels if width(label) > NAME] == []


def test_the_largest_figures_do_not_touch() -> None:
    rows = [["Solde", "−104 421,9", "< 0,1"], ["Reste", "580 354,5", "100,0"]]

    lines = list(columns(rows, right=frozenset({1, 2}), least=(10, 13, 6)))

    assert lines == ["Solde        −104 421,9 < 0,1", "Reste         580 354,5 100,0"]


def test_a_long_name_takes_several_lines() -> None:
    name = "\n".join(wrapped("Services de location et de leasing de machines", size=20))

    lines = list(columns([[name, 1], ["Vin", 22]], right=frozenset({1})))

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
    expected = [row[key] / 1e6 for key in ("exports_eur", "imports_eur", "balance_eur")]
    shares = [row["exports_share_pct"], row["imports_share_pct"]]
    assert line.startswith(row["country_name"])
    assert values == pytest.approx(
        [expected[0], shares[0], expected[1], shares[1], expected[2]], abs=0.0501
    )


def test_a_filter_is_named(store: Path) -> None:
    words = ("--dept", "59", "--product", "c29a", "--country", "US")

    french, english = said(store, *words), said(store, *words, "--lang", "en")
    for text, name in (
        (french, "Automobiles, États-Unis"),
        (english, "Motor vehicles, United States"),
    ):
        assert name[1:] in text.split("\n\n")[0].replace("\n", " ")
        assert f" · {name}\n" in text
        assert text.rstrip().endswith(f"{name}.")
