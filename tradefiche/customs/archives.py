"""Opening what a user hands over: zips, bare text files and folders, safely.

An unsafe or damaged archive is refused whole (65), even where a member could be read.
"""

from __future__ import annotations

import contextlib
import re
import stat
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from tradefiche.customs.layout_errors import is_record, is_regional_name, other_kind
from tradefiche.errors import DataError, NoInputError
from tradefiche.files import reading

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
_HEAD = 4096
_AGAIN = "get it again"
_LISTED = 3
_LABELS = re.compile(r"libelle|departement", re.IGNORECASE)
_TEXT = (".txt", ".csv")
_JUNK = re.compile(r"(^|/)(__MACOSX/|\.)")
_OLD_PRODUCT = (".xls", ".xlsx")


@dataclass(frozen=True, slots=True)
class Entry:
    """A file to read: a member of a zip, or a file on disk. `open` may be called repeatedly."""

    name: str
    open: Callable[[], BinaryIO]


@dataclass(frozen=True, slots=True)
class Package:
    """One zip or bare file as it came, with what of it matters.

    `uploaded` is the newest member's date (`2025-02-07T08:00:00`), None if unknown; `names` are
    those in which a release may be written, the nearest first.
    """

    path: Path
    names: tuple[str, ...]
    uploaded: str | None
    data: tuple[Entry, ...]
    labels: tuple[Entry, ...]
    others: tuple[str, ...]


@contextlib.contextmanager
def intact(path: Path | str) -> Iterator[None]:
    """Turn what a damaged or unreadable zip raises into DataError (65)."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise DataError(f"{path}: a damaged zip ({error or 'cut off'})", hint=_AGAIN) from error
    except (NotImplementedError, RuntimeError) as error:
        raise DataError(f"{path}: a zip that cannot be read ({error})") from error


def packages(path: Path) -> list[Package]:
    """List what a path holds: one package for a file, several for a folder, in name order.

    Raises NoInputError (66) if it is not there, DataError (65) if it is unsafe or holds no
    regional data.
    """
    if not path.exists():
        raise NoInputError(f"{path}: no such file or folder")
    with reading(path):
        found = list(_in_folder(path)) if path.is_dir() else [_package(path, (path.name,))]
    if not any(package.data for package in found):
        raise DataError(
            f"{path}: {_nothing_regional(found)}",
            hint="get the regional files of the Customs (REGIONAL_CPF4PAYSE/I, Region_AAAA_…)",
        )
    return found


def _in_folder(folder: Path) -> Iterator[Package]:
    loose: dict[Path, list[Path]] = {}
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or _JUNK.search(path.relative_to(folder).as_posix()):
            continue
        if zipfile.is_zipfile(path):
            yield _package(path, _names(path, folder))
        else:
            loose.setdefault(path.parent, []).append(path)
    inside = {
        parent: [Entry(path.name, _opener(path)) for path in loose[parent]] for parent in loose
    }
    for parent, entries in inside.items():
        around = [entry for each in parent.parents for entry in inside.get(each, ())]
        yield from _split(parent, folder, entries, around)


def _split(
    parent: Path, folder: Path, entries: list[Entry], around: list[Entry]
) -> Iterator[Package]:
    """Make one package of each loose data file; the labels beside and above it serve all."""
    data, labels, others = _sorted_out(entries)
    labels += [entry for entry in around if _LABELS.match(entry.name)]
    if not data and others:
        yield Package(parent, (), None, (), (), tuple(others))
    for entry in data:
        path = parent / entry.name
        yield Package(path, _names(path, folder), None, (entry,), tuple(labels), tuple(others))


def _names(path: Path, folder: Path) -> tuple[str, ...]:
    """Return the names of a file and of the folders around it, up to the one that was given."""
    around = (parent for parent in path.parents if parent.is_relative_to(folder))
    return (path.name, *(parent.name for parent in around))


def _opener(path: Path) -> Callable[[], BinaryIO]:
    return lambda: path.open("rb")


def _package(path: Path, names: tuple[str, ...]) -> Package:
    if not zipfile.is_zipfile(path):
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
        if head.startswith(b"PK"):
            raise DataError(f"{path}: a damaged zip (cut off, or not complete)", hint=_AGAIN)
        entry = Entry(path.name, _opener(path))
        if _LABELS.match(path.name):
            return Package(path, names, None, (), (entry,), ())
        return Package(path, names, None, (entry,), (), ())
    with intact(path):
        return _zip(path, names)


def _zip(path: Path, names: tuple[str, ...]) -> Package:
    with zipfile.ZipFile(path) as archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        refuse_unsafe(path, archive.infolist())
        entries = [
            Entry(member.filename, _member_opener(path, member.filename)) for member in members
        ]
        kept = [entry for entry in entries if not _JUNK.search(entry.name)]
        data, labels, others = _sorted_out(kept)
        needed = {entry.name for entry in data}
        for member in members:
            if member.filename not in needed:
                _read_through(archive, member)
        dates = [m.date_time for m in members if m.date_time[0] >= _FIRST_CREDIBLE_YEAR]
    newest = max(dates, default=None)
    uploaded = "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}".format(*newest) if newest else None
    inner = tuple(part for entry in data for part in reversed(entry.name.split("/")))
    return Package(path, names + inner, uploaded, tuple(data), tuple(labels), tuple(others))


def _member_opener(path: Path, name: str) -> Callable[[], BinaryIO]:
    def reopen() -> BinaryIO:
        archive = zipfile.ZipFile(path)
        stream = archive.open(name)
        archive.close()  # the file itself stays open until the member is closed
        return stream  # type: ignore[return-value]

    return reopen


def refuse_unsafe(path: Path | str, members: list[zipfile.ZipInfo]) -> None:
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


def _sorted_out(entries: list[Entry]) -> tuple[list[Entry], list[Entry], list[str]]:
    """Tell data from labels by name and, where the name does not say, by the first lines."""
    data: list[Entry] = []
    labels: list[Entry] = []
    others: list[str] = []
    for entry in entries:
        base = entry.name.rsplit("/", 1)[-1]
        if not base.lower().endswith(_TEXT):
            others.append(entry.name)
        elif _LABELS.match(base):
            labels.append(entry)
        elif is_regional_name(base) or _looks_regional(entry):
            data.append(entry)
        else:
            others.append(_with_kind(entry))
    return data, labels, others


def _looks_regional(entry: Entry) -> bool:
    with entry.open() as stream:
        return is_record(stream.read(_HEAD))


def _with_kind(entry: Entry) -> str:
    with entry.open() as stream:
        kind = other_kind(stream.read(_HEAD))
    return f"{entry.name} ({kind.split(';')[0]})" if kind else entry.name


def _nothing_regional(found: list[Package]) -> str:
    others = [name for package in found for name in package.others]
    if any(name.lower().endswith(_OLD_PRODUCT) for name in others):
        return "the older product (Excel files in thousands of euros), not the regional text files"
    if not others:
        return "holds no regional data"
    listed = ", ".join(others[:_LISTED]) + (", …" if len(others) > _LISTED else "")
    return f"holds no regional data, only {listed}"
