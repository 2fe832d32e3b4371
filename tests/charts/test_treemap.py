from __future__ import annotations

import math
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from tests.charts.boxes import box, colliding, outside, overlap
from tests.charts.makers import (
    MILLION,
    heavy_tailed,
    product_tables,
    shipped_texts,
    shipped_theme,
    subject,
)
from tests.examples import examples
from tradefiche import charts
from tradefiche.charts.scene.marks import Rect, Text
from tradefiche.charts.type.text import narrowest, wrap
from tradefiche.language.typography import NBSP
from tradefiche.reference.products import nomenclature
from tradefiche.settings import shipped_config

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tests.charts.boxes import Box
    from tests.charts.makers import Trade
    from tradefiche.charts import Dress
    from tradefiche.charts.look.theme import Size
    from tradefiche.charts.scene.marks import Scene
    from tradefiche.language.typography import Lang
    from tradefiche.reference.terms import Flow

SIZES: tuple[Size, ...] = ("screen", "paper", "phone")
TILED: tuple[Size, ...] = ("screen", "paper")
FLOWS: tuple[Flow, ...] = ("import", "export")
THEME = shipped_theme()
CODES = sorted(nomenclature((shipped_config(),)).codes("a129"))
TIERS = {"import": THEME.tiers.imports, "export": THEME.tiers.exports}
FILLS = {flow: {tier.fill for tier in tiers} for flow, tiers in TIERS.items()}
LONG = "Préparations œuvrées, à l’exclusion de celles qui ne le sont pas, n.d.a. et rest"

values = st.one_of(
    st.just(0), st.just(5 * 10**7), st.integers(1, 2_000), st.integers(10**4, 10**7),
    st.integers(10**8, 10**11), st.integers(-(10**7), -1),
)  # fmt: skip
sides = st.sampled_from(["both", "imports", "exports"])


@st.composite
def trades(draw: st.DrawFn) -> list[Trade]:
    held = draw(sides)
    found: list[Trade] = []
    for code in draw(st.lists(st.sampled_from(CODES), unique=True, max_size=60)):
        imported = None if held == "exports" else draw(values)
        found.append((code, imported, None if held == "imports" else draw(values)))
    return found


def picture(
    trade: Sequence[Trade],
    *,
    size: Size = "screen",
    lang: Lang = "fr",
    dress: Dress = "framed",
    names: Mapping[str, str] | None = None,
) -> Scene:
    about = subject(lang=lang)
    about = replace(about, products={**about.products, **(names or {})})
    tables = product_tables(trade)
    return charts.compose("treemap", tables, about, THEME, shipped_texts(), size=size, dress=dress)


def words(scene: Scene) -> list[str]:
    return [mark.text for mark in scene.marks if isinstance(mark, Text)]


def drawn(trade: Sequence[Trade], flow: Flow) -> dict[str, int]:
    """Return the values above 0 by code."""
    found = {code: imported if flow == "import" else exported for code, imported, exported in trade}
    return {code: value for code, value in found.items() if value and value > 0}


def cells(scene: Scene, flow: Flow) -> list[Rect]:
    rects = [mark for mark in scene.marks if isinstance(mark, Rect)]
    return [rect for rect in rects if rect.fill in FILLS[flow] and rect.stroke]


def strips(scene: Scene) -> list[Rect]:
    """Return the strips of both blocks."""
    rects = [mark for mark in scene.marks if isinstance(mark, Rect)]
    return [rect for rect in rects if rect.fill == THEME.palette.others_pale]


def ratio(trade: Sequence[Trade]) -> float:
    """Return the larger of what is drawn of both flows over the other; 0 if one has nothing."""
    small, large = sorted(sum(drawn(trade, flow).values()) for flow in FLOWS)
    return large / small if small else 0.0


def whole(rect: Rect, gap: float) -> Box:
    """Return the cell before its edge and its half of the gaps were taken off."""
    edges = box(rect)
    half = gap / 2
    return edges._replace(
        left=edges.left - half,
        top=edges.top - half,
        right=edges.right + half,
        bottom=edges.bottom + half,
    )


def area(found: Box) -> float:
    return (found.right - found.left) * (found.bottom - found.top)


def inside(text: Text, rects: Iterable[Rect]) -> list[Rect]:
    return [rect for rect in rects if overlap(box(text), box(rect))]


