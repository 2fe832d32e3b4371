from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, cast

import pytest

from tests.charts.boxes import colliding, outside
from tests.charts.flowmakers import flow_tables, trade
from tests.charts.makers import CONFIG, MILLION, shipped_texts, shipped_theme, subject
from tests.charts.ribbons import ribbons
from tradefiche import charts
from tradefiche.charts.scene.marks import Rect, Text
from tradefiche.charts.type.faces import drawable
from tradefiche.errors import UsageError
from tradefiche.reference.products import nomenclature

if TYPE_CHECKING:
    from tradefiche.charts import Dress
    from tradefiche.charts.look.theme import Size
    from tradefiche.charts.scene.marks import Scene
    from tradefiche.language.typography import Lang
    from tradefiche.reference.terms import Flow

SIZES: tuple[Size, ...] = ("screen", "paper", "phone")
FLOWS: tuple[Flow, ...] = ("export", "import")
COUNTRIES = ["BE", "DE", "ES", "IT", "GB", "NL", "US", "PL", "TR", "CN", "CH", "JP", "MA", "RO"]
PRODUCTS = sorted(nomenclature(CONFIG).codes("a129"))[20:50]


@cache
def picture(
    flow: Flow = "export",
    size: Size = "screen",
    *,
    lang: Lang = "fr",
    dress: Dress = "framed",
    compact: bool = False,
) -> Scene:
    return charts.compose(
        f"sankey-{flow}s",
        flow_tables(trade(PRODUCTS, COUNTRIES), flow=flow),
        subject("region-32", lang=lang),
        shipped_theme(),
        shipped_texts(),
        size=size,
        dress=dress,
        compact=compact,
    )


