"""Read zips safely: one that is damaged or unsafe is refused as a whole."""

from __future__ import annotations

import contextlib
import errno
import io
import re
import stat
import struct
import zipfile
import zlib
from datetime import datetime
from typing import IO, TYPE_CHECKING

from tradefiche.cleaning import cleaned
from tradefiche.errors import DataError
from tradefiche.files import opened
from tradefiche.reference.periods import is_release

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST_MEMBERS = 200
LARGEST_MEMBER = 1 << 30
LARGEST_ARCHIVE = 1 << 31
HIGHEST_RATIO = 100
RATIO_FLOOR = 1 << 20
AGAIN = "get it again"
_BLOCK = 1 << 20
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1 | 0x40 | 0x2000
DAMAGE = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, LookupError, MemoryError,
    OverflowError, ValueError,
)  # fmt: skip
"""Exceptions that `zipfile` raises, deliberately or not, for a damaged zip."""
_NO_DEVICE = (None, errno.EINVAL, errno.EOVERFLOW)
"""Codes of an OSError that come from an impossible offset in a zip, not from the disk."""


@contextlib.contextmanager
def intact(path: Path | str) -> Iterator[None]:
    """Convert exceptions raised by a damaged or unreadable zip into DataError (65)."""
    try:
        yield
    except DAMAGE as error:
        raise _damaged(path, error) from error
    except (NotImplementedError, RuntimeError) as error:
        raise DataError(f"{path}: a zip that cannot be read ({_said(error)})") from error
    except OSError as error:
        if error.errno in _NO_DEVICE:
            raise _damaged(path, error) from error
        raise


def is_zip(path: Path) -> bool:
    """Whether a file has the end record of a zip, even a damaged one."""
    with opened(path) as stream:
        try:
            return zipfile.is_zipfile(stream)
        except DAMAGE:
            return True


class Zip:
    """A zip whose directory is sound and safe; otherwise DataError (65) is raised.

    `members` are its files, without folders.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        with intact(path), opened(path) as stream, zipfile.ZipFile(stream) as archive:
            found = archive.infolist()
            refuse_unsafe(path, found)
        self.members = [member for member in found if not member.is_dir()]

    @property
    def uploaded(self) -> str | None:
        """The newest plausible date of a member (`2025-02-07T08:00:00`); None if there is none."""
        return max(filter(None, map(_date, self.members)), default=None)

    def open(self, member: zipfile.ZipInfo) -> io.BufferedIOBase:
        """Open a member; this, or reading from it, raises DataError (65) if it is damaged."""
        with contextlib.ExitStack() as stack, intact(self._path):
            archive = zipfile.ZipFile(stack.enter_context(opened(self._path)))
            stream = stack.enter_context(archive.open(member))
            return _Member(stream, self._path, stack.pop_all())

    def read_through(self, member: zipfile.ZipInfo) -> None:
        """Read a member to its end, so that a bad checksum shows."""
        with self.open(member) as stream:
            while stream.read(_BLOCK):
                pass


class _Member(io.BufferedIOBase):
    """The stream of a member, which raises DataError (65) for damage."""

    def __init__(self, stream: IO[bytes], path: Path, held: contextlib.ExitStack) -> None:
        super().__init__()
        self._stream = stream
        self._path = path
        self._held = held

    def readable(self) -> bool:
        """Return True."""
        return True

    def read(self, size: int | None = -1, /) -> bytes:
        """Return up to `size` bytes; raise DataError (65) if they are damaged."""
        with intact(self._path):
            return self._stream.read(-1 if size is None else size)

    def close(self) -> None:
        """Close it, and the zip with it."""
        self._held.close()
        super().close()


def _damaged(path: Path | str, error: BaseException) -> DataError:
    return DataError(f"{path}: a damaged zip ({_said(error) or 'cut off'})", hint=AGAIN)


def _said(error: BaseException) -> str:
    return cleaned(str(error))


def _date(member: zipfile.ZipInfo) -> str | None:
    """Return the date of a member; None if it is invalid, or implausible for a release."""
    year, month, *_ = member.date_time
    try:
        return datetime(*member.date_time).isoformat() if is_release(year, month) else None  # noqa: DTZ001 - a zip has no time zone
    except ValueError:
        return None


def refuse_unsafe(path: Path | str, members: list[zipfile.ZipInfo]) -> None:
    """Raise DataError (65) for members that could do harm and that no Customs' zip has."""
    if len(members) > MOST_MEMBERS:
        raise DataError(f"{path}: {len(members)} members, more than {MOST_MEMBERS}; refused")
    seen: set[str] = set()
    for member in members:
        name = cleaned(member.filename)
        if wrong := _wrong_place(member) or _wrong_content(member):
            raise DataError(f"{path}: the member {name!r} {wrong}; refused")
        if member.filename in seen:
            raise DataError(f"{path}: the member {name!r} stands twice in it; refused")
        seen.add(member.filename)
    if sum(member.file_size for member in members) > LARGEST_ARCHIVE:
        raise DataError(f"{path}: unpacks to over {LARGEST_ARCHIVE >> 20} MB; refused")


def _wrong_place(member: zipfile.ZipInfo) -> str | None:
    name = member.filename
    if not name:
        return "has no name"
    if name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or name[1:2] == ":":
        return "lies outside the archive"
    if stat.S_IFMT(member.external_attr >> 16) not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "is a link or a device"
    return None


def _wrong_content(member: zipfile.ZipInfo) -> str | None:
    if member.flag_bits & _ENCRYPTED:
        return "is encrypted"
    if member.compress_type not in _METHODS:
        return f"is packed by another method than the Customs' ({member.compress_type})"
    if member.file_size > LARGEST_MEMBER:
        return f"is over {LARGEST_MEMBER >> 20} MB"
    too_dense = member.file_size > HIGHEST_RATIO * max(member.compress_size, 1)
    if member.file_size > RATIO_FLOOR and too_dense:
        return f"unpacks to over {HIGHEST_RATIO} times its size"
    return None
