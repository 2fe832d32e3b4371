"""What every diagram holds to, whatever the trade: read back from the finished picture."""

from __future__ import annotations

import math
import re
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from hypothesis import given

from tests.charts.asked import Ask, asked, drawn
from tests.charts.boxes import box, colliding, outside
from tests.charts.makers import shipped_theme
from tests.charts.prints import stands_for
from tests.charts.ribbons import ribbons
from tests.examples import examples
from tradefiche.charts.geometry.sankey import THINNEST
from tradefiche.charts.scene.marks import Rect, Text

if TYPE_CHECKING:
    from tests.charts.ribbons import Outline
    from tradefiche.charts.scene.marks import Scene

PALETTE = shipped_theme().palette
LEAST_RED = 0.8
EVERY = examples(15)


def reds(scene: Scene) -> list[Outline]:
    """Return the named ribbons; the first one is painted last."""
    return [ribbon for ribbon in ribbons(scene) if ribbon.fill == PALETTE.red][::-1]


def bars(scene: Scene, ask: Ask) -> list[list[Rect]]:
    """Return the nodes of both sides from top to bottom."""
    fills = {PALETTE.flow(ask.flow).fill, PALETTE.others}
    found = [mark for mark in scene.marks if isinstance(mark, Rect) and mark.fill in fills]
    edges = sorted({mark.x for mark in found})
    return [sorted((m for m in found if m.x == x), key=lambda mark: mark.y) for x in edges]


@EVERY
@given(asked())
def test_no_texts_overlap_and_nothing_leaves_the_canvas(ask: Ask) -> None:
    scene = drawn(ask)
    assert not colliding(scene)
    assert not outside(scene)


@EVERY
@given(asked())
def test_no_text_is_smaller_than_the_least_size(ask: Ask) -> None:
    least = shipped_theme().measures(ask.size).note
    assert all(mark.size >= least for mark in drawn(ask).marks if isinstance(mark, Text))


@EVERY
@given(asked())
def test_every_ribbon_has_the_width_of_its_value_at_both_ends(ask: Ask) -> None:
    scene = drawn(ask)
    laid = ribbons(scene)
    values = sorted(row.value for row in ask.pairs)
    assert len(laid) == len(values)
    if not laid:
        return
    for ribbon in laid:
        assert math.isclose(ribbon.start, ribbon.end, rel_tol=0.005, abs_tol=0.003)
    widths = sorted(ribbon.start for ribbon in laid)
    scale = widths[-1] / values[-1]
    for width, value in zip(widths, values, strict=True):
        least = max(THINNEST, LEAST_RED if width <= LEAST_RED + 0.01 else 0)
        exact = math.isclose(width, value * scale, rel_tol=0.005, abs_tol=0.003)
        assert exact or value * scale <= width <= least + 0.003


@EVERY
@given(asked())
def test_small_flows_are_drawn_like_what_lies_beyond_and_that_is_said(ask: Ask) -> None:
    scene = drawn(ask)
    whole = sum(row.value for row in ask.rows)
    named = [(row.product, row.country) for row in ask.named]
    small = [
        row
        for row in ask.pairs
        if (row.product, row.country) not in named
        and "OTHER" not in (row.product, row.country)
        and whole > 0
        and 100 * row.value / whole < 0.5
    ]
    beyond = [row for row in ask.pairs if "OTHER" in (row.product, row.country)]
    found = [ribbon.start for ribbon in ribbons(scene) if ribbon.fill == PALETTE.others_pale]
    assert len(found) == len(small) + len(beyond)
    said = [note for note in scene.notes if re.search(r"\b0[.,]5\s?%", note)]
    assert len(said) == bool(small and not ask.compact)


@EVERY
@given(asked())
def test_nodes_are_as_high_as_their_ribbons_together_and_none_overlap(ask: Ask) -> None:
    scene = drawn(ask)
    laid = ribbons(scene)
    for x, side in zip((0, -1), bars(scene, ask), strict=False):
        for above, below in pairwise(side):
            assert above.y + above.height <= below.y + 0.01
        assert [bar.fill for bar in side[:-1]].count(PALETTE.others) == 0
        for bar in side:
            top, bottom = bar.y - 0.6, bar.y + bar.height + 0.6
            mine = [r for r in laid if top <= r.upper[x][1] and r.lower[x][1] <= bottom]
            assert mine
            assert min(ribbon.upper[x][1] for ribbon in mine) <= bar.y + 0.6
            assert max(ribbon.lower[x][1] for ribbon in mine) >= bottom - 1.2


