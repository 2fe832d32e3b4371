from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.running import run
from tradefiche.errors import ConfigError
from tradefiche.reference.gazetteer import gazetteer
from tradefiche.reference.matching import fold

if TYPE_CHECKING:
    from pathlib import Path

    from tradefiche.reference.territories import Gazetteer, IndustrialTerritory


@pytest.fixture
def places(dirs: tuple[Path, ...]) -> Gazetteer:
    return gazetteer(dirs)


def _names(industrials: tuple[IndustrialTerritory, ...]) -> list[str]:
    return [each.name for each in industrials]


def _local(places: Gazetteer, territory_id: str) -> tuple[list[str], list[str]]:
    territory = places.by_id(territory_id)
    assert territory is not None
    local = places.industrial_territories(territory)
    return _names(local.kept), _names(local.dropped)


def test_the_hundred_units_are_those_of_insee_with_corse_in_one_piece(places: Gazetteer) -> None:
    metropolitan = [f"{number:02}" for number in range(1, 96)]

    assert [unit.code for unit in places.units] == [
        *metropolitan,
        "971",
        "972",
        "973",
        "974",
        "976",
    ]
    assert {unit.code for unit in places.units if unit.drom} == {"971", "972", "973", "974", "976"}
    assert all(unit.ranked and unit.kind == "dept" for unit in places.units)
    assert set(places.parts) == {"2A", "2B"}


def test_the_regions_are_the_eighteen_of_insee(places: Gazetteer) -> None:
    overseas = ["01", "02", "03", "04", "06"]
    mainland = ["11", "24", "27", "28", "32", "44", "52", "53", "75", "76", "84", "93", "94"]

    assert [region.code for region in places.regions] == [*overseas, *mainland]
    assert all(region.ranked and region.region is None for region in places.regions)
    assert [region.code for region in places.regions if region.drom] == overseas


@pytest.mark.parametrize(
    ("region", "units"),
    [
        ("11", 8), ("24", 6), ("27", 8), ("28", 5), ("32", 5), ("44", 10), ("52", 5), ("53", 4),
        ("75", 12), ("76", 13), ("84", 12), ("93", 6), ("94", 1), ("01", 1), ("04", 1),
    ],
)  # fmt: skip
def test_each_region_has_its_departements(places: Gazetteer, region: str, units: int) -> None:
    assert sum(unit.region == region for unit in places.units) == units


def test_the_customs_codes(places: Gazetteer) -> None:
    assert {code: unit.id for code in ("9A", "9B", "9C", "9D", "9E", "20", "59", "01", "99")
            if (unit := places.of_customs(code))} == {
        "9A": "dept-971", "9B": "dept-972", "9C": "dept-973", "9D": "dept-974", "9E": "dept-976",
        "20": "dept-20", "59": "dept-59", "01": "dept-01", "99": "dept-99",
    }  # fmt: skip
    assert [places.of_customs(code) for code in ("98", "2A", "971", "")] == [None] * 4
    every = [code for unit in (*places.units, places.monaco) for code in unit.customs]
    assert len(every) == len(set(every)) == 101


def test_a_region_sums_its_departements_and_monaco_counts_in_93(places: Gazetteer) -> None:
    by_code = {region.code: region.customs for region in places.regions}

    assert by_code["32"] == ("02", "59", "60", "62", "80")
    assert by_code["93"] == ("04", "05", "06", "13", "83", "84", "99")
    assert by_code["94"] == ("20",)
    assert by_code["04"] == ("9D",)
    assert sorted(code for codes in by_code.values() for code in codes) == sorted(
        code for unit in (*places.units, places.monaco) for code in unit.customs
    )
    assert places.france.customs == ()


def test_monaco_and_france_are_not_ranked(places: Gazetteer) -> None:
    region = places.region_of(places.monaco)

    assert region is not None
    assert region.id == "region-93"
    assert not places.monaco.ranked
    assert not places.france.ranked
    assert places.monaco not in places.units
    assert places.region_of(places.france) is None
    assert places.region_of(region) is None


