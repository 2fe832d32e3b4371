"""What every picture of quarters holds to, read back from its marks."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.charts.boxes import box, colliding, outside, overlap
from tests.charts.makers import shipped_texts, shipped_theme
from tests.charts.prints import stands_for
from tests.charts.quartermakers import Quarters, drawn
from tests.examples import examples
from tradefiche import charts
from tradefiche.charts.geometry.ticks import enclosing
from tradefiche.charts.scene.marks import Path, Rect, Text
from tradefiche.language.typography import MISSING

if TYPE_CHECKING:
    from tradefiche.charts.look.theme import Size
    from tradefiche.charts.scene.marks import Scene
    from tradefiche.language.typography import Lang

SIZES: tuple[Size, ...] = ("screen", "paper", "phone")
PALETTE = shipped_theme().palette
EVERY = examples(20)
FILLS = {
    "imports": {PALETTE.imports}, "exports": {PALETTE.exports},
    "balance": {PALETTE.red, PALETTE.green},
}  # fmt: skip
NAMES_ = tuple(FILLS)
HEADS = {"imports": ("Importations", "Imports"), "exports": ("Exportations", "Exports"),
         "balance": ("Solde, à la même échelle", "Balance, on the same scale")}  # fmt: skip
M = 10**6
EIGHT = tuple((9 * M + n % 3 * M, 6 * M - n % 2 * M) for n in range(8))


@st.composite
def quarters(draw: st.DrawFn) -> Quarters:
    base = draw(st.sampled_from([1, 700, 10**5, 3 * 10**7, 10**9, 2 * 10**11]))
    value = st.one_of(
        st.integers(base // 2, 2 * base),
        st.integers(base // 2, 2 * base),
        st.sampled_from([None, 0, base]),
        st.integers(-base, base * 9),
    )
    flow = st.sampled_from([value, value, value, st.none(), st.just(0)])
    imports, exports = draw(flow), draw(flow)
    pairs = draw(st.lists(st.tuples(imports, exports), min_size=1, max_size=16))
    return Quarters(
        pairs=tuple(pairs),
        last=draw(st.tuples(st.sampled_from([2022, 2024]), st.integers(1, 4))),
        length=draw(st.integers(1, min(4, len(pairs)))),
        vintage=draw(st.booleans()),
        lang=draw(st.sampled_from(["fr", "en"])),
        size=draw(st.sampled_from(SIZES)),
        dress=draw(st.sampled_from(["framed", "bare"])),
    )


def texts(scene: Scene) -> list[Text]:
    return [mark for mark in scene.marks if isinstance(mark, Text)]


def unit(scene: Scene) -> str:
    return scene.subtitle.rpartition("(")[2].partition(")")[0]


def columns(scene: Scene, name: str) -> list[Rect]:
    """Return the columns of a flow or of the balance, left to right."""
    found = [m for m in scene.marks if isinstance(m, Rect) and m.fill in FILLS[name]]
    return sorted((m for m in found if m.datum is not None), key=lambda mark: mark.x)


def levels(scene: Scene) -> list[float]:
    """Return where the axes of imports, exports and balance are, from top to bottom."""
    rules = [m for m in scene.marks if isinstance(m, Rect) and m.fill == PALETTE.axis]
    return [rule.y + rule.height / 2 for rule in rules]


def value(asked: Quarters, name: str) -> list[int | None]:
    """Return what is drawn of a flow or of the balance, quarter by quarter."""
    if name == "balance":
        pairs = [pair for _, pair in asked.drawn]
        return [None if i is None or e is None else e - i for i, e in pairs]
    return [pair[name == "exports"] for _, pair in asked.drawn]


def captions(scene: Scene, name: str) -> list[str]:
    """Return the values that are written in a band, left to right."""
    said = {text for each in HEADS.values() for text in each}
    heads = {m.y: m.text for m in texts(scene) if m.text in said}
    (top,) = (y for y, text in heads.items() if text in HEADS[name])
    bottom = min((y for y in heads if y > top), default=scene.height)
    found = [m for m in texts(scene) if m.numeric and m.anchor == "end" and top < m.y < bottom]
    return [mark.text for mark in sorted(found, key=lambda mark: mark.x)]


@EVERY
@given(quarters())
def test_nothing_overlaps_or_sticks_out_and_all_can_be_read(asked: Quarters) -> None:
    scene = drawn(asked)
    assert outside(scene) == []
    assert colliding(scene) == []
    least = shipped_theme().measures(asked.size).note
    assert all(mark.size >= least for mark in texts(scene))
    bodies = [box(each) for name in FILLS for each in columns(scene, name)]
    assert not [1 for body in bodies for text in texts(scene) if overlap(body, box(text))]


@EVERY
@given(quarters())
def test_columns_have_the_height_and_side_of_their_values_on_one_scale(asked: Quarters) -> None:
    scene, scales = drawn(asked), []
    thin = shipped_theme().measures(asked.size).label / 28
    for level, name in zip(levels(scene), NAMES_, strict=True):
        wanted = [each for each in value(asked, name) if each]
        bars = columns(scene, name)
        for bar, each in zip(bars, wanted, strict=True):
            end = bar.y + bar.height if each > 0 else bar.y
            assert end == pytest.approx(level, abs=thin)
            scales.append((abs(each), bar.height))
            if name == "balance":
                assert bar.fill == (PALETTE.green if each > 0 else PALETTE.red)
    most, height = max(scales, default=(1, 0.0))
    for each, found in scales:
        assert found == pytest.approx(height * each / most, rel=0.005, abs=1e-6)


@EVERY
@given(quarters())
def test_quarters_stand_above_each_other_and_gaps_have_a_dash(asked: Quarters) -> None:
    scene = drawn(asked)
    places: dict[str, float] = {}
    for name in NAMES_:
        known = [label for (label, _), v in zip(asked.drawn, value(asked, name), strict=True) if v]
        for label, bar in zip(known, columns(scene, name), strict=True):
            x = bar.x + bar.width / 2
            assert places.setdefault(label, x) == pytest.approx(x, abs=0.01)
    assert [*dict(sorted(places.items())).values()] == sorted(places.values())
    gaps = sum(each is None for name in NAMES_ for each in value(asked, name))
    assert len([m for m in texts(scene) if m.text == MISSING and m.anchor == "middle"]) == gaps


@EVERY
@given(quarters())
def test_the_values_written_are_those_of_the_table(asked: Quarters) -> None:
    """In order, the last known one among them wherever it is the last quarter's."""
    scene = drawn(asked)
    symbol = unit(scene).replace("€", "")
    suffix = f"\u00a0{symbol}€" if asked.lang == "fr" else symbol
    for name in NAMES_:
        values = value(asked, name)
        written = captions(scene, name)
        rest = iter([each for each in values if each is not None])
        assert all(any(stands_for(text + suffix, each) for each in rest) for text in written)
        if values[-1] is not None:
            assert stands_for(written[-1] + suffix, values[-1])


