"""What is in the files that users hand over: data, labels, and what is passed over, and why."""

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

SAMPLE_MARKER = "DONNEES-SYNTHETIQUES.txt"
"""Name of the member that tells a zip of the sample from one of the Customs."""
HEAD = 4096
JUNK = re.compile(r"(^|/)(__MACOSX/|\.)")
LABELS = re.compile(r"libelle|departement", re.IGNORECASE)
TEXT = (".txt", ".csv")
_COMPANION = re.compile(r"lisez|read.?me|description|donnees-synthetiques", re.IGNORECASE)
WORKBOOK = (".xls", ".xlsx", ".xlsm", ".ods")
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class PackageEntry:
    """A file to read: a member of a zip, or a file on disk. `open` may be called repeatedly.

    DataError (65), also while it is read, where it is of a damaged zip.
    """

    name: str
    open: Callable[[], io.BufferedIOBase]


class Passed(NamedTuple):
    """A file or member that is not read, and why.

    Attributes:
        level: a warning may hold what is wanted; a notice is a sound file of the Customs, but of
            another kind; a companion comes with the data; the rest has nothing to do with them.
    """

    name: str
    why: str
    level: Literal["warning", "notice", "companion", "unrelated"]

    @property
    def said(self) -> str:
        """Name and reason, the latter where there is one to be told."""
        return f"{self.name} ({self.why})" if self.level in ("warning", "notice") else self.name


@dataclass(frozen=True, slots=True)
class Package:
    """One zip or bare file as it came, with what of it matters.

    `uploaded` is the newest member's date (`2025-02-07T08:00:00`), None if unknown; `names` are
    those in which a release may be written, the nearest first. What lies loose in a folder and is
    passed over makes a package of its own, whose path is the folder's.

    Attributes:
        data: texts of regional records.
        books: yearly workbooks of régions.
    """

    path: Path
    names: tuple[str, ...]
    uploaded: str | None
    data: tuple[PackageEntry, ...]
    books: tuple[PackageEntry, ...]
    labels: tuple[PackageEntry, ...]
    others: tuple[Passed, ...]

    @property
    def wanted(self) -> tuple[PackageEntry, ...]:
        """What is taken in."""
        return (*self.data, *self.books)

    @property
    def name(self) -> str:
        """The file's name, to be shown and kept."""
        return cleaned(self.path.name)

    def shown(self, entry: PackageEntry) -> str:
        """Return where a file of it stands, as errors say it."""
        whole = str(self.path)
        return whole if entry.name == self.path.name else f"{whole}: {entry.name}"

    @property
    def passed(self) -> list[Passed]:
        """What is passed over, members under the name of their zip."""
        if self.path.is_dir():
            return list(self.others)
        return [each._replace(name=f"{self.name}: {each.name}") for each in self.others]


class Sorted(NamedTuple):
    """What is in some files: data, yearly workbooks, labels, and what is passed over."""

    data: list[PackageEntry]
    books: list[PackageEntry]
    labels: list[PackageEntry]
    others: list[Passed]

    @property
    def fixed(
        self,
    ) -> tuple[
        tuple[PackageEntry, ...],
        tuple[PackageEntry, ...],
        tuple[PackageEntry, ...],
        tuple[Passed, ...],
    ]:
        """The same as a package keeps it."""
        return tuple(self.data), tuple(self.books), tuple(self.labels), tuple(self.others)


def sorted_out(entries: Iterable[PackageEntry]) -> Sorted:
    """Tell data from labels by name and, where the name does not say, by what is in them."""
    found = Sorted([], [], [], [])
    data, books, labels, others = found
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
    return found


def speaks_of_customs(base: str, head: bytes = b"") -> bool:
    """Whether a name, or the names at the head of a zip, are those of the Customs' files."""
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
    """Report what was passed over: by name and reason, and what is unrelated by its number."""
    by_why: dict[tuple[Literal["notice", "warning"], str], list[str]] = {}
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