@EVERY
@given(asked())
def test_ribbons_cross_only_where_their_nodes_do(ask: Ask) -> None:
    """Of two ribbons the upper one at its start is the upper one at its end, if its node is."""
    scene = drawn(ask)
    by_start = sorted(ribbons(scene), key=lambda ribbon: (ribbon.middle(0), ribbon.middle(-1)))
    sides = bars(scene, ask)
    for one, other in pairwise(by_start):
        left, right = (
            [place(side, ribbon.middle(x)) for ribbon in (one, other)]
            for x, side in zip((0, -1), sides, strict=True)
        )
        if left[0] == left[1]:
            assert right[0] <= right[1]
            assert one.middle(-1) <= other.middle(-1) + 0.01


def place(side: list[Rect], y: float) -> int:
    """Return the position of the node that is nearest to an ordinate."""
    far = [max(bar.y - y, y - bar.y - bar.height, 0.0) for bar in side]
    return far.index(min(far))


@EVERY
@given(asked())
def test_badges_lie_on_their_ribbons_in_the_order_of_rank(ask: Ask) -> None:
    scene = drawn(ask)
    found = badges(scene)
    red = reds(scene)
    expected = [str(row.rank) for row in ask.named]
    assert [text.text for _, text in found[: len(red)]] == expected
    for (disc, text), ribbon in zip(found[: len(red)], red, strict=True):
        x, y = disc.x + disc.width / 2, disc.y + disc.height / 2
        assert ribbon.holds(x, y, 0.01)
        assert math.isclose(text.x, x)
        assert math.isclose(text.y, y)
        assert abs(box(text).right - box(text).left) <= disc.width
    for one, other in combinations([disc for disc, _ in found[: len(red)]], 2):
        assert math.dist((one.x, one.y), (other.x, other.y)) >= one.height
    listed = found[len(red) :]
    if ask.dress == "framed":
        assert [text.text for _, text in listed] == expected
    else:
        assert not listed


def badges(scene: Scene) -> list[tuple[Rect, Text]]:
    marks = scene.marks
    return [
        (mark, text)
        for mark, text in pairwise(marks)
        if isinstance(mark, Rect) and mark.fill == PALETTE.red and isinstance(text, Text)
    ]


@EVERY
@given(asked())
def test_written_values_are_those_of_the_table(ask: Ask) -> None:
    scene = drawn(ask)
    whole = sum(row.value for row in ask.rows)
    labels, listed = written(scene)
    unit = headed_unit(scene, ask)
    if sides := bars(scene, ask):
        middle = (sides[0][0].x + sides[1][0].x) / 2
        for left, values in zip((True, False), ask.nodes, strict=True):
            mine = [mark.text for mark in labels if (mark.x < middle) is left]
            assert len(mine) == len(values) if mine or whole > 0 else not mine
            for text, value in zip(mine, values, strict=False):
                assert_stands_for(text, value, 100 * value / whole if whole > 0 else None, unit)
    texts = [part for mark in listed for part in mark.text.split(" · ")]
    for row in ask.named if ask.dress == "framed" else []:
        assert any("€" in part and stands_for(part, row.value) for part in texts)
    assert ask.dress == "framed" or not listed
    for listing in scene.lists:
        for entry, row in zip(listing.entries, ask.named, strict=True):
            assert entry.number == row.rank
            part = row.share if whole > 0 else None
            assert_stands_for(" · ".join(entry.figures), row.value, part)


def written(scene: Scene) -> tuple[list[Text], list[Text]]:
    """Return the figures beside the nodes and in the list, from top to bottom."""
    texts = [mark for mark in scene.marks if isinstance(mark, Text)]
    heading = min((m.y for m in texts if m.fill == PALETTE.red), default=scene.height)
    found = sorted(
        (mark for mark in texts if mark.numeric and mark.fill == PALETTE.grey),
        key=lambda mark: (mark.y, mark.x),
    )
    return [m for m in found if m.y < heading], [m for m in found if m.y > heading]


def headed_unit(scene: Scene, ask: Ask) -> str:
    """Return what the header says of all amounts, as it would stand behind one of them."""
    colour = PALETTE.flow(ask.flow).text
    found = {m.text for m in scene.marks if isinstance(m, Text) and m.numeric and m.fill == colour}
    if not found:
        return ""
    (unit,) = found
    return f"\u00a0{unit[:2]}" if ask.lang == "fr" else unit[1]


def assert_stands_for(text: str, value: int, share: float | None, unit: str = "") -> None:
    """Check a print such as `1 268 M€ · 4,4 %`, either half of which may be missing."""
    parts = text.split(" · ")
    shares = [part for part in parts if "%" in part]
    amounts = [part + unit for part in parts if "%" not in part]
    assert len(shares) == (share is not None)
    assert all("€" in part or unit for part in amounts)
    assert all(stands_for(part, value) for part in amounts)
    assert all(share is not None and stands_for(part, share) for part in shares)
