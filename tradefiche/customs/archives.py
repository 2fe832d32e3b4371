"""Opening what a user hands over: zips and bare files, safely.

An unsafe or damaged archive is refused whole (65), even where a member could be read.
"""

from __future__ import annotations

import contextlib
import re
import stat
import zipfile
import zlib
from typing import TYPE_CHECKING, BinaryIO

from tradefiche.customs.packages import HEAD, JUNK, LABELS, Entry, Package, sorted_out
from tradefiche.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

MOST_MEMBERS = 200
LARGEST_MEMBER = 1 << 30
LARGEST_ARCHIVE = 1 << 31
HIGHEST_RATIO = 100
RATIO_FLOOR = 1 << 20
_FIRST_CREDIBLE_YEAR = 2000
_BLOCK = 1 << 20
_AGAIN = "get it again"


@contextlib.contextmanager
def intact(path: Path) -> Iterator[None]:
    """Turn what a damaged or unreadable zip raises into DataError (65)."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise DataError(f"{path}: a damaged zip ({error or 'cut off'})", hint=_AGAIN) from error
    except (NotImplementedError, RuntimeError) as error:
        raise DataError(f"{path}: a zip that cannot be read ({error})") from error


def package_of(path: Path, names: tuple[str, ...]) -> Package:
    """Return what a file holds; DataError (65) for a zip that is damaged or unsafe.

    `names` are the file's and those of folders around it, in which a release may be written.
    """
    if not zipfile.is_zipfile(path):
        with path.open("rb") as stream:
            head = stream.read(HEAD)
        if head.startswith(b"PK"):
            raise DataError(f"{path}: a damaged zip (cut off, or not complete)", hint=_AGAIN)
        entry = Entry(path.name, opener(path))
        if LABELS.match(path.name):
            return Package(path, names, None, (), (entry,), ())
        return Package(path, names, None, (entry,), (), ())
    with intact(path):
        return _zip(path, names)


def _zip(path: Path, names: tuple[str, ...]) -> Package:
    with zipfile.ZipFile(path) as archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        _refuse_unsafe(path, archive.infolist())
        entries = [
            Entry(member.filename, _member_opener(path, member.filename)) for member in members
        ]
        kept = [entry for entry in entries if not JUNK.search(entry.name)]
        data, labels, others = sorted_out(kept)
        needed = {entry.name for entry in data}
        for member in members:
            if member.filename not in needed:
                _read_through(archive, member)
        dates = [m.date_time for m in members if m.date_time[0] >= _FIRST_CREDIBLE_YEAR]
    newest = max(dates, default=None)
    uploaded = "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}".format(*newest) if newest else None
    inner = tuple(part for entry in data for part in reversed(entry.name.split("/")))
    return Package(path, names + inner, uploaded, tuple(data), tuple(labels), tuple(others))


def opener(path: Path) -> Callable[[], BinaryIO]:
    """Return what opens a file on disk."""
    return lambda: path.open("rb")


def _member_opener(path: Path, name: str) -> Callable[[], BinaryIO]:
    def reopen() -> BinaryIO:
        archive = zipfile.ZipFile(path)
        stream = archive.open(name)
        archive.close()  # the file itself stays open until the member is closed
        return stream  # type: ignore[return-value]

    return reopen


def _refuse_unsafe(path: Path, members: list[zipfile.ZipInfo]) -> None:
    """Raise DataError for what no Customs' zip has and what could do harm."""
    if len(members) > MOST_MEMBERS:
        raise DataError(f"{path}: {len(members)} members, more than {MOST_MEMBERS}; refused")
    seen: set[str] = set()
    for member in members:
        name = member.filename
        parts = re.split(r"[/\\]", name)
        if name.startswith(("/", "\\")) or ".." in parts or re.match("[A-Za-z]:", name):
            raise DataError(f"{path}: the member {name!r} lies outside the archive; refused")
        kind = stat.S_IFMT(member.external_attr >> 16)
        if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise DataError(f"{path}: the member {name!r} is a link or a device; refused")
        if name in seen:
            raise DataError(f"{path}: the member {name!r} stands twice in it; refused")
        seen.add(name)
        if member.flag_bits & 1:
            raise DataError(f"{path}: the member {name!r} is encrypted; refused")
        if member.file_size > LARGEST_MEMBER:
            raise DataError(f"{path}: {name!r} is over {LARGEST_MEMBER >> 20} MB; refused")
        too_dense = member.file_size > HIGHEST_RATIO * max(member.compress_size, 1)
        if member.file_size > RATIO_FLOOR and too_dense:
            raise DataError(
                f"{path}: {name!r} unpacks to over {HIGHEST_RATIO} times its size; refused"
            )
    if sum(member.file_size for member in members) > LARGEST_ARCHIVE:
        raise DataError(f"{path}: unpacks to over {LARGEST_ARCHIVE >> 20} MB; refused")


def _read_through(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """Read a member to its end, so that a bad checksum shows."""
    with archive.open(member) as stream:
        while stream.read(_BLOCK):
            pass
