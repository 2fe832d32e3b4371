"""The files that a PDF carries: the tables behind its figures, as `export` writes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradefiche.publication.data import FicheData
    from tradefiche.publication.document import Document

_COMPARED = ("flows",)
"""What figures draw of the région and of France."""


@dataclass(frozen=True, slots=True)
class Attached:
    """A file: its name, what it holds, and its text."""

    name: str
    about: str
    text: str


def attached(document: Document, data: FicheData) -> tuple[Attached, ...]:
    """Return every table of the territory, and the flows of what it is compared with.

    They are those of the web page, as the spreadsheets of the language open them.
    """
    return tuple(_files(document, data))


def _files(document: Document, data: FicheData) -> Iterator[Attached]:
    place = data.places.by_id(document.territory)
    if place is None:
        raise KeyError(document.territory)
    for each in (place, *data.above(place)):
        for output, content in data.files(each.id, *(() if each is place else _COMPARED)):
            yield Attached(
                name=output.name,
                about=f"{output.title}, {each.name(document.lang)}",
                text=content.decode("utf-8"),
            )
