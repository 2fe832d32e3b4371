from __future__ import annotations

import itertools
import math
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.charts.boxes import outside
from tests.charts.cases import sample
from tests.charts.makers import shipped_texts, shipped_theme, specialisation_tables, subject
from tradefiche import charts
from tradefiche.charts.geometry.squarify import Box
from tradefiche.charts.kinds.specialisation.label_placement import Field, Form, Wanted, place
from tradefiche.charts.kinds.specialisation.plane import from_segment
from tradefiche.charts.kinds.specialisation.scales import Ratios, Shares
from tradefiche.charts.scene.marks import Rect, Text
from tradefiche.language.typography import NBSP
from tradefiche.views.subject import Floor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tradefiche.charts.look.theme import Size
    from tradefiche.charts.scene.marks import Scene
    from tradefiche.language.typography import Lang

Row = tuple[str, int | None, float | None]
SIZES: tuple[Size, ...] = ("screen", "paper", "phone")
LEVEL = 100_000_000
FLOOR = Floor(1_000_000, 0.1, 1.0, 5_000_000)
# Shares of 60, 30, 9.5 and 0.5 %.
ROWS: list[Row] = [
    ("C29A", 60 * LEVEL, 30.0),
    ("C24A", 30 * LEVEL, 60.0),
    ("C30B", 950_000_000, 0.65),
    ("C11Z", 50_000_000, 0.01),
]


def picture(
    rows: Sequence[Row],
    *,
    territory: str = "dept-59",
    period: str = "2024",
    size: Size = "screen",
    lang: Lang = "fr",
    top: int = 10,
    dress: charts.Dress = "framed",
) -> Scene:
    about = replace(subject(territory, period=period, lang=lang), floor=FLOOR)
    tables = specialisation_tables(rows, period=period)
    return charts.compose(
        "specialisation", tables, about, shipped_theme(), shipped_texts(),
        size=size, top=top, dress=dress,
    )  # fmt: skip


def plain(text: str) -> str:
    return text.replace(NBSP, " ").replace("\u202f", " ")


def words(scene: Scene) -> list[str]:
    return [mark.text for mark in scene.marks if isinstance(mark, Text)]


def points(scene: Scene) -> list[Rect]:
    rects = (mark for mark in scene.marks if isinstance(mark, Rect) and mark.corner)
    return [rect for rect in rects if math.isclose(rect.width, rect.height)]


@pytest.mark.parametrize(
    ("rows", "french", "english"),
    [
        (ROWS,
         ("Nord : « Matériel ferroviaire » (950 M€) pèse 14,6 fois plus dans les exportations "
          "que dans celles de la France"),
         ("Nord: “Railway rolling stock” (€950M) weighs 14.6 times as much in exports as in "
          "France’s")),
        ([("C29A", LEVEL, 0.5)],
         ("Nord : « Automobiles » (100 M€) pèse 200,0 fois plus dans les exportations que dans "
          "celles de la France"),
         "Nord: “Motor vehicles” (€100M) weighs 200.0 times as much in exports as in France’s"),
        ([("C29A", 4_999_999, 0.5)],
         ("Nord : aucune activité d’au moins 5 M€ et 1 % des exportations n’y pèse nettement plus "
          "que dans celles de la France"),
         ("Nord: no activity of at least €5M and 1% of exports weighs clearly more than in those "
          "of France")),
        ([("C29A", LEVEL, 96.0)],
         ("Nord : aucune activité d’au moins 5 M€ et 1 % des exportations n’y pèse nettement plus "
          "que dans celles de la France"),
         ("Nord: no activity of at least €5M and 1% of exports weighs clearly more than in those "
          "of France")),
        ([("C29A", LEVEL, 95.2)],
         ("Nord : « Automobiles » (100 M€) pèse 1,1 fois plus dans les exportations que dans "
          "celles de la France"),
         "Nord: “Motor vehicles” (€100M) weighs 1.1 times as much in exports as in France’s"),
        ([("C29A", 0, 1.0)], "Nord : aucune exportation enregistrée en 2024",
         "Nord: no exports recorded in 2024"),
        ([("C29A", None, 1.0)], "Nord : exportations non disponibles en 2024",
         "Nord: exports not available in 2024"),
        ([("C29A", LEVEL, -1.0)], "Nord : aucune activité comparable à la France en 2024",
         "Nord: no activity comparable with France in 2024"),
        ([("C29A", LEVEL, None)],
         "Nord : pas de comparaison avec la France en 2024",
         "Nord: no comparison with France in 2024"),
    ],
)  # fmt: skip
def test_the_title_is_a_true_finding(rows: Sequence[Row], french: str, english: str) -> None:
    assert plain(picture(rows).title) == french
    assert plain(picture(rows, lang="en").title) == english


