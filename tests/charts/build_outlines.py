"""Makes the outlines of the map from those of IGN: `python -m tests.charts.build_outlines FILE`.

FILE is `departements-avec-outre-mer.geojson` of github.com/gregoiredavid/france-geojson (commit
5d34ee6d, IGN Admin Express COG 2018). Lines that two units share are simplified once (Visvalingam
and Whyatt 1993: a point is dropped whose triangle with its neighbours is least), so that no gap
opens between neighbours. Corse is made one; small islands go. Metropolitan France is projected as
Lambert-93, each overseas département on a plane of its own; lengths are in units of 250 m.
"""

from __future__ import annotations

import heapq
import json
import math
import sys
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tradefiche.files import write_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Point = tuple[float, float]
Line = list[Point]

TARGET = Path(__file__).parents[2] / "tradefiche/charts/kinds/map/outlines.json"
UNIT = 250.0  # metres
LEAST = 2.4e6  # square metres: the triangle of a point that stays
ISLAND = 1.6e7  # square metres: the smallest island that stays; the largest of a unit always does
FINE = {"75", "92", "93", "94"}
FINER = 0.04  # of both, where the inset of Paris enlarges
CORSE = {"2A": "20", "2B": "20"}
OVERSEAS = {"971": 16.2, "972": 14.6, "973": 4.0, "974": -21.1, "976": -12.8}
RADIUS = 6_378_137.0


def lambert93(longitude: float, latitude: float) -> Point:
    """Return the metres of Lambert-93 (secant cone on 44° and 49°, GRS 80), y downwards."""
    e = 0.0818191910428158

    def isometric(phi: float) -> float:
        sine = e * math.sin(phi)
        return math.log(math.tan(math.pi / 4 + phi / 2) * ((1 - sine) / (1 + sine)) ** (e / 2))

    def normal(phi: float) -> float:
        return RADIUS / math.sqrt(1 - (e * math.sin(phi)) ** 2)

    one, two, origin = (math.radians(each) for each in (44.0, 49.0, 46.5))
    n = math.log(normal(two) * math.cos(two) / (normal(one) * math.cos(one)))
    n /= isometric(one) - isometric(two)
    c = normal(one) * math.cos(one) / n * math.exp(n * isometric(one))
    radius = c * math.exp(-n * isometric(math.radians(latitude)))
    angle = n * math.radians(longitude - 3.0)
    y = 6_600_000 + c * math.exp(-n * isometric(origin)) - radius * math.cos(angle)
    return 700_000 + radius * math.sin(angle), -y


def plane(longitude: float, latitude: float, middle: float) -> Point:
    """Return metres on a plane that is true to scale at one latitude, y downwards."""
    x = math.radians(longitude) * RADIUS * math.cos(math.radians(middle))
    return x, -math.radians(latitude) * RADIUS


def rings(features: Iterable[dict[str, Any]]) -> dict[str, list[Line]]:
    """Return the projected rings of each unit, without the point that closes them."""
    found: dict[str, list[Line]] = defaultdict(list)
    for feature in features:
        code = feature["properties"]["code"]
        shape = feature["geometry"]
        several = shape["coordinates"]
        if shape["type"] == "Polygon":
            several = [several]
        for polygon in several:
            for ring in polygon:
                points = [
                    plane(x, y, OVERSEAS[code]) if code in OVERSEAS else lambert93(x, y)
                    for x, y in ring[:-1]
                ]
                found[CORSE.get(code, code)].append(points)
    return found


def merged(lines: Sequence[Line]) -> list[Line]:
    """Return the rings around several that touch: without the edges that two of them share."""
    following: dict[Point, list[Point]] = defaultdict(list)
    edges = {edge for line in lines for edge in zip(line, [*line[1:], line[0]], strict=True)}
    for start, end in edges:
        if (end, start) not in edges:
            following[start].append(end)
    found = []
    while following:
        first = min(following)
        ring, point = [first], _take(following, first)
        while point != first:
            ring.append(point)
            point = _take(following, point)
        found.append(ring)
    return found


def _take(following: dict[Point, list[Point]], point: Point) -> Point:
    ends = following[point]
    end = ends.pop()
    if not ends:
        del following[point]
    return end


def area(line: Line) -> float:
    """Return the area of a ring, below 0 if it turns the other way."""
    pairs = zip(line, [*line[1:], line[0]], strict=True)
    return sum(x * b - a * y for (x, y), (a, b) in pairs) / 2


