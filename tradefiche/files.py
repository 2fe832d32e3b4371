"""Atomic writes: a file is there whole or not at all. Nothing else opens a file for writing."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import secrets
import stat
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tradefiche.errors import BusyError, OutputError
from tradefiche.oserrors import translated

if TYPE_CHECKING:
    import io
    from collections.abc import Iterator
    from pathlib import Path

if sys.platform != "win32":
    import fcntl

TEMPORARY_PREFIX = ".tradefiche-"
LOCK = f"{TEMPORARY_PREFIX}lock"
_TEMPORARY = re.compile(rf"{re.escape(TEMPORARY_PREFIX)}[0-9a-f]{{16}}")
_DESCRIPTORS = ("/dev/std", "/dev/fd/", "/proc/self/fd/")
_READING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_DAY_SECONDS = 86_400


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


def make_folder(path: Path) -> Path:
    """Create a folder and its parents; return it."""
    with translated(path):
        path.mkdir(parents=True, exist_ok=True)
    return path


@contextlib.contextmanager
def staged(folder: Path, goal: Path | None = None) -> Iterator[Staged]:
    """Yield a temporary file in `folder`, to be settled where it belongs; else it is removed.

    What runs that were killed left in the folder is cleared first.
    """
    make_folder(folder)
    with translated(goal or folder):
        clear(folder)
        temporary = _new_temporary(folder)
    try:
        yield temporary
    finally:
        temporary.close()
        temporary.path.unlink(missing_ok=True)


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
        first = not goal.parent.exists()
        make_folder(goal.parent)
        with translated(goal):
            if self.descriptor is not None:
                os.fsync(self.descriptor)
            if sys.platform == "win32":  # where no open file changes its name
                self.close()
            self.path.replace(goal)
            _sync_folder(goal.parent)
            if first:
                _sync_folder(goal.parent.parent)


def _new_temporary(folder: Path) -> Staged:
    """Create a temporary file that no other run takes for one left behind."""
    while True:
        path = folder / f"{TEMPORARY_PREFIX}{secrets.token_hex(8)}"
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o666)
        if _locked(descriptor) is not False and path.exists():
            return Staged(path, descriptor)
        os.close(descriptor)  # another run cleared it before it was locked


def is_temporary(path: Path) -> bool:
    """Whether a file is called as our temporary files are, exactly."""
    return bool(_TEMPORARY.fullmatch(path.name)) and path.is_file() and not path.is_symlink()


def clear(folder: Path) -> None:
    """Remove the temporary files in a folder that no run is writing any more."""
    for path in folder.glob(f"{TEMPORARY_PREFIX}*"):
        if is_temporary(path):
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
            lock.acquire(timeout=wait)
        except Timeout:
            raise BusyError(
                f"{folder}: another run is at work in it", hint="try again later"
            ) from None
    try:
        yield
    finally:
        if sys.platform != "win32":  # there the lock itself removes it
            path.unlink(missing_ok=True)
        lock.release()


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a temporary path in the same folder; on success it is synced and takes `path`'s place.

    On any failure the earlier file stays as it was and the temporary one is removed. A link stays
    one: the file that it leads to is replaced.

    Raises:
        OutputError: it cannot be created, or a device, pipe or socket is in its place.
    """
    with translated(path):
        goal = path.parent.joinpath(os.path.realpath(path)) if path.is_symlink() else path
    if is_stream(goal):
        raise OutputError(f"cannot create {path}: a pipe or device is there", hint="name a file")
    with staged(goal.parent, path) as temporary:
        with translated(path):
            yield temporary.path
        temporary.settle(goal)


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
    with replacing(path) as temporary:
        temporary.write_bytes(content)


def write_text(path: Path, content: str) -> None:
    """Write UTF-8 text with LF line ends to `path` atomically."""
    write_bytes(path, content.encode("utf-8"))


def sha256(path: Path) -> str:
    """Return the hexadecimal SHA-256 of a file."""
    with opened(path) as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _sync_folder(path: Path) -> None:
    """Make a new name in a folder last; Windows has no such call, and needs none."""
    if sys.platform == "win32":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
