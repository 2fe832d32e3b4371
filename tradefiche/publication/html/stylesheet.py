"""The style sheets: colours by role in light and dark mode, fonts, and the rules of pages."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from tradefiche.charts.type import fonts
from tradefiche.charts.type.fonts import custom_fonts as adopting
from tradefiche.charts.type.fonts.usual import USUAL

if TYPE_CHECKING:
    from tradefiche.charts.look.theme import Theme
    from tradefiche.charts.type.fonts import Typeface

_FOLDER = Path(__file__).parent
# Comments, indentation, and the spaces and semicolons that a rule can do without.
_UNREAD = re.compile(
    r"/\*.*?\*/\n?|^ +|;?\s*(?=\})|(?<=[{;])\s+|\s+(?=\{)", re.DOTALL | re.MULTILINE
)


def sheet(theme: Theme, *names: str, said: str, more: str = "") -> str:
    """Return the style sheet of a page.

    Args:
        theme: with its actual colours, not those of `Theme.by_role`.
        *names: files of rules in this folder, without `.css`, in order.
        said: the whole content of the page, whose characters decide which fonts are embedded.
        more: rules of this page alone.
    """
    light, dark = (_variables(theme, dark=dark) for dark in (False, True))
    return "\n".join(
        (
            _faces(theme.typeface, usual={*said} <= USUAL | {"\n"}),
            f":root{{{_families(theme.typeface)}{light}}}",
            f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}",
            *map(_rules, names),
            more,
        )
    )


def digest(content: str) -> str:
    """Return the hash by which a Content-Security-Policy allows a style sheet or script."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def _variables(theme: Theme, *, dark: bool) -> str:
    return "".join(f"--{name}:{colour};" for name, colour in theme.variables(dark=dark).items())


@cache
def _rules(name: str) -> str:
    return _UNREAD.sub("", (_FOLDER / f"{name}.css").read_text("utf-8")).strip()


@cache
def _faces(typeface: Typeface, *, usual: bool) -> str:
    return "\n".join(
        f"@font-face{{font-family:'{typeface.name(numeric=numeric)}';font-weight:{weight};"
        f"src:{_source(typeface, weight, numeric=numeric, usual=usual)}}}"
        for numeric in (False, True)
        for weight in fonts.WEIGHTS
    )


def _families(typeface: Typeface) -> str:
    """Return the font families for words and for numbers as custom properties."""
    words = f"'{typeface.family}',system-ui,Arial,sans-serif"
    return f"--words:{words};--numbers:'{typeface.numeric_family}',{words};"


def _source(typeface: Typeface, weight: int, *, numeric: bool, usual: bool) -> str:
    """Return an embedded font: Inter as a packed web font, any other as it is.

    The font for words is reduced to the usual characters if the page has no others; the font for
    numbers always is, since missing glyphs come from the font for words.
    """
    if typeface is fonts.INTER:
        cut = fonts.cut if usual or numeric else fonts.packed
        path, kind = cut(weight, numeric=numeric), "woff2"
    else:
        path, kind = adopting.folder(typeface) / f"{weight}-{numeric}.ttf", "truetype"
    content = base64.b64encode(path.read_bytes()).decode()
    return (
        f"url(data:font/{'woff2' if kind == 'woff2' else 'ttf'};base64,{content})format('{kind}')"
    )