def test_the_finding_is_about_what_weighs_where_anything_does() -> None:
    """×50 at 0.5 % of exports is no finding, beside ×14.6 at 9.5 % or alone."""
    assert "Boissons" not in picture(ROWS).title
    many: list[Row] = [(f"P{n:03d}", LEVEL, 0.5) for n in range(150)]
    assert plain(picture(many).title) == (
        "Nord : aucune activité d’au moins 5 M€ et 1 % des exportations n’y pèse nettement plus "
        "que dans celles de la France"
    )
    less: list[Row] = [(f"P{n:03d}", LEVEL, 2.0) for n in range(150)]
    assert plain(picture(less).title) == (
        "Nord : aucune activité comparée ne pèse nettement plus dans les exportations "
        "que dans celles de la France"
    )


def test_of_two_equal_ratios_the_first_by_code_is_named_as_in_the_table() -> None:
    third = 100 / 3
    rows: list[Row] = [("C11Z", LEVEL, third / 2), ("C29A", 2 * LEVEL, third)]
    assert "« Boissons »" in plain(picture(rows).title)
    equal: list[Row] = [("C29A", LEVEL, 20.0), ("C11Z", LEVEL, 20.0)]
    assert "« Boissons »" in plain(picture(equal).title)


@pytest.mark.parametrize("size", SIZES)
def test_france_is_not_compared_with_itself(size: Size) -> None:
    scene = picture([("C29A", LEVEL, None)], territory="france", size=size)
    assert outside(scene) == []
    assert plain(scene.title) == (
        "France : la référence à laquelle les autres territoires sont comparés"
    )
    assert points(scene) == []
    assert "Le rapport compare un territoire à la France" in " ".join(words(scene))
    assert scene.lists == ()


def test_nothing_above_the_floor_is_no_lack_of_france() -> None:
    tables = specialisation_tables([("C29A", LEVEL, 1.0)])
    tables["specialisation"] = tables["specialisation"].clear()
    about = replace(subject("dept-59"), floor=FLOOR)
    scene = charts.compose(
        "specialisation", tables, about, shipped_theme(), shipped_texts(), size="screen"
    )
    said = plain(" ".join(words(scene)))
    assert "des exportations trop faibles en 2024 pour une comparaison avec la France" in said
    assert "Aucune activité n’atteint 1 M€ et 0,1 % des exportations." in said


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("C29A", None, 1.0)], "Flux non disponible."),
        ([("C29A", 0, 1.0)], "Rien d’enregistré."),
        ([], "Rien d’enregistré."),
        ([("C29A", LEVEL, None)],
         ("Les exportations de la France entière ne sont pas détenues : le classeur d’une région "
          "manque.")),
        ([("C29A", LEVEL, 0.0)],
         "Corrections comprises, la France n’exporte rien de ce qui est exporté ici."),
    ],
)  # fmt: skip
@pytest.mark.parametrize("size", SIZES)
def test_without_a_point_there_is_a_sentence(rows: Sequence[Row], said: str, size: Size) -> None:
    scene = picture(rows, size=size, dress="bare")
    assert plain(" ".join(words(scene))) == said
    assert points(scene) == []
    assert outside(scene) == []


def test_what_france_does_not_export_is_named_and_not_drawn() -> None:
    scene = picture([*ROWS, ("C20B", LEVEL, 0.0), ("C10A", 2 * LEVEL, -0.5)])
    assert len(points(scene)) == len(ROWS)
    assert "Sans point, la France n’en exportant pas, corrections comprises : Viande et" in (
        plain(" ".join(scene.notes))
    )