@given(st.integers(-(10**13), 10**13), st.integers(-(10**13), 10**13), st.integers(2, 8))
def test_an_axis_is_round_encloses_its_values_and_has_few_steps(a: int, b: int, most: int) -> None:
    found = enclosing(min(a, b, 0), max(a, b, 0), most)
    assert 0 in found
    assert found[0] <= min(a, b, 0) <= max(a, b, 0) <= found[-1]
    assert len(found) <= most + 1
    steps = {after - before for before, after in pairwise(found)}
    assert len(steps) <= 1
    assert all(str(step).rstrip("0") in {"1", "2", "5"} for step in steps)


@pytest.mark.parametrize("size", SIZES)
def test_the_triangle_repeats_sign_and_colour(size: Size) -> None:
    pairs = ((3 * M, M), (M, 3 * M), (2 * M, 2 * M))
    scene = drawn(Quarters(pairs, last=(2024, 4), length=3, size=size))
    triangles = [m for m in scene.marks if isinstance(m, Path) and m.d.endswith("Z")]
    assert {m.fill for m in triangles} == {PALETTE.red, PALETTE.green}
    assert len(triangles) == 2
    assert captions(scene, "balance") == ["−2,00", "+2,00", "0,00"]


@pytest.mark.parametrize("size", SIZES)
def test_a_value_stands_beyond_its_column(size: Size) -> None:
    scene = drawn(Quarters(((M, 3 * M), (3 * M, M)), length=1, size=size))
    deficit, surplus = sorted(columns(scene, "balance"), key=lambda bar: bar.fill == PALETTE.green)
    said = {text.text: text.y for text in texts(scene)}
    assert said["+2,00"] < surplus.y
    assert said["−2,00"] > deficit.y + deficit.height


def test_on_a_phone_fewer_values_and_quarters_are_written_the_last_always() -> None:
    pairs = tuple((9 * 10**9 + n * 10**8, 6 * 10**9) for n in range(16))
    wide, narrow = (drawn(Quarters(pairs, size=size)) for size in ("screen", "phone"))
    for name in NAMES_:
        assert len(captions(wide, name)) == 16
        assert 4 <= len(captions(narrow, name)) < 16
        assert captions(narrow, name)[-1] == captions(wide, name)[-1]
    said = [m.text for m in texts(narrow) if m.text in {"T1", "T2", "T3", "T4"}]
    assert said == ["T2", "T4"] * 4
    assert [m.text for m in texts(narrow) if m.text in {"2021", "2022", "2023", "2024"}]


