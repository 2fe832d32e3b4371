"""Atomic writes: a file is there whole or not at all. Nothing else opens a file for writing."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import secrets
import shutil
import stat
import tempfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from tradefiche.errors import OutputError, StorageError

if TYPE_CHECKING:
    import io
    from collections.abc import Iterator
    from pathlib import Path

TEMPORARY_PREFIX = ".tradefiche-"
_CANNOT_CREATE = {
    errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EISDIR, errno.EEXIST,
    errno.ENAMETOOLONG,
}  # fmt: skip
_DESCRIPTORS = ("/dev/std", "/dev/fd/", "/proc/self/fd/")
_READING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@contextlib.contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn an OSError on `path` into the error tree: 73 where it cannot be made, else 74."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        if error.errno in _CANNOT_CREATE:
            raise OutputError(f"cannot create {path}: {reason}") from error
        raise StorageError(f"cannot write {path}: {reason}") from error


@contextlib.contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn an OSError while reading `path`, or what is in it, into StorageError (74)."""
    try:
        yield
    except OSError as error:
        where = error.filename if isinstance(error.filename, str) else path
        raise StorageError(f"cannot read {where}: {error.strerror or error}") from error


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
    """Yield a temporary file in `folder`, to be settled where it belongs; else it is removed."""
    make_folder(folder)
    temporary = folder / f"{TEMPORARY_PREFIX}{secrets.token_hex(8)}"
    with translated(goal or folder):
        os.close(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
    try:
        yield Staged(temporary)
    finally:
        temporary.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Staged:
    """A temporary file whose goal may be known only when it is whole."""

    path: Path

    def settle(self, goal: Path) -> None:
        """Sync it and put it in the place of `goal`, on the same file system."""
        first = not goal.parent.exists()
        make_folder(goal.parent)
        with translated(goal):
            _sync(self.path)
            self.path.replace(goal)
            _sync(goal.parent)
            if first:
                _sync(goal.parent.parent)


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a temporary path in the same folder; on success it is synced and takes `path`'s place.

    On any failure the earlier file stays as it was and the temporary one is removed. A link stays
    one: the file that it leads to is replaced.

    Raises:
        OutputError: it cannot be created, or a device, pipe or socket is in its place.
    """
    goal = path.parent.joinpath(os.path.realpath(path)) if path.is_symlink() else path
    if is_stream(goal):
        raise OutputError(f"cannot create {path}: a pipe or device is there", hint="name a file")
    with staged(goal.parent, path) as temporary:
        with translated(path):
            yield temporary.path
        temporary.settle(goal)


def is_stream(path: Path) -> bool:
    """Whether something is there that is written through, not replaced: a device, pipe, socket."""
    return path.exists() and not path.is_file() and not path.is_dir()


def _is_open(path: Path) -> bool:
    """Whether one may write through a stream without waiting for who reads: /dev/stdout, a tty.

    A pipe of a name, or a disk, may be meant by mistake only.
    """
    return path.is_char_device() or path.as_posix().startswith(_DESCRIPTORS)


@contextlib.contextmanager
def scratch(folder: Path) -> Iterator[BinaryIO]:
    """Yield an unnamed temporary file in `folder`; it is gone when the block ends."""
    make_folder(folder)
    with translated(folder), tempfile.TemporaryFile(dir=folder, prefix=TEMPORARY_PREFIX) as handle:
        yield handle


def remove(path: Path) -> None:
    """Remove a file, or a folder with all that is in it."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


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


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
