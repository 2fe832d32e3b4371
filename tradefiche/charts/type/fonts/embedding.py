"""A style sheet that carries the faces of one picture, cut down to a few kilobytes each."""

from __future__ import annotations

import base64
import io
import string
from functools import cache
from typing import TYPE_CHECKING

from tradefiche.charts.scene.marks import Text

if TYPE_CHECKING:
    from pathlib import Path

    from tradefiche.charts.scene.marks import Scene

# Cutting a face takes longer than drawing: these are always kept, so that most pictures share one.
_USUAL = frozenset(
    string.ascii_letters + string.digits + "ÀÉàâçèéêëîïôùû’ \u00a0\u202f.,:;()/&-–−+<%€·→"
)
_USUAL_NUMERIC = frozenset(string.digits + "Mkdbn€ \u00a0\u202f.,+−–<>%·")


def style_sheet(scene: Scene) -> str:
    """Return `@font-face` rules with the faces that a scene uses and all of its characters."""
    used: dict[tuple[bool, int], set[str]] = {}
    for mark in scene.marks:
        if isinstance(mark, Text):
            used.setdefault((mark.numeric, mark.weight), set()).update(mark.text)
    typeface = scene.typeface
    return "".join(
        f"@font-face{{font-family:'{typeface.name(numeric=numeric)}';"
        f"font-weight:{weight};src:url(data:font/woff;base64,"
        f"{_cut(typeface.files[weight, numeric], frozenset(characters), numeric=numeric)})}}"
        for (numeric, weight), characters in sorted(used.items())
    )


def _cut(path: Path, characters: frozenset[str], *, numeric: bool) -> str:
    return _encoded(path, characters | (_USUAL_NUMERIC if numeric else _USUAL))


@cache
def _encoded(path: Path, characters: frozenset[str]) -> str:
    """Return a face with no other characters as WOFF in base 64."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options()
    options.layout_features = ["kern"]
    options.name_IDs = []
    options.notdef_outline = False
    font = TTFont(path, recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text="".join(sorted(characters)))
    subsetter.subset(font)
    font.flavor = "woff"
    content = io.BytesIO()
    font.save(content)
    return base64.b64encode(content.getvalue()).decode()
