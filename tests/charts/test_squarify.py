from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradefiche.charts.geometry.blocks import key_square, one_above_the_other, side_by_side
from tradefiche.charts.geometry.squarify import Box, block_with_foot, squarify

EUROS = st.integers(1, 10**11)
VALUES = st.lists(EUROS, min_size=1, max_size=60).map(lambda found: sorted(found, reverse=True))
FLAT = st.tuples(EUROS, st.integers(1, 60)).map(lambda pair: [pair[0]] * pair[1])
SIZES = st.tuples(st.floats(20, 1000), st.floats(20, 1000))


def overlap(a: Box, b: Box) -> float:
    across = min(a.right, b.right) - max(a.x, b.x)
    down = min(a.bottom, b.bottom) - max(a.y, b.y)
    return max(0.0, across) * max(0.0, down)


@given(VALUES | FLAT, SIZES)
def test_cells_tile_the_box(values: list[int], size: tuple[float, float]) -> None:
    box = Box(7.0, 11.0, *size)
    cells = squarify(values, box)
    assert len(cells) == len(values)
    assert math.isclose(sum(cell.area for cell in cells), box.area, rel_tol=1e-9)
    for position, cell in enumerate(cells):
        assert cell.x >= box.x - 1e-6
        assert cell.y >= box.y - 1e-6
        assert cell.right <= box.right + 1e-6
        assert cell.bottom <= box.bottom + 1e-6
        assert all(overlap(cell, other) < 1e-6 * box.area for other in cells[:position])


@given(VALUES | FLAT, SIZES)
def test_areas_are_the_values(values: list[int], size: tuple[float, float]) -> None:
    box = Box(0.0, 0.0, *size)
    for value, cell in zip(values, squarify(values, box), strict=True):
        assert math.isclose(cell.area, box.area * value / sum(values), rel_tol=0.005)


def test_equal_values_give_cells_wider_than_high() -> None:
    cells = squarify([1] * 16, Box(0, 0, 400, 400))
    assert 1.1 < sum(cell.width / cell.height for cell in cells) / 16 < 2.2


def test_one_value_takes_the_whole_box() -> None:
    assert squarify([5.0], Box(1, 2, 30, 40)) == (Box(1, 2, 30, 40),)


@pytest.mark.parametrize("wrong", [0.0, -1.0, math.inf, math.nan])
def test_a_value_without_area_is_refused(wrong: float) -> None:
    with pytest.raises(ValueError, match="positive"):
        squarify([1.0, wrong], Box(0, 0, 10, 10))


@given(VALUES, st.integers(0, 10**11), SIZES)
def test_the_foot_has_full_width_and_its_area(
    values: list[int], rest: int, size: tuple[float, float]
) -> None:
    box = Box(3.0, 5.0, *size)
    cells, foot = block_with_foot(values, rest, box)
    unit = box.area / (sum(values) + rest)
    for value, cell in zip(values, cells, strict=True):
        assert math.isclose(cell.area, value * unit, rel_tol=0.005)
    if foot is None:
        assert rest == 0
    else:
        assert math.isclose(foot.area, rest * unit, rel_tol=0.005)
        assert foot.width == box.width
        assert math.isclose(foot.bottom, box.bottom)
        assert all(cell.bottom <= foot.y + 1e-6 for cell in cells)


def test_nothing_at_all_gives_no_cells() -> None:
    assert block_with_foot([], 0, Box(0, 0, 10, 10)) == ((), None)


@given(st.tuples(EUROS, EUROS), st.floats(300, 1000), st.floats(100, 800))
def test_both_blocks_are_on_one_scale(totals: tuple[int, int], width: float, height: float) -> None:
    left, right = side_by_side(totals, Box(5.0, 10.0, width, height), gap=14)
    assert math.isclose(left.area / totals[0], right.area / totals[1], rel_tol=0.005)
    assert left.height == right.height == height
    assert math.isclose(right.x - left.right, 14)
    assert math.isclose(right.right, width + 5)


@given(st.tuples(EUROS, EUROS), st.floats(200, 400), st.floats(100, 800))
def test_stacked_blocks_are_on_one_scale(
    totals: tuple[int, int], width: float, height: float
) -> None:
    sizes = one_above_the_other(totals, width, height=height)
    areas = [across * down for across, down in sizes]
    assert math.isclose(areas[0] / totals[0], areas[1] / totals[1], rel_tol=0.005)
    assert all(
        across <= width * (1 + 1e-9) and down <= height * (1 + 1e-9) for across, down in sizes
    )


@pytest.mark.parametrize("totals", [(0, 0), (5, 0), (0, 5)])
def test_an_empty_total_has_no_area(totals: tuple[int, int]) -> None:
    stacked = one_above_the_other(totals, 288, height=400)
    for total, (across, down) in zip(totals, stacked, strict=True):
        assert (across * down > 0) == (total > 0)


@given(st.floats(1e-12, 1e3))
def test_the_key_square_shows_the_scale(scale: float) -> None:
    value, side = key_square(scale, largest=25)
    assert math.isclose(side * side / scale, value)
    assert 15 < side <= 25 * (1 + 1e-6)
    assert f"{value:e}"[0] in "125"
