"""What every picture of quarters holds to, read back from its marks."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.charts.boxes import box, colliding, outside, overlap
from tests.charts.makers import shipped_theme
from tests.charts.prints import stands_for
from tests.charts.quartermakers import Quarters, drawn
from tradefiche.charts.geometry.ticks import enclosing
from tradefiche.charts.scene.marks import Path, Rect, Text
from tradefiche.language.typography import MISSING
from tradefiche.views.evolution import NAMES

if TYPE_CHECKING:
    from tradefiche.charts.look.theme import Size
    from tradefiche.charts.scene.marks import Scene
    from tradefiche.language.typography import Lang

SIZES: tuple[Size, ...] = ("screen", "paper", "phone")
PALETTE = shipped_theme().palette
EVERY = settings(max_examples=80, deadline=None)
UNITS = {"Md€": 1e9, "M€": 1e6, "k€": 1e3, "€": 1.0, "€bn": 1e9, "€M": 1e6, "€k": 1e3}
FILLS = {"imports": PALETTE.imports, "exports": PALETTE.exports}
BALANCES = {PALETTE.red, PALETTE.green}
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


class Axis(NamedTuple):
    """The axis of the lines as it is printed: two ordinates with their values."""

    low: tuple[float, float]
    high: tuple[float, float]

    @property
    def scale(self) -> float:
        """Pixels a euro."""
        return (self.low[0] - self.high[0]) / (self.high[1] - self.low[1])

    def value(self, y: float) -> float:
        return self.low[1] + (self.low[0] - y) / self.scale


def texts(scene: Scene) -> list[Text]:
    return [mark for mark in scene.marks if isinstance(mark, Text)]


def unit(scene: Scene) -> str:
    return scene.subtitle.rpartition("(")[2].partition(")")[0]


def axis(scene: Scene) -> Axis | None:
    """Read the axis; None where its only value is 0."""
    found = [mark for mark in texts(scene) if mark.anchor == "end" and mark.fill == PALETTE.grey]
    french = scene.lang == "fr"
    values = {
        mark.y: float(
            mark.text.replace("−", "-").replace("\u202f", "").replace(",", "." if french else "")
        )
        * UNITS[unit(scene)]
        for mark in found
    }
    if len(values) == 1:
        return None
    ordered = sorted(values.items())
    return Axis(ordered[-1], ordered[0])


def middles(scene: Scene, count: int) -> list[float]:
    """Return the middles of all quarters, from the rule of 0 on which they stand."""
    rule = next(m for m in scene.marks if isinstance(m, Rect) and m.fill == PALETTE.axis)
    return [rule.x + rule.width * (place + 0.5) / count for place in range(count)]


def dots(scene: Scene, name: str) -> list[tuple[float, float]]:
    """Return the middles of a line's marks, left to right; those beside names lie above it."""
    found = [
        mark
        for mark in scene.marks
        if isinstance(mark, Rect)
        and mark.fill == FILLS[name]
        and mark.stroke == PALETTE.background
        and mark.corner == (mark.width / 2 if name == "imports" else 0)
    ]
    rules = [m.y for m in scene.marks if isinstance(m, Rect) and m.fill == PALETTE.axis]
    rules += [m.y for m in scene.marks if isinstance(m, Rect) and m.fill == PALETTE.rule]
    top = min(y for y in rules) if axis(scene) else min(rules)
    points = [(mark.x + mark.width / 2, mark.y + mark.height / 2) for mark in found]
    return sorted(point for point in points if point[1] > top - 0.5)


def segments(scene: Scene, name: str) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """Return the pieces of a line, from point to point."""
    found = []
    for mark in scene.marks:
        if isinstance(mark, Path) and mark.stroke == FILLS[name]:
            points = [
                (float(x), float(y))
                for x, y in (each.split(",") for each in mark.d.removeprefix("M").split("L"))
            ]
            found += list(pairwise(points))
    return found


