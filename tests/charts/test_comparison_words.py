"""What a comparison says: findings that are true, in French and English, and what has no mark."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.charts.boxes import outside
from tests.charts.makers import shipped_texts, shipped_theme
from tests.charts.rowmakers import about, lines, structure_tables
from tradefiche import charts
from tradefiche.charts.scene.marks import Text
from tradefiche.reference.gazetteer import gazetteer
from tradefiche.settings import shipped_config

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.charts.rowmakers import Structure
    from tradefiche.charts.look.theme import Size
    from tradefiche.charts.scene.marks import Scene
    from tradefiche.language.typography import Lang

DIRS = (shipped_config(),)
SIZES: tuple[Size, ...] = ("screen", "paper", "phone")
NORD: tuple[Structure, ...] = (
    ("CH", 1_180, 9.2188, 5.2629, None),
    ("CL", 2_216, 17.98, 25.26, None),
    ("CE", 1_554, 15.1, 12.62, None),
    ("CA", 5_050, 57.7012, 56.8571, None),
)
ALONE: tuple[Structure, ...] = tuple((code, own, None, fr, None) for code, own, _, fr, _ in NORD)
FRANCE: tuple[Structure, ...] = (
    ("CL", 2_526, None, None, 18.71), ("BZ", 36, None, None, 8.28),
    ("CA", 7_438, None, None, 73.01),
)  # fmt: skip
EXPORTS = "des exportations"
METALS = f"Métaux et ouvrages en métal : 11,8 % {EXPORTS} {{}}, contre 5,3 % pour la France"


def picture(
    rows: Sequence[Structure],
    place: str = "dept-59",
    *,
    lang: Lang = "fr",
    size: Size = "screen",
    period: str = "2024",
) -> Scene:
    subject = about(place, lang=lang, period=period)
    tables = structure_tables(rows)
    return charts.compose(
        "comparison", tables, subject, shipped_theme(), shipped_texts(), size=size
    )


def plain(text: str) -> str:
    return re.sub(r"[\u00a0\u202f]", " ", text)


def words(scene: Scene) -> list[str]:
    return [mark.text for mark in scene.marks if isinstance(mark, Text)]


@pytest.mark.parametrize(
    ("rows", "place", "title"),
    [
        (NORD, "dept-59", METALS.format("du Nord")),
        (NORD, "dept-99", METALS.format("de Monaco")),
        (ALONE, "dept-974", METALS.format("de La Réunion")),
        (ALONE, "region-32", METALS.format("des Hauts-de-France")),
        (FRANCE, "france",
         f"Matériels de transport : 25,3 % {EXPORTS} de la France, contre 18,7 % des importations"),
        ([("CA", 10, 100.0, 100.0, None)], "dept-59",
         "Nord : des exportations réparties à peu près comme celles de la France"),
        ([("CA", 10, None, 90.0, None), ("CB", -1, None, 10.0, None)], "dept-974",
         (f"Aliments, boissons, tabac : 111,1 % {EXPORTS} de La Réunion, contre 90,0 % pour "
          "la France")),
        ([("CA", 9, None, 90.0, None), ("CB", 1, None, 14.0, None)], "dept-974",
         "Aliments, boissons, tabac : 90,0 % des exportations de La Réunion en 2024"),
        ([("CA", 5002, None, 49.96, None), ("CB", 4998, None, 50.04, None)], "dept-974",
         "La Réunion : des exportations réparties à peu près comme celles de la France"),
        ([("CA", 10, None, None, 100.0)], "france",
         "Aliments, boissons, tabac : 100,0 % des exportations de la France en 2024"),
        ([("CA", 3, None, None, None), ("CB", 9, None, None, None)], "dept-59",
         "Textile, habillement, cuir : 75,0 % des exportations du Nord en 2024"),
        ([("CA", 0, 50.0, 100.0, None)], "dept-59",
         "Nord : aucune exportation enregistrée en 2024"),
        ([("CA", None, None, None, None)], "dept-59",
         "Nord : exportations non disponibles en 2024"),
        ([], "dept-59", "Nord : exportations non disponibles en 2024"),
        ([("CA", -10, 50.0, 100.0, None)], "dept-59",
         "Nord : des exportations négatives en 2024, corrections comprises"),
    ],
)  # fmt: skip
def test_the_title_is_a_true_finding(rows: Sequence[Structure], place: str, title: str) -> None:
    scene = picture(rows, place)
    assert plain(scene.title) == title
    assert scene.description.endswith(".")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("value", [None, 0, -5])
def test_without_exports_there_is_a_sentence_and_no_plot(size: Size, value: int | None) -> None:
    scene = picture([("CA", value, 50.0, 100.0, None)], size=size)
    assert lines(scene) == []
    assert outside(scene) == []
    assert not re.search(r"\d,\d", " ".join(words(scene)))
    said = "Flux non disponible" if value is None else "Rien d’enregistré"
    assert said in words(scene)


def test_english_titles() -> None:
    assert picture(NORD, lang="en").title == (
        "Metals and metal products: 11.8% of exports from Nord, against 5.3% for France"
    )
    assert picture(FRANCE, "france", lang="en").title == (
        "Transport equipment: 25.3% of exports from France, against 18.7% of imports"
    )


@pytest.mark.parametrize("size", SIZES)
def test_the_key_names_every_mark(size: Size) -> None:
    """Heads of numbers repeat it, on a phone by its glyphs."""
    found = words(picture(NORD, size=size))
    heads = ["Nord", "Hauts-de-France", "France", "Région"]
    counts = [found.count(head) for head in heads]
    assert counts == ([1, 1, 1, 0] if size == "phone" else [2, 1, 2, 1])
    alone = words(picture(ALONE, "dept-974", size=size))
    assert "Région" not in alone
    assert alone.count("La Réunion") >= 1
    france = words(picture(FRANCE, "france", size=size))
    assert {"Exportations", "Importations"} <= set(france)
    assert "France" not in france


def test_a_correction_is_printed_and_named_but_not_drawn() -> None:
    scene = picture([*NORD, ("EZ", -200, -0.3, -0.02, None)])
    line = lines(scene)[-1]
    assert [plain(text) for text in line.numbers] == ["−2,0", "−0,3", "> −0,1"]
    assert (line.bars, line.diamonds, line.ticks) == ((), (), ())
    (note,) = scene.notes
    assert plain(note) == (
        "Parts négatives (corrections), sans marque : Déchets, Nord −2,04 % ; Déchets, Région "
        "−0,300 % ; Déchets, France −0,0200 %."
    )


def test_a_tiny_share_is_less_than_a_tenth_and_nothing_is_nought() -> None:
    scene = picture([*NORD, ("EZ", 4, 0.0, 0.6, None), ("JA", 0, 0.01, 0.0, None)])
    printed = [tuple(map(plain, line.numbers)) for line in lines(scene)[-2:]]
    assert printed == [("< 0,1", "0,0", "0,6"), ("0,0", "< 0,1", "0,0")]


def test_sections_that_are_nought_everywhere_are_left_out() -> None:
    assert "Déchets" in words(picture([*NORD, ("EZ", 0, 0.0, 0.01, None)]))
    assert "Déchets" not in words(picture([*NORD, ("EZ", 0, 0.0, 0.0, None)]))


def test_the_description_says_what_stands_out() -> None:
    said = plain(picture(NORD).description)
    assert (
        "Premières sections des exportations du Nord : « Aliments, boissons, tabac » (50,5 %),"
        in (said)
    )
    assert (
        "Section dont la part dépasse le plus celle de la France : « Métaux et ouvrages "
        "en métal », 11,8 % contre "
        "5,3 %. Section dont la part est le plus au-dessous de celle de la France : « "
        "Aliments, boissons, tabac », 50,5 % contre 56,9 %."
    ) in said
    assert (
        "La première section, « Aliments, boissons, tabac », représente 57,7 % des "
        "exportations des "
        "Hauts-de-France."
    ) in said
    one = plain(picture([("CA", 10, None, 40.0, None)], "dept-974").description)
    assert "Une seule section dans les exportations de La Réunion : « Aliments," in one


def test_the_period_stands_in_the_subtitle() -> None:
    assert "au 3ᵉ trimestre 2024" in plain(picture(NORD, period="2024Q3").subtitle)


def test_a_caveat_is_noted_where_the_territory_exports_what_it_touches() -> None:
    said = "Le gaz et l’électricité sont rattachés à Paris"
    tables = structure_tables([*NORD, ("DZ", 0, 0.1, 0.8, None)])
    for section, noted in (("CE", 1), ("DZ", 0)):
        subject = replace(about(), caveats={section: said})
        scene = charts.compose("comparison", tables, subject, shipped_theme(), shipped_texts())
        assert scene.notes.count(said) == noted


@pytest.mark.parametrize("size", ["screen", "paper"])
def test_no_head_breaks_a_name(size: Size) -> None:
    for place in gazetteer(DIRS).regions + gazetteer(DIRS).units:
        if "-" in place.name_fr:
            heads = words(picture(NORD, place.id, size=size))
            parts = [part for part in place.name_fr.split(" ") if "-" in part]
            assert all(any(part in head for head in heads) for part in parts), place.name_fr


@pytest.mark.parametrize("size", SIZES)
def test_no_title_breaks_a_name(size: Size) -> None:
    for place in gazetteer(DIRS).regions + gazetteer(DIRS).units:
        title = [
            mark.text for mark in picture(NORD, place.id, size=size).marks
            if isinstance(mark, Text) and mark.baseline == "alphabetic" and mark.weight == 700
        ]  # fmt: skip
        assert any(place.with_of in line for line in title), title


def test_an_axis_that_breaks_is_said_to() -> None:
    near = [(code, 500, 5.0, 4.0, None) for code in ("CA", "CB", "CE", "CF")]
    for value, notes in ((2_010, 1), (1_990, 0)):
        scene = picture([("CL", value, 5.0, 4.0, None), *near])
        said = [plain(note) for note in scene.notes if "interrompu" in note]
        assert said == ["L’axe est interrompu : au-delà, l’échelle est plus serrée."] * notes
