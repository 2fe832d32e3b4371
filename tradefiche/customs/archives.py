"""What a user hands over: zips, bare text files and folders, and what of them matters."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tradefiche.cleaning import cleaned
from tradefiche.customs.offences import is_record, is_regional_name, other_kind
from tradefiche.customs.zips import AGAIN, LARGEST_MEMBER, Zip, is_zip
from tradefiche.errors import DataError, NoInputError
from tradefiche.files import opened, reading

if TYPE_CHECKING:
    import io
    from collections.abc import Callable, Iterator

_HEAD = 4096
_LISTED = 3
_LABELS = re.compile(r"libelle|departement", re.IGNORECASE)
_TEXT = (".txt", ".csv")
_JUNK = re.compile(r"(^|/)(__MACOSX/|\.)")
_OLD_PRODUCT = (".xls", ".xlsx")


@dataclass(frozen=True, slots=True)
class Entry:
    """A file to read: a member of a zip, or a file on disk. `open` may be called repeatedly.

    DataError (65), also while it is read, where it is of a damaged zip.
    """

    name: str
    open: Callable[[], io.BufferedIOBase]


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

    @property
    def name(self) -> str:
        """The file's name, to be shown and kept."""
        return cleaned(self.path.name)


def packages(path: Path) -> list[Package]:
    """List what a path holds: one package for a file, several for a folder, in name order.

    Raises NoInputError (66) if it is not there, DataError (65) if it is unsafe or holds no
    regional data, StorageError (74) if it, or anything in it, cannot be read: a gap is not silent.
    """
    with reading(path):
        if not path.exists():
            raise NoInputError(f"{path}: no such file or folder")
        found = list(_in_folder(path)) if path.is_dir() else [_package(path, (path.name,))]
    if not any(package.data for package in found):
        raise DataError(
            f"{path}: {_nothing_regional(found)}",
            hint="get the regional files of the Customs (REGIONAL_CPF4PAYSE/I, Region_AAAA_…)",
        )
    return found


def _in_folder(folder: Path) -> Iterator[Package]:
    loose: dict[Path, list[Path]] = {}
    for path in _below(folder):
        if is_zip(path):
            yield _package(path, _names(path, folder))
        else:
            loose.setdefault(path.parent, []).append(path)
    inside = {
        parent: [Entry(path.name, partial(opened, path)) for path in paths]
        for parent, paths in loose.items()
    }
    for parent, entries in inside.items():
        around = [entry for each in parent.parents for entry in inside.get(each, ())]
        yield from _split(parent, folder, entries, around)


def _below(folder: Path) -> list[Path]:
    """Return the files of a folder and of those in it; OSError for a folder that cannot be read.

    Devices and pipes are passed over; a link that leads nowhere is not.
    """

    def refuse(error: OSError) -> None:
        raise error

    found: list[Path] = []
    for place, inside, names in os.walk(folder, onerror=refuse):
        inside[:] = [name for name in inside if not _JUNK.match(f"{name}/")]
        found += [Path(place, name) for name in names if not _JUNK.match(name)]
    return sorted(path for path in found if path.is_file() or not path.exists())


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


def _package(path: Path, names: tuple[str, ...]) -> Package:
    if is_zip(path):
        return _zip(path, names)
    with opened(path) as stream:
        head = stream.read(_HEAD)
        size = os.fstat(stream.fileno()).st_size
    if head.startswith(b"PK"):
        raise DataError(f"{path}: a damaged zip (cut off, or not complete)", hint=AGAIN)
    if size > LARGEST_MEMBER:
        raise DataError(f"{path}: over {LARGEST_MEMBER >> 20} MB; refused")
    entry = Entry(path.name, partial(opened, path))
    if _LABELS.match(path.name):
        return Package(path, names, None, (), (entry,), ())
    return Package(path, names, None, (entry,), (), ())


def _zip(path: Path, names: tuple[str, ...]) -> Package:
    archive = Zip(path)
    members = {
        Entry(cleaned(member.filename), partial(archive.open, member)): member
        for member in archive.members
    }
    data, labels, others = _sorted_out([each for each in members if not _JUNK.search(each.name)])
    for entry, member in members.items():
        if entry not in data:  # what is taken in is read to its end then
            archive.read_through(member)
    inner = tuple(part for entry in data for part in reversed(entry.name.split("/")))
    return Package(path, names + inner, archive.uploaded, tuple(data), tuple(labels), tuple(others))


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
