from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tradefiche.charts.geometry.labels import badges, spread
from tradefiche.charts.geometry.sankey import THINNEST, Ribbon, VerticalSpan, place, ribbons, scale

FLOWS = st.dictionaries(
    st.tuples(st.integers(0, 10), st.integers(0, 10)), st.integers(1, 10**11), min_size=1
)
HEIGHTS = st.floats(8, 40)


def sides(flows: dict[tuple[int, int], int]) -> tuple[list[int], list[int]]:
    """Sum the flows by node; nodes without a flow have 0."""
    found = ([0] * 11, [0] * 11)
    for pair, value in flows.items():
        for side in (0, 1):
            found[side][pair[side]] += value
    return found


@given(FLOWS, HEIGHTS)
def test_each_node_has_room_for_its_label(flows: dict[tuple[int, int], int], label: float) -> None:
    both = sides(flows)
    labels = [[label] * 11] * 2
    k = scale(both, labels, 560, gap=3)
    assert k > 0
    for values in both:
        spans = place(values, labels[0], 560, k)
        for value, span in zip(values, spans, strict=True):
            assert math.isclose(span.height, value * k, abs_tol=1e-6)
        assert spans[0].top >= -1e-6
        assert spans[-1].bottom <= 560 + 1e-6
        for above, below in itertools.pairwise(spans):
            assert below.top - above.bottom >= 3 - 1e-6
            assert below.middle - above.middle >= label + 3 - 1e-6


@given(FLOWS, HEIGHTS)
def test_the_scale_is_the_largest_that_fits(
    flows: dict[tuple[int, int], int], label: float
) -> None:
    both = sides(flows)
    k = scale(both, [[label] * 11] * 2, 560, gap=3)
    needed = [math.fsum(max(value * k, label) for value in values) + 30 for values in both]
    assert math.isclose(max(needed), 560, rel_tol=1e-9)


@given(FLOWS)
def test_ribbons_fill_their_nodes_in_the_order_of_the_other_side(
    flows: dict[tuple[int, int], int],
) -> None:
    both = sides(flows)
    labels = [[20.0] * 11] * 2
    k = scale(both, labels, 560, gap=3)
    left, right = (place(values, labels[0], 560, k) for values in both)
    found = ribbons(flows, left, right, k, (10, 500))
    assert list(found) == sorted(flows)
    for pair, ribbon in found.items():
        assert math.isclose(ribbon.start.height, flows[pair] * k, abs_tol=1e-6)
        assert math.isclose(ribbon.end.height, flows[pair] * k, abs_tol=1e-6)
    for node, span in enumerate(left):
        mine = [found[pair].start for pair in sorted(flows) if pair[0] == node]
        assert_stacked(mine, span)
    for node, span in enumerate(right):
        mine = [found[pair].end for pair in sorted(flows) if pair[1] == node]
        assert_stacked(mine, span)


def assert_stacked(parts: list[VerticalSpan], whole: VerticalSpan) -> None:
    """The parts fill the whole from top to bottom without gap or overlap."""
    at = whole.top
    for part in parts:
        assert math.isclose(part.top, at, abs_tol=1e-6)
        at = part.bottom
    assert math.isclose(at, whole.bottom, abs_tol=1e-6)


@given(st.floats(0, 1), st.floats(0, 500), st.floats(0, 500), st.floats(0, 80))
def test_points_lie_on_the_drawn_curve(part: float, a: float, b: float, width: float) -> None:
    ribbon = Ribbon(100, 400, VerticalSpan(a, a + width), VerticalSpan(b, b + width))
    x, y = ribbon.at(part)
    assert math.isclose(x, 100 + 300 * part)
    nearest = min(math.dist((x, y), cubic(ribbon, n / 4000)) for n in range(4001))
    assert nearest < 0.5


def cubic(ribbon: Ribbon, t: float) -> tuple[float, float]:
    """Evaluate the centre line as Bézier's formula has it."""
    mid = (ribbon.x0 + ribbon.x1) / 2
    u = 1 - t
    x = u**3 * ribbon.x0 + 3 * u * u * t * mid + 3 * u * t * t * mid + t**3 * ribbon.x1
    a, b = ribbon.start.middle, ribbon.end.middle
    return x, u**3 * a + 3 * u * u * t * a + 3 * u * t * t * b + t**3 * b


def test_a_path_has_the_width_of_its_value() -> None:
    ribbon = Ribbon(0, 100, VerticalSpan(10, 14), VerticalSpan(50, 54))
    assert ribbon.path() == "M0,10C50,10 50,50 100,50L100,54C50,54 50,14 0,14Z"


@given(st.floats(0, 500), st.floats(0, 500), st.floats(0.1, 20))
def test_a_ribbon_is_thinnest_where_it_is_steepest(a: float, b: float, width: float) -> None:
    ribbon = Ribbon(100, 200, VerticalSpan(a, a + width), VerticalSpan(b, b + width))
    points = [cubic(ribbon, n / 1000) for n in range(1001)]
    steepest = max(abs((q[1] - p[1]) / (q[0] - p[0])) for p, q in itertools.pairwise(points))
    assert math.isclose(ribbon.thickness, width / math.hypot(1, steepest), rel_tol=0.01)


