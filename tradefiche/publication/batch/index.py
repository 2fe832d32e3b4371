"""`index.html` of a folder with several fiches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.files import write_bytes
from tradefiche.formats.filenames import folder_file
from tradefiche.oserrors import reading
from tradefiche.publication.batch.manifest import described
from tradefiche.publication.batch.manifest import name as manifest_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tradefiche.publication.batch.fingerprint import Edition
    from tradefiche.publication.batch.manifest import Entry, File
    from tradefiche.tabulation.answer import Query

_LEAST = 2
_MARK = b'<meta name="generator" content="tradefiche '
_MARK_BYTES = 4096


def name(query: Query) -> str:
    """Return the index's file name; French has no mark, nor has all trade."""
    return folder_file("index", "html", filters=query.mark, lang=query.lang)


def is_ours(path: Path) -> bool:
    """Whether an index is one of the program's, of any version."""
    with reading(path), path.open("rb") as stream:
        return _MARK in stream.read(_MARK_BYTES)


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
    path = name(query)
    made_from = edition.of("index", *(file.path for entry in entries for file in entry.files))
    if before is not None and before.made_from == made_from and before.whole(folder):
        return before
    from tradefiche.publication.html.index import to_html
    from tradefiche.publication.overview import overview

    files = {each.id: {_kind(file.path): file.path for file in each.files} for each in entries}
    content = to_html(overview(query, files, manifest_name(query)))
    write_bytes(folder / path, content)
    return described(path, content, made_from)


def _kind(path: str) -> str:
    return path.rpartition(".")[2]
