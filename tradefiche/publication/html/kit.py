"""What the script of a page is given: its own text, and the words it says."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from tradefiche.publication.html.markup import Markup, tag

if TYPE_CHECKING:
    from tradefiche.publication.html.page_context import Setting

_KIT = "kit_"


@cache
def script(name: str) -> str:
    """Return a script of this folder, `search` or `fiche`."""
    return Path(__file__).with_name(f"{name}.js").read_text("utf-8").strip()


def kit(setting: Setting) -> Markup:
    """Return the words of the script, in an element that shows nothing."""
    words = setting.document.words
    said = {
        f"data_{key.removeprefix(_KIT)}": text
        for key, text in words.items()
        if key.startswith(_KIT)
    }
    return tag("template", id="kit", **said)
