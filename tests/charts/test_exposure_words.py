"""What exposure says: findings that are true, in French and English, and what has no mark."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import polars as pl
import pytest

from tests.charts.boxes import outside
from tests.charts.makers import shipped_texts, shipped_theme
from tests.charts.rowmakers import GROUPS, about, exposure_tables, lines
from tradefiche import charts
from tradefiche.charts.scene.marks import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.charts.rowmakers import Exposed
    from tradefiche.charts.look.theme import Size
    from tradefiche.charts.scene.marks import Scene
    from tradefiche.language.typography import Lang

SIZES: tuple[Size, ...] = ("screen", "paper", "phone")
NORD: tuple[Exposed, ...] = (
    ("C21Z", 270_200_000, 871_400_000, 9.1), ("C11Z", 73_800_000, 1_537_500_000, 19.5),
    ("C20A", 4_200_000, 100_000_000, 8.0),
)  # fmt: skip
CROWD: tuple[Exposed, ...] = tuple(
    (code, 10_000_000 - number * 500_000, 10**8, 5.0 + number)
    for number, code in enumerate(
        ("A01Z", "C10A", "C10B", "C10H", "C11Z", "C13Z", "C14Z", "C15Z", "C20A", "C20B", "C21Z",
         "C22A", "C24A", "C27B", "C28A")
    )
)  # fmt: skip
TEN = 10 * 10**9
ASEAN = (
    f"{GROUPS['asean']} : 3,5 % des exportations des Hauts-de-France, contre 8,2 % pour la France"
)


def picture(
    tables: Mapping[str, pl.DataFrame],
    place: str = "dept-59",
    *,
    lang: Lang = "fr",
    size: Size = "screen",
) -> Scene:
    subject = about(place, lang=lang)
    return charts.compose("exposure", tables, subject, shipped_theme(), shipped_texts(), size=size)


def plain(text: str) -> str:
    return re.sub(r"[\u00a0\u202f]", " ", text)


def words(scene: Scene) -> list[str]:
    return [mark.text for mark in scene.marks if isinstance(mark, Text)]


@pytest.mark.parametrize(
    ("tables", "place", "title"),
    [
        (exposure_tables(NORD, whole=TEN), "dept-59",
         "États-Unis : 3,5 % des exportations du Nord, contre 8,2 % pour la France"),
        (exposure_tables(NORD, whole=TEN, partner="IL"), "dept-974",
         "Israël : 3,5 % des exportations de La Réunion, contre 8,2 % pour la France"),
        (exposure_tables(NORD, whole=TEN, partner="asean"), "region-32",
         ASEAN),
        (exposure_tables([(p, v, w, None) for p, v, w, _ in NORD], whole=TEN, france=None),
         "france", "États-Unis : 3,5 % des exportations de la France en 2024"),
        (exposure_tables(NORD, whole=TEN, france=3.4821), "dept-59",
         "États-Unis : 3,5 % des exportations du Nord, comme pour la France"),
        (exposure_tables([], whole=TEN), "dept-59",
         "États-Unis : aucune exportation du Nord enregistrée en 2024"),
        (exposure_tables([], whole=0), "dept-59",
         "États-Unis : aucune exportation du Nord enregistrée en 2024"),
        (exposure_tables([("C11Z", -4_200_000, 10**8, 1.0)], whole=TEN), "dept-59",
         "États-Unis : −4,2 M€ d’exportations du Nord en 2024, corrections comprises"),
        (exposure_tables([("C11Z", 10**6, 10**8, 1.0), ("C20A", -3 * 10**6, 10**8, 1.0)],
                         whole=TEN),
         "dept-59", "États-Unis : −2,0 M€ d’exportations du Nord en 2024, corrections comprises"),
        (exposure_tables([("C11Z", 10**6, 10**8, 1.0), ("C20A", -(10**6), 10**8, 1.0)], whole=TEN),
         "dept-59", "États-Unis : 0 € d’exportations du Nord en 2024, corrections comprises"),
        (exposure_tables(NORD, held=False), "dept-59",
         "Nord : exportations non disponibles en 2024"),
    ],
)  # fmt: skip
def test_the_title_is_a_true_finding(
    tables: Mapping[str, pl.DataFrame], place: str, title: str
) -> None:
    scene = picture(tables, place)
    assert plain(scene.title) == title
    assert scene.description.endswith(".")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "tables",
    [
        exposure_tables([]),
        exposure_tables(NORD, held=False),
        exposure_tables([("C11Z", -10, 10**8, 1.0)]),
    ],
)
def test_without_exports_there_is_a_sentence_and_no_plot(
    size: Size, tables: Mapping[str, pl.DataFrame]
) -> None:
    scene = picture(tables, size=size)
    assert lines(scene) == []
    assert outside(scene) == []
    assert {"Rien d’enregistré", "Flux non disponible"} & set(words(scene))
    assert "Exposition directe" not in " ".join(scene.notes)


def test_an_empty_table_is_not_nought() -> None:
    tables = {"exposure": exposure_tables([])["exposure"].clear()}
    assert plain(picture(tables).title) == "Nord : exportations non disponibles en 2024"


def test_of_several_partners_the_first_is_drawn() -> None:
    first, second = (
        exposure_tables(NORD, whole=whole, partner=partner)["exposure"]
        for whole, partner in ((TEN, "CN"), (2 * TEN, "US"))
    )
    scene = picture({"exposure": pl.concat([first, second])})
    assert plain(scene.title).startswith("Chine : 3,5 % des exportations")
    assert len(lines(scene)) == len(NORD) + 1


def test_twelve_products_and_all_of_them_together() -> None:
    scene = picture(exposure_tables(CROWD))
    printed = [plain(line.labels[0]) for line in lines(scene)]
    assert printed[0] == "10,0"
    assert printed[-2:] == ["4,5", "97,5"]
    assert len(printed) == 13
    assert "Les douze premières activités exportées vers les États-Unis" in plain(scene.subtitle)
    assert "Les douze activités représentées concentrent 89,2 % de ces exportations." in plain(
        scene.description
    )
    few = picture(exposure_tables(NORD))
    assert plain(few.subtitle).startswith(
        "Activités exportées vers les États-Unis en 2024 : valeur,"
    )
    assert "représentées concentrent" not in few.description


@pytest.mark.parametrize(
    ("lang", "partner", "header"),
    [
        ("fr", "US", "Part vers les États-Unis, %"),
        ("fr", "IL", "Part vers Israël, %"),
        ("fr", "asean", "Part vers ces pays, %"),
        ("en", "US", "Share to the United States (%)"),
        ("en", "asean", "Share to these countries (%)"),
    ],
)
def test_the_header_names_where_exports_go(lang: Lang, partner: str, header: str) -> None:
    scene = picture(exposure_tables(NORD, partner=partner), lang=lang)
    assert header in map(plain, words(scene))
    assert ("Valeur, M€" if lang == "fr" else "Value (€M)") in words(scene)


def test_small_values_are_in_thousands() -> None:
    scene = picture(exposure_tables([("C11Z", 45_210, 10**6, 1.0), ("C20A", 40, 10**6, 1.0)]))
    assert "Valeur, k€" in words(scene)
    assert [plain(line.labels[0]) for line in lines(scene)] == ["45,2", "< 0,1", "45,3"]


@pytest.mark.parametrize("size", SIZES)
def test_a_correction_is_named_and_never_drawn(size: Size) -> None:
    scene = picture(exposure_tables([*NORD, ("C27B", -3_000_000, -(10**7), 17.0)]), size=size)
    assert len(lines(scene)) == len(NORD) + 1
    note = "Corrections négatives, sans barre : Matériel électrique −3,0 M€."
    assert note in [plain(each) for each in scene.notes]
    two = [("C27B", -1_000_000, 10**8, 17.0), ("C20B", -3_000_000, 10**8, 17.0)]
    ordered = plain(picture(exposure_tables([*NORD, *two]), size=size).notes[0])
    assert ordered.index("−3,0 M€") < ordered.index("−1,0 M€")
    many = [(code, -1_000_000, 10**8, 5.0) for code, *_ in CROWD[:7]]
    shown = picture(exposure_tables([*many, ("R90Z", 10**8, 10**9, 1.0)]), size=size)
    assert plain(shown.notes[0]).endswith("; 2 autres, −2,0 M€.")


def test_a_share_that_cannot_be_computed_is_a_dash_with_a_note() -> None:
    scene = picture(exposure_tables([*NORD, ("C27B", 10**6, 0, None)]))
    line = lines(scene)[-2]
    assert line.numbers == ("–", "–")
    assert (line.points, line.ticks) == ((), ())
    assert "–\u00a0: part non calculable." in scene.notes
    assert not any("calculée" in note for note in picture(exposure_tables(NORD)).notes)


def test_a_negative_share_is_printed_and_named_but_not_drawn() -> None:
    scene = picture(exposure_tables([*NORD, ("C27B", 10**6, -(10**8), 17.0)]))
    line = lines(scene)[-2]
    assert plain(line.numbers[0]) == "−1,0"
    assert line.points == ()
    assert len(line.ticks) == 1
    note = "Parts négatives (corrections), sans marque : Matériel électrique, Nord −1,0 %."
    assert note in [plain(each) for each in scene.notes]
    scene = picture(exposure_tables([*NORD, ("C27B", 10**6, 10**8, -2.0)]))
    note = "Parts négatives (corrections), sans marque : Matériel électrique, France −2,0 %."
    assert note in [plain(each) for each in scene.notes]


def test_france_stands_beside_nothing() -> None:
    alone = exposure_tables([(p, v, w, None) for p, v, w, _ in NORD], france=None)
    scene = picture(alone, "france")
    assert all(len(line.numbers) == 1 and not line.ticks for line in lines(scene))
    assert words(scene).count("France") == 1


def test_the_description_says_what_stands_out() -> None:
    said = plain(picture(exposure_tables(NORD, whole=TEN)).description)
    assert (
        "Exportations du Nord vers les États-Unis : 348 M€, 3,5 % du total (région : 5,0 %)."
        in (said)
    )
    assert "« Médicaments » (270 M€, 31,0 % de ses exportations)" in said

    assert "Activités représentées dont la part dépasse celle de la France : 1 sur 3." in said
    assert "Importations depuis les États-Unis : 3,0 M€, 7,3 % du total." in said
    english = picture(exposure_tables(NORD, whole=TEN), lang="en").description
    assert (
        "Exports from Nord to the United States: €348M, 3.5% of the total (région: 5.0%)."
        in english
    )