@pytest.mark.parametrize(
    ("customs", "insee"),
    [
        ("01", "32"), ("03", "11"), ("04", "24"), ("05", "28"), ("07", "53"), ("08", "52"),
        ("09", "75"), ("12", "76"), ("13", "44"), ("16", "27"), ("18", "84"), ("21", "93"),
        ("22", "94"), ("24", None), ("99", None),
    ],
)  # fmt: skip
def test_the_customs_have_their_own_region_codes(
    places: Gazetteer, customs: str, insee: str | None
) -> None:
    assert places.customs_region(customs) == insee


@pytest.mark.parametrize(
    ("place", "article", "of", "within"),
    [
        ("dept-01", "l’Ain", "de l’Ain", "dans l’Ain"),
        ("dept-20", "la Corse", "de Corse", "en Corse"),
        ("dept-21", "la Côte-d’Or", "de la Côte-d’Or", "en Côte-d’Or"),
        ("dept-22", "les Côtes-d’Armor", "des Côtes-d’Armor", "dans les Côtes-d’Armor"),
        ("dept-28", "Eure-et-Loir", "d’Eure-et-Loir", "en Eure-et-Loir"),
        ("dept-29", "le Finistère", "du Finistère", "dans le Finistère"),
        ("dept-42", "la Loire", "de la Loire", "dans la Loire"),
        ("dept-54", "Meurthe-et-Moselle", "de Meurthe-et-Moselle", "en Meurthe-et-Moselle"),
        ("dept-59", "le Nord", "du Nord", "dans le Nord"),
        ("dept-75", "Paris", "de Paris", "à Paris"),
        ("dept-90", "le Territoire de Belfort", "du Territoire de Belfort",
         "dans le Territoire de Belfort"),
        ("dept-95", "le Val-d’Oise", "du Val-d’Oise", "dans le Val-d’Oise"),
        ("dept-971", "la Guadeloupe", "de la Guadeloupe", "en Guadeloupe"),
        ("dept-974", "La Réunion", "de La Réunion", "à La Réunion"),
        ("dept-976", "Mayotte", "de Mayotte", "à Mayotte"),
        ("dept-99", "Monaco", "de Monaco", "à Monaco"),
        ("region-11", "l’Île-de-France", "d’Île-de-France", "en Île-de-France"),
        ("region-32", "les Hauts-de-France", "des Hauts-de-France", "dans les Hauts-de-France"),
        ("region-44", "le Grand Est", "du Grand Est", "dans le Grand Est"),
        ("region-76", "l’Occitanie", "d’Occitanie", "en Occitanie"),
        ("region-93", "Provence-Alpes-Côte d’Azur", "de Provence-Alpes-Côte d’Azur",
         "en Provence-Alpes-Côte d’Azur"),
        ("france", "la France", "de la France", "en France"),
    ],
)  # fmt: skip
def test_french_forms(places: Gazetteer, place: str, article: str, of: str, within: str) -> None:
    territory = places.by_id(place)

    assert territory is not None
    assert (territory.with_article, territory.with_of, territory.with_in) == (article, of, within)


def test_the_forms_of_every_territory_agree_with_its_name(places: Gazetteer) -> None:
    every = (*places.units, places.monaco, *places.regions, places.france)
    articles = ("", "le ", "la ", "les ", "l’")
    of = {"": ("de ", "d’"), "le ": ("du ",), "la ": ("de la ", "de "), "les ": ("des ",),
          "l’": ("de l’", "d’")}  # fmt: skip

    for territory in every:
        name = territory.name_fr
        article = territory.with_article.removesuffix(name)
        within = territory.with_in.removesuffix(name)
        assert article in articles, territory
        assert territory.with_of.removesuffix(name) in of[article], territory
        assert within in {"en ", "à ", f"dans {article}", "dans le "}, territory
        assert article not in {"le ", "la "} or name[0] not in "AEIOUÉÎ", territory