@pytest.mark.parametrize("size", SIZES)
@given(
    trade=trades(),
    lang=st.sampled_from(["fr", "en"]),
    dress=st.sampled_from(["framed", "bare"]),
    long=st.dictionaries(st.sampled_from(CODES), st.sampled_from([LONG, "Anticonst" * 9])),
)
@examples(10, suppress_health_check=[HealthCheck.too_slow])
def test_nothing_overlaps_or_sticks_out(
    size: Size, trade: Sequence[Trade], lang: Lang, dress: Dress, long: dict[str, str]
) -> None:
    scene = picture(trade, size=size, lang=lang, dress=dress, names=long)
    assert outside(scene) == []
    assert colliding(scene) == []
    rects = [rect for flow in FLOWS for rect in cells(scene, flow)] + strips(scene)
    for text in (mark for mark in scene.marks if isinstance(mark, Text)):
        under = inside(text, rects)
        assert len(under) <= 1
        for rect in under:
            assert box(text).left >= box(rect).left
            assert box(text).right <= box(rect).right
            assert box(text).top >= box(rect).top
            assert box(text).bottom <= box(rect).bottom
    assert (
        min(mark.size for mark in scene.marks if isinstance(mark, Text))
        >= getattr(THEME.sizes, size).note
    )


@pytest.mark.parametrize("size", TILED)
@given(trade=trades())
@examples(8, suppress_health_check=[HealthCheck.too_slow])
def test_areas_are_values_on_one_scale_if_both_can_be_seen_on_it(
    size: Size, trade: Sequence[Trade]
) -> None:
    scene = picture(trade, size=size)
    gap = THEME.measures(size).label * 0.12
    units: dict[Flow, list[float]] = {flow: [] for flow in FLOWS}
    for flow in FLOWS:
        values = sorted(drawn(trade, flow).values(), reverse=True)
        found = sorted((area(whole(r, gap)) for r in cells(scene, flow)), reverse=True)
        if len(found) == 1 < len(values):
            continue  # one shape for all
        for value, size_of_cell in zip(values, found, strict=False):
            side = math.sqrt(size_of_cell)
            if side > 12 * gap:  # smaller ones have no room for a whole gap
                units[flow].append(size_of_cell / value)
    for each in units.values() if ratio(trade) > 20 else [[*units["import"], *units["export"]]]:
        assert not each or max(each) <= min(each) * 1.005


@pytest.mark.parametrize("size", TILED)
@given(few=st.integers(1, 4_000), many=st.integers(10**6, 10**9), larger=st.sampled_from(FLOWS))
@examples(6)
def test_totals_that_one_scale_would_hide_are_squares_of_one_scale(
    size: Size, few: int, many: int, larger: Flow
) -> None:
    values = (few, many) if larger == "export" else (many, few)
    scene = picture([("C29A", *values), ("C24A", *values)], size=size)
    edges = [[box(cell) for cell in cells(scene, flow)] for flow in FLOWS]
    heights = [
        (min(each.top for each in block), max(each.bottom for each in block)) for block in edges
    ]
    assert heights[0] == pytest.approx(heights[1])
    squares = {
        rect.fill: rect.width * rect.height
        for rect in scene.marks
        if isinstance(rect, Rect) and rect.width == rect.height
    }
    areas = [squares[THEME.palette.imports], squares[THEME.palette.exports]]
    assert max(areas) / min(areas) == pytest.approx(many / few, rel=1e-6)
    times = shipped_texts().wording("fr").times(many / few)
    assert f"valent {times}{NBSP}fois" in scene.subtitle


@pytest.mark.parametrize("size", TILED)
@given(
    trade=st.one_of(
        trades(),
        st.builds(
            heavy_tailed, st.just(70e9), st.permutations(CODES), seed=st.integers(1, 99),
            exports_share=st.floats(0.03, 0.97),
        ),
    )
)  # fmt: skip
@examples(8, suppress_health_check=[HealthCheck.too_slow])
def test_type_never_grows_as_cells_shrink(size: Size, trade: Sequence[Trade]) -> None:
    scene = picture(trade, size=size)
    for flow in FLOWS:
        values = drawn(trade, flow)
        codes = {rect.datum.codes for rect in cells(scene, flow) if rect.datum is not None}
        found: dict[str, float] = {}
        named = set()
        for text in (mark for mark in scene.marks if isinstance(mark, Text)):
            datum = text.datum
            if datum and datum.codes in codes and datum.values[0].column == f"{flow}s_eur":
                (code,) = datum.codes
                found[code] = max(found.get(code, 0.0), text.size)
                named |= {code} if text.anchor == "start" else set()
        ranked = sorted(values, key=lambda code: (-values[code], code))[: len(found)]
        assert set(ranked) == set(found)
        sizes = [found[code] for code in ranked]
        assert sizes == sorted(sizes, reverse=True)
        assert set(ranked[: len(named)]) == named
        assert all(100 * values[code] >= 1.3 * sum(values.values()) for code in named)