def test_no_value_is_written_far_from_its_column() -> None:
    """A low column between high ones has none where its value would stand above these."""
    pairs = tuple(((M if n == 7 else 90 * M), 60 * M) for n in range(16))
    scene = drawn(Quarters(pairs, size="phone"))
    assert "1,0" not in captions(scene, "imports")
    assert "90,0" in captions(scene, "imports")


@pytest.mark.parametrize("size", SIZES)
def test_the_break_is_drawn_where_the_quarters_straddle_it(size: Size) -> None:
    across = drawn(Quarters(EIGHT, last=(2022, 4), size=size))
    after = drawn(Quarters(EIGHT, last=(2023, 4), size=size))
    words = "Janvier 2022\u00a0: rupture de série (EMEBI)"
    assert words in {mark.text for mark in texts(across)}
    assert words not in {mark.text for mark in texts(after)}
    dashes = [box(m) for m in across.marks if isinstance(m, Path) and m.stroke == PALETTE.grey]
    assert len(dashes) == len(NAMES_)
    for name in NAMES_:
        before, behind = columns(across, name)[3:5]
        for line in dashes:
            assert before.x + before.width < line.left <= line.right < behind.x
    assert any(note.startswith("Janvier 2022\u00a0: l’enquête EMEBI") for note in across.notes)
    assert after.notes == ()


def test_four_years_are_drawn_by_quarter() -> None:
    scene = drawn(Quarters(tuple((9 * M, 6 * M) for _ in range(16))))
    years = [m.text for m in texts(scene) if m.text in {"2020", "2021", "2022", "2023", "2024"}]
    assert years == ["2021", "2022", "2023", "2024"]
    assert scene.subtitle.startswith("Valeur trimestrielle")
    assert "du 1ᵉʳ\u00a0trimestre\u00a02021 au 4ᵉ\u00a0trimestre\u00a02024" in scene.source


TEN_YEARS = tuple(((9 + n % 5) * M, (6 + n % 3) * M) for n in range(40))


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_more_than_four_years_are_drawn_by_rolling_year(size: Size, lang: Lang) -> None:
    """None of a year that straddles the break; values are written of calendar years alone."""
    scene = drawn(Quarters(TEN_YEARS, size=size, lang=lang))
    assert ("glissants" if lang == "fr" else "rolling") in scene.subtitle
    assert colliding(scene) == []
    assert outside(scene) == []
    sums = [
        sum(pair[0] for pair in TEN_YEARS[n : n + 4]) for n in range(37) if n not in (25, 26, 27)
    ]
    bars = columns(scene, "imports")
    heights = [bar.height / bars[0].height for bar in bars]
    assert heights == pytest.approx([each / sums[0] for each in sums])
    assert len(columns(scene, "balance")) == len(sums)
    calendar = [sums[n] for n in (0, 4, 8, 12, 16, 20, 24, 25, 29, 33)]
    suffix = "\u00a0M€" if lang == "fr" else "M"
    written = captions(scene, "imports")
    assert written
    assert all(any(stands_for(text + suffix, each) for each in calendar) for text in written)
    assert any(("à cheval" if lang == "fr" else "straddle") in note for note in scene.notes)
    assert any("(EMEBI)" in mark.text for mark in texts(scene))


@pytest.mark.parametrize("size", SIZES)
def test_the_half_page_has_both_flows_on_one_scale_and_imports_left(size: Size) -> None:
    asked = Quarters(((9 * M, 3 * M), (6 * M, -M)), size=size)
    scene = charts.compose(
        "evolution", asked.tables, asked.about, shipped_theme(), shipped_texts(),
        size=size, compact=True,
    )  # fmt: skip
    imports, exports = columns(scene, "imports"), columns(scene, "exports")
    assert columns(scene, "balance") == []
    assert colliding(scene) == []
    assert imports[0].height == pytest.approx(3 * exports[0].height)
    assert len({*levels(scene)}) == (2 if size == "phone" else 1)
    if size != "phone":
        assert max(bar.x for bar in imports) < min(bar.x for bar in exports)


def test_every_balance_is_written_on_a_phone_where_three_digits_fit() -> None:
    pairs = tuple((600 * M + n * M, 60 * M) for n in range(8))
    assert len(captions(drawn(Quarters(pairs=pairs, size="phone")), "balance")) == 8
