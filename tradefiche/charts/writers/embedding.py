"""A style sheet that embeds the fonts of one picture, a few kilobytes each.

Subsetting a font takes longer than drawing. So the shipped fonts come in two forms, reduced to the
usual characters and complete; a font is subset only for a picture that neither form serves.
"""

from __future__ import annotations

import base64
from functools import cache
from typing import TYPE_CHECKING

from tradefiche.charts.scene.marks import Text
from tradefiche.charts.type import fonts
from tradefiche.charts.type.faces import face_of
from tradefiche.charts.type.fonts.subsetting import subset
from tradefiche.charts.type.fonts.usual import USUAL, USUAL_NUMERIC
from tradefiche.charts.writers.altair import FALLBACK

if TYPE_CHECKING:
    from pathlib import Path

    from tradefiche.charts.scene.marks import Scene
    from tradefiche.charts.type.fonts import Typeface
OFFICE = "Arial"
"""The font family named in an SVG's texts, for programs that ignore its style rules."""
NUMERIC = "n"
"""The class of texts that are set in the font for numbers."""
# Office programs that cannot use an embedded font skip such a rule too. Each rule has its own,
# since LibreOffice resumes reading after the first closing brace.
_READ = "@supports (font-family:x)"


def style_sheet(scene: Scene) -> str:
    """Return style rules with the fonts of a scene's characters, and which texts use which font."""
    used: dict[tuple[bool, int], set[str]] = {}
    for mark in scene.marks:
        if isinstance(mark, Text):
            used.setdefault((mark.numeric, mark.weight), set()).update(mark.text)
    faces = "".join(
        f"@font-face{{font-family:'{scene.typeface.name(numeric=numeric)}';"
        f"font-weight:{weight};src:url(data:font/"
        f"{_with(scene.typeface, weight, frozenset(characters), numeric=numeric)})}}"
        for (numeric, weight), characters in sorted(used.items())
    )
    scope = scope_of(scene.typeface)
    return faces + "".join(
        f"{_READ}{{{where}{{font-family:'{scene.typeface.name(numeric=numeric)}',{FALLBACK}}}}}"
        for where, numeric in ((f".{scope} text", False), (f".{scope} text.{NUMERIC}", True))
    )


def scope_of(typeface: Typeface) -> str:
    """Return the class of pictures set in a typeface, since rules apply to the whole page."""
    return f"in-{typeface.family.replace(' ', '-')}"


def _with(typeface: Typeface, weight: int, characters: frozenset[str], *, numeric: bool) -> str:
    """Return a font with at least these characters, as what follows `data:font/` in its URI."""
    usual = USUAL_NUMERIC if numeric else USUAL
    if typeface is fonts.INTER:
        known = characters & face_of(typeface, weight, numeric=numeric).advances.keys()
        if known <= usual:
            return _shipped(fonts.cut(weight, numeric=numeric))
        if not numeric:
            return _shipped(fonts.packed(weight))
    return _encoded(typeface.files[weight, numeric], characters | usual)


@cache
def _shipped(path: Path) -> str:
    return f"woff2;base64,{base64.b64encode(path.read_bytes()).decode()}"


@cache
def _encoded(path: Path, characters: frozenset[str]) -> str:
    """Return a font reduced to these characters, as WOFF in base64."""
    content = subset(path, [*map(ord, characters)], "woff")
    return f"woff;base64,{base64.b64encode(content).decode()}"
