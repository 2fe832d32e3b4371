"""The tables of `export`, embedded in the page as download links."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from tradefiche.publication.html.markup import Markup, tag
from tradefiche.publication.html.tables import opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradefiche.publication.html.page_context import Setting

# Characters safe unescaped in a data address in an attribute: it compresses better than base64.
_PLAIN = "!$()*,;:@/?=+"


def downloads(setting: Setting) -> Markup:
    """Return links to every table of the territory as CSV, with all countries and activities."""
    words = setting.document.words
    about = tag("p", words["downloads_about"])
    held = opened(tag("h3", words["downloads"]), about, tag("ul", *_items(setting)))
    return tag("div", held, class_="downloads")


def _items(setting: Setting) -> Iterator[Markup]:
    for output, content in setting.pictures.data.files(setting.document.territory):
        address = f"data:text/csv;charset=utf-8,{quote(content, safe=_PLAIN)}"
        link = tag("a", output.title, " ", tag("span", "CSV"), download=output.name, href=address)
        yield tag("li", link)
