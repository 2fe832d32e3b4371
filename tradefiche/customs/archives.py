"""Open zips and single files given by a user, safely."""

from __future__ import annotations

import os
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from tradefiche.cleaning import cleaned
from tradefiche.customs.packages import (
    HEAD,
    JUNK,
    LABELS,
    WORKBOOK,
    Package,
    PackageEntry,
    classified,
)
from tradefiche.customs.workbooks.container import is_office, kind_of
from tradefiche.customs.zips import AGAIN, LARGEST_MEMBER, Zip, is_zip
from tradefiche.errors import DataError
from tradefiche.files import opened

if TYPE_CHECKING:
    from pathlib import Path


def package_of(path: Path, names: tuple[str, ...]) -> Package:
    """Return the contents of a file as a package.

    `names` are those of the file and its parent folders, any of which may name a release.

    Raises:
        DataError: a zip is damaged or unsafe, or the file is too large (65).
    """
    entry = PackageEntry(path.name, partial(opened, path))
    if is_zip(path) and kind_of(entry.open) is None:
        return _zip(path, names)
    with opened(path) as stream:
        head = stream.read(HEAD)
        size = os.fstat(stream.fileno()).st_size
    if is_office(head) and (path.suffix.lower() in WORKBOOK or kind_of(entry.open)):
        return classified(path, names, [entry])
    if head.startswith(b"PK"):
        raise DataError(f"{path}: a damaged zip (cut off, or not complete)", hint=AGAIN)
    if size > LARGEST_MEMBER:
        raise DataError(f"{path}: over {LARGEST_MEMBER >> 20} MB; refused")
    if LABELS.match(path.name):
        return Package(path, names, labels=(entry,))
    return Package(path, names, data=(entry,))


def _zip(path: Path, names: tuple[str, ...]) -> Package:
    archive = Zip(path)
    members = {
        PackageEntry(cleaned(member.filename), partial(archive.open, member)): member
        for member in archive.members
    }
    entries = [each for each in members if not JUNK.search(each.name)]
    package = classified(path, names, entries, archive.uploaded)
    for entry, member in members.items():
        if entry not in package.wanted:  # wanted members are read in full when they are ingested
            archive.read_through(member)
    inner = tuple(part for entry in package.wanted for part in reversed(entry.name.split("/")))
    return replace(package, names=names + inner)
