"""What a picture is made of, before any drawing library: shapes with absolute coordinates.

Units are pixels of the picture (points on paper); y grows downwards; marks are painted in order.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Anchor = Literal["start", "middle", "end"]
Baseline = Literal["middle", "alphabetic"]
Weight = Literal[400, 600, 700]


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle with its upper left corner at (x, y)."""

    x: float
    y: float
    width: float
    height: float
    fill: str | None
    stroke: str | None = None
    stroke_width: float = 0.0
    corner: float = 0.0


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text; `numeric` sets it in the face whose digits have one width."""

    x: float
    y: float
    text: str
    size: float
    fill: str
    weight: Weight = 400
    anchor: Anchor = "start"
    baseline: Baseline = "middle"
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Path:
    """An SVG path in absolute coordinates of the picture."""

    d: str
    fill: str | None
    fill_opacity: float = 1.0
    stroke: str | None = None
    stroke_width: float = 0.0


Mark = Rect | Text | Path


@dataclass(frozen=True, slots=True)
class Scene:
    """A finished picture: size, marks in painting order, and what a reader would say of it."""

    width: float
    height: float
    background: str
    marks: tuple[Mark, ...]
    title: str
    description: str
