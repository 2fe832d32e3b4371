from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tradefiche.reference.products import LEVELS, Level, Nomenclature, nomenclature

if TYPE_CHECKING:
    from pathlib import Path

    from tradefiche.language.typography import Lang

LONGEST_SHORT = 28


@pytest.fixture
def products(dirs: tuple[Path, ...]) -> Nomenclature:
    return nomenclature(dirs)


@pytest.mark.parametrize(
    ("level", "count"), [("a129", 76), ("cpf4", 576), ("a38", 22), ("a17", 10)]
)
def test_codes(products: Nomenclature, level: Level, count: int) -> None:
    codes = products.codes(level)

    assert len(codes) == count
    assert list(codes) == sorted(codes)


def test_levels_nest(products: Nomenclature) -> None:
    in_a129 = products.parents("a129")
    in_a38 = products.parents("a38")
    in_a17 = products.parents("a17")

    assert len(in_a129) == 314
    assert set(in_a129) < set(products.codes("cpf4"))
    assert set(in_a129.values()) == set(in_a38) == set(in_a17) == set(products.codes("a129"))
    assert set(in_a38.values()) == set(products.codes("a38"))
    assert set(in_a17.values()) == set(products.codes("a17"))
    assert products.parents("cpf4") == {}


@pytest.mark.parametrize(
    ("cpf4", "a129", "a38", "a17"),
    [
        ("0111", "A01Z", "AZ", "AZ"), ("0610", "B06Z", "BZ", "DE"), ("1102", "C11Z", "CA", "C1"),
        ("1920", "C19Z", "CD", "C2"), ("2042", "C20B", "CE", "C5"), ("2059", "C20C", "CE", "C5"),
        ("2120", "C21Z", "CF", "C5"), ("2620", "C26B", "CI", "C3"), ("2751", "C27A", "CJ", "C3"),
        ("2790", "C27B", "CJ", "C3"), ("2910", "C29A", "CL", "C4"), ("3030", "C30C", "CL", "C4"),
        ("3250", "C32B", "CM", "C5"), ("3511", "D35A", "DZ", "DE"), ("3832", "E38Z", "EZ", "DE"),
        ("5811", "J58Z", "JA", "JZ"), ("7420", "M74Z", "MC", "MN"), ("9003", "R90Z", "RZ", "RU"),
    ],
)  # fmt: skip
def test_what_a_class_belongs_to(
    products: Nomenclature, cpf4: str, a129: str, a38: str, a17: str
) -> None:
    assert products.parents("a129")[cpf4] == a129
    assert products.parents("a38")[a129] == a38
    assert products.parents("a17")[a129] == a17


@pytest.mark.parametrize("code", ["2550", "3320", "3600", "4100", "6201", "9900"])
def test_services_are_known_but_belong_to_no_goods(products: Nomenclature, code: str) -> None:
    assert products.name("cpf4", code, "fr") != code
    assert code not in products.parents("a129")


@pytest.mark.parametrize("level", ["a129", "a38", "a17", "cpf4"])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_goods_have_labels_short_enough_for_charts(
    products: Nomenclature, level: Level, lang: Lang
) -> None:
    goods = products.parents("a129") if level == "cpf4" else products.codes(level)
    names = {code: products.name(level, code, lang) for code in goods}
    short = {code: products.short(level, code, lang) for code in goods}

    assert {code: label for code, label in short.items() if len(label) > LONGEST_SHORT} == {}
    assert len(set(names.values())) == len(names)
    assert len(set(short.values())) == len(short)
    assert [label for label in short.values() if "." in label] == []
    assert [label for label in (*names.values(), *short.values()) if label != label.strip()] == []


def test_french_and_english_differ(products: Nomenclature) -> None:
    same = {
        level: {c for c in products.codes(level)
                if products.name(level, c, "fr") == products.name(level, c, "en")}
        for level in LEVELS
    }  # fmt: skip

    assert same == {"a129": set(), "cpf4": {"0520", "1106", "2442"}, "a38": set(), "a17": set()}


def test_labels_are_clean_french(products: Nomenclature) -> None:
    assert products.name("cpf4", "0147", "fr") == "Volailles vivantes et œufs"
    assert products.name("cpf4", "1391", "fr") == "Étoffes à maille"
    assert products.name("a129", "C26E", "fr") == (
        "Appareils de mesure, d’essai et de navigation\u202f; articles d’horlogerie"
    )
    every = [products.name(level, c, "fr") for level in LEVELS for c in products.codes(level)]
    assert [label for label in every if any(sign in label for sign in "\x92\ufffdÃ")] == []
    assert [label for label in every if " ;" in label or " :" in label] == []


def test_a_code_that_nobody_knows_is_its_own_label(products: Nomenclature) -> None:
    assert products.name("a129", "X99Z", "fr") == "X99Z"
    assert products.short("a129", "X99Z", "en") == "X99Z"


def test_labels_of_the_customs_fill_gaps_and_change_nothing_else(products: Nomenclature) -> None:
    more = products.with_labels({"a129": {"X99Z": "Nouveau", "C30C": "Avions"}})
    again = more.with_labels({"cpf4": {"9999": "Autre"}})

    assert more.name("a129", "X99Z", "en") == "Nouveau"
    assert more.name("a129", "C30C", "fr") == "Produits de la construction aéronautique et spatiale"
    assert again.short("cpf4", "9999", "fr") == "Autre"
    assert again.name("a129", "X99Z", "fr") == "Nouveau"
    assert products.name("a129", "X99Z", "fr") == "X99Z"
    assert "X99Z" not in more.codes("a129")
