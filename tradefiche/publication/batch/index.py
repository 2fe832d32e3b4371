"""The indexes of a folder: `index.html` over the newest fiches, one beside it for each edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from tradefiche.files import read_bytes, write_bytes
from tradefiche.oserrors import reading
from tradefiche.publication.batch import tables
from tradefiche.publication.batch.manifest import NAME, described
from tradefiche.publication.batch.shelf import Shelf, kind_of, listed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from tradefiche.publication.batch.ledger import Ledger
    from tradefiche.publication.batch.manifest import Edition, File
    from tradefiche.publication.batch.work import Work
    from tradefiche.publication.document import Sibling

_MARK = b'<meta name="generator" content="tradefiche '
_MARK_BYTES = 4096


def is_ours(path: Path) -> bool:
    """Whether an index is one of the program's, of any version."""
    with reading(path), path.open("rb") as stream:
        return _MARK in stream.read(_MARK_BYTES)


def write_indexes(works: Sequence[Work], ledger: Ledger, folder: Path) -> list[Path]:
    """Write the indexes of the editions of a call, and the data behind them; return where.

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
        index, files = _written(work, records[work.key], shelf, folder)
        work.finish(index, files)
    after = {each.index.path for each in ledger.editions.values() if each.index}
    for path in before - after:
        if "/" not in path and (folder / path).exists() and is_ours(folder / path):
            (folder / path).unlink()
    written = [ledger.editions[work.key] for work in works]
    found = [file for each in written if each.index for file in (each.index, *each.files)]
    return [folder / file.path for file in found]


def _move(edition: Edition, name: str, ledger: Ledger, folder: Path) -> None:
    """Give an index that is whole another name."""
    if edition.index is None or not edition.index.whole(folder):
        return
    write_bytes(folder / name, read_bytes(folder / edition.index.path))
    moved = msgspec.structs.replace(edition.index, path=name)
    ledger.put(msgspec.structs.replace(edition, index=moved))


def _written(
    work: Work, edition: Edition, shelf: Shelf, folder: Path
) -> tuple[File | None, tuple[File, ...]]:
    """Write the index of an edition, and the data behind it, unless they are there."""
    path = shelf.index(work.key)
    if not path:
        return None, ()
    beside = shelf.indexes(work.key)
    links = [file.path for entry in edition.territories for file in entry.files]
    made_from = {path: work.origin.of("index", *links, *(each.file for each in beside))}
    made_from |= {each: work.origin.of("data") for each in tables.paths(work.key)}
    known = work.known
    before = [file for file in (known.index, *known.files) if file] if known else []
    same = {each.path: each.made_from for each in before} == made_from
    if same and all(each.whole(folder) for each in before):
        return before[0], tuple(before[1:])
    return _made(work, edition, beside, made_from, folder)


def _made(
    work: Work,
    edition: Edition,
    beside: tuple[Sibling, ...],
    made_from: Mapping[str, str],
    folder: Path,
) -> tuple[File, tuple[File, ...]]:
    from tradefiche.publication.html.index import to_html
    from tradefiche.publication.overview import overview

    kinds = {
        each.id: {kind_of(file.path): file.path for file in each.files}
        for each in edition.territories
    }
    view = overview(work.query, kinds, NAME, beside, tables.paths(work.key))
    written = []
    for path, content in zip(made_from, (to_html(view), *tables.contents(view)), strict=True):
        write_bytes(folder / path, content)
        written.append(described(path, content, made_from[path]))
    return written[0], tuple(written[1:])
