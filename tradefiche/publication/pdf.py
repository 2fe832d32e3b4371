"""A fiche as an accessible PDF: Typst typesets `fiche.typ` with the document as data.

Labels reach Typst as JSON strings, never as source, so that `#let` or `$x$` in one stays text.
The only date in the file is the document's own.
"""

from __future__ import annotations

import json
import re
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tradefiche.charts.type import fonts
from tradefiche.charts.type.text import wrap
from tradefiche.charts.writers.typesetting import compiler, forget, settable
from tradefiche.errors import TradeficheError
from tradefiche.language.typography import lead
from tradefiche.publication.blocks import Figure, Run
from tradefiche.publication.row_headers import with_row_headers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tradefiche.charts.look.theme import Theme
    from tradefiche.publication.data import FicheData
    from tradefiche.publication.document import Document
    from tradefiche.publication.pictures import Pictures

TEMPLATE = Path(__file__).with_name("fiche.typ")
_COMPARED = ("flows",)  # the tables that figures draw of the région and of France
STANDARDS: list[Any] = ["ua-1", "a-3a"]
_WIDTH, _TITLE = 493.2, 11.5  # text width, type size of figure titles: points, as in fiche.typ


def to_pdf(document: Document, pictures: Pictures) -> bytes:
    """Return a fiche as PDF/UA-1 and PDF/A-3a, the tables of `export` attached.

    Args:
        document: its content.
        pictures: draws its charts.

    Raises:
        TradeficheError: Typst reported an error or a warning: a fault of the template.
    """
    return typeset(document, pictures, inputs(document, pictures))


def inputs(document: Document, pictures: Pictures) -> dict[str, str]:
    """Return the inputs of the template: text, look, pictures and the files to attach."""
    files = _attached(document, pictures.data)
    with fonts.using(pictures.theme.typeface):
        return {
            "fiche": json.dumps(_plain(document, document), ensure_ascii=False),
            "look": json.dumps(_look(document, pictures.theme, files), ensure_ascii=False),
            **_drawn(document, pictures),
            **{f"file-{name}": content for name, (_, content) in files.items()},
        }


def _attached(document: Document, data: FicheData) -> dict[str, tuple[str, str]]:
    """Return description and text of the files to attach, by name.

    They are every table of the territory, and what figures draw of its région and of France, as CSV
    in the dialect that spreadsheets of the document's language open.
    """
    place = data.place(document.territory)
    return {
        output.name: (f"{output.title}, {each.name(document.lang)}", content.decode("utf-8"))
        for each in (place, *data.above(place))
        for output, content in data.files(each.id, *(() if each is place else _COMPARED))
    }


def typeset(document: Document, pictures: Pictures, given: dict[str, str]) -> bytes:
    """Return the PDF made from `inputs`; other threads run meanwhile. Raises as `to_pdf`."""
    import typst

    used = compiler(pictures.theme.typeface)
    try:
        content, warnings = used.compile_with_warnings(
            _template(), format="pdf", sys_inputs=given, pdf_standards=STANDARDS
        )
    except typst.TypstError as error:
        message = f"{document.territory}: the PDF was refused: {error.message}"
        raise TradeficheError(message, hint=" ".join(error.hints) or None) from error
    forget(used)
    if warnings:
        message = f"{document.territory}: the PDF was made with a warning: {warnings[0].message}"
        raise TradeficheError(message)
    if not isinstance(content, bytes):
        raise TradeficheError(f"{document.territory}: Typst gave no PDF")
    return with_row_headers(content)


@cache
def _template() -> bytes:
    return TEMPLATE.read_bytes()


def _look(
    document: Document, theme: Theme, files: Mapping[str, tuple[str, str]]
) -> dict[str, object]:
    """Return what the template needs besides the text: colours, fonts, date, unbreakable names."""
    import msgspec

    return {
        "colours": msgspec.structs.asdict(theme.palette),
        "words": theme.typeface.family,
        "numbers": theme.typeface.numeric_family,
        "date": document.date,
        "names": "|".join(re.escape(settable(name)) for name in document.names),
        "logo": theme.logo is not None,
        "colon": lead("", document.lang),
        "files": [{"name": name, "about": about} for name, (about, _) in files.items()],
    }


def _drawn(document: Document, pictures: Pictures) -> dict[str, str]:
    """Return the pictures as SVG, by the names that the template uses."""
    named = [(block.id, block.picture) for block in document.blocks() if isinstance(block, Figure)]
    if document.cover.band is not None:
        named.append(("band", document.cover.band))
    theme = pictures.theme
    drawn = {
        f"picture-{name}": settable(theme.coloured(pictures.inline(picture, prefix=name)))
        for name, picture in named
    }
    return drawn | ({"picture-logo": pictures.logo} if pictures.logo else {})


def _plain(thing: object, document: Document) -> object:
    """Convert a document to JSON values; a block has the name of its class as `type`."""
    if isinstance(thing, str):
        return settable(thing)
    if isinstance(thing, Run):
        path = f"../{thing.fiche}/{document.file(thing.fiche, 'pdf')}" if thing.fiche else None
        return {
            "text": settable(thing.text), "strong": thing.strong, "url": thing.url, "path": path,
        }  # fmt: skip
    if is_dataclass(thing):
        values = {each.name: _plain(getattr(thing, each.name), document) for each in fields(thing)}
        if isinstance(thing, Figure):  # lines of even length, never broken within a name
            values["lines"] = wrap(settable(thing.title), _WIDTH, _TITLE, 700, document.names)
        return {"type": type(thing).__name__, **values}
    if isinstance(thing, tuple | list):
        return [_plain(each, document) for each in thing]
    return thing