def test_names_in_english(places: Gazetteer) -> None:
    names = {each.id: each.name("en") for each in (*places.units, *places.regions)}

    assert names["dept-20"] == "Corsica"
    assert names["region-53"] == "Brittany"
    assert names["dept-59"] == "Nord"
    assert places.france.name("fr") == "France"


def test_the_rule_of_the_publication_on_the_list_of_2024(places: Gazetteer) -> None:
    outcomes = Counter(
        places.keeps(industrial, unit) for industrial in places.industrials for unit in places.units
    )

    assert len(places.industrials) == 183
    assert places.threshold == 5
    assert outcomes[True] == 231
    assert outcomes[False] == 28


@pytest.mark.parametrize(
    ("place", "kept", "dropped"),
    [
        (
            "dept-59",
            ["Aa – Dunkerque – Flandre", "Grand-Hainaut Douaisis Cambrésis",
             "SCOT Lille Métropole"],
            ["Béthune-Bruay et Flandre-Lys"],
        ),
        ("dept-40", [], []),
        ("dept-75", [], []),
        ("dept-99", [], []),
        ("dept-20", ["Grand Bastia – Marana-Golo", "Pays Ajaccien"], []),
        ("dept-972", ["Martinique Centre", "Nord Industries Martinique"], []),
        ("dept-971", ["Basse-Terre", "Cap Excellence", "Terres de Cannes et Industries d’Avenir"],
         []),
        ("dept-92", ["Boucle Nord de Seine"], []),
        ("dept-31", ["Castres Revel Castelnaudary", "Comminges – Nestes"], []),
        ("dept-83", ["Est – Var Dracénie – Fayence", "Toulon Provence Méditerranée"],
         ["Aix-Marseille-Provence", "Val de Durance"]),
        ("dept-88", ["Epinal – Rambervillers", "Plaine des Vosges",
         "Trois vallées de Bruyères, Gérardmer, Saint-Dié-des-Vosges"], ["Terres de Lorraine"]),
        ("region-94", ["Grand Bastia – Marana-Golo", "Pays Ajaccien"], []),
    ],
)  # fmt: skip
def test_the_industrial_territories_of_a_place(
    places: Gazetteer, place: str, kept: list[str], dropped: list[str]
) -> None:
    assert _local(places, place) == (kept, dropped)


def test_a_region_drops_what_none_of_its_departements_keeps(places: Gazetteer) -> None:
    kept, dropped = _local(places, "region-84")

    assert "Bourgogne Industrie" in dropped
    assert "Alès" in dropped
    assert "Beaujolais" in kept
    assert "Aurillac – Figeac – Rodez" in kept


def test_every_industrial_territory_is_kept_somewhere(places: Gazetteer) -> None:
    kept, dropped = _local(places, "france")

    assert len(kept) == 183
    assert dropped == []


def test_they_are_listed_by_name_with_accents_folded(places: Gazetteer) -> None:
    names = _names(places.industrials)

    assert names == sorted(names, key=fold)
    assert names.index("Alès") < names.index("Alliances Luxe et Précision Doubs")


def test_by_id_and_code_of_what_is_unknown(places: Gazetteer) -> None:
    assert places.by_id("dept-2A") is None
    assert places.by_code("96") is None
    corse = places.by_code("2B")
    assert corse is not None
    assert corse.id == "dept-20"


@pytest.mark.parametrize(
    ("monaco", "got"),
    [
        ("null", "got none"),
        ("{unit: '75'}", "got unit: 75"),
        ("{ranked: true}", "got a ranked one"),
    ],
)
def test_monaco_is_a_unit_without_a_rank(tmp_path: Path, monaco: str, got: str) -> None:
    text = f"departements: {{'99': {monaco}}}"
    (tmp_path / "departements.yaml").write_text(text, encoding="utf-8")

    result = run("list", "departements", "--config-dir", tmp_path)

    assert result.code == ConfigError.exit_code
    assert f"departements.99: expected Monaco, ranked: false, {got}" in result.err
