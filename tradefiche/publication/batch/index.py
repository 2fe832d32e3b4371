"""The indexes of a folder: `index.html` over the newest fiches, one beside it for each edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from tradefiche.files import read_bytes, write_bytes
from tradefiche.oserrors import reading
from tradefiche.publication.batch.manifest import NAME, described
from tradefiche.publication.batch.shelf import Shelf, kind_of, listed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tradefiche.publication.batch.ledger import Ledger
    from tradefiche.publication.batch.manifest import Edition, File
    from tradefiche.publication.batch.work import Work

_MARK = b'<meta name="generator" content="tradefiche '
_MARK_BYTES = 4096


def is_ours(path: Path) -> bool:
    """Whether an index is one of the program's, of any version."""
    with reading(path), path.open("rb") as stream:
        return _MARK in stream.read(_MARK_BYTES)


def write_indexes(works: Sequence[Work], ledger: Ledger, folder: Path) -> list[Path]:
    """Write the indexes of the editions of a call; return where they are.

    Those of other editions stay as they are; where the newest one takes the name of another, that
    is moved to its own.
    """
    records = {work.key: work.record(complete=False) for work in works}
    every = {**ledger.editions, **records}
    shelf = Shelf({key: listed(each, folder) for key, each in every.items()})
    before = {each.index.path for each in ledger.editions.values() if each.index}
    for key, edition in ledger.editions.items():
        name = shelf.index(key)
        if key not in records and edition.index and name not in {"", edition.index.path}:
            _move(edition, name, ledger, folder)
    for work in works:
        work.finish(_written(work, records[work.key], shelf, folder))
    after = {each.index.path for each in ledger.editions.values() if each.index}
    for path in before - after:
        if "/" not in path and (folder / path).exists() and is_ours(folder / path):
            (folder / path).unlink()
    return [folder / name for work in works if (name := shelf.index(work.key))]


def _move(edition: Edition, name: str, ledger: Ledger, folder: Path) -> None:
    """Give an index that is whole another name."""
    if edition.index is None or not edition.index.whole(folder):
        return
    write_bytes(folder / name, read_bytes(folder / edition.index.path))
    moved = msgspec.structs.replace(edition.index, path=name)
    ledger.put(msgspec.structs.replace(edition, index=moved))


def _written(work: Work, edition: Edition, shelf: Shelf, folder: Path) -> File | None:
    """Write the index of an edition, unless it is there; return its entry."""
    path = shelf.index(work.key)
    if not path:
        return None
    beside = shelf.indexes(work.key)
    files = [file.path for entry in edition.territories for file in entry.files]
    made_from = work.origin.of("index", *files, *(each.file for each in beside))
    before = work.known.index if work.known else None
    if before and (before.path, before.made_from) == (path, made_from) and before.whole(folder):
        return before
    from tradefiche.publication.html.index import to_html
    from tradefiche.publication.overview import overview

    kinds = {
        each.id: {kind_of(file.path): file.path for file in each.files}
        for each in edition.territories
    }
    content = to_html(overview(work.query, kinds, NAME, beside))
    write_bytes(folder / path, content)
    return described(path, content, made_from)
