"""The outlines of the units, as `tests/charts/build_outlines.py` makes them."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from tradefiche.charts.geometry.labels import Point

Ring = tuple[Point, ...]


@cache
def outlines() -> dict[str, tuple[Ring, ...]]:
    """Return the rings of each unit by its INSEE code, y downwards, in units of 250 m.

    Metropolitan France lies on one plane (Lambert-93), each overseas département on its own.
    Neighbours share every point of their common border.
    """
    source = files("tradefiche.charts.kinds.map").joinpath("outlines.json")
    document = json.loads(source.read_text("utf-8"))
    lines = [_line(steps) for steps in document["lines"]]
    return {
        code: tuple(
            tuple(point for n in ring for point in (lines[n] if n >= 0 else lines[~n][::-1])[:-1])
            for ring in rings
        )
        for code, rings in document["units"].items()
    }


def _line(steps: list[int]) -> list[Point]:
    x, y = 0, 0
    found: list[Point] = []
    for place in range(0, len(steps), 2):
        x, y = x + steps[place], y + steps[place + 1]
        found.append((float(x), float(y)))
    return found
