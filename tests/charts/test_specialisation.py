"""Specialisation: the picture read back against any exports, and what is said of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.charts.asked import NAMES
from tests.charts.boxes import box, outside
from tests.charts.makers import shipped_texts, shipped_theme, specialisation_tables, subject
from tests.charts.prints import stands_for
from tests.charts.rowmakers import broken_at, lines, on_one_scale, unread
from tests.examples import examples
from tradefiche import charts
from tradefiche.charts.scene.marks import Text
from tradefiche.language.typography import NBSP
from tradefiche.views.subject import Floor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tradefiche.charts.look.theme import Size
    from tradefiche.charts.scene.marks import Scene
    from tradefiche.language.typography import Lang

Row = tuple[str, int | None, float | None]
THEME = shipped_theme()
MOST, FEW = 12, 8
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
    dress: charts.Dress = "framed",
) -> Scene:
    about = replace(subject(territory, period=period, lang=lang), floor=FLOOR)
    tables = specialisation_tables(rows, period=period)
    return charts.compose(
        "specialisation", tables, about, THEME, shipped_texts(),
        size=size, dress=dress,
    )  # fmt: skip


def plain(text: str) -> str:
    return text.replace(NBSP, " ").replace("\u202f", " ")


def words(scene: Scene) -> list[str]:
    return [mark.text for mark in scene.marks if isinstance(mark, Text)]


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
    assert lines(scene) == []
    assert "Le rapport compare un territoire à la France" in " ".join(words(scene))


def test_nothing_above_the_floor_is_no_lack_of_france() -> None:
    tables = specialisation_tables([("C29A", LEVEL, 1.0)])
    tables["specialisation"] = tables["specialisation"].clear()
    about = replace(subject("dept-59"), floor=FLOOR)
    scene = charts.compose("specialisation", tables, about, THEME, shipped_texts(), size="screen")
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
def test_without_a_row_there_is_a_sentence(rows: Sequence[Row], said: str, size: Size) -> None:
    scene = picture(rows, size=size, dress="bare")
    assert plain(" ".join(words(scene))) == said
    assert outside(scene) == []


def test_what_france_does_not_export_is_named_and_has_no_row() -> None:
    scene = picture([*ROWS, ("C20B", LEVEL, 0.0), ("C10A", 2 * LEVEL, -0.5)])
    assert len(lines(scene)) == len(ROWS)
    assert "Absentes, la France n’en exportant pas, corrections comprises : Viande et" in (
        plain(" ".join(scene.notes))
    )


def test_a_period_of_quarters_is_named() -> None:
    scene = picture(ROWS, period="2023Q3..2024Q2")
    assert "exportées du 3ᵉ trimestre 2023 au 2ᵉ trimestre 2024 (nomenclature A129)" in plain(
        scene.subtitle
    )


def test_what_is_said_aloud_is_a_reading_not_a_table() -> None:
    scene = picture(ROWS, dress="bare")
    assert plain(scene.description) == (
        "Une ligne par activité, 4 en tout, du rapport le plus élevé au plus bas : 3 pèsent au "
        "moins autant qu’en France. Les premières : « Boissons » (0,5 % des exportations contre "
        "moins de 0,1 % pour la France, soit 50,0 fois cette part), « Matériel ferroviaire » "
        "(9,5 % des exportations contre 0,7 % pour la France, soit 14,6 fois cette part) et "
        "« Automobiles » (60,0 % des exportations contre 30,0 % pour la France, soit 2,0 fois "
        "cette part)."
    )
    english = picture(ROWS, lang="en", dress="bare").description
    assert english.startswith("A row for each activity, 4 in all")


def test_a_ratio_never_prints_as_nothing() -> None:
    scene = picture([("C29A", LEVEL, 1.0), ("C11Z", LEVEL // 50, 90.0)])
    assert plain(lines(scene)[-1].numbers[0]) == "< ×0,1"
    assert "moins de 0,1 fois" in plain(scene.description)


@pytest.mark.parametrize(
    ("weighty", "light", "said"),
    [
        (20, 0, "Les douze premières par le rapport à la France, sur les 20 activités d’au moins"),
        (9, 20, "Activités d’au moins 5 M€ et 1 % des exportations (9), complétées à douze par"),
        (0, 120, "Les douze activités les plus exportées, de celles d’au moins 1 M€ et 0,1 %"),
        (3, 1, "Toutes les activités d’au moins 1 M€ et 0,1 % des exportations."),
    ],
)
def test_the_rule_for_having_a_row_is_told(weighty: int, light: int, said: str) -> None:
    heavy = [(f"H{n:03d}", 100 * LEVEL, 1.0) for n in range(weighty)]
    slight: list[Row] = [(f"L{n:03d}", LEVEL - n, 0.1) for n in range(light)]
    scene = picture([*heavy, *slight])
    assert said in plain(" ".join(scene.notes))
    assert len(lines(scene)) == min(MOST, weighty + light)


def test_the_row_of_the_title_stands_out() -> None:
    """Not the first, where a small one that makes up the number has a greater ratio."""
    rows: list[Row] = [*ROWS, *((f"P{n}", 2_000_000 + n, 0.1) for n in range(5))]
    scene = picture(rows)
    bold = [m.text for m in scene.marks if isinstance(m, Text) and m.weight == 700]
    assert "Matériel ferroviaire" in bold
    assert not {"Boissons", "Automobiles"} & {*bold}
    assert lines(scene)[0].numbers[0] == "×50,0"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_caution_stands_at_the_foot(size: Size, lang: Lang) -> None:
    scene = picture(ROWS, size=size, lang=lang)
    said = {"fr": "non avec le monde", "en": "not with the world"}[lang]
    assert said in scene.notes[-1]
    assert said in " ".join(words(scene))


def test_a_caveat_is_noted_where_its_products_are_drawn() -> None:
    said = "Le gaz par gazoduc et l’électricité sont rattachés par convention à Paris (75)"
    about = replace(subject("dept-75"), caveats={"C24A": said, "D35A": said})
    scene = charts.compose(
        "specialisation", specialisation_tables(ROWS), about, THEME, shipped_texts()
    )
    assert scene.notes.count(said) == 1
    assert said not in picture(ROWS).notes


@dataclass(frozen=True)
class Ask:
    """What is drawn, and how; names repeat until there are enough."""

    exports: tuple[tuple[int, float], ...]
    names: tuple[str, ...]
    size: Size
    lang: Lang
    dress: charts.Dress

    @property
    def rows(self) -> list[Row]:
        return [(f"P{n:02d}", value, france) for n, (value, france) in enumerate(self.exports)]

    @property
    def products(self) -> dict[str, str]:
        return {code: self.names[n % len(self.names)] for n, (code, *_) in enumerate(self.rows)}

    @property
    def shown(self) -> list[tuple[str, int, float, float]]:
        """Code, value, share and share in France of each row, from top to bottom."""
        total = sum(value for value, _ in self.exports)
        every = [
            (f"P{n:02d}", value, 100 * value / total, france)
            for n, (value, france) in enumerate(self.exports)
        ]
        every.sort(key=lambda row: (-row[2] / row[3], row[0]))
        weigh = [
            row for row in every if row[2] >= FLOOR.finding_pct and row[1] >= FLOOR.finding_euros
        ]
        others = sorted((row for row in every if row not in weigh), key=lambda r: (-r[1], r[0]))
        chosen = [*weigh, *others][:MOST]
        return [row for row in every if row in chosen]


@cache
def drawn(ask: Ask) -> Scene:
    about = replace(subject("dept-59", lang=ask.lang), products=ask.products, floor=FLOOR)
    return charts.compose(
        "specialisation", specialisation_tables(ask.rows), about, THEME, shipped_texts(),
        size=ask.size, dress=ask.dress,
    )  # fmt: skip


VALUES = st.one_of(
    st.integers(1, 10**11), st.sampled_from([1, 10**6, 10**6, 10**9]), st.integers(1, 10**4)
)
FRANCE = st.one_of(st.floats(1e-4, 100), st.sampled_from([0.5, 0.5, 1.0, 5.0]), st.floats(0.3, 9))


@st.composite
def asked(draw: st.DrawFn) -> Ask:
    pairs = st.tuples(VALUES, FRANCE)
    most = draw(st.sampled_from([3, 12, 40]))
    return Ask(
        tuple(draw(st.lists(pairs, min_size=1, max_size=most))),
        tuple(draw(st.lists(NAMES, min_size=1, max_size=6))),
        draw(st.sampled_from(SIZES)),
        draw(st.sampled_from(["fr", "en"])),
        draw(st.sampled_from(["framed", "bare"])),
    )


@examples(20)
@given(asked())
def test_nothing_overlaps_or_sticks_out_and_all_can_be_read(ask: Ask) -> None:
    assert unread(drawn(ask), THEME.measures(ask.size).note) == []


@examples(20)
@given(asked())
def test_rows_are_ranked_and_have_the_figures_of_the_table(ask: Ask) -> None:
    found, thousands = lines(drawn(ask)), max(row[1] for row in ask.shown) < 10**6
    for line, (_, value, share, france) in zip(found, ask.shown, strict=True):
        ratio, own, other, amount = line.numbers
        percent = "\u202f%" if ask.lang == "fr" else "%"
        unit = "k" if thousands else "M"
        assert stands_for(ratio.replace("×", "") + percent, share / france)
        assert stands_for(own + percent, share)
        assert stands_for(other + percent, france)
        assert stands_for(
            f"{amount}\u00a0{unit}€" if ask.lang == "fr" else f"{amount}{unit}", value
        )


@examples(20)
@given(asked())
def test_bars_and_ticks_stand_at_the_shares_and_a_few_rows_are_a_table(ask: Ask) -> None:
    found = lines(drawn(ask))
    if len(ask.shown) < FEW:
        assert not any(line.bars or line.ticks for line in found)
        return
    limit = broken_at([row[2:] for row in ask.shown])
    places: list[tuple[float, float]] = []
    far: list[tuple[float, float]] = []
    for line, (_, _, share, france) in zip(found, ask.shown, strict=True):
        (tick,) = line.ticks
        ends = [(france, tick), *((share, box(bar).right) for bar in line.bars)]
        places += [(0.0, box(bar).left) for bar in line.bars]
        for value, place in ends:
            (places if value <= limit else far).append((value, place))
    assert on_one_scale(places)
    assert not far or min(place for _, place in far) > max(place for _, place in places)
