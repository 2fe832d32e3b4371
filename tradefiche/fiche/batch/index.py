"""`index.html` of a folder with several fiches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.fiche.batch.manifest import described
from tradefiche.fiche.batch.manifest import name as manifest_name
from tradefiche.files import write_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tradefiche.fiche.batch.fingerprint import Edition
    from tradefiche.fiche.batch.manifest import Entry, File
    from tradefiche.tables.answer import Query

_LEAST = 2


def write_index(
    query: Query,
    folder: Path,
    entries: Sequence[Entry],
    edition: Edition,
    *,
    before: File | None,
) -> File | None:
    """Write the index of the fiches listed, unless it is there; return its entry.

    Args:
        query: period, release and language of the fiches.
        folder: where index and fiches are.
        entries: the fiches; a single one needs no index.
        edition: what they are made from.
        before: the index that the manifest lists.
    """
    if len(entries) < _LEAST:
        return None
    path = "index.html" if query.lang == "fr" else f"index_{query.lang}.html"
    made_from = edition.of("index", *(file.path for entry in entries for file in entry.files))
    if before is not None and before.made_from == made_from and before.whole(folder):
        return before
    from tradefiche.fiche.batch.overview import overview
    from tradefiche.fiche.html.index import to_html

    content = to_html(overview(query, entries, manifest_name(query.lang)))
    write_bytes(folder / path, content)
    return described(path, content, made_from)
