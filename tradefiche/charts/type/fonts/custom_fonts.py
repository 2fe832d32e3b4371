"""Fonts that a theme provides: which characters they need, and where the renderer finds them."""

from __future__ import annotations

import atexit
import shutil
import string
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from tradefiche import files
from tradefiche.charts.type import fonts

if TYPE_CHECKING:
    from tradefiche.charts.type.fonts import Typeface

NEEDED = frozenset(
    string.ascii_letters + string.digits + "ÀÂÇÉÈÊËÎÏÔŒÙÛàâçéèêëîïôœùûüæ"
    "’\u00a0\u202f.,:;()/&«»“”–—−+<>=%€·→ᵉʳ-…"
)
"""Characters of the fixed texts and of most names."""
_FAMILY, _SUBFAMILY, _FULL, _POSTSCRIPT = (1, 16), (2, 17), 4, 6


def lacking(path: Path) -> str:
    """Return the characters of `NEEDED` for which a font has no glyph, sorted.

    Raises:
        OSError, fontTools.ttLib.TTLibError: the file cannot be read, or is not a font.
    """
    from fontTools.ttLib import TTFont

    with files.opened(path) as stream, TTFont(stream, lazy=True) as font:
        known = font.getBestCmap() or {}
        return "".join(sorted(each for each in NEEDED if ord(each) not in known))


@cache
def folder(typeface: Typeface) -> Path:
    """Return a folder with the fonts under the family names and weights that pictures use.

    Fonts of a theme are copied to a temporary folder, deleted at exit, since the name and weight
    within their files may differ.
    """
    if typeface is fonts.INTER:
        return fonts.FOLDER
    place = Path(tempfile.mkdtemp(prefix="tradefiche-fonts-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    for (weight, numeric), path in typeface.files.items():
        _copy(path, place / f"{weight}-{numeric}.ttf", typeface.name(numeric=numeric), weight)
    return place


def _copy(path: Path, goal: Path, family: str, weight: int) -> None:
    from fontTools.ttLib import TTFont

    with TTFont(path, recalcTimestamp=False) as font:
        style = fonts.WEIGHTS[weight]
        font["name"].names = []
        for identifiers, text in ((_FAMILY, family), (_SUBFAMILY, style)):
            for identifier in identifiers:
                font["name"].setName(text, identifier, 3, 1, 0x409)
        font["name"].setName(f"{family} {style}", _FULL, 3, 1, 0x409)
        font["name"].setName(f"{family}-{style}".replace(" ", ""), _POSTSCRIPT, 3, 1, 0x409)
        font["OS/2"].usWeightClass = weight
        font.flavor = None
        with files.replacing(goal) as temporary:
            font.save(temporary)
