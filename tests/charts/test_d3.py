"""Our geometry against an independent one: what d3 made of the same numbers; see d3/record.mjs."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tradefiche.charts.geometry.sankey import Ribbon, VerticalSpan, place, ribbons, scale
from tradefiche.charts.geometry.squarify import Box, squarify

RECORD = json.loads((Path(__file__).parent / "d3" / "recorded.json").read_text("utf-8"))
SANKEYS = {case["name"]: case for case in RECORD["sankeys"]}
TREEMAPS = {case["name"]: case for case in RECORD["treemaps"]}
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")

Ends = tuple[int, int]


def near(value: float | list[float]) -> object:
    """Return what equals a recorded number, or a list of them, but for its rounding."""
    return pytest.approx(value, rel=1e-6, abs=1e-5)


class Laid:
    """Our layout of a recorded diagram, and d3's nodes and links by the same positions."""

    def __init__(self, case: dict[str, Any]) -> None:
        sides = [[node for node in case["nodes"] if node[0][0] == side] for side in "01"]
        self.theirs = [[VerticalSpan(top, bottom) for _, top, bottom in side] for side in sides]
        at = [{node[0]: place for place, node in enumerate(side)} for side in sides]
        self.links: dict[Ends, list[float]] = {
            (at[0][source], at[1][target]): measures for source, target, *measures in case["links"]
        }
        values = [[0.0] * len(side) for side in sides]
        for ends, (value, *_) in self.links.items():
            for side in (0, 1):
                values[side][ends[side]] += value
        nothing = [[0.0] * len(side) for side in values]
        self.scale = scale(values, nothing, case["height"], gap=case["gap"])
        left, right = (
            place(mine, none, case["height"], self.scale)
            for mine, none in zip(values, nothing, strict=True)
        )
        self.spans = (left, right)
        flows = {ends: measures[0] for ends, measures in self.links.items()}
        self.ribbons = ribbons(flows, left, right, self.scale, (0.0, 500.0))


@pytest.fixture(params=SANKEYS)
def laid(request: pytest.FixtureRequest) -> Laid:
    return Laid(SANKEYS[request.param])


def test_both_find_the_same_scale(laid: Laid) -> None:
    for value, width, *_ in laid.links.values():
        assert value * laid.scale == near(width)


def test_nodes_are_as_high_and_in_the_same_order(laid: Laid) -> None:
    for ours, theirs in zip(laid.spans, laid.theirs, strict=True):
        assert [span.height for span in ours] == near([s.height for s in theirs])
        for side in (ours, theirs):
            assert sorted(side, key=lambda span: span.top) == list(side)


def test_ribbons_stand_at_the_same_place_of_their_nodes(laid: Laid) -> None:
    for ends, (_, width, start, end) in laid.links.items():
        ribbon = laid.ribbons[ends]
        assert ribbon.width == near(width)
        assert ribbon.start.middle - laid.spans[0][ends[0]].top == near(start)
        assert ribbon.end.middle - laid.spans[1][ends[1]].top == near(end)


@pytest.mark.parametrize("name", SANKEYS)
def test_ribbons_follow_the_same_curve(name: str) -> None:
    for curve in SANKEYS[name]["curves"]:
        theirs = [float(number) for number in NUMBER.findall(curve)]
        x0, a, x1, b = theirs[0], theirs[1], theirs[-2], theirs[-1]
        ours = Ribbon(x0, x1, VerticalSpan(a, a), VerticalSpan(b, b)).line()
        assert [float(n) for n in NUMBER.findall(ours)] == pytest.approx(theirs, abs=0.001)


@pytest.mark.parametrize("name", TREEMAPS)
@pytest.mark.parametrize("stretch", [1.0, 1.55])
def test_cells_are_those_of_the_other_squarified_treemap(name: str, stretch: float) -> None:
    case = TREEMAPS[name]
    box = Box(0.0, 0.0, case["width"] * stretch, case["height"])
    cells = squarify(case["values"], box, stretch=stretch)
    assert len(cells) == len(case["cells"])
    for ours, theirs in zip(cells, case["cells"], strict=True):
        edges = [ours.x / stretch, ours.y, ours.right / stretch, ours.bottom]
        assert edges == near(theirs)