def test_a_period_of_quarters_is_named() -> None:
    scene = picture(ROWS, period="2023Q3..2024Q2")
    assert "exportées du 3ᵉ trimestre 2023 au 2ᵉ trimestre 2024 (nomenclature A129)" in plain(
        scene.subtitle
    )


@pytest.mark.parametrize(
    ("territory", "said"),
    [
        ("dept-59", "Part dans les exportations du Nord, en %"),
        ("dept-01", "Part dans les exportations de l’Ain, en %"),
        ("dept-974", "Part dans les exportations de La Réunion, en %"),
        ("region-32", "Part dans les exportations des Hauts-de-France, en %"),
    ],
)
def test_the_territory_has_its_article(territory: str, said: str) -> None:
    assert said in plain(" ".join(words(picture(ROWS, territory=territory))))


def test_what_is_said_aloud_is_a_reading_not_a_table() -> None:
    scene = picture(ROWS, dress="bare")
    assert plain(scene.description) == (
        "Un point par activité, 4 en tout : 3 à droite du trait, où une activité pèse au moins "
        "autant qu’en France, et 1 à gauche. Plus un point est haut, plus l’activité pèse dans "
        "les exportations. Les plus hauts : « Automobiles » (60,0 % des exportations, 2,0 fois la "
        "part en France), « Aciers et produits en acier » (30,0 % des exportations, 0,5 fois la "
        "part en France) et « Matériel ferroviaire » (9,5 % des exportations, 14,6 fois la part "
        "en France). Les plus à droite parmi les activités d’au moins 5 M€ et "
        "1 % : « Matériel ferroviaire » (14,6 fois) et « Automobiles » (2,0 fois)."
    )
    english = picture(ROWS, dress="bare", lang="en").description
    assert english.startswith("A point for each activity, 4 in all: 3 to the right of the line")


def test_the_list_has_ratio_and_share() -> None:
    (listing,) = picture(ROWS).lists
    found = [(entry.name, *map(plain, entry.figures)) for entry in listing.entries]
    assert found == [
        ("Boissons", "×50,0", "0,5 %"),
        ("Matériel ferroviaire", "×14,6", "9,5 %"),
        ("Automobiles", "×2,0", "60,0 %"),
        ("Aciers et produits en acier", "×0,5", "30,0 %"),
    ]


