"""A scene as an SVG element for a document that provides the fonts and prints the texts around it.

A mark's `data-k` holds the keys of its datum, by which the page's script finds its rows in the
tables. The SVG is written from the scene directly, without Vega: a batch of fiches draws a
thousand pictures, in a few milliseconds each where the renderer takes one or two hundred. A test
compares the two pixel by pixel.
"""

from __future__ import annotations

import re
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from tradefiche.charts.geometry import coordinate
from tradefiche.charts.scene.marks import Path, Rect, Text
from tradefiche.charts.scene.order import disjoint, style
from tradefiche.charts.type import fonts
from tradefiche.charts.writers.altair import FALLBACK, baseline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tradefiche.charts.scene.marks import Mark, Scene

_XML = 'xmlns="http://www.w3.org/2000/svg"'
_n = partial(coordinate, decimals=2)
_LONG = re.compile(r"-?\d*\.\d{3,}")
_UPRIGHT = re.compile(r"([ M])(-?[\d.]+),(-?[\d.]+)L\2,(?=-?[\d.]+[A-Z])")


def inline(scene: Scene, *, prefix: str, apart: bool = False, drawn: str | None = None) -> str:
    """Return a scene as an SVG element for a web page.

    The page provides the fonts (`fonts.FAMILY` and `fonts.NUMERIC_FAMILY`) and, if the scene was
    composed with `theme.by_role()`, the colours as custom properties.

    Args:
        scene: what to draw; without a title it is decoration, hidden from assistive technology.
        prefix: prefix of the ids in it, different for each picture of the page.
        apart: whether title and description are elements of the page, with the ids
            `{prefix}-title` and `{prefix}-desc`, and the numbers one with the id `{prefix}-data`.
        drawn: its marks from `inline_marks`, to reuse them where it is shown in several places.
    """
    size = f'width="{_n(scene.width)}" height="{_n(scene.height)}"'
    box = f'viewBox="0 0 {_n(scene.width)} {_n(scene.height)}"'
    faces = f'font-family="{scene.typeface.name(numeric=False)}, {FALLBACK}"'
    own = f'aria-details="{prefix}-data"' if apart else f'{_XML} lang="{scene.lang}"'
    parts = [f"<svg {own} {_role(scene, prefix)} {size} {box} {faces}>"]
    if scene.title and not apart:
        parts.append(f'<title id="{prefix}-title">{escape(scene.title)}</title>')
        parts.append(f'<desc id="{prefix}-desc">{escape(scene.description)}</desc>')
    if scene.background is not None:
        parts.append(f'<rect width="100%" height="100%" fill={quoteattr(scene.background)}/>')
    return "".join([*parts, inline_marks(scene) if drawn is None else drawn, "</svg>"])


def inline_marks(scene: Scene) -> str:
    """Return the part of `inline` that does not depend on its place in a page: the marks."""
    with fonts.using(scene.typeface):
        groups = groupby(_gathered(scene.marks), key=style)
        return "".join(part for _, alike in groups for part in _group(list(alike)))


def _role(scene: Scene, prefix: str) -> str:
    if not scene.title:
        return 'aria-hidden="true"'
    names = f'aria-labelledby="{prefix}-title" aria-describedby="{prefix}-desc"'
    return f'role="img" {names}'


def _gathered(marks: Iterable[Mark]) -> Iterator[Mark]:
    """Yield marks, consecutive texts grouped by style, which is safe as texts never overlap."""
    for kind, found in groupby(marks, key=type):
        run = list(found)
        yield from disjoint(run) if kind is Text else run


def _group(marks: list[Mark]) -> Iterator[str]:
    """Yield the parts of a group with the style that its marks share."""
    yield f"<g {_style(marks[0])}>"
    for mark in marks:
        yield _mark(mark)
    yield "</g>"


def _style(mark: Mark) -> str:
    fill = f"fill={quoteattr(mark.fill or 'none')}"
    if isinstance(mark, Text):
        numbers = fonts.in_use().name(numeric=True)
        family = f' font-family="{numbers}, {FALLBACK}"' if mark.numeric else ""
        weight = "" if mark.weight == 400 else f' font-weight="{mark.weight}"'  # noqa: PLR2004 - regular
        anchor = "" if mark.anchor == "start" else f' text-anchor="{mark.anchor}"'
        return f'{fill}{family} font-size="{_n(mark.size)}"{weight}{anchor}'
    if isinstance(mark, Path) and mark.fill_opacity < 1:
        fill += f' fill-opacity="{_n(mark.fill_opacity)}"'
    if mark.stroke is None or mark.stroke_width <= 0:
        return fill
    return f'{fill} stroke={quoteattr(mark.stroke)} stroke-width="{_n(mark.stroke_width)}"'


def _mark(mark: Mark) -> str:
    said = quoteattr(mark.datum.keys) if mark.datum and mark.datum.keys else ""
    key = f" data-k={said}" if said else ""
    match mark:
        case Rect():
            place = f'x="{_n(mark.x)}" y="{_n(mark.y)}"'
            corner = f' rx="{_n(mark.corner)}"' if mark.corner else ""
            return (
                f'<rect {place} width="{_n(mark.width)}" height="{_n(mark.height)}"{corner}{key}/>'
            )
        case Text():
            place = f'x="{_n(mark.x, decimals=1)}" y="{_n(baseline(mark), decimals=1)}"'
            return f"<text {place}{key}>{escape(mark.text)}</text>"
        case Path():
            outline = _UPRIGHT.sub(r"\1\2,\3V", _LONG.sub(_shortened, mark.d))
            return f"<path d={quoteattr(outline)}{key}/>"


def _shortened(found: re.Match[str]) -> str:
    return _n(float(found[0]))