def columns(scene: Scene) -> list[Rect]:
    reds = {PALETTE.red, PALETTE.green}
    found = [mark for mark in scene.marks if isinstance(mark, Rect) and mark.fill in reds]
    return sorted(found, key=lambda mark: mark.x)


def captions(scene: Scene) -> list[str]:
    """Return the balances that are written, left to right."""
    band = scene_band(scene)
    found = [
        mark
        for mark in texts(scene)
        if mark.weight == 600 and mark.numeric and mark.anchor == "end" and mark.y > band
    ]
    return [mark.text for mark in sorted(found, key=lambda mark: mark.x)]


def rects(scene: Scene, fill: str) -> list[Rect]:
    """Return the marks of a flow's fill, those among the lines first."""
    return [
        mark for mark in scene.marks
        if isinstance(mark, Rect) and mark.fill == fill and mark.stroke is not None
    ]  # fmt: skip


def scene_band(scene: Scene) -> float:
    """Return where the band of the balance begins: its header."""
    return next(m.y for m in texts(scene) if m.text.startswith(("Solde,", "Balance,")))


@EVERY
@given(quarters())
def test_no_texts_overlap_and_nothing_leaves_the_canvas(asked: Quarters) -> None:
    scene = drawn(asked)
    assert outside(scene) == []
    assert colliding(scene) == []
    least = shipped_theme().measures(asked.size).note
    assert all(mark.size >= least for mark in texts(scene))


@EVERY
@given(quarters())
def test_no_text_lies_on_a_column_a_mark_or_a_line(asked: Quarters) -> None:
    scene = drawn(asked)
    flows = set(FILLS.values())
    bodies = [box(m) for m in scene.marks if isinstance(m, Rect) and m.fill in flows]
    bodies += [box(each) for each in columns(scene)]
    written = [box(mark) for mark in texts(scene) if mark.anchor != "end" or mark.weight == 600]
    assert not [1 for body in bodies for text in written if overlap(body, text)]
    for name in FILLS:
        for (x0, y0), (x1, y1) in segments(scene, name):
            for step in range(11):
                x, y = x0 + (x1 - x0) * step / 10, y0 + (y1 - y0) * step / 10
                assert not [1 for t in written if t.left < x < t.right and t.top < y < t.bottom]


@EVERY
@given(quarters())
def test_each_mark_stands_at_its_value_in_its_quarter(asked: Quarters) -> None:
    scene, found = drawn(asked), axis(drawn(asked))
    xs = middles(scene, len(asked.drawn))
    for side, name in enumerate(("imports", "exports")):
        known = [(x, pair[side]) for x, (_, pair) in zip(xs, asked.drawn, strict=True)]
        wanted = [(x, value) for x, value in known if value is not None]
        marks = dots(scene, name)
        assert [x for x, _ in marks] == pytest.approx([x for x, _ in wanted], abs=0.01)
        for (_, y), (_, value) in zip(marks, wanted, strict=True):
            if found is None:
                assert value == 0
            else:
                reach = found.high[1] - found.low[1]
                assert found.value(y) == pytest.approx(value, abs=0.005 * reach)


@EVERY
@given(quarters())
def test_a_line_joins_neighbours_only_and_not_across_the_break(asked: Quarters) -> None:
    scene = drawn(asked)
    labels = [label for label, _ in asked.drawn]
    for side, name in enumerate(("imports", "exports")):
        values = [pair[side] for _, pair in asked.drawn]
        wanted = [
            place
            for place, (before, after) in enumerate(pairwise(values))
            if before is not None and after is not None and labels[place + 1] != "2022Q1"
        ]
        xs = middles(scene, len(values))
        pieces = segments(scene, name)
        assert [x for (x, _), _ in pieces] == pytest.approx([xs[n] for n in wanted], abs=0.01)
        assert [x for _, (x, _) in pieces] == pytest.approx([xs[n + 1] for n in wanted], abs=0.01)
        ends = {(round(x, 1), round(y, 1)) for piece in pieces for x, y in piece}
        assert ends <= {
            (round(x + dx, 1), round(y + dy, 1))
            for x, y in dots(scene, name)
            for dx in (-0.05, 0, 0.05)
            for dy in (-0.05, 0, 0.05)
        }


