"""Atomic writes: a file is there whole or not at all. Nothing else opens a file for writing."""

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
_AT_ONCE = 16  # open files; a process may have few


def opened(path: Path) -> io.BufferedReader:
    """Open a file for reading, at once: a regular one, since a pipe or a device may have no end.

    Raises:
        OSError: it cannot be opened, or is no regular file.
    """
    descriptor = os.open(path, _READING)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.ENODEV, "not a regular file", str(path))
    return os.fdopen(descriptor, "rb")


def read_bytes(path: Path) -> bytes:
    """Return what a regular file holds; raises as `opened`."""
    with opened(path) as stream:
        return stream.read()


@contextlib.contextmanager
def alone(folder: Path, *, wait: float) -> Iterator[None]:
    """Keep other runs of the program that ask for the same out of a folder, which is made.

    The file that says so is gone at the end; one whose run was killed is taken over.

    Raises:
        BusyError: another run is at work there for longer than `wait` seconds.
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
    with held:  # which lets go, whatever hinders the removal
        try:
            yield
        finally:
            if sys.platform != "win32":  # there the lock itself removes it
                remove(path)


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a temporary path in the same folder; on success it is synced and takes `path`'s place.

    On any failure the earlier file stays as it was and the temporary one is removed. A link stays
    one: the file that it leads to is replaced.

    Raises:
        OutputError: it cannot be created, or a device, pipe or socket is in its place.
    """
    goal = _goal(path)
    with staged(goal.parent, path) as temporary:
        with translated(path):
            yield temporary.path
        temporary.settle(goal)


def _goal(path: Path) -> Path:
    """Return the file that a path leads to, or would; OutputError where no file can be."""
    with translated(path):
        goal = path.parent.joinpath(os.path.realpath(path)) if path.is_symlink() else path
    if is_stream(goal):
        raise OutputError(f"cannot create {path}: a pipe or device is there", hint="name a file")
    return goal


def is_stream(path: Path) -> bool:
    """Whether something is there that is written through, not replaced: a device, pipe, socket.

    Raises:
        OutputError: nobody can tell: a folder above it is closed, or its name too long.
    """
    with translated(path):
        return path.exists() and not path.is_file() and not path.is_dir()


def is_folder(path: Path) -> bool:
    """Whether a folder is there; OutputError where nobody can tell."""
    with translated(path):
        return path.is_dir()


def _is_open(path: Path) -> bool:
    """Whether one may write through a stream without waiting for who reads: /dev/stdout, a tty.

    A pipe of a name, or a disk, may be meant by mistake only.
    """
    return path.is_char_device() or path.as_posix().startswith(_DESCRIPTORS)


def write_bytes(path: Path, content: bytes) -> None:
    """Write `content` to `path` atomically; through it where it is a device or /dev/stdout.

    Raises:
        OutputError: it cannot be created; also where a pipe, disk or socket is in its place.
    """
    if is_stream(path) and _is_open(path):
        with translated(path), path.open("wb") as stream:
            stream.write(content)
        return
    write_together({path: content})


def write_together(contents: Mapping[Path, bytes]) -> None:
    """Write files, each atomically: a few at once, none of them before all of those are safe.

    Much faster than one after the other where they share a folder.

    Raises:
        OutputError: as `replacing`.
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
    """Write UTF-8 text with LF line ends to `path` atomically."""
    write_bytes(path, content.encode("utf-8"))


def sha256(path: Path) -> str:
    """Return the hexadecimal SHA-256 of a file."""
    with opened(path) as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
