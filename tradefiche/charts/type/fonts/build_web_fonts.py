"""Build the fonts that pages and pictures embed; not used while drawing.

    python -m tradefiche.charts.type.fonts.build_web_fonts

It needs the package brotli. Pages and pictures embed the built files unchanged, so that writing
one neither subsets nor compresses a font.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche import files
from tradefiche.charts.type import fonts
from tradefiche.charts.type.fonts.subsetting import subset
from tradefiche.charts.type.fonts.usual import USUAL, USUAL_NUMERIC

if TYPE_CHECKING:
    from collections.abc import Iterable

# The family for numbers also sets units and a few words: Latin-1, and characters of numbers.
NUMERIC = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x100),
    *map(ord, "–—’…\u202f\u2009‰€←→−≈≤≥"),
)


def main() -> None:
    """Write every font twice as WOFF2: for pages, and with the usual characters for pictures."""
    for weight, numeric in fonts.INTER.files:
        files.write_bytes(fonts.packed(weight, numeric=numeric), pack(weight, numeric=numeric))
        usual = map(ord, USUAL_NUMERIC if numeric else USUAL)
        files.write_bytes(fonts.cut(weight, numeric=numeric), pack(weight, usual, numeric=numeric))


def pack(weight: int, only: Iterable[int] | None = None, *, numeric: bool) -> bytes:
    """Return a font as WOFF2 with the characters `only`; by default all, or those in `NUMERIC`."""
    font = fonts.face(weight, numeric=numeric)
    return subset(font, tuple(only or (NUMERIC if numeric else ())), "woff2")


if __name__ == "__main__":
    main()
