from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tradefiche.errors import UsageError
from tradefiche.reference import selection
from tradefiche.reference.gazetteer import gazetteer
from tradefiche.reference.matching import fold

if TYPE_CHECKING:
    from pathlib import Path

    from tradefiche.reference.territories import Gazetteer


@pytest.fixture
def places(dirs: tuple[Path, ...]) -> Gazetteer:
    return gazetteer(dirs)


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("59", "dept-59"), ("01", "dept-01"), ("974", "dept-974"), ("9D", "dept-974"),
        ("9a", "dept-971"), ("20", "dept-20"), ("99", "dept-99"), (" 59 ", "dept-59"),
        ("Nord", "dept-59"), ("nord", "dept-59"), ("le Nord", "dept-59"), ("nor", "dept-59"),
        ("Loire", "dept-42"), ("loire-", "dept-42"), ("Lot", "dept-46"), ("Eure", "dept-27"),
        ("herault", "dept-34"), ("HÉRAULT", "dept-34"), ("val d'oise", "dept-95"),
        ("Val-d’Oise", "dept-95"), ("val d oise", "dept-95"),
        ("Reunion", "dept-974"), ("La Réunion", "dept-974"), ("corse", "dept-20"),
        ("Corsica", "dept-20"), ("Haute-G", "dept-31"), ("monaco", "dept-99"),
        ("pyrenees-o", "dept-66"), ("PARIS", "dept-75"),
    ],
)  # fmt: skip
def test_departement(places: Gazetteer, text: str, chosen: str) -> None:
    match = selection.departement(places, text)

    assert [each.id for each in match.territories] == [chosen]
    assert match.notice is None


@pytest.mark.parametrize("text", ["2A", "2b", "Haute-Corse", "corse-du-sud"])
def test_half_of_corse_gives_corse_and_says_so(places: Gazetteer, text: str) -> None:
    match = selection.departement(places, text)

    assert [each.id for each in match.territories] == ["dept-20"]
    assert match.notice is not None
    assert "Corse (20)" in match.notice


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1", "no département has the code '1' — did you mean Ain (01)?"),
        ("98", "98 cannot be chosen"),
        ("97", "La Réunion (974)"),
        ("975", "no département has the code '975'"),
        ("9F", "Mayotte (976)"),
        ("haute", "'haute' fits several départements: Hautes-Alpes (05), Haute-Garonne (31)"),
        ("val", "'val' fits several départements: Val-de-Marne (94), Val-d’Oise (95)"),
        ("Gironda", "no département is called 'Gironda' — did you mean Gironde (33)?"),
        ("cote dor", "did you mean Côte-d’Or (21) or Côtes-d’Armor (22)?"),
        ("zzz", "see `tradefiche list departements`"),
        (
            "Ile de France",
            "no département is called 'Ile de France' — --region 11 is Île-de-France",
        ),
        ("PACA", "--region 93 is Provence-Alpes-Côte d’Azur (93)"),
        ("bretagne", "--region 53 is Bretagne (53)"),
        ("la France", "--france is France"),
        ("", "no département is called ''"),
        ("--", "no département is called '--'"),
    ],
)
def test_departement_refused(places: Gazetteer, text: str, message: str) -> None:
    with pytest.raises(UsageError) as raised:
        selection.departement(places, text)

    assert raised.value.exit_code == 2
    assert message in str(raised.value)


