"""Fiches as files: gathered at once, made and written one territory after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from tradefiche.files import write_bytes
from tradefiche.publish.fiche.build import build
from tradefiche.publish.fiche.data import gather
from tradefiche.publish.fiche.html.page import to_html
from tradefiche.publish.fiche.pdf import to_pdf
from tradefiche.publish.fiche.pictures import Pictures
from tradefiche.publish.names import file_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from tradefiche.publish.answer import Query
    from tradefiche.publish.fiche.model import Document

Format = Literal["pdf", "html"]
FORMATS: tuple[Format, ...] = get_args(Format)
_RENDERERS: Mapping[Format, Callable[[Document, Pictures], bytes]] = {
    "pdf": to_pdf,
    "html": to_html,
}


def write_fiches(
    query: Query, folder: Path, *, formats: Sequence[Format] = FORMATS
) -> Iterator[Path]:
    """Write the fiche of each territory; yield each file's path when it is there.

    Args:
        query: territories, period, release and language.
        folder: the one above the territories' own.
        formats: which files.

    Raises:
        NoInputError: the store has nothing for the period.
        OutputError, StorageError: a file cannot be written.
    """
    data = gather(query)
    pictures = Pictures(data)
    together = [each.id for each in query.territories]
    for territory in query.territories:
        document = build(territory, data, pictures, linked=together)
        for kind in formats:
            name = file_name(territory.id, document.period, kind, lang=query.lang)
            path = folder / territory.id / name
            write_bytes(path, _RENDERERS[kind](document, pictures))
            yield path
