from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tradefiche.reference.countries import Countries, countries

if TYPE_CHECKING:
    from pathlib import Path

    from tradefiche.language.typography import Lang

NOT_COUNTRIES = [
    "EU", "FR", "GF", "GP", "MQ", "QP", "QQ", "QR", "QS",
    "QT", "QU", "QV", "QW", "QX", "QY", "QZ", "RE", "YT",
]  # fmt: skip
PARTNERS_IN_THE_EU = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "GR", "HR", "HU",
    "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
]  # fmt: skip
LONGEST_SHORT = 24


@pytest.fixture
def partners(dirs: tuple[Path, ...]) -> Countries:
    return countries(dirs)


def test_the_eu_is_that_of_today_with_france_as_its_27th_member(partners: Countries) -> None:
    members = [code for code in partners.codes if partners.eu(code)]

    assert members == PARTNERS_IN_THE_EU
    assert len({*members, "FR"}) == 27
    assert partners.zone("GB") == "europe"


def test_what_can_not_be_ranked_has_no_zone(partners: Countries) -> None:
    assert [code for code in partners.codes if not partners.rankable(code)] == NOT_COUNTRIES
    assert {partners.zone(code) for code in NOT_COUNTRIES} == {"none"}
    assert [code for code in partners.codes if partners.zone(code) == "none"] == sorted(
        [*NOT_COUNTRIES, "AQ", "XR"]
    )


@pytest.mark.parametrize(
    ("code", "zone"),
    [
        ("US", "america"), ("CN", "asia"), ("MA", "africa"), ("AE", "middle-east"),
        ("AU", "oceania"), ("NC", "oceania"), ("CH", "europe"), ("TR", "europe"),
        ("XK", "europe"), ("XS", "europe"), ("XC", "europe"), ("XL", "europe"),
        ("AN", "america"), ("NA", "africa"), ("EG", "africa"), ("IL", "middle-east"),
    ],
)  # fmt: skip
def test_zone(partners: Countries, code: str, zone: str) -> None:
    assert partners.zone(code) == zone


def test_every_zone_has_a_name_and_countries(partners: Countries) -> None:
    assert set(partners.zones) == {partners.zone(code) for code in partners.codes}
    assert partners.zone_name("asia", "fr") == "Asie"
    assert partners.zone_name("eu27", "en") == "European Union (27)"
    assert partners.zone_name("mars", "fr") == "mars"


@pytest.mark.parametrize(
    ("code", "name", "article", "english"),
    [
        ("CN", "Chine", "la Chine", "China"),
        ("US", "États-Unis", "les États-Unis", "United States"),
        ("IL", "Israël", "Israël", "Israel"),
        ("ES", "Espagne", "l’Espagne", "Spain"),
        ("GB", "Royaume-Uni", "le Royaume-Uni", "United Kingdom"),
        ("AE", "Émirats arabes unis", "les Émirats arabes unis", "United Arab Emirates"),
        ("NL", "Pays-Bas", "les Pays-Bas", "Netherlands"),
        ("KR", "Corée du Sud", "la Corée du Sud", "South Korea"),
        ("TW", "Taïwan", "Taïwan", "Taiwan"),
        ("VN", "Viêt Nam", "le Viêt Nam", "Vietnam"),
        ("EG", "Égypte", "l’Égypte", "Egypt"),
        ("NO", "Norvège", "la Norvège", "Norway"),
        ("NA", "Namibie", "la Namibie", "Namibia"),
        ("HU", "Hongrie", "la Hongrie", "Hungary"),
        ("YE", "Yémen", "le Yémen", "Yemen"),
        ("CD", "République démocratique du Congo", "la République démocratique du Congo",
         "Democratic Republic of the Congo"),
        ("XK", "Kosovo", "le Kosovo", "Kosovo"),
        ("XS", "Serbie", "la Serbie", "Serbia"),
        ("QP", "Haute mer", "la haute mer", "High seas"),
        ("FR", "Retours de marchandises (France)", "les retours de marchandises",
         "Returned goods (France)"),
        ("SZ", "Eswatini", "l’Eswatini", "Eswatini"),
    ],
)  # fmt: skip
def test_names(partners: Countries, code: str, name: str, article: str, english: str) -> None:
    assert partners.name(code, "fr") == name
    assert partners.with_article(code) == article
    assert partners.name(code, "en") == english


@pytest.mark.parametrize(
    ("code", "said"),
    [("US", "the United States"), ("NL", "the Netherlands"), ("BA", "Bosnia-Herzegovina"),
     ("CD", "the Democratic Republic of the Congo"), ("CN", "China"), ("ZZ", "ZZ")],
)  # fmt: skip
def test_english_sentences_have_their_article(partners: Countries, code: str, said: str) -> None:
    assert partners.with_article(code, "en") == said


def test_english_names_of_several_parts_take_an_article(partners: Countries) -> None:
    plural = ("Islands", "States", "Kingdom", "Emirates", "Republic", "Antilles", "Lands")
    proper = {"HM", "GS"}  # Heard, South Georgia
    for code in set(partners.codes) - proper:
        if partners.name(code, "en").endswith(plural):
            assert partners.with_article(code, "en").startswith("the ")


@pytest.mark.parametrize(
    ("code", "short"),
    [("BA", "Bosnie-Herzégovine"), ("RU", "Russie"), ("CZ", "Tchéquie"), ("CD", "Congo (RDC)")],
)
def test_short_names(partners: Countries, code: str, short: str) -> None:
    assert partners.short(code, "fr") == short


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_names_are_unique_and_short_names_short(partners: Countries, lang: Lang) -> None:
    names = [partners.name(code, lang) for code in partners.codes]
    short = [partners.short(code, lang) for code in partners.codes]

    assert len(set(names)) == len(names)
    assert len(set(short)) == len(short)
    assert [name for name in short if len(name) > LONGEST_SHORT] == []


def test_an_unknown_code_is_a_country_of_no_zone(partners: Countries) -> None:
    assert partners.name("ZZ", "fr") == partners.short("ZZ", "en") == "ZZ"
    assert partners.with_article("ZZ") == partners.with_article("ZZ", "en") == "ZZ"
    assert partners.rankable("ZZ")
    assert partners.zone("ZZ") == "none"
    assert not partners.eu("ZZ")


def test_labels_of_the_customs_fill_gaps(partners: Countries) -> None:
    more = partners.with_labels({"ZZ": "Zubrowka", "DE": "Deutschland"})

    assert more.name("ZZ", "fr") == more.with_article("ZZ") == "Zubrowka"
    assert more.name("DE", "fr") == "Allemagne"
    assert partners.name("ZZ", "fr") == "ZZ"
