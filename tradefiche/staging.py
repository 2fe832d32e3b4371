"""Temporary files: content is written to one first, which then replaces its target."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tradefiche.oserrors import translated

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

if sys.platform != "win32":
    import fcntl

PREFIX = ".tradefiche-"
_TEMPORARY = re.compile(rf"{re.escape(PREFIX)}[0-9a-f]{{16}}")
_DAY_SECONDS = 86_400
_ours: set[str] = set()
"""Names of the temporary files that this run is writing, in any thread."""


def make_folder(path: Path) -> Path:
    """Create a folder and its parents, synced to the disk, and return its path."""
    with translated(path):
        new = [each for each in (path, *path.parents) if not each.exists()]
        path.mkdir(parents=True, exist_ok=True)
        for each in new:
            sync_folder(each.parent)
    return path


@contextlib.contextmanager
def staged(folder: Path, goal: Path | None = None) -> Iterator[Staged]:
    """Yield a temporary file in `folder`; it is removed unless `settle` or `place` renamed it.

    Temporary files that killed runs left in the folder are removed first.
    """
    make_folder(folder)
    with translated(goal or folder):
        clear(folder)
    with another(folder, goal) as temporary:
        yield temporary


@contextlib.contextmanager
def another(folder: Path, goal: Path | None) -> Iterator[Staged]:
    """Yield a temporary file in a folder that exists and has been cleared; see `staged`."""
    with translated(goal or folder):
        temporary = _new_temporary(folder)
    try:
        yield temporary
    finally:
        _ours.discard(temporary.path.name)
        temporary.close()
        remove(temporary.path)


def remove(path: Path) -> None:
    """Remove a file that is no longer needed; one that cannot be is left to a later run."""
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)


@dataclass(slots=True)
class Staged:
    """A temporary file whose target may be known only once it is complete.

    `descriptor` stays open, and locked where the system can, while it is in use; see `clear`.
    """

    path: Path
    descriptor: int | None

    def close(self) -> None:
        """Close the descriptor, which releases the lock."""
        if self.descriptor is not None:
            os.close(self.descriptor)
        self.descriptor = None

    def settle(self, goal: Path) -> None:
        """Sync the file and rename it to `goal`, on the same file system; the folder is created."""
        make_folder(goal.parent)
        with translated(goal):
            self.sync()
            self.place(goal)
            sync_folder(goal.parent)

    def sync(self) -> None:
        """Flush to the disk what was written to the file."""
        if self.descriptor is not None:
            os.fsync(self.descriptor)

    def place(self, goal: Path) -> None:
        """Rename the file to `goal`, whose folder exists."""
        if sys.platform == "win32":  # where an open file cannot be renamed
            self.close()
        self.path.replace(goal)


def _new_temporary(folder: Path) -> Staged:
    """Create a temporary file, locked if possible, so that no other run clears it."""
    while True:
        path = folder / f"{PREFIX}{secrets.token_hex(8)}"
        _ours.add(path.name)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o666)
        if _locked(descriptor) is not False and path.exists():
            return Staged(path, descriptor)
        os.close(descriptor)  # another run cleared it before it was locked


def is_temporary(path: Path) -> bool:
    """Whether a path is a regular file named exactly as temporary files are here."""
    return bool(_TEMPORARY.fullmatch(path.name)) and path.is_file() and not path.is_symlink()


def clear(folder: Path) -> None:
    """Remove the temporary files in a folder that no run is writing to any more."""
    for path in folder.glob(f"{PREFIX}*"):
        if path.name not in _ours and is_temporary(path):
            _clear(path)


def _clear(path: Path) -> None:
    """Remove a temporary file unless it is in use: locked, or on Windows open.

    Where there are no locks, one that is younger than a day is taken to be in use.

    It is removed while locked here, so that no run can start writing it meanwhile.
    """
    with contextlib.suppress(OSError):
        descriptor = os.open(path, os.O_RDWR)
        try:
            free = _locked(descriptor)
            if free is None and sys.platform != "win32":
                free = time.time() - os.fstat(descriptor).st_mtime > _DAY_SECONDS
            if free:
                path.unlink()
        finally:
            os.close(descriptor)
        if sys.platform == "win32":  # where a file open in another run stays
            path.unlink()


def _locked(descriptor: int) -> bool | None:
    """Lock an open file; False if another run holds the lock, None if there are no such locks."""
    if sys.platform == "win32":
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True


def sync_folder(path: Path) -> None:
    """Sync a folder, so that new names in it last; skipped on Windows or if not readable."""
    if sys.platform == "win32":
        return
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except PermissionError:
        return
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