@given(trade=trades())
@examples(8, suppress_health_check=[HealthCheck.too_slow])
def test_on_a_phone_activities_are_ranked_bars_on_one_scale(trade: Sequence[Trade]) -> None:
    scene = picture(trade, size="phone")
    units = []
    for flow in FLOWS:
        values = drawn(trade, flow)
        total = sum((row[1] if flow == "import" else row[2]) or 0 for row in trade)
        whole_flow = total if total > 0 else sum(values.values())
        fill = THEME.palette.flow(flow).fill
        bars = [m for m in scene.marks if isinstance(m, Rect) and m.fill == fill and m.datum]
        found = [bar.datum.values[0].value or 0 for bar in bars if bar.datum]
        expected = sorted(values.values(), reverse=True)
        assert found == expected[: 11 if len(expected) == 11 else 10]
        assert [bar.y for bar in bars] == sorted(bar.y for bar in bars)
        units += [bar.width * whole_flow / value for bar, value in zip(bars, found, strict=True)]
    assert scene.lists == ()
    assert not units or max(units) == pytest.approx(min(units))


@pytest.mark.parametrize("size", TILED)
@given(trade=trades())
@examples(6, suppress_health_check=[HealthCheck.too_slow])
def test_what_the_numbers_stand_for_is_a_table(size: Size, trade: Sequence[Trade]) -> None:
    scene = picture(trade, size=size)
    texts = [mark for mark in scene.marks if isinstance(mark, Text) and mark.datum is None]
    entries = [entry for listing in scene.lists for entry in listing.entries]
    names = {mark.x for mark in texts for entry in entries if mark.text == entry.name}
    shares = {
        mark.x for mark in texts for entry in entries
        if mark.numeric and mark.text and mark.text == entry.figures[0]
    }  # fmt: skip
    assert len(names) <= 3
    assert len(shares) <= 3


def test_cells_and_strip_fill_the_block() -> None:
    trade = heavy_tailed(70e9, CODES)
    scene = picture(trade)
    gap = THEME.measures("screen").label * 0.12
    total = sum(sum(drawn(trade, flow).values()) for flow in FLOWS)
    rects = [rect for flow in FLOWS for rect in cells(scene, flow)] + strips(scene)
    found = sum(area(whole(rect, gap)) for rect in rects)
    largest = max(max(drawn(trade, flow).values()) for flow in FLOWS)
    scale = max(area(whole(r, gap)) for r in rects) / largest
    assert found == pytest.approx(total * scale, rel=0.005)


@pytest.mark.parametrize("size", TILED)
@given(trade=trades(), lang=st.sampled_from(["fr", "en"]))
@examples(8, suppress_health_check=[HealthCheck.too_slow])
def test_each_cell_has_a_name_or_a_number_that_is_named(
    size: Size, trade: Sequence[Trade], lang: Lang
) -> None:
    scene = picture(trade, size=size, lang=lang)
    about, wording = subject(lang=lang), shipped_texts().wording(lang)
    by_role = {listing.role: listing for listing in scene.lists}
    for flow in FLOWS:
        values = drawn(trade, flow)
        total = sum((row[1] if flow == "import" else row[2]) or 0 for row in trade)
        entries = by_role[f"{flow}s_text"].entries if f"{flow}s_text" in by_role else ()
        numbers = {entry.number: entry for entry in entries if entry.number}
        assert list(numbers) == list(range(1, len(numbers) + 1))
        for entry in numbers.values():
            codes = [code for code in values if about.product(code) == entry.name]
            assert codes
            if total:
                shares = {wording.percent(100 * values[code] / total) for code in codes}
                assert entry.figures[0] in shares
        found = cells(scene, flow)
        if len(found) <= 1 and not numbers:
            continue
        texts = [mark for mark in scene.marks if isinstance(mark, Text)]
        numbered = set()
        for rect in found:
            mine = [text for text in texts if inside(text, [rect])]
            assert mine
            if mine[0].numeric and mine[0].anchor == "middle":
                numbered.add(int(mine[0].text))
        assert numbered == set(numbers)


def test_values_in_cells_are_those_of_the_table() -> None:
    trade = [("C29A", 3_210_000_000, 1_000_000_000), ("C24A", 789_000_000, 3_000_000_000)]
    found = words(picture(trade))
    for text in (f"80,3 % · 3 210{NBSP}M€", f"19,7 % · 789{NBSP}M€", f"75,0 % · 3 000{NBSP}M€"):
        assert text.replace(" %", "\u202f%").replace("3 ", "3\u202f") in found
    assert f"3\u202f999,0{NBSP}M€" in found


def test_a_small_value_never_prints_as_nothing() -> None:
    found = words(picture([("C29A", 40_000, 3 * 10**9), ("C24A", 400_000, 5 * 10**8)]))
    assert f"440\u202f000{NBSP}€" in found or f"0,4{NBSP}M€" in found
    assert not [text for text in found if text.startswith((f"0{NBSP}", "0,0"))]