def test_98_says_why_and_where_it_counts(places: Gazetteer) -> None:
    with pytest.raises(UsageError, match=r"no département — .*--france"):
        selection.departement(places, "98")


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("32", "region-32"), ("01", "region-01"), ("hauts-de-france", "region-32"),
        ("haut", "region-32"), ("ile de france", "region-11"), ("Corse", "region-94"),
        ("Brittany", "region-53"), ("prov", "region-93"), ("réunion", "region-04"),
        ("GRAND EST", "region-44"), ("IDF", "region-11"), ("paca", "region-93"),
        ("HdF", "region-32"), ("centre", "region-24"),
    ],
)  # fmt: skip
def test_region(places: Gazetteer, text: str, chosen: str) -> None:
    match = selection.region(places, text)

    assert [each.id for each in match.territories] == [chosen]
    assert match.notice is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1", "did you mean Guadeloupe (01)?"),
        ("12", "no région has the INSEE code '12' — to the Customs it is Occitanie (76)"),
        ("99", "no région has the code '99'"),
        ("n", "'n' fits several régions: Normandie (28), Nouvelle-Aquitaine (75)"),
        ("grandest", "did you mean Grand Est (44)?"),
        ("Nord", "no région is called 'Nord' — --dept 59 is Nord (59)"),
        ("59", "no région has the code '59' — --dept 59 is Nord (59)"),
    ],
)
def test_region_refused(places: Gazetteer, text: str, message: str) -> None:
    with pytest.raises(UsageError) as raised:
        selection.region(places, text)

    assert message in str(raised.value)


@pytest.mark.parametrize("text", ["ti-3201", "TI-3201", "Aa – Dunkerque – Flandre", "aa dunk"])
def test_an_industrial_territory_stands_for_its_departements(places: Gazetteer, text: str) -> None:
    match = selection.industrial(places, text)

    assert [each.id for each in match.territories] == ["dept-59", "dept-62"]
    assert match.notice is not None
    assert "ti-3201" in match.notice
    assert "Nord (59), Pas-de-Calais (62)" in match.notice
    assert "left out" not in match.notice


def test_the_notice_names_the_departements_left_out(places: Gazetteer) -> None:
    match = selection.industrial(places, "Val de Durance")

    assert [each.id for each in match.territories] == ["dept-04", "dept-05"]
    assert match.notice is not None
    assert match.notice.endswith(
        "left out, under 5 communes: Drôme (26), 4 communes, Var (83), 1 commune"
    )


@pytest.mark.parametrize(("text", "chosen"), [("ti-0201", "dept-972"), ("ti-9402", "dept-20")])
def test_one_wholly_in_a_departement_keeps_it(places: Gazetteer, text: str, chosen: str) -> None:
    assert [each.id for each in selection.industrial(places, text).territories] == [chosen]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("3201", "did you mean Aa – Dunkerque – Flandre (ti-3201)?"),
        ("ti-9999", "no Territoire d’industrie has the code 'ti-9999'"),
        ("pays", "'pays' fits several Territoires d’industrie: Pays Ajaccien (ti-9402)"),
        ("Beaujolay", "did you mean Beaujolais (ti-8403)?"),
        ("qqqq", "see `tradefiche list territoires`"),
        ("Haute-Vienne", "--dept 87 is Haute-Vienne (87)"),
    ],
)
def test_industrial_refused(places: Gazetteer, text: str, message: str) -> None:
    with pytest.raises(UsageError) as raised:
        selection.industrial(places, text)

    assert message in str(raised.value)


def test_every_territory_is_found_by_its_own_code_and_name(places: Gazetteer) -> None:
    for unit in (*places.units, places.monaco):
        for text in (unit.code, *unit.customs, unit.name_fr, unit.name_fr.upper()):
            assert selection.departement(places, text).territories == (unit,), text
    for region in places.regions:
        for text in (region.code, region.name_fr, region.name_en):
            assert selection.region(places, text).territories == (region,), text
    for industrial in places.industrials:
        by_id = selection.industrial(places, industrial.id)
        assert by_id == selection.industrial(places, industrial.name)
        assert by_id.territories


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Côte-d’Or", "cote d or"), ("COTE D'OR", "cote d or"), ("Cœur de Maine", "coeur de maine"),
        ("  Aa – Dunkerque – Flandre ", "aa dunkerque flandre"), ("Île", "ile"),
    ],
)  # fmt: skip
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded
