"""Classify the contents of input files: data, workbooks, labels, and what is skipped, and why."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from tradefiche.cleaning import cleaned
from tradefiche.customs.ingest_report import Remark, plural
from tradefiche.customs.layout_errors import holds_record, is_national, is_regional_name, other_kind
from tradefiche.customs.workbooks.container import is_office, is_regional, kind_of

if TYPE_CHECKING:
    import io
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from tradefiche.customs.ingest_report import RemarkLevel

SAMPLE_MARKER = "DONNEES-SYNTHETIQUES.txt"
"""Name of the member that marks a zip as synthetic sample data."""
HEAD = 4096
JUNK = re.compile(r"(^|/)(__MACOSX/|\.)")
LABELS = re.compile(r"libelle|departement", re.IGNORECASE)
TEXT = (".txt", ".csv")
_COMPANION = re.compile(r"lisez|read.?me|description|donnees-synthetiques", re.IGNORECASE)
WORKBOOK = (".xls", ".xlsx", ".xlsm", ".ods")
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class PackageEntry:
    """A file to read: a member of a zip, or a file on disk.

    `open` may be called repeatedly. For a member of a damaged zip, it and reading from the stream
    raise DataError (65).
    """

    name: str
    open: Callable[[], io.BufferedIOBase]


class Passed(NamedTuple):
    """A file or member that is skipped, and why.

    Attributes:
        level: "warning" for a file that may hold wanted data, "notice" for a sound file of the
            Customs of another kind, "companion" for one that comes with the data, else "unrelated".
    """

    name: str
    why: str
    level: Literal["warning", "notice", "companion", "unrelated"]

    @property
    def said(self) -> str:
        """Its name, followed by the reason if its level is warning or notice."""
        return f"{self.name} ({self.why})" if self.level in ("warning", "notice") else self.name


@dataclass(frozen=True, slots=True)
class Package:
    """One zip or single file, with its classified contents.

    Skipped loose files of a folder form a package of their own, whose path is the folder's.

    Attributes:
        names: file and folder names that may contain a release, the nearest first.
        uploaded: date of the newest member (`2025-02-07T08:00:00`); None if unknown.
        data: text files of regional records.
        books: yearly workbooks of régions.
        labels: label files.
        others: what is skipped.
    """

    path: Path
    names: tuple[str, ...]
    uploaded: str | None = None
    data: tuple[PackageEntry, ...] = ()
    books: tuple[PackageEntry, ...] = ()
    labels: tuple[PackageEntry, ...] = ()
    others: tuple[Passed, ...] = ()

    @property
    def wanted(self) -> tuple[PackageEntry, ...]:
        """The files to ingest: data and workbooks."""
        return (*self.data, *self.books)

    @property
    def name(self) -> str:
        """The file's name, cleaned for display and for the manifest."""
        return cleaned(self.path.name)

    def shown(self, entry: PackageEntry) -> str:
        """Return the location of an entry for error messages: `path`, or `path: member`."""
        whole = str(self.path)
        return whole if entry.name == self.path.name else f"{whole}: {entry.name}"

    @property
    def passed(self) -> list[Passed]:
        """What is skipped, members prefixed with the name of their zip."""
        if self.path.is_dir():
            return list(self.others)
        return [each._replace(name=f"{self.name}: {each.name}") for each in self.others]


def classified(
    path: Path, names: tuple[str, ...], entries: Iterable[PackageEntry], uploaded: str | None = None
) -> Package:
    """Return entries as the package at a path, classified by name or, if need be, by content."""
    data: list[PackageEntry] = []
    books: list[PackageEntry] = []
    labels: list[PackageEntry] = []
    others: list[Passed] = []
    for entry in entries:
        base = entry.name.rsplit("/", 1)[-1]
        is_text = base.lower().endswith(TEXT)
        if is_text and LABELS.match(base):
            labels.append(entry)
            continue
        with entry.open() as stream:
            head = stream.read(HEAD)
        if is_text and (is_regional_name(base) or holds_record(head)):
            data.append(entry)
        elif is_office(head) and is_regional(entry.open):
            books.append(entry)
        else:
            others.append(_passed(entry, base, head))
    return Package(path, names, uploaded, tuple(data), tuple(books), tuple(labels), tuple(others))


def speaks_of_customs(base: str, head: bytes = b"") -> bool:
    """Whether a file name, or one at the head of a zip, looks like one of the Customs' files."""
    inside = head.decode("latin-1") if head.startswith(_ZIP) else ""
    return any(is_regional_name(text) or "Libelle_" in text for text in (base, inside))


def _passed(entry: PackageEntry, base: str, head: bytes) -> Passed:
    name = entry.name
    lower, regional = base.lower(), is_regional_name(base)
    zipped = lower.endswith(".zip") or (head.startswith(_ZIP) and speaks_of_customs("", head))
    passed = Passed(name, "nothing of the Customs", "unrelated")
    if zipped and not lower.endswith(WORKBOOK):
        passed = Passed(name, "a zip inside another, which is not opened; unpack it", "warning")
    elif holds_record(head):
        why = "regional records, but its name does not end in .txt or .csv; rename it"
        passed = Passed(name, why, "warning")
    elif is_national(head):
        passed = Passed(name, "the national product, not the regional one", "notice")
    elif is_office(head) and kind_of(entry.open) == "encrypted":
        passed = Passed(name, "an encrypted workbook; save it without a password", "warning")
    elif regional and lower.endswith(WORKBOOK):
        passed = Passed(name, "an Excel workbook, not the regional text files", "notice")
    elif _COMPANION.match(base):
        passed = Passed(name, "comes with the data", "companion")
    elif regional:
        kind = other_kind(head)
        why = kind.split(";")[0] if kind else "neither a text nor a zip"
        passed = Passed(name, why, "notice" if kind else "warning")
    return passed


def of_passed(passed: Iterable[Passed]) -> Iterator[Remark]:
    """Report skipped files: by name and reason, but only the number of unrelated ones."""
    by_why: dict[tuple[RemarkLevel, str], list[str]] = {}
    unrelated: list[str] = []
    for each in passed:
        if each.level == "unrelated":
            unrelated.append(each.name)
        elif each.level != "companion":
            by_why.setdefault((each.level, each.why), []).append(each.name)
    for (level, why), names in by_why.items():
        text = f"left out ({why}): {', '.join(names)}"
        yield Remark("passed-over", level, text, tuple(names))
    if unrelated:
        text = f"left out: {plural(len(unrelated), 'file')} with nothing of the Customs"
        yield Remark("unrelated", "notice", text, tuple(unrelated))