@EVERY
@given(quarters())
def test_each_column_has_the_height_and_the_side_of_its_balance(asked: Quarters) -> None:
    scene, found = drawn(asked), axis(drawn(asked))
    xs = middles(scene, len(asked.drawn))
    balances = [
        (x, exported - imported)
        for x, (_, (imported, exported)) in zip(xs, asked.drawn, strict=True)
        if imported is not None and exported is not None and imported != exported
    ]
    bars = columns(scene)
    assert len(bars) == len(balances)
    if found is None:
        return
    level = max(m.y for m in scene.marks if isinstance(m, Rect) and m.fill == PALETTE.axis)
    thin = shipped_theme().measures(asked.size).label / 28
    for bar, (x, balance) in zip(bars, balances, strict=True):
        assert bar.x + bar.width / 2 == pytest.approx(x, abs=0.01)
        assert bar.height == pytest.approx(abs(balance) * found.scale, rel=0.005, abs=1e-6)
        assert bar.fill == (PALETTE.green if balance > 0 else PALETTE.red)
        end = bar.y + bar.height if balance > 0 else bar.y
        assert end == pytest.approx(level + thin, abs=0.01)
    gaps = sum(None in pair for _, pair in asked.drawn)
    dashes = [m for m in texts(scene) if m.text == MISSING and m.anchor == "middle"]
    assert len(dashes) == gaps


@EVERY
@given(quarters())
def test_the_values_written_are_those_of_the_table(asked: Quarters) -> None:
    scene = drawn(asked)
    symbol = unit(scene).replace("€", "")
    suffix = f"\u00a0{symbol}€" if asked.lang == "fr" else symbol
    balances = [None if None in p else (p[1] or 0) - (p[0] or 0) for _, p in asked.drawn]
    written = captions(scene)
    count = len(balances)
    candidates = [
        [b for b in balances[(count - 1) % step :: step] if b is not None]
        for step in (1, 2, 4, 8, 16, 32)
    ]
    assert any(
        len(wanted) == len(written)
        and all(stands_for(t + suffix, b) for t, b in zip(written, wanted, strict=True))
        for wanted in candidates
    )
    for side in (0, 1):
        known = [pair[side] for _, pair in asked.drawn if pair[side] is not None]
        ends = [m.text.partition(" (")[0] for m in texts(scene) if "€" in m.text and m.numeric]
        assert not known or any(stands_for(text, known[-1] or 0) for text in ends)


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
    assert captions(scene) == ["−2,00", "+2,00", "0,00"]


@pytest.mark.parametrize("size", SIZES)
def test_a_value_stands_beyond_its_column(size: Size) -> None:
    scene = drawn(Quarters(((M, 3 * M), (3 * M, M)), length=1, size=size))
    columns = {m.fill: m for m in scene.marks if isinstance(m, Rect) and m.fill in BALANCES}
    said = {text.text: text.y for text in texts(scene)}
    surplus, deficit = columns[PALETTE.green], columns[PALETTE.red]
    assert said["+2,00"] < surplus.y
    assert said["−2,00"] > deficit.y + deficit.height


def test_on_a_phone_fewer_values_and_quarters_are_written_the_last_always() -> None:
    pairs = tuple((9 * 10**9 + n * 10**8, 6 * 10**9) for n in range(16))
    wide, narrow = (drawn(Quarters(pairs, size=size)) for size in ("screen", "phone"))
    assert len(captions(wide)) == 16
    assert 4 <= len(captions(narrow)) < 16
    assert captions(narrow)[-1] == captions(wide)[-1]
    said = [m.text for m in texts(narrow) if m.text in {"T1", "T2", "T3", "T4"}]
    assert said == ["T2", "T4"] * 4
    assert [m.text for m in texts(narrow) if m.text in {"2021", "2022", "2023", "2024"}]


