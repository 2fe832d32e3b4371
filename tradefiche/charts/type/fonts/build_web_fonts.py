"""Makes the faces of web pages from those of the charts; never used while drawing.

    python -m tradefiche.charts.fonts.packing

It needs the package brotli. A page made here holds the packed faces as they are, so that making
one neither cuts nor packs a font.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from tradefiche import files
from tradefiche.charts.type import fonts

if TYPE_CHECKING:
    from collections.abc import Iterable

# The second family sets numbers, with units and a few words: Latin-1 and the signs of numbers.
NUMERIC = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x100),
    *map(ord, "–—’…\u202f\u2009‰€←→−≈≤≥"),
)


def main() -> None:
    """Write every packed face."""
    for weight in fonts.WEIGHTS:
        for numeric in (False, True):
            files.write_bytes(fonts.packed(weight, numeric=numeric), pack(weight, numeric=numeric))


def pack(weight: int, *, numeric: bool) -> bytes:
    """Return a face as WOFF2: all of it, or of the second family what numbers need."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    font = TTFont(fonts.face(weight, numeric=numeric), recalcTimestamp=False)
    options = subset.Options()
    options.layout_features = ["kern"]
    options.name_IDs = []
    options.notdef_outline = False
    subsetter = subset.Subsetter(options)
    wanted: Iterable[int] = NUMERIC if numeric else font.getBestCmap()
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    font.flavor = "woff2"
    content = io.BytesIO()
    font.save(content)
    return content.getvalue()


if __name__ == "__main__":
    main()
