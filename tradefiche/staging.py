"""Temporary files: what is written goes to one first, which then takes the place of its goal."""

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
"""Names of those that this run is writing, in whichever thread."""


def make_folder(path: Path) -> Path:
    """Create a folder and its parents, so that their names last; return it."""
    with translated(path):
        new = [each for each in (path, *path.parents) if not each.exists()]
        path.mkdir(parents=True, exist_ok=True)
        for each in new:
            sync_folder(each.parent)
    return path


@contextlib.contextmanager
def staged(folder: Path, goal: Path | None = None) -> Iterator[Staged]:
    """Yield a temporary file in `folder`, to be settled where it belongs; else it is removed.

    What runs that were killed left in the folder is cleared first.
    """
    make_folder(folder)
    with translated(goal or folder):
        clear(folder)
    with another(folder, goal) as temporary:
        yield temporary


@contextlib.contextmanager
def another(folder: Path, goal: Path | None) -> Iterator[Staged]:
    """Yield one more temporary file in a folder that is there and clear."""
    with translated(goal or folder):
        temporary = _new_temporary(folder)
    try:
        yield temporary
    finally:
        _ours.discard(temporary.path.name)
        temporary.close()
        remove(temporary.path)


def remove(path: Path) -> None:
    """Remove what is of no use any more; what cannot be is left to a later run."""
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)


@dataclass(slots=True)
class Staged:
    """A temporary file whose goal may be known only when it is whole.

    `descriptor` is open, and locked where that can be, as long as it is in use; see `clear`.
    """

    path: Path
    descriptor: int | None

    def close(self) -> None:
        """Let go of it."""
        if self.descriptor is not None:
            os.close(self.descriptor)
        self.descriptor = None

    def settle(self, goal: Path) -> None:
        """Sync it and put it in the place of `goal`, on the same file system."""
        make_folder(goal.parent)
        with translated(goal):
            self.sync()
            self.place(goal)
            sync_folder(goal.parent)

    def sync(self) -> None:
        """Have on the disk what was written to it."""
        if self.descriptor is not None:
            os.fsync(self.descriptor)

    def place(self, goal: Path) -> None:
        """Give it the name of `goal`, whose folder is there."""
        if sys.platform == "win32":  # where no open file changes its name
            self.close()
        self.path.replace(goal)


def _new_temporary(folder: Path) -> Staged:
    """Create a temporary file that no other run takes for one left behind."""
    while True:
        path = folder / f"{PREFIX}{secrets.token_hex(8)}"
        _ours.add(path.name)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o666)
        if _locked(descriptor) is not False and path.exists():
            return Staged(path, descriptor)
        os.close(descriptor)  # another run cleared it before it was locked


def is_temporary(path: Path) -> bool:
    """Whether a file is called as our temporary files are, exactly."""
    return bool(_TEMPORARY.fullmatch(path.name)) and path.is_file() and not path.is_symlink()


def clear(folder: Path) -> None:
    """Remove the temporary files in a folder that no run is writing any more."""
    for path in folder.glob(f"{PREFIX}*"):
        if path.name not in _ours and is_temporary(path):
            _clear(path)


def _clear(path: Path) -> None:
    """Remove a temporary file unless it is in use: locked, or on Windows open.

    Where there are no locks, one that is younger than a day is taken to be in use.

    It goes while it is locked here, so that no run can begin to write it meanwhile.
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
        if sys.platform == "win32":  # where what another run has open cannot be removed
            path.unlink()


def _locked(descriptor: int) -> bool | None:
    """Lock an open file; False where another run has, None where there are no such locks."""
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
    """Make a new name in a folder last, if one may read it; Windows has no need of that."""
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