def test_a_ratio_never_prints_as_nothing() -> None:
    scene = picture([("C29A", LEVEL, 1.0), ("C11Z", LEVEL // 50, 90.0)])
    assert plain(scene.lists[0].entries[-1].figures[0]) == "< ×0,1"
    assert "moins de 0,1 fois" in plain(scene.description)


def test_the_first_by_share_and_the_first_weighty_ones_by_ratio_are_named() -> None:
    (listing,) = picture(ROWS, top=1).lists
    assert [entry.name for entry in listing.entries] == ["Matériel ferroviaire", "Automobiles"]
    notes = plain(" ".join(picture(ROWS, top=1).notes))
    assert "Activités représentées (4) : celles d’au moins 1 M€ et 0,1 % des exportations." in notes
    assert "la première par la part dans les exportations et, parmi celles d’au moins" in notes
    assert "Sont nommées" not in " ".join(picture(ROWS).notes)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_caution_stands_at_the_foot(size: Size, lang: Lang) -> None:
    scene = picture(ROWS, size=size, lang=lang)
    said = {"fr": "non avec le monde", "en": "not with the world"}[lang]
    assert said in scene.notes[-1]
    assert said in " ".join(words(scene))


@pytest.mark.parametrize("size", SIZES)
def test_the_sample_can_be_named_in_its_picture(size: Size) -> None:
    """On a screen and on paper names have room; on a phone each has a number."""
    for case in sample(("dept-59", "dept-75", "dept-48", "dept-974", "region-32")):
        (listing,) = case.scene("specialisation", size).lists
        numbered = [entry.number for entry in listing.entries if entry.number]
        if size == "phone":
            assert len(numbered) == len(listing.entries)
        else:
            assert len(numbered) <= 1


@given(
    st.lists(st.floats(1e-6, 1e6), min_size=1, max_size=9),
    st.floats(80, 900),
    st.floats(8, 60),
)
def test_ratios_fit_and_their_marks_do_not_touch(
    ratios: list[float], width: float, mark: float
) -> None:
    scale = Ratios.over(ratios, 0.0, width, pad=10.0)
    for ratio in ratios:
        assert 10 - 1e-6 <= scale(ratio) <= width - 10 + 1e-6
    assert 0.2 * width <= scale(1.0) <= 0.8 * width
    ticks = scale.ticks(lambda _: mark)
    assert 1.0 in ticks
    for before, after in itertools.pairwise(ticks):
        assert scale(after) - scale(before) >= mark
    for tick in ticks:
        assert re.fullmatch(r"[1235]0*", f"{max(tick, 1 / tick):.0f}")


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (900, [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20]),
        (220, [0.1, 1 / 3, 1, 3, 10]),
        (130, [0.1, 1, 10]),
        (70, [1]),
    ],
)
def test_as_many_round_ratios_are_marked_as_there_is_room_for(
    width: float, expected: list[float]
) -> None:
    scale = Ratios.over([0.05, 20], 0.0, width, pad=5.0)
    assert scale.ticks(lambda _: 30.0) == pytest.approx(expected)


@given(st.floats(0.05, 100), st.floats(100, 600))
def test_round_shares_are_apart_and_begin_with_0(high: float, height: float) -> None:
    scale = Shares(high, height, 0.0)
    assert scale(0) == height
    assert scale(high) == pytest.approx(0.0, abs=1e-6)
    ticks = scale.ticks(20.0)
    assert ticks[-1] == 0
    for before, after in itertools.pairwise(ticks):
        assert before > after
        assert scale(after) - scale(before) >= 20


def test_a_label_stands_right_of_its_point_unless_another_has_that_place() -> None:
    form, room = Form(30, 10, 0.0), Box(0, 0, 200, 100)
    field = Field([(50, 50), (62, 50)], radius=3, gap=2, unit=10)
    (first,) = place(Field([(50, 50)], 3, 2, 10), [Wanted((50, 50), [form], room)])
    assert first is not None
    assert (first.box.x, first.box.y, first.leader) == (55, 45, None)
    one, two = place(field, [Wanted(point, [form], room) for point in field.points])
    assert one is not None
    assert two is not None
    assert one.box.right <= 50
    assert two.box.x >= 62


def test_a_label_in_a_crowd_is_joined_to_its_point() -> None:
    crowd = [(100.0 + 9 * x, 50.0 + 9 * y) for x in range(-2, 3) for y in range(-2, 3)]
    wanted = Wanted((109.0, 50.0), [Form(30, 8, 0.0)], Box(0, 0, 300, 100))
    (found,) = place(Field(crowd, radius=2, gap=1, unit=6), [wanted])
    assert found is not None
    assert found.leader is not None
    (x, y), end = found.leader
    assert math.dist((x, y), wanted.point) == pytest.approx(2)
    for point in crowd:
        assert point == wanted.point or from_segment(point, ((x, y), end)) >= 2


def test_a_label_that_fits_nowhere_has_no_place() -> None:
    field = Field([(50, 50)], radius=3, gap=2, unit=10)
    assert place(field, [Wanted((50, 50), [Form(90, 10, 0.0)], Box(0, 0, 80, 80))]) == [None]


@pytest.mark.parametrize("size", SIZES)
def test_few_points_have_a_lower_plot(size: Size) -> None:
    heights = [picture(ROWS[:count], size=size).height for count in (1, 2, 4)]
    assert heights == sorted(heights)
    assert heights[0] < heights[-1] - 30


def test_a_convention_is_noted_where_its_products_are_drawn() -> None:
    said = "Le gaz par gazoduc et l’électricité sont rattachés par convention à Paris (75)"
    about = replace(subject("dept-75"), conventions={"C24A": said, "D35A": said})
    scene = charts.compose(
        "specialisation", specialisation_tables(ROWS), about, shipped_theme(), shipped_texts()
    )
    assert scene.notes.count(said) == 1
    assert said not in picture(ROWS).notes
