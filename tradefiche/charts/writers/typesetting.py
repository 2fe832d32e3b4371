"""The Typst compiler with the fonts of one typeface, for charts and for the fiche."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from tradefiche.charts.type.faces import drawable
from tradefiche.charts.type.fonts import custom_fonts

if TYPE_CHECKING:
    import typst

    from tradefiche.charts.type.fonts import Typeface

_REMEMBERED = 10
_INVISIBLE = re.compile(
    r"[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)


@cache
def compiler(typeface: Typeface) -> typst.Compiler:
    """Return the compiler with the fonts of a typeface and no others, made once per process."""
    import typst

    faces = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[custom_fonts.folder(typeface)],
    )
    return typst.Compiler(font_paths=faces)


def forget(used: typst.Compiler) -> None:
    """Make Typst drop its cache of the last ten compilations, fifty megabytes per fiche.

    It evicts old entries only when it compiles, so empty documents are compiled.
    """
    for _ in range(_REMEMBERED):
        used.compile(b"", format="svg")


def settable(text: str) -> str:
    """Return a text that our fonts can set: no control characters, `?` for a missing glyph."""
    text = _INVISIBLE.sub("", text)
    return text if drawable(text) else "".join(c if drawable(c) else "?" for c in text)
