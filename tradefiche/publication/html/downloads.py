"""The tables of `export` inside the page, as links that save them."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from tradefiche.formats.bundle import outputs
from tradefiche.publication.html.markup import Markup, join, tag

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradefiche.publication.html.page_context import Setting


def downloads(setting: Setting) -> Markup:
    """Return links to every table of the territory as CSV, all countries and activities."""
    words = setting.document.words
    title = tag("h3", words["downloads"], class_="downloads-title")
    return join((title, tag("ul", *_items(setting), class_="downloads")))


def _items(setting: Setting) -> Iterator[Markup]:
    data, words = setting.pictures.data, setting.document.words
    territory, period = setting.document.territory, setting.document.period
    tables = data.tables(territory)
    plain, excel = (
        list(outputs(territory, period, tables, data.meta, formats=["csv"], dialect=dialect))
        for dialect in ("standard", "excel-fr")
    )
    for (output, content), (_, for_excel) in zip(plain, excel, strict=True):
        stem = output.name.removesuffix(".csv")
        yield tag(
            "li",
            tag("strong", output.title),
            " ",
            _link(words["download"], output.name, content),
            " ",
            _link(words["download_excel"], f"{stem}_excel.csv", for_excel),
        )


def _link(words: str, name: str, content: bytes) -> Markup:
    address = f"data:text/csv;charset=utf-8;base64,{base64.b64encode(content).decode()}"
    return tag("a", words, download=name, href=address)
