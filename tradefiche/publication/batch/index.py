"""The indexes of a folder: `index.html` for the newest fiches, and one per other edition."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import msgspec

from tradefiche.files import read_bytes, write_bytes
from tradefiche.oserrors import reading, translated
from tradefiche.publication.batch import tables
from tradefiche.publication.batch.manifest import NAME, described
from tradefiche.publication.batch.shelf import Shelf, kind_of, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from tradefiche.publication.batch.ledger import Ledger
    from tradefiche.publication.batch.manifest import Edition, EditionFile
    from tradefiche.publication.batch.work import Work
    from tradefiche.publication.document import Sibling

_MARK = b'<meta name="generator" content="tradefiche '
_MARK_BYTES = 4096


def is_ours(path: Path) -> bool:
    """Return whether any version of the program has written an index."""
    with reading(path), path.open("rb") as stream:
        return _MARK in stream.read(_MARK_BYTES)


def write_indexes(works: Sequence[Work], ledger: Ledger, folder: Path) -> list[Path]:
    """Write the indexes of the editions of a call, and the data behind them; return their paths.

    Indexes of other editions stay as they are, except that one is renamed if the newest edition
    takes its name.
    """
    records = {work.key: work.record(complete=False) for work in works}
    every = {**ledger.editions, **records}
    shelf = Shelf({key: listed(each, folder) for key, each in every.items()})
    before = _listed(ledger.editions.values())
    for key, edition in ledger.editions.items():
        name = shelf.index(key)
        if key not in records and edition.index and name not in {"", edition.index.path}:
            _move(edition, name, ledger, folder)
    for work in works:
        work.finish(_written(work, records[work.key], shelf, folder))
    after = _listed(ledger.editions.values())
    _remove([file for path, file in before.items() if path not in after], folder)
    return [folder / path for path in _listed(ledger.editions[work.key] for work in works)]


def _listed(editions: Iterable[Edition]) -> dict[str, EditionFile]:
    """Return the indexes of editions and the data files behind them, by path."""
    every = (file for each in editions for file in (each.index, *each.files) if file)
    return {file.path: file for file in every}


def _remove(files: Sequence[EditionFile], folder: Path) -> None:
    """Delete our indexes and unchanged data files that no edition lists any more."""
    for file in files:
        path = folder / file.path
        index = "/" not in file.path and path.is_file() and is_ours(path)
        if index or file.whole(folder):
            with translated(path):
                path.unlink()
    if files:
        with contextlib.suppress(OSError):  # it is not empty
            (folder / tables.FOLDER).rmdir()


def _move(edition: Edition, name: str, ledger: Ledger, folder: Path) -> None:
    """Rename an intact index, and replace the address that the page states of itself."""
    index = edition.index
    if index is None or not index.whole(folder):
        return
    from tradefiche.publication.html.frame import readdressed

    content = readdressed(read_bytes(folder / index.path), index.path, name)
    write_bytes(folder / name, content)
    moved = described(name, content, index.made_from)
    ledger.put(msgspec.structs.replace(edition, index=moved))


def _written(work: Work, edition: Edition, shelf: Shelf, folder: Path) -> list[EditionFile]:
    """Write the index of an edition and the data behind it, unless they are up to date.

    Return their entries, that of the index first; none if it has too few fiches for an index.
    """
    path = shelf.index(work.key)
    if not path:
        return []
    beside = shelf.indexes(work.key)
    links = [file.path for entry in edition.territories for file in entry.files]
    made_from = {path: work.origin.of("index", *links, *(each.file for each in beside))}
    made_from |= {each: work.origin.of("data") for each in tables.paths(work.key)}
    known = work.known
    before = [file for file in (known.index, *known.files) if file] if known else []
    same = {each.path: each.made_from for each in before} == made_from
    if same and all(each.whole(folder) for each in before):
        return before
    return _made(work, edition, beside, made_from, folder)


def _made(
    work: Work,
    edition: Edition,
    beside: tuple[Sibling, ...],
    made_from: Mapping[str, str],
    folder: Path,
) -> list[EditionFile]:
    from tradefiche.publication.html.index import to_html
    from tradefiche.publication.overview import overview

    kinds = {
        each.id: {kind_of(file.path): file.path for file in each.files}
        for each in edition.territories
    }
    view = overview(work.query, kinds, NAME, beside, tables.paths(work.key), counted=work.counted)
    written = []
    for path, content in zip(made_from, (to_html(view), *tables.contents(view)), strict=True):
        write_bytes(folder / path, content)
        written.append(described(path, content, made_from[path]))
    return written