def arcs_of(units: dict[str, list[Line]]) -> tuple[list[Line], dict[str, list[list[int]]]]:
    """Cut all rings where units part or meet; return the lines, and the rings as their numbers.

    A line run backwards is the complement of its number (`~3`).
    """
    neighbours: dict[Point, set[Point]] = defaultdict(set)
    for lines in units.values():
        for line in lines:
            for start, end in zip(line, [*line[1:], line[0]], strict=True):
                neighbours[start].add(end)
                neighbours[end].add(start)
    knots = {point for point, others in neighbours.items() if len(others) > 2}
    arcs: list[Line] = []
    known: dict[tuple[Point, ...], int] = {}
    shapes: dict[str, list[list[int]]] = {}
    for code, lines in sorted(units.items()):
        shapes[code] = []
        for line in lines:
            first = next((n for n, point in enumerate(line) if point in knots), None)
            turned = _from_least(line) if first is None else line[first:] + line[:first]
            ring, arc = [], [turned[0]]
            for point in [*turned[1:], turned[0]]:
                arc.append(point)
                if point in knots:
                    ring.append(_number(arc, arcs, known))
                    arc = [point]
            if len(arc) > 1:
                ring.append(_number(arc, arcs, known))
            shapes[code].append(ring)
    return arcs, shapes


def _from_least(line: Line) -> Line:
    place = line.index(min(line))
    return line[place:] + line[:place]


def _number(arc: Line, arcs: list[Line], known: dict[tuple[Point, ...], int]) -> int:
    if tuple(arc) in known:
        return known[tuple(arc)]
    if tuple(reversed(arc)) in known:
        return ~known[tuple(reversed(arc))]
    known[tuple(arc)] = len(arcs)
    arcs.append(arc)
    return len(arcs) - 1


def simplified(arc: Line, least: float) -> Line:
    """Return a line without the points whose triangle is under so many square metres."""
    before, after = [n - 1 for n in range(len(arc))], [n + 1 for n in range(len(arc))]
    gone = [False] * len(arc)
    keep = 4 if arc[0] == arc[-1] else 2
    left = len(arc)

    def triangle(n: int) -> float:
        (a, b), (c, d), (e, f) = arc[before[n]], arc[n], arc[after[n]]
        return abs((c - a) * (f - b) - (e - a) * (d - b)) / 2

    heap = [(triangle(n), n) for n in range(1, len(arc) - 1)]
    heapq.heapify(heap)
    while heap and left > keep:
        size, n = heapq.heappop(heap)
        if gone[n] or size != triangle(n):
            continue
        if size >= least:
            break
        gone[n], left = True, left - 1
        before[after[n]], after[before[n]] = before[n], after[n]
        for other in (before[n], after[n]):
            if 0 < other < len(arc) - 1:
                heapq.heappush(heap, (triangle(other), other))
    return [point for n, point in enumerate(arc) if not gone[n]]


def chosen(lines: list[Line], code: str) -> list[Line]:
    """Return the rings that are large enough to be seen, the largest first."""
    least = ISLAND * (FINER if code in FINE else 1)
    ordered = sorted(lines, key=lambda line: -abs(area(line)))
    return [line for n, line in enumerate(ordered) if not n or abs(area(line)) >= least]


def main(source: str) -> None:
    """Write the outlines."""
    content = json.loads(Path(source).read_text(encoding="utf-8"))
    units = rings(content["features"])
    units["20"] = merged(units["20"])
    units = {code: chosen(lines, code) for code, lines in units.items()}
    arcs, shapes = arcs_of(units)
    fine = {abs(n) if n >= 0 else ~n for code in FINE for ring in shapes[code] for n in ring}
    drawn = []
    for number, arc in enumerate(arcs):
        least = LEAST * (FINER if number in fine else 1)
        points = [(round(x / UNIT), round(y / UNIT)) for x, y in simplified(arc, least)]
        moves = [(a - x, b - y) for (x, y), (a, b) in pairwise(points)]
        steps = [points[0], *(move for move in moves if move != (0, 0))]
        drawn.append([value for step in steps for value in step])
    about = {
        "what": "Outlines of the 100 units: lines from a start, by steps; ~n is line n backwards",
        "source": "IGN, Admin Express COG 2018, by france-geojson of Grégoire David, simplified",
        "licence": "Licence Ouverte 2.0",
        "date": "2018",
        "unit_m": UNIT,
    }
    document = {"about": about, "lines": drawn, "units": shapes}
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n"
    write_bytes(TARGET, text.encode())


if __name__ == "__main__":
    main(sys.argv[1])
