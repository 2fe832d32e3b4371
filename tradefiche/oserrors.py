"""Convert errors of the operating system into those of `tradefiche.errors`, with a hint."""

from __future__ import annotations

import contextlib
import errno
from typing import TYPE_CHECKING

from tradefiche.errors import OutputError, StorageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_CANNOT_CREATE = {
    errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT, errno.ENOTDIR, errno.EISDIR,
    errno.EEXIST, errno.ENAMETOOLONG, errno.ELOOP, errno.EINVAL, errno.EBUSY, errno.ETXTBSY,
    errno.ENXIO, errno.ENODEV, errno.EOPNOTSUPP,
}  # fmt: skip
_WAYS_OUT = {
    errno.EACCES: "see who may read and write there",
    errno.EPERM: "see who may read and write there",
    errno.EMFILE: "too few files may be open at once; `ulimit -n 1024` allows more",
    errno.ENFILE: "too few files may be open at once on this machine",
    errno.ENOSPC: "make room there",
}


@contextlib.contextmanager
def translated(path: Path) -> Iterator[None]:
    """Convert an OSError on `path`: OutputError (73) if creation failed, else StorageError (74)."""
    try:
        yield
    except OSError as error:
        reason, hint = error.strerror or str(error), way_out(error)
        if error.errno in _CANNOT_CREATE:
            raise OutputError(f"cannot create {path}: {reason}", hint=hint) from error
        raise StorageError(f"cannot write {path}: {reason}", hint=hint) from error


@contextlib.contextmanager
def reading(path: Path) -> Iterator[None]:
    """Convert an OSError while `path`, or a file in it, is read into StorageError (74)."""
    try:
        yield
    except OSError as error:
        where = error.filename if isinstance(error.filename, str) else path
        reason = error.strerror or str(error)
        raise StorageError(f"cannot read {where}: {reason}", hint=way_out(error)) from error


def way_out(error: OSError) -> str | None:
    """Return a hint on what to do about an OSError, None if there is none."""
    return _WAYS_OUT.get(error.errno or 0)
