"""`index.html` of a folder with several fiches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.files import write_bytes
from tradefiche.publication.batch.manifest import described
from tradefiche.publication.batch.manifest import name as manifest_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tradefiche.publication.batch.fingerprint import Edition
    from tradefiche.publication.batch.manifest import Entry, File
    from tradefiche.tabulation.answer import Query

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
    from tradefiche.publication.batch.overview import overview
    from tradefiche.publication.html.index import to_html

    content = to_html(overview(query, entries, manifest_name(query.lang)))
    write_bytes(folder / path, content)
    return described(path, content, made_from)
