"""Tell which files in a store's folder belong to it: no others are ever removed."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from tradefiche import files, staging
from tradefiche.customs import downloads as raw
from tradefiche.customs import held, manifest
from tradefiche.errors import OutputError
from tradefiche.oserrors import reading, translated

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

LOCK = ".lock"
SAMPLES = "sample"
_MARK_BYTES = 200
_OF_THE_SYSTEM = {".DS_Store", "Thumbs.db", "desktop.ini", "lost+found"}


def require_own(folder: Path) -> None:
    """Raise an error for a folder that is neither a store nor empty.

    A store is recognised by its manifest, of any version. Without one, every file must have a name
    that the program gives, since a first run that was killed leaves such files.

    Raises:
        OutputError: the folder has other files in it (73).
        StorageError: a file in it cannot be read (74).
    """
    with translated(folder):
        there = sorted(path.name for path in folder.iterdir()) if folder.exists() else []
    if manifest.NAME in there and _marked(folder / manifest.NAME):
        return
    foreign = next((name for name in there if not _is_own(folder / name)), None)
    if foreign is not None:
        raise OutputError(
            f"{folder} is no store of tradefiche, and not empty: {foreign} is there",
            hint=f"name a new or empty folder with --data-dir, such as {folder / 'store'}",
        )


def _marked(path: Path) -> bool:
    """Whether a file begins like a manifest; that it is complete is checked when it is read."""
    with reading(path), path.open("rb") as stream:
        head = stream.read(_MARK_BYTES).lstrip()
    return head.startswith(b"{") and b'"format"' in head


def _is_own(path: Path) -> bool:
    """Whether a path, and everything inside it, has a name that the program gives."""
    if path.name in {held.FOLDER, raw.FOLDER}:
        with reading(path):
            own = set(_named_as_ours(path.parent))
            return path.is_dir() and all(
                each in own or each.is_dir() or staging.is_temporary(each)
                for each in path.rglob("*")
            )
    return path.name in {LOCK, SAMPLES, *_OF_THE_SYSTEM} or staging.is_temporary(path)


def own_files(folder: Path) -> set[Path]:
    """Return the slices and raw files in a store's folder, by their names alone."""
    with reading(folder):
        return set(_named_as_ours(folder))


def _named_as_ours(folder: Path) -> Iterator[Path]:
    for path in (folder / held.FOLDER).glob("*.parquet"):
        if held.NAME.fullmatch(path.name) and _is_regular(path):
            yield path
    for path in (folder / raw.FOLDER).glob("*/*"):
        named = raw.DIGEST.fullmatch(path.parent.name) and raw.NAME.fullmatch(path.name)
        if named and _is_regular(path) and not path.parent.is_symlink():
            yield path


def _is_regular(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def clear(folder: Path, candidates: Collection[Path]) -> None:
    """Remove the candidate files of a store, and temporary files left by killed runs.

    A raw file is removed only if its digest matches its folder's name. A file that cannot be
    removed, for example because a program has it open on Windows, is left to a later run.
    """
    for path in candidates:
        with contextlib.suppress(OSError):
            of_raw = path.parent.parent == folder / raw.FOLDER
            if not of_raw or files.sha256(path) == path.parent.name:
                path.unlink()
            if of_raw:
                path.parent.rmdir()
    for each in (folder, folder / held.FOLDER, folder / raw.FOLDER):
        with contextlib.suppress(OSError):
            staging.clear(each)
