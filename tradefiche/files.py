"""Atomic writes: a file is there whole or not at all. Nothing else opens a file for writing."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import tempfile
from typing import TYPE_CHECKING, BinaryIO

from tradefiche.errors import OutputError, StorageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEMPORARY_PREFIX = ".tradefiche-"
_CANNOT_CREATE = {
    errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EISDIR, errno.EEXIST,
    errno.ENAMETOOLONG,
}  # fmt: skip


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


def make_folder(path: Path) -> Path:
    """Create a folder and its parents; return it."""
    with translated(path):
        path.mkdir(parents=True, exist_ok=True)
    return path


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a temporary path in the same folder; on success it is synced and takes `path`'s place.

    On any failure the earlier file stays as it was and the temporary one is removed.
    """
    make_folder(path.parent)
    with translated(path):
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=TEMPORARY_PREFIX)
        os.close(handle)
    temporary = path.parent / name
    try:
        with translated(path):
            yield temporary
            _sync(temporary)
            temporary.chmod(0o666 & ~_umask())
            temporary.replace(path)
            _sync(path.parent)
    finally:
        temporary.unlink(missing_ok=True)


@contextlib.contextmanager
def scratch(folder: Path) -> Iterator[BinaryIO]:
    """Yield an unnamed temporary file in `folder`; it is gone when the block ends."""
    make_folder(folder)
    with translated(folder), tempfile.TemporaryFile(dir=folder, prefix=TEMPORARY_PREFIX) as handle:
        yield handle


def write_bytes(path: Path, content: bytes) -> None:
    """Write `content` to `path` atomically."""
    with replacing(path) as temporary:
        temporary.write_bytes(content)


def write_text(path: Path, content: str) -> None:
    """Write UTF-8 text with LF line ends to `path` atomically."""
    write_bytes(path, content.encode("utf-8"))


def sha256(path: Path) -> str:
    """Return the hexadecimal SHA-256 of a file."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
