"""Find the files to read in a path given by a user: one file, or a folder and its subfolders."""

from __future__ import annotations

import errno
import os
import zipfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tradefiche.cleaning import cleaned
from tradefiche.customs.archives import package_of
from tradefiche.customs.packages import (
    HEAD,
    JUNK,
    LABELS,
    TEXT,
    WORKBOOK,
    Package,
    PackageEntry,
    Passed,
    classified,
    speaks_of_customs,
)
from tradefiche.customs.zips import intact
from tradefiche.errors import DataError, NoInputError
from tradefiche.files import opened
from tradefiche.oserrors import reading

if TYPE_CHECKING:
    from collections.abc import Iterator

_LISTED = 3
_MAY_HOLD = (*TEXT, ".zip")
_DOCUMENT = (b"[Content_Types].xml", b"mimetype")
_OLD_PRODUCT = (".xls", ".xlsx")


def packages(path: Path) -> list[Package]:
    """Return the packages in a path: one for a file, several for a folder, in name order.

    In a folder, files unrelated to the Customs are skipped, as are sound files of another kind;
    a damaged or unsafe zip is refused if it may be one of the Customs' files.

    Raises:
        NoInputError: the path does not exist (66).
        DataError: a file is damaged or unsafe, or the path holds no regional data (65).
        StorageError: a file or folder cannot be read (74).
    """
    with reading(path):
        if not path.exists():
            raise NoInputError(f"{path}: no such file or folder")
        found = list(_in_folder(path)) if path.is_dir() else [package_of(path, (path.name,))]
    if not any(package.wanted for package in found):
        raise DataError(
            f"{path}: {_nothing_regional(found)}",
            hint="get the regional files of the Customs (REGIONAL_CPF4PAYSE/I, Region_AAAA_…, "
            "region_NN_A.zip)",
        )
    return found


def _in_folder(folder: Path) -> Iterator[Package]:
    loose: dict[Path, list[Path]] = {}
    for path in sorted(_files(folder)):
        if JUNK.search(path.relative_to(folder).as_posix()):
            continue
        if path.is_symlink() and not path.exists():
            raise FileNotFoundError(errno.ENOENT, "a link that leads nowhere", str(path))
        if not path.is_file():
            yield _passing(folder, path, "a link, or no regular file", warn=True)
        elif _is_zip(path):
            yield _zip_in(folder, path)
        else:
            loose.setdefault(path.parent, []).append(path)
    inside = {
        parent: [PackageEntry(path.name, partial(opened, path)) for path in loose[parent]]
        for parent in loose
    }
    for parent, entries in inside.items():
        around = [entry for each in parent.parents for entry in inside.get(each, ())]
        yield from _split(parent, folder, entries, around)


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder, and links to other folders, which are not followed."""

    def refused(error: OSError) -> None:
        raise error

    for parent, folders, names in os.walk(folder, onerror=refused):
        links = [name for name in folders if (Path(parent) / name).is_symlink()]
        yield from (Path(parent) / name for name in (*names, *links))


def _is_zip(path: Path) -> bool:
    """Whether a file is, or is meant as, a zip of data; Office documents are zips too."""
    if path.suffix.lower() == ".zip":
        return True
    with opened(path) as stream:
        head = stream.read(HEAD)
    document = path.suffix.lower() in WORKBOOK or any(name in head[:64] for name in _DOCUMENT)
    return head.startswith(b"PK") and not document and speaks_of_customs(path.name, head)


def _zip_in(folder: Path, path: Path) -> Package:
    """Return the package of a zip in a folder; one unrelated to the Customs is skipped."""
    try:
        package = package_of(path, _names(path, folder))
    except DataError as error:
        if _concerns(path, damaged=error.__cause__ is not None):
            raise
        return _passing(folder, path, error.message.removeprefix(f"{path}: "))
    named = [each for each in package.others if each.level in ("warning", "notice")]
    if package.wanted or named:
        return package
    if speaks_of_customs(path.name):
        raise DataError(f"{path}: {_nothing_regional([package])}", hint="get it again")
    return _passing(folder, path, "nothing of the Customs")


def _concerns(path: Path, *, damaged: bool) -> bool:
    """Whether a refused zip may be one of the Customs' files, judged by its names.

    A damaged one also counts if it has text files or zips in it, or if its names are unreadable.
    """
    if speaks_of_customs(path.name):
        return True
    try:
        with intact(path), opened(path) as stream, zipfile.ZipFile(stream) as archive:
            names = [name.rsplit("/", 1)[-1] for name in archive.namelist()]
    except DataError:
        return True
    if any(speaks_of_customs(name) or LABELS.match(name) for name in names):
        return True
    return damaged and any(name.lower().endswith(_MAY_HOLD) for name in names)


def _passing(folder: Path, path: Path, why: str, *, warn: bool = False) -> Package:
    """Return a package that only records one skipped file of a folder, and why."""
    name = cleaned(path.relative_to(folder).as_posix())
    may_hold = warn and path.suffix.lower() in (*_MAY_HOLD, "")
    passed = Passed(name, why, "warning" if may_hold else "unrelated")
    return Package(folder, (), others=(passed,))


def _split(
    parent: Path, folder: Path, entries: list[PackageEntry], around: list[PackageEntry]
) -> Iterator[Package]:
    """Yield one package per loose file; each text file gets the labels beside and above it."""
    found = classified(parent, (), entries)
    labels = (*found.labels, *(entry for entry in around if LABELS.match(entry.name)))
    if found.others:
        within = parent.relative_to(folder)
        named = (
            each._replace(name=cleaned((within / each.name).as_posix())) for each in found.others
        )
        yield Package(parent, (), others=tuple(named))
    for entry in found.data:
        path = parent / entry.name
        yield Package(path, _names(path, folder), data=(entry,), labels=labels)
    for entry in found.books:
        path = parent / entry.name
        yield Package(path, _names(path, folder), books=(entry,))


def _names(path: Path, folder: Path) -> tuple[str, ...]:
    """Return the names of a file and of its parent folders, up to and including `folder`."""
    around = (parent for parent in path.parents if parent.is_relative_to(folder))
    return (path.name, *(parent.name for parent in around))


def _nothing_regional(found: list[Package]) -> str:
    others = [each for package in found for each in package.others if each.level != "companion"]
    if any(each.name.lower().endswith(_OLD_PRODUCT) and each.level == "notice" for each in others):
        return "the older product (Excel files in thousands of euros), not the regional text files"
    if not others:
        return "holds no regional data"
    ordered = sorted(others, key=lambda each: each.level == "unrelated")
    listed = ", ".join(each.said for each in ordered[:_LISTED])
    return f"holds no regional data, only {listed}{', …' if len(others) > _LISTED else ''}"
