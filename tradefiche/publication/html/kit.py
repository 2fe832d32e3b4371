"""The script of a page, and what it needs: its words, and the toolbar of a figure."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from tradefiche.publication.html.markup import Markup, tag

if TYPE_CHECKING:
    from tradefiche.publication.html.page_context import Setting

_FOLDER = Path(__file__).parent / "script"
_WORDS = ("colon", "first", "keys", "copied")
_TOOLS = ("png", "svg", "csv", "copy")
# Kept: strings, templates, regular expressions (told from a division by what follows them).
# Dropped: comments, spaces, and punctuation that is redundant before a closing bracket.
_TOKENS = re.compile(
    r"""("(?:[^"\\\n]|\\.)*"|'[^'\n]*'|`[^`]*`"""
    r"""|/(?:[^/\\\n *]|\\.)(?:[^/\\\n]|\\.)*/[gu]*(?=[,.)]))"""
    r"""|//[^\n]*|\s+|;(?=\s*\})|,(?=\s*[\])])"""
)
_WORD = re.compile(r"\w\s+\w", re.ASCII)
# Consecutive constants are merged into one declaration.
_CONSTANTS = re.compile(r"(?<!\()(const [^;{}]*);const ")


@cache
def script(*names: str) -> str:
    """Return scripts of the folder `script` as one, minified."""
    parts = "\n".join((_FOLDER / f"{name}.js").read_text("utf-8") for name in names)

    def pressed(found: re.Match[str]) -> str:
        around = parts[max(found.start() - 1, 0) : found.end() + 1]
        return found[1] or (" " if _WORD.fullmatch(around) else "")

    small = _TOKENS.sub(pressed, parts)
    while small != (small := _CONSTANTS.sub(r"\1,", small)):
        pass
    return f"(()=>{{{small}}})()"


def kit(setting: Setting) -> Markup:
    """Return the template of what the script adds to figures; its attributes hold the words."""
    document, words = setting.document, setting.document.words
    tools = (tag("button", words[f"kit_{name}"], type="button", data_do=name) for name in _TOOLS)
    meta = setting.pictures.data.meta
    return tag(
        "template",
        tag("div", *tools, tag("span", role="status"), class_="tools", role="group"),
        tag("p", class_="line", role="status", data_hint=words["kit_hint"]),
        tag("label", words["kit_find"], " ", tag("input", type="search")),
        id="kit",
        data_stem=document.file(document.territory, "html").removesuffix(".html"),
        data_data=meta.data,
        data_licence=f"{words['kit_licence']}{words['kit_colon']}{meta.statement.licence.title}",
        **{f"data_{name}": words[f"kit_{name}"] for name in _WORDS},
    )
