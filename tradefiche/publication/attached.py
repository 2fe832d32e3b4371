"""Files attached to a PDF: the tables behind its figures, as `export` writes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tradefiche.publication.data import FicheData
    from tradefiche.publication.document import Document

_COMPARED = ("flows",)
"""The tables that figures draw of the région and of France."""


@dataclass(frozen=True, slots=True)
class Attached:
    """An attached file: its name, a description and its text."""

    name: str
    about: str
    text: str


def attached(document: Document, data: FicheData) -> tuple[Attached, ...]:
    """Return every table of the territory, and the flows of its région and of France.

    The files are CSV, in the dialect that spreadsheets of the document's language open.
    """
    place = data.place(document.territory)
    return tuple(
        Attached(
            output.name, f"{output.title}, {each.name(document.lang)}", content.decode("utf-8")
        )
        for each in (place, *data.above(place))
        for output, content in data.files(each.id, *(() if each is place else _COMPARED))
    )
