"""The style sheets: colours by role for either ground, faces, and the rules of the pages."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from tradefiche.charts import fonts

if TYPE_CHECKING:
    from tradefiche.charts.theme import Theme

_FOLDER = Path(__file__).parent


def sheet(theme: Theme, *names: str, more: str = "") -> str:
    """Return the style sheet of a page.

    Args:
        theme: its colours, not by role.
        *names: files of rules in this folder, without `.css`, in their order.
        more: rules of this page alone.
    """
    light, dark = (_variables(theme, dark=dark) for dark in (False, True))
    return "\n".join(
        (
            _faces(),
            f":root{{{light}}}",
            f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}",
            *map(_rules, names),
            more,
        )
    )


def digest(content: str) -> str:
    """Return what a Content-Security-Policy names a style sheet or script by."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def _variables(theme: Theme, *, dark: bool) -> str:
    return "".join(f"--{name}:{colour};" for name, colour in theme.variables(dark=dark).items())


@cache
def _rules(name: str) -> str:
    return (_FOLDER / f"{name}.css").read_text("utf-8").strip()


@cache
def _faces() -> str:
    return "\n".join(
        f"@font-face{{font-family:'{fonts.NUMERIC_FAMILY if numeric else fonts.FAMILY}';"
        f"font-weight:{weight};src:url(data:font/woff2;base64,{_encoded(weight, numeric=numeric)})"
        "format('woff2')}"
        for numeric in (False, True)
        for weight in fonts.WEIGHTS
    )


def _encoded(weight: int, *, numeric: bool) -> str:
    return base64.b64encode(fonts.packed(weight, numeric=numeric).read_bytes()).decode()
