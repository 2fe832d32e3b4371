"""What every scatter holds to, whatever the exports: read back from the finished picture."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.charts.asked import NAMES
from tests.charts.boxes import box, colliding, outside
from tests.charts.makers import shipped_texts, shipped_theme, specialisation_tables, subject
from tests.charts.prints import stands_for
from tradefiche import charts
from tradefiche.charts.scene.marks import Path, Rect, Text
from tradefiche.views.subject import Floor

if TYPE_CHECKING:
    from tradefiche.charts import Dress
    from tradefiche.charts.look.theme import Size
    from tradefiche.charts.scene.marks import Scene
    from tradefiche.language.typography import Lang

THEME = shipped_theme()
PALETTE = THEME.palette
EVERY = settings(max_examples=50, deadline=None)
FLOOR = Floor(1_000_000, 0.1, 1.0, 5_000_000)


@dataclass(frozen=True)
class Ask:
    """What is drawn, and how; names repeat until there are enough."""

    exports: tuple[tuple[int, float], ...]
    names: tuple[str, ...]
    size: Size
    lang: Lang
    dress: Dress
    top: int

    @property
    def rows(self) -> list[tuple[str, int, float]]:
        return [(f"P{n:02d}", value, france) for n, (value, france) in enumerate(self.exports)]

    @property
    def total(self) -> int:
        return sum(value for value, _ in self.exports)

    def name(self, code: str) -> str:
        return self.names[int(code[1:]) % len(self.names)]

    def place(self, code: str) -> tuple[float, float]:
        """Return ratio and share of a product."""
        value, france = self.exports[int(code[1:])]
        share = 100 * value / self.total
        return share / france, share

    @property
    def points(self) -> list[tuple[float, float]]:
        """The ratio and share of every product, sorted."""
        return sorted(self.place(code) for code, _, _ in self.rows)

    @property
    def named(self) -> list[str]:
        """The codes of the products that are named, in the order of the list."""
        codes = [code for code, _, _ in self.rows]
        value = {code: value for code, value, _ in self.rows}
        order = sorted(codes, key=lambda c: (-self.place(c)[0], c))
        heaviest = sorted(codes, key=lambda c: (-value[c], c))[: self.top]
        weighty = [
            c
            for c in order
            if self.place(c)[1] >= FLOOR.finding_pct and value[c] >= FLOOR.finding_euros
        ][: self.top]
        return [code for code in order if code in heaviest or code in weighty]


@cache
def drawn(ask: Ask) -> Scene:
    about = replace(
        subject("dept-59", lang=ask.lang),
        products={code: ask.name(code) for code, _, _ in ask.rows},
        floor=FLOOR,
    )
    return charts.compose(
        "specialisation", specialisation_tables(ask.rows), about, THEME, shipped_texts(),
        size=ask.size, dress=ask.dress, top=ask.top,
    )  # fmt: skip


VALUES = st.one_of(
    st.integers(1, 10**11), st.sampled_from([1, 10**6, 10**6, 10**9]), st.integers(1, 10**4)
)
FRANCE = st.one_of(st.floats(1e-4, 100), st.sampled_from([0.5, 0.5, 1.0, 5.0]), st.floats(0.3, 9))


@st.composite
def asked(draw: st.DrawFn) -> Ask:
    most = draw(st.sampled_from([1, 3, 20, 80]))
    pairs = st.tuples(VALUES, FRANCE)
    return Ask(
        exports=tuple(draw(st.lists(pairs, min_size=1, max_size=most))),
        names=tuple(draw(st.lists(NAMES, min_size=1, max_size=6))),
        size=draw(st.sampled_from(["screen", "paper", "phone"])),
        lang=draw(st.sampled_from(["fr", "en"])),
        dress=draw(st.sampled_from(["framed", "bare"])),
        top=draw(st.sampled_from([10, 1, 3, 40])),
    )


def discs(scene: Scene) -> list[Rect]:
    """Return the points."""
    rects = (mark for mark in scene.marks if isinstance(mark, Rect) and mark.corner)
    return [rect for rect in rects if math.isclose(rect.width, rect.height)]


def centre(disc: Rect) -> tuple[float, float]:
    return disc.x + disc.width / 2, disc.y + disc.height / 2


def texts(scene: Scene) -> list[Text]:
    return [mark for mark in scene.marks if isinstance(mark, Text)]


def upright(scene: Scene) -> Rect:
    """Return the line of what is as in France."""
    rects = [m for m in scene.marks if isinstance(m, Rect) and m.fill == PALETTE.axis]
    return max(rects, key=lambda rect: rect.height)


def level(scene: Scene) -> float:
    """Return the ordinate of a share of 0."""
    return upright(scene).y + upright(scene).height


def ratio_marks(scene: Scene) -> dict[float, float]:
    """Return the abscissas of the marked ratios."""
    found = {}
    for mark in texts(scene):
        if mark.text[0] == "×" and mark.anchor == "middle" and mark.y > level(scene):
            digits = mark.text[1:].replace("\u202f", "").replace(",", "")
            found[1 / float(digits[2:]) if digits.startswith("1/") else float(digits)] = mark.x
    return found


def share_marks(scene: Scene) -> dict[float, float]:
    """Return the ordinates of the marked shares."""
    left = min(mark.x for mark in scene.marks if isinstance(mark, Rect) and not mark.corner)
    marks = [m for m in texts(scene) if m.numeric and m.anchor == "end" and m.y <= level(scene)]
    assert left >= 0
    return {float(mark.text.replace(",", ".")): mark.y for mark in marks}


@EVERY
@given(asked())
def test_no_texts_overlap_and_nothing_leaves_the_canvas(ask: Ask) -> None:
    scene = drawn(ask)
    assert not colliding(scene)
    assert not outside(scene)


@EVERY
@given(asked())
def test_no_text_is_smaller_than_the_least_size(ask: Ask) -> None:
    least = THEME.measures(ask.size).note
    assert all(mark.size >= least for mark in texts(drawn(ask)))


@EVERY
@given(asked())
def test_no_text_covers_a_point_or_the_line(ask: Ask) -> None:
    scene = drawn(ask)
    line = box(upright(scene))
    for mark in texts(scene):
        edges = box(mark)
        for disc in discs(scene):
            x, y = centre(disc)
            across = max(edges.left - x, x - edges.right, 0.0)
            down = max(edges.top - y, y - edges.bottom, 0.0)
            assert math.hypot(across, down) >= disc.width / 2
        if line.top < mark.y < line.bottom:
            assert edges.right <= line.left or edges.left >= line.right


@EVERY
@given(asked())
def test_points_stand_at_their_values_on_both_scales(ask: Ask) -> None:
    scene = drawn(ask)
    marks, shares = ratio_marks(scene), share_marks(scene)
    assert marks[1.0] == pytest.approx(upright(scene).x + upright(scene).width / 2)
    assert shares[0.0] == pytest.approx(level(scene))
    places = sorted(map(centre, discs(scene)))
    assert len(places) == len(ask.exports)
    high = max(shares)
    read = [high * ((level(scene) - y) / (level(scene) - shares[high])) ** 2 for _, y in places]
    expected = sorted(share for _, share in ask.points)
    for found, share in zip(sorted(read), expected, strict=True):
        assert found == pytest.approx(share, rel=0.005, abs=1e-9)
    if len(marks) > 1:
        far = max(marks, key=lambda ratio: abs(math.log(ratio)))
        unit = math.log(far) / (marks[far] - marks[1.0])
        for (x, _), (ratio, _) in zip(places, ask.points, strict=True):
            assert math.exp((x - marks[1.0]) * unit) == pytest.approx(ratio, rel=0.005)


@EVERY
@given(asked())
def test_round_values_stand_where_their_scale_has_them(ask: Ask) -> None:
    scene = drawn(ask)
    marks, shares = ratio_marks(scene), share_marks(scene)
    for one, other, third in combinations(sorted(marks), 3):
        parts = (marks[other] - marks[one]) / (marks[third] - marks[one])
        assert parts == pytest.approx(math.log(other / one) / math.log(third / one))
    high = max(shares)
    for share, y in shares.items():
        part = (level(scene) - y) / (level(scene) - shares[high])
        assert part == pytest.approx(math.sqrt(share / high), abs=1e-9)


@EVERY
@given(asked())
def test_a_filled_point_is_right_of_the_line_and_a_hollow_one_left_of_it(ask: Ask) -> None:
    scene = drawn(ask)
    even = upright(scene).x + upright(scene).width / 2
    for disc in discs(scene):
        x, _ = centre(disc)
        assert disc.fill == (PALETTE.exports if x >= even - 1e-6 else PALETTE.background)
    filled = sum(disc.fill == PALETTE.exports for disc in discs(scene))
    assert filled == sum(ratio >= 1 for ratio, _ in ask.points)


@EVERY
@given(asked())
def test_the_list_names_the_first_products_with_their_figures(ask: Ask) -> None:
    scene = drawn(ask)
    (listing,) = scene.lists
    french = "\u202f%" if ask.lang == "fr" else ""
    assert [entry.name for entry in listing.entries] == [ask.name(code) for code in ask.named]
    for entry, code in zip(listing.entries, ask.named, strict=True):
        ratio, share = ask.place(code)
        assert "×" in entry.figures[0]
        assert stands_for(entry.figures[0] + french, ratio)
        assert stands_for(entry.figures[1], share)
    numbers = [entry.number for entry in listing.entries if entry.number]
    assert numbers == list(range(1, len(numbers) + 1))
    drawn_figures = {mark.text for mark in texts(scene) if mark.numeric}
    for entry in listing.entries:
        assert (entry.figures[0] in drawn_figures) is (ask.dress == "framed")


@EVERY
@given(asked())
def test_each_named_product_is_labelled_beside_its_point_or_said_to_have_no_room(ask: Ask) -> None:
    scene = drawn(ask)
    (listing,) = scene.lists
    inside = [m for m in texts(scene) if m.y < level(scene) and m.y > upright(scene).y]
    numbers = {m.text for m in inside if m.numeric and m.weight == 700}
    assert numbers == {str(entry.number) for entry in listing.entries if entry.number}
    words = " ".join(m.text for m in inside if m.weight == 600).replace("- ", "-").split(" ")
    unplaced = 0
    for entry in listing.entries:
        plain = entry.name.replace("- ", "-").split(" ")
        if entry.number is None and not set(plain) <= set(words):
            unplaced += 1
            assert any(entry.name in note for note in scene.notes)
    if ask.size == "phone":
        assert not words[0]
    leaders = [mark for mark in scene.marks if isinstance(mark, Path)]
    assert len(leaders) <= len(listing.entries) - unplaced


@EVERY
@given(asked())
def test_a_picture_is_the_same_whatever_the_order_of_the_rows(ask: Ask) -> None:
    tables = specialisation_tables(ask.rows)
    about = replace(
        subject("dept-59", lang=ask.lang),
        products={code: ask.name(code) for code, _, _ in ask.rows},
        floor=FLOOR,
    )
    turned = {**tables, "specialisation": tables["specialisation"].reverse()}
    again = charts.compose(
        "specialisation", turned, about, THEME, shipped_texts(),
        size=ask.size, dress=ask.dress, top=ask.top,
    )  # fmt: skip
    assert again == drawn(ask)