def test_corrections_are_named_and_not_drawn() -> None:
    trade = [("C29A", 10**9, 10**9), ("C24A", 10**8, -5 * MILLION), ("C11Z", 0, 10**8)]
    scene = picture(trade)
    assert len(cells(scene, "export")) == 2
    assert scene.notes == (
        f"Corrections négatives, sans case{NBSP}: Aciers et produits en acier −5,0{NBSP}M€",
    )
    assert " ".join(scene.notes) in " ".join(words(scene))


def test_a_flow_that_is_not_held_or_is_empty_says_so() -> None:
    missing = picture([("C29A", None, 10**9)])
    assert {"Flux non disponible", "–"} <= set(words(missing))
    assert cells(missing, "import") == []
    empty = picture([("C29A", 0, 10**9)])
    assert "Rien d’enregistré" in words(empty)
    nothing = picture([])
    assert words(nothing).count("Rien d’enregistré") == 2
    assert nothing.title == f"Nord{NBSP}: aucun échange enregistré en{NBSP}2024"


def test_a_block_of_crumbs_is_one_shape_with_its_first_activities_named_below() -> None:
    crumbs = [(code, 0 if n else 17 * 1000 * len(CODES), 1000) for n, code in enumerate(CODES)]
    scene = picture(crumbs, size="paper")
    assert len(cells(scene, "export")) == 1
    (listing,) = (each for each in scene.lists if each.role == "exports_text")
    assert [entry.number for entry in listing.entries] == [None] * 6
    assert listing.entries[-1].name == "Autres activités"
    assert {entry.name for entry in listing.entries} <= set(words(scene))


@pytest.mark.parametrize(
    ("trade", "title"),
    [
        ([("C29A", 10**9, 2 * 10**8), ("C24A", 10**8, 10**9)],
         ("Nord : « Aciers et produits en acier » en tête des exportations (83,3 %), "
          "« Automobiles » en tête des importations (90,9 %)")),
        ([("C29A", 10**9, 10**9), ("C24A", 10**8, 10**8)],
         "Nord : « Automobiles » en tête des exportations (90,9 %) et des importations (90,9 %)"),
        ([("C29A", 10**9, 10**9), ("C24A", 10**8, 10**9), ("C11Z", 10**8, 10**9)],
         ("Nord : trois activités à égalité en tête des exportations (33,3 % chacune), "
          "« Automobiles » en tête des importations (83,3 %)")),
        ([("C29A", None, 10**9)], "Nord : « Automobiles » en tête des exportations (100,0 %)"),
    ],
)  # fmt: skip
def test_the_title_is_a_true_finding(trade: Sequence[Trade], title: str) -> None:
    scene = picture(trade)
    assert scene.title.replace(NBSP, " ").replace("\u202f", " ") == title


def test_what_is_said_aloud_is_a_reading_not_a_table() -> None:
    trade = [("C29A", 9 * 10**9, 5 * 10**9), ("C24A", 3 * 10**9, 3 * 10**9),
             ("C11Z", 10**9, 3 * 10**9), ("C14Z", 10**9, 10**9)]  # fmt: skip
    said = picture(trade, dress="bare").description.replace(NBSP, " ").replace("\u202f", " ")
    assert said == (
        "Les importations valent 1,2 fois les exportations. Importations, 14,0 Md€ : "
        "« Automobiles » (64,3 %), « Aciers et produits en acier » (21,4 %) et « Boissons » "
        "(7,1 %) viennent en tête ; la première représente à elle "
        "seule plus de la moitié du total. Exportations, 12,0 Md€ : « Automobiles » (41,7 %), "
        "« Boissons » (25,0 %) et « Aciers et produits en acier » (25,0 %) viennent en tête ; "
        "deux activités sur 4 représentent plus de la moitié du total."
    )
    english = picture(trade, dress="bare", lang="en").description
    assert english.startswith(f"Imports are 1.2{NBSP}times exports.")


@cache
def crowded(size: Size) -> Scene:
    return picture(heavy_tailed(70e9, CODES), size=size)


@pytest.mark.parametrize("size", TILED)
def test_most_of_the_trade_is_named_in_its_cell(size: Size) -> None:
    scene = crowded(size)
    for listing in scene.lists:
        numbered = [entry for entry in listing.entries if entry.number]
        assert len(numbered) < len(CODES) / 2


@given(st.lists(st.text("abcdéœ-", min_size=1, max_size=9), min_size=1, max_size=7))
def test_the_least_width_of_so_many_lines_is_that_of_the_wrapped_text(parts: list[str]) -> None:
    text = " ".join(parts)
    widths = narrowest(text, 600)
    for count, width in enumerate(widths, start=1):
        assert len(wrap(text, width * 12, 12, 600)) <= count
        if count < len(widths) and widths[count] < width:
            assert len(wrap(text, width * 12 - 0.01, 12, 600)) > count
