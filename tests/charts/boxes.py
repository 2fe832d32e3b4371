"""Boxes of a scene's marks, as the renderer sets them, to see what overlaps or sticks out."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from tradefiche.charts.scene.marks import Path, Rect, Text
from tradefiche.charts.type.text import face, measure
from tradefiche.charts.writers.altair import baseline

if TYPE_CHECKING:
    from tradefiche.charts.scene.marks import Mark, Scene

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


class Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float


def box(mark: Mark) -> Box:
    """Return a mark's box; of texts the height of capitals, of paths that of their points."""
    match mark:
        case Rect():
            edge = mark.stroke_width / 2 if mark.stroke else 0.0
            return Box(
                mark.x - edge,
                mark.y - edge,
                mark.x + mark.width + edge,
                mark.y + mark.height + edge,
            )
        case Text():
            width = measure(mark.text, mark.size, mark.weight, numeric=mark.numeric)
            left = mark.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[mark.anchor] * width
            bottom = baseline(mark)
            top = bottom - face(mark.weight, numeric=mark.numeric).capital * mark.size
            return Box(left, top, left + width, bottom)
        case Path():
            numbers = [float(number) for number in _NUMBER.findall(mark.d)]
            xs, ys = numbers[::2], numbers[1::2]
            edge = mark.stroke_width / 2 if mark.stroke else 0.0
            return Box(min(xs) - edge, min(ys) - edge, max(xs) + edge, max(ys) + edge)


def outside(scene: Scene) -> list[Mark]:
    """Return the marks that reach beyond the canvas."""
    slack = 0.05
    found = []
    for mark in scene.marks:
        edges = box(mark)
        inside = edges.left >= -slack and edges.top >= -slack
        if not inside or edges.right > scene.width + slack or edges.bottom > scene.height + slack:
            found.append(mark)
    return found


def colliding(scene: Scene) -> list[tuple[str, str]]:
    """Return the pairs of texts that overlap."""
    texts = [mark for mark in scene.marks if isinstance(mark, Text) and mark.text.strip()]
    return [(a.text, b.text) for a, b in combinations(texts, 2) if overlap(box(a), box(b))]


def overlap(a: Box, b: Box, *, slack: float = 0.05) -> bool:
    """Say whether two boxes share more than an edge."""
    return (
        a.left < b.right - slack
        and b.left < a.right - slack
        and a.top < b.bottom - slack
        and b.top < a.bottom - slack
    )