@pytest.mark.parametrize("size", SIZES)
def test_a_quarter_between_gaps_still_has_its_marks(size: Size) -> None:
    pairs = tuple((9 * M, 6 * M) if n % 2 else (None, None) for n in range(8))
    scene = drawn(Quarters(pairs, size=size))
    assert len(dots(scene, "imports")) == len(dots(scene, "exports")) == 4
    assert segments(scene, "imports") == segments(scene, "exports") == []


@pytest.mark.parametrize("size", SIZES)
def test_the_break_is_drawn_where_the_quarters_straddle_it(size: Size) -> None:
    across = drawn(Quarters(EIGHT, last=(2022, 4), size=size))
    after = drawn(Quarters(EIGHT, last=(2023, 4), size=size))
    words = "Janvier 2022\u00a0: rupture de série (EMEBI)"
    assert words in {mark.text for mark in texts(across)}
    assert words not in {mark.text for mark in texts(after)}
    (dashes,) = [m for m in across.marks if isinstance(m, Path) and m.stroke == PALETTE.grey]
    edges, xs = box(dashes), middles(across, 8)
    assert (edges.left + edges.right) / 2 == pytest.approx((xs[3] + xs[4]) / 2, abs=0.01)
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
    asked = Quarters(TEN_YEARS, size=size, lang=lang)
    scene, count = drawn(asked), 37
    assert ("glissants" if lang == "fr" else "rolling") in scene.subtitle
    assert colliding(scene) == []
    assert outside(scene) == []
    scale, xs = axis(scene), middles(scene, count)
    assert scale is not None
    sums = [sum(pair[0] for pair in TEN_YEARS[n : n + 4]) for n in range(count)]
    places = [0, 4, 8, 12, 16, 20, 24, 28, 32, 36]  # the calendar years, of which each has a mark
    found = dots(scene, "imports")
    assert [x for x, _ in found] == pytest.approx([xs[place] for place in places])
    read = [scale.value(y) for _, y in found]
    assert read == pytest.approx([sums[place] for place in places], rel=1e-3)


@pytest.mark.parametrize("size", SIZES)
def test_no_line_and_no_column_is_of_a_year_that_straddles_the_break(size: Size) -> None:
    scene, count = drawn(Quarters(TEN_YEARS, size=size)), 37
    xs = middles(scene, count)
    mixed = xs[24] + 3, xs[28] - 3  # between 2021 and 2022
    lines = [box(m) for m in scene.marks if isinstance(m, Path) and m.stroke in FILLS.values()]
    assert len(lines) == 4
    for line in lines:
        assert line.right <= mixed[0] or line.left >= mixed[1]
    columns = [m for m in scene.marks if isinstance(m, Rect) and m.fill in BALANCES]
    assert len(columns) == count - 3
    assert not any(mixed[0] < m.x + m.width / 2 < mixed[1] for m in columns)
    assert any("à cheval sur janvier" in note for note in scene.notes)
    assert any("(EMEBI)" in mark.text for mark in texts(scene))


@pytest.mark.parametrize("size", SIZES)
def test_marks_of_both_flows_are_seen_where_they_coincide(size: Size) -> None:
    scene = drawn(Quarters(pairs=((90 * M, 90 * M), (80 * M, 60 * M)), size=size))
    (left, right, *_), (square, *_) = (rects(scene, FILLS[name]) for name in NAMES)
    assert left.width > 1.5 * right.width
    assert left.width > square.width * 1.2
    assert square.x + square.width / 2 == pytest.approx(left.x + left.width / 2)


def test_every_balance_is_written_on_a_phone_where_three_digits_fit() -> None:
    pairs = tuple((600 * M + n * M, 60 * M) for n in range(8))
    assert len(captions(drawn(Quarters(pairs=pairs, size="phone")))) == 8
