"""Reduce a font to some characters."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path


def subset(path: Path, characters: Collection[int], flavour: Literal["woff", "woff2"]) -> bytes:
    """Return a font with these characters alone, kerning included; all of its own if none is."""
    from fontTools import subset as cutting
    from fontTools.ttLib import TTFont

    font = TTFont(path, recalcTimestamp=False)
    options = cutting.Options()
    options.layout_features = ["kern"]
    options.name_IDs = []
    options.notdef_outline = False
    subsetter = cutting.Subsetter(options)
    subsetter.populate(unicodes=sorted(characters or font.getBestCmap()))
    subsetter.subset(font)
    font.flavor = flavour
    content = io.BytesIO()
    font.save(content)
    return content.getvalue()
