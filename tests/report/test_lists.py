"""Lists have headings, and a word finds what people mean by it."""

from __future__ import annotations

import pytest

import tradefiche as tf
from tests.running import one_line, run
from tradefiche.errors import UsageError
from tradefiche.reference.searching import first_fitting


def codes(*words: str) -> list[str]:
    """Return the first value of each row that a search finds."""
    result = run("list", *words, "--json")
    assert result.code == 0, result.err
    rows: list[dict[str, str]] = result.json  # type: ignore[assignment]  # JSON
    return [next(iter(row.values())) for row in rows]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("products", "avion"), ["C30C"]),
        (("products", "AVIONS"), ["C30C"]),
        (("products", "aircraft"), ["C30C"]),
        (("products", "voiture"), ["C29A"]),
        (("products", "bière"), ["C11Z"]),
        (("products", "biere", "--lang", "en"), ["C11Z"]),
        (("products", "avion", "--level", "cpf4"), ["2811", "3030"]),
        (("countries", "uk"), ["GB", "UA"]),
        (("countries", "etats", "unis"), ["UM", "US"]),
        (("countries", "état", "uni"), ["UM", "US"]),
        (("countries", "république tchèque"), ["CZ"]),
        (("departements", "savoies"), ["73", "74"]),
        (("regions", "hauts"), ["32"]),
        (("territoires", "dunkerque"), ["ti-3201"]),
        (("measures", "couverture"), ["coverage"]),
        (("tables", "exposition"), ["exposure"]),
        (("charts", "sankeys"), ["sankey-exports", "sankey-imports"]),
        (("groups", "énergies"), ["energie"]),
        (("indicators", "hhi", "région"), ["region_hhi", "hhi_rank"]),
    ],
    ids=" ".join,
)
def test_a_word_finds(words: tuple[str, ...], found: list[str]) -> None:
    assert codes(*words) == found


@pytest.mark.parametrize(
    ("several", "one"),
    [
        ("avions", "avion"), ("metaux", "metal"), ("cycles", "cycle"), ("boxes", "box"),
        ("batteries", "battery"), ("bijoux", "bijou"), ("animaux", "animal"), ("gaz", "gaz"),
        ("eaux", "eau"), ("bus", "bus"),
    ],
)  # fmt: skip
def test_a_plural_is_found_by_its_singular_and_the_other_way(several: str, one: str) -> None:
    assert first_fitting([one], [several]) == several
    assert first_fitting([several], [one]) == one


def test_it_says_by_which_name_it_found() -> None:
    text = run("list", "products", "avion").out

    assert text.splitlines()[0].split("  ")[0] == "Code"
    assert "Found by" in text
    assert "Avions et engins spatiaux" in text
    assert "Found by" not in run("list", "products", "boissons").out


def test_columns_have_headings_and_json_keeps_its_keys() -> None:
    lines = run("list", "departements").out.splitlines()

    assert lines[0].split() == ["Code", "Customs", "Id", "Region", "Name"]
    assert lines[1].split() == ["01", "01", "dept-01", "84", "Ain"]
    assert [*run("list", "departements", "--json").json[0]] == [  # type: ignore[index]  # JSON
        "code", "customs", "id", "region", "name",
    ]  # fmt: skip


@pytest.mark.parametrize("more", [(), ("--json",)])
def test_nothing_found_is_said_with_the_nearest(more: tuple[str, ...]) -> None:
    result = run("list", "products", "aviom", *more)

    assert (result.code, result.out) == (2, "")
    assert "nothing in products goes by 'aviom'" in one_line(result.err)
    assert "did you mean avions?" in result.err
    assert "tradefiche list countries" in run("list", "countries", "zzzzz").err


def test_a_search_needs_a_letter() -> None:
    assert run("list", "products", "!").code == 2


def test_the_library_searches_alike() -> None:
    assert tf.products(search="avion")["code"].to_list() == ["C30C"]
    assert tf.countries(search="UK")["code"].to_list() == codes("countries", "UK")
    assert tf.groups(search="energie")["name"].to_list() == ["energie"]
    assert tf.territories(search="savoies")["id"].to_list() == ["dept-73", "dept-74"]
    with pytest.raises(UsageError, match="zzzzz"):
        tf.territories(search="zzzzz")


@pytest.mark.parametrize("word", ["paca", "idf", "hdf"])
def test_a_departement_is_not_found_by_a_region_of_its_code(word: str) -> None:
    """The further name of région 11 is no name of département 11."""
    assert len(run("list", "regions", word, "--json").json) == 1
    assert run("list", "departements", word).code == 2