def words(scene: Scene) -> list[str]:
    return [mark.text for mark in scene.marks if isinstance(mark, Text)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("flow", FLOWS)
@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("compact", [False, True])
def test_nothing_overlaps_or_sticks_out(
    flow: Flow, size: Size, lang: str, *, compact: bool
) -> None:
    for dress in cast("tuple[Dress, ...]", ("framed", "bare")):
        scene = picture(flow, size, lang=cast("Lang", lang), dress=dress, compact=compact)
        assert not colliding(scene)
        assert not outside(scene)


@pytest.mark.parametrize("flow", FLOWS)
def test_the_compact_form_is_for_half_a_page(flow: Flow) -> None:
    scene = picture(flow, "paper", dress="bare", compact=True)
    assert scene.height < 210 < picture(flow, "paper", dress="bare").height
    shares = [text for text in words(scene) if text.endswith("\u202f%")]
    assert len(shares) == 22
    assert not [text for text in words(scene) if "€" in text]


def test_other_kinds_have_no_compact_form() -> None:
    with pytest.raises(UsageError, match="no compact form of treemap"):
        charts.compose("treemap", {}, subject(), shipped_theme(), shipped_texts(), compact=True)


def composed(
    pairs: dict[tuple[str, str], int],
    *,
    flow: Flow = "export",
    lang: Lang = "fr",
    top: int = 10,
    highlight: int = 5,
    known: bool = True,
) -> Scene:
    tables = flow_tables(pairs, flow=flow, top=top, highlight=highlight, known=known)
    return charts.compose(
        f"sankey-{flow}s", tables, subject(lang=lang), shipped_theme(), shipped_texts(), top=top
    )


SUBTITLE = "Exportations de biens par activité et pays de destination"
FEW = {("C29A", "DE"): 500 * MILLION, ("C29A", "BE"): 300 * MILLION, ("C20A", "BE"): 200 * MILLION}


@pytest.mark.parametrize("flow", FLOWS)
def test_the_title_says_what_the_named_flows_make_up(flow: Flow) -> None:
    assert composed(FEW, flow=flow, highlight=2).title == (
        "Nord\u00a0: les deux premiers flux représentés concentrent 80,0\u202f% "
        f"des {flow}ations en\u00a02024"
    )
    assert composed(FEW, flow=flow, highlight=2, lang="en").title == (
        f"Nord: the two largest flows shown make\u00a0up 80.0% of {flow}s in\u00a02024"
    )


def test_the_title_of_one_flow_and_of_none() -> None:
    assert composed(FEW, highlight=1).title == (
        "Nord\u00a0: le premier flux représenté concentre 50,0\u202f% des exportations en\u00a02024"
    )
    assert (
        composed(FEW, highlight=0).title
        == "Nord\u00a0: 1\u202f000\u00a0M€ d’exportations en\u00a02024"
    )


def test_the_subtitle_counts_the_first_ones_only_where_there_are_others() -> None:
    whole = f"{SUBTITLE} — total\u00a0: 1\u202f000\u00a0M€"
    assert composed(FEW).subtitle == whole
    part = "— premier de chaque côté — total"
    assert part in composed(FEW, top=1).subtitle


def test_the_subtitle_has_the_unit_of_the_labels() -> None:
    scene = composed({("C29A", "DE"): 4_800})
    assert scene.subtitle == f"{SUBTITLE} — total\u00a0: 4\u202f800\u00a0€"
    assert words(scene).count("4,8\u00a0k€ · 100,0\u202f%") == 2


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("flow", FLOWS)
def test_the_headers_of_a_phone_stand_over_their_labels(flow: Flow, lang: Lang) -> None:
    scene = picture(flow, "phone", lang=lang)
    texts = [mark for mark in scene.marks if isinstance(mark, Text)]
    head = shipped_theme().palette.flow(flow).text
    figures = shipped_theme().palette.grey
    below = {(m.x, m.anchor) for m in texts if m.fill == figures and m.numeric and " · " in m.text}
    above = {(m.x, m.anchor) for m in texts if m.fill == head}
    assert above == {place for place in below if place[0] in {x for x, _ in above}}
    assert len(above) == 2


def test_the_description_says_what_stands_out() -> None:
    said = re.sub(r"[\u00a0\u202f]", " ", composed(FEW).description)
    assert said == (
        f"{SUBTITLE} — total : 1 000 M€. "
        "Premières activités : Automobiles (80,0 %) et Produits chimiques de base (20,0 %). "
        "Premiers pays de destination : la Belgique (50,0 %) et l’Allemagne (50,0 %). "
        "Premier flux représenté : Automobiles vers l’Allemagne, 500,0 M€ · 50,0 %. "
        "Suivent : Automobiles vers la Belgique (30,0 %) et Produits chimiques de base vers la "
        "Belgique (20,0 %). "
        "Source : données d’exemple synthétiques de tradefiche, 2024 ; seuls quelques totaux "
        "reprennent des chiffres publiés."
    )


def test_the_description_of_imports_in_english() -> None:
    description = composed(FEW, flow="import", lang="en", top=1, highlight=1).description
    assert (
        "Leading countries of origin: Belgium (50.0%). Other countries make up 50.0%."
        in description
    )
    assert "Largest flow shown: Motor vehicles from Belgium, €300.0M · 30.0%." in description


def test_what_is_not_held_or_empty_is_said() -> None:
    missing, empty = composed({}, known=False), composed({})
    assert missing.title == "Nord\u00a0: exportations non disponibles en\u00a02024"
    assert "Flux non disponible" in words(missing)
    assert empty.title == "Nord\u00a0: aucune exportation enregistrée en\u00a02024"
    assert "Rien d’enregistré" in words(empty)


def test_negative_values_have_no_ribbon_and_are_named() -> None:
    scene = composed(FEW | {("C20A", "DE"): -4_200_000})
    assert len(ribbons(scene)) == 3
    (note,) = scene.notes
    assert note == (
        "Corrections négatives, comprises dans les valeurs mais sans ruban\u00a0: "
        "Produits chimiques de base → Allemagne \u22124,2\u00a0M€."
    )
    assert any(note.startswith(text) for text in words(scene) if text.startswith("Corrections"))


def test_many_negative_values_are_summed_up() -> None:
    negative = {(product, "DE"): -1_000_000 for product in PRODUCTS[:9]}
    scene = composed(negative | FEW, top=20)
    count = len(negative.keys() - FEW.keys())
    assert scene.notes[0].endswith(f"; {count - 5} autres, \u2212{count - 5},0\u00a0M€.")
    only = composed({("C29A", "DE"): -4_200_000})
    assert not ribbons(only)
    assert only.title == "Nord\u00a0: \u22124,2\u00a0M€ d’exportations en\u00a02024"


def test_a_larger_flow_beyond_the_first_ones_is_noted() -> None:
    pairs = {
        ("C29A", "DE"): 100 * MILLION,
        ("C29A", "BE"): 90 * MILLION,
        ("C20A", "DE"): 30 * MILLION,
        ("C20A", "US"): 120 * MILLION,
    }
    (note,) = composed(pairs, top=1, highlight=1).notes
    assert note == (
        "Au-delà du premier de chaque côté, un flux de 120\u00a0M€ dépasse le "
        "n°\u00a01\u00a0: il est "
        "compris dans «\u00a0Autres activités → Autres pays\u00a0»."
    )
    assert not composed(pairs, top=3).notes
    assert not composed(pairs | {("C20A", "US"): 99 * MILLION}, top=1, highlight=1).notes


def test_what_cannot_be_ranked_hides_no_larger_flow() -> None:
    assert not composed(FEW | {("C20A", "QU"): 900 * MILLION}, highlight=5).notes


def test_amounts_that_would_print_as_nothing_keep_their_sign_and_unit() -> None:
    texts = words(composed(FEW | {("C11Z", "ES"): 900}, lang="en"))
    assert "< €0.1M · less than 0.1%" in [text.replace("\u00a0", " ") for text in texts]


def test_the_named_flows_are_data_too() -> None:
    (listing,) = composed(FEW, highlight=2).lists
    assert (listing.title, listing.role) == ("Les deux premiers flux représentés", "red")
    assert [(entry.number, entry.name) for entry in listing.entries] == [
        (1, "Automobiles → Allemagne"),
        (2, "Automobiles → Belgique"),
    ]
    assert listing.entries[0].figures == ("500,0\u00a0M€", "50,0\u202f%")
    assert not composed(FEW, highlight=0).lists


def test_a_bare_picture_lists_nothing_but_holds_the_list() -> None:
    bare, framed = picture(dress="bare"), picture()
    assert bare.lists == framed.lists
    assert [entry.number for entry in bare.lists[0].entries] == [1, 2, 3, 4, 5]
    assert bare.lists[0].title not in words(bare)
    assert bare.lists[0].title in words(framed)


def test_others_come_last_and_grey() -> None:
    scene = picture()
    grey = [
        m for m in scene.marks if isinstance(m, Rect) and m.fill == shipped_theme().palette.others
    ]
    bars = [m for m in scene.marks if isinstance(m, Rect) and m.width == grey[0].width]
    for other in grey:
        assert other.y == max(bar.y for bar in bars if bar.x == other.x)


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_the_svg_is_small_and_its_faces_have_every_character(size: Size, lang: Lang) -> None:
    scene = picture("import", size, lang=lang)
    assert len(charts.render(scene, "svg")) <= 160_000
    assert all(drawable(text) for text in words(scene))


def test_the_order_of_rows_does_not_matter() -> None:
    tables = flow_tables(trade(PRODUCTS, COUNTRIES) | dict.fromkeys(FEW, 77 * MILLION))
    other = tables | {"flows": tables["flows"].reverse()}
    first, second = (
        charts.compose("sankey-exports", each, subject(), shipped_theme(), shipped_texts())
        for each in (tables, other)
    )
    assert first == second