def test_the_centre_line_is_half_way_between_the_edges() -> None:
    assert (
        Ribbon(0, 100, VerticalSpan(10, 14), VerticalSpan(50, 54)).line()
        == "M0,12C50,12 50,52 100,52"
    )


def test_a_hair_is_drawn_as_wide_as_can_be_seen() -> None:
    ribbon = Ribbon(0, 100, VerticalSpan(10, 10.001), VerticalSpan(50, 50.001))
    first, last = ribbon.path().split("C")[0], ribbon.path().split(" ")[-1].removesuffix("Z")
    assert math.isclose(
        float(last.split(",")[1]) - float(first.split(",")[1]), THINNEST, abs_tol=0.002
    )


def test_a_node_of_zero_keeps_its_slot() -> None:
    k = scale([[10, 0, 5]], [[20, 20, 20]], 200, gap=0)
    spans = place([10, 0, 5], [20, 20, 20], 200, k)
    assert spans[1].height == 0
    assert spans[2].middle - spans[1].middle >= 20


def test_equal_values_give_equal_nodes() -> None:
    spans = place([3] * 4, [10] * 4, 100, scale([[3] * 4], [[10] * 4], 100, gap=4))
    assert [round(span.height, 9) for span in spans] == [22] * 4


def test_a_lone_node_stands_in_the_middle() -> None:
    assert place([1], [10], 100, 50) == (VerticalSpan(25, 75),)


def test_labels_that_cannot_fit_have_no_scale() -> None:
    assert scale([[1, 1, 1]], [[40, 40, 40]], 100, gap=0) == 0
    assert scale([[0, 0]], [[10, 10]], 100, gap=0) == 0


def test_nodes_higher_than_the_plot_are_refused() -> None:
    with pytest.raises(ValueError, match="higher"):
        place([1, 1], [10, 10], 100, 60)


@given(st.lists(st.tuples(st.floats(-50, 600), st.floats(1, 40)), min_size=1, max_size=14))
def test_labels_never_overlap_nor_leave(found: list[tuple[float, float]]) -> None:
    wanted, heights = sorted(place for place, _ in found), [height for _, height in found]
    assume(sum(heights) <= 560)
    middles = spread(wanted, heights, 0, 560)
    for position in range(len(middles) - 1):
        least = (heights[position] + heights[position + 1]) / 2
        assert middles[position + 1] - middles[position] >= least - 1e-6
    assert middles[0] - heights[0] / 2 >= -1e-6
    assert middles[-1] + heights[-1] / 2 <= 560 + 1e-6


@given(st.lists(st.floats(10, 550), min_size=2, max_size=5), st.integers(0, 4), st.floats(-9, 9))
def test_no_other_placing_moves_labels_less(found: list[float], which: int, shift: float) -> None:
    wanted = sorted(found)
    middles = list(spread(wanted, [20.0] * len(wanted), 0, 560))
    other = list(middles)
    other[which % len(other)] += shift
    near = itertools.pairwise(other)
    assume(all(b - a >= 20 for a, b in near) and other[0] >= 10 and other[-1] <= 550)

    def cost(places: list[float]) -> float:
        return sum((a - b) ** 2 for a, b in zip(places, wanted, strict=True))

    assert cost(middles) <= cost(other) + 1e-6


def test_labels_with_room_do_not_move() -> None:
    assert spread([10, 50, 90], [20, 20, 20], 0, 100) == (10, 50, 90)


def test_labels_higher_than_the_room_are_refused() -> None:
    with pytest.raises(ValueError, match="higher"):
        spread([1, 2], [60, 60], 0, 100)


@given(st.lists(st.tuples(st.floats(0, 500), st.floats(0, 500)), min_size=1, max_size=5))
def test_badges_sit_on_their_ribbons_apart_from_each_other(
    ends: list[tuple[float, float]],
) -> None:
    found = [Ribbon(0, 600, VerticalSpan(a, a + 2), VerticalSpan(b, b + 2)) for a, b in ends]
    centres = badges(found, 9)
    for ribbon, (x, y) in zip(found, centres, strict=True):
        assert 0.08 * 600 < x < 0.92 * 600
        assert math.isclose(ribbon.at(x / 600)[1], y, abs_tol=1e-6)
    for position, centre in enumerate(centres):
        assert all(math.dist(centre, other) >= 18 for other in centres[:position])


def test_a_badge_slides_until_it_is_off_the_other_ribbons() -> None:
    flat = Ribbon(0, 600, VerticalSpan(100, 104), VerticalSpan(100, 104))
    falling = Ribbon(0, 600, VerticalSpan(104, 108), VerticalSpan(400, 404))
    centres = badges([falling, flat], 9)
    assert centres[0][1] >= 104 + 9
    assert centres[1][1] == 102
