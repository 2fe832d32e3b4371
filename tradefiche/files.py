"""Atomic writes: a file is written whole or not at all. All other modules write through this."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import stat
import sys
from typing import TYPE_CHECKING

from tradefiche.errors import BusyError, OutputError
from tradefiche.oserrors import translated
from tradefiche.staging import PREFIX, another, clear, make_folder, remove, staged, sync_folder

if TYPE_CHECKING:
    import io
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

LOCK = f"{PREFIX}lock"
_DESCRIPTORS = ("/dev/std", "/dev/fd/", "/proc/self/fd/")
_READING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_AT_ONCE = 16  # files open at once; the limit of a process may be low


def opened(path: Path) -> io.BufferedReader:
    """Open a regular file for reading, without blocking; a pipe or a device might never end.

    Raises:
        OSError: it cannot be opened, or is not a regular file.
    """
    descriptor = os.open(path, _READING)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.ENODEV, "not a regular file", str(path))
    return os.fdopen(descriptor, "rb")


def read_bytes(path: Path) -> bytes:
    """Return the content of a regular file; raises OSError as `opened` does."""
    with opened(path) as stream:
        return stream.read()


@contextlib.contextmanager
def alone(folder: Path, *, wait: float) -> Iterator[None]:
    """Hold a lock on a folder, created if missing, against other runs that ask for it.

    The lock file is removed at the end; one left behind by a killed run is taken over.

    Raises:
        BusyError: another run holds the lock for longer than `wait` seconds.
        OutputError, StorageError: the folder or its lock file cannot be created.
    """
    from filelock import FileLock, Timeout

    path = make_folder(folder) / LOCK
    lock = FileLock(path)
    with translated(folder):
        try:
            held = lock.acquire(timeout=wait)
        except Timeout:
            raise BusyError(
                f"{folder}: another run is at work in it", hint="try again later"
            ) from None
    with held:  # releases the lock even if the removal fails
        try:
            yield
        finally:
            if sys.platform != "win32":  # there filelock removes it
                remove(path)


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a temporary path in the same folder, which on success is synced and replaces `path`.

    On any failure the earlier file stays as it was and the temporary one is removed. A symbolic
    link stays in place: its target is replaced.

    Raises:
        OutputError: it cannot be created, or a device, pipe or socket is in its place.
        StorageError: writing fails half-way.
    """
    goal = _goal(path)
    with staged(goal.parent, path) as temporary:
        with translated(path):
            yield temporary.path
        temporary.settle(goal)


def _goal(path: Path) -> Path:
    """Return the path with symbolic links resolved; OutputError if a pipe or device is there."""
    with translated(path):
        goal = path.parent.joinpath(os.path.realpath(path)) if path.is_symlink() else path
    if is_stream(goal):
        raise OutputError(f"cannot create {path}: a pipe or device is there", hint="name a file")
    return goal


def is_stream(path: Path) -> bool:
    """Whether a device, pipe or socket is there, which is written to rather than replaced.

    Raises:
        OutputError: it cannot be determined: no access to a parent folder, or too long a name.
    """
    with translated(path):
        return path.exists() and not path.is_file() and not path.is_dir()


def is_folder(path: Path) -> bool:
    """Whether a folder is there; OutputError if this cannot be determined."""
    with translated(path):
        return path.is_dir()


def _is_open(path: Path) -> bool:
    """Whether a stream can be written to without waiting for a reader: /dev/stdout, a terminal.

    A named pipe or a disk does not count: it was probably given by mistake.
    """
    return path.is_char_device() or path.as_posix().startswith(_DESCRIPTORS)


def write_bytes(path: Path, content: bytes) -> None:
    """Write `content` to `path` atomically, or directly if it is /dev/stdout or a terminal.

    Raises:
        OutputError: it cannot be created, or a named pipe, disk or socket is in its place.
        StorageError: writing fails half-way.
    """
    if is_stream(path) and _is_open(path):
        with translated(path), path.open("wb") as stream:
            stream.write(content)
        return
    write_together({path: content})


def write_together(contents: Mapping[Path, bytes]) -> None:
    """Write files atomically, in small groups: all of a group are synced before any is renamed.

    Much faster than one after the other if they share a folder.

    Raises:
        OutputError, StorageError: as `replacing`.
    """
    waiting = [(path, _goal(path), content) for path, content in contents.items()]
    folders = dict.fromkeys(goal.parent for _, goal, _ in waiting)
    for folder in folders:
        make_folder(folder)
        with translated(folder):
            clear(folder)
    for start in range(0, len(waiting), _AT_ONCE):
        _write_few(waiting[start : start + _AT_ONCE])


def _write_few(files: Sequence[tuple[Path, Path, bytes]]) -> None:
    with contextlib.ExitStack() as held:
        ready = []
        for path, goal, content in files:
            temporary = held.enter_context(another(goal.parent, path))
            with translated(path):
                temporary.path.write_bytes(content)
                temporary.sync()
            ready.append((path, goal, temporary))
        for path, goal, temporary in ready:
            with translated(path):
                temporary.place(goal)
        for folder in dict.fromkeys(goal.parent for _, goal, _ in files):
            with translated(folder):
                sync_folder(folder)


def write_text(path: Path, content: str) -> None:
    """Write text as UTF-8 to `path` atomically, its line ends unchanged; see `write_bytes`."""
    write_bytes(path, content.encode("utf-8"))


def sha256(path: Path) -> str:
    """Return the hexadecimal SHA-256 of a file; raises OSError as `opened` does."""
    with opened(path) as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
