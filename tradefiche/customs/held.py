"""What a store says of its slices: the rows of a flow and quarter, whence they came, their file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from tradefiche.reference.periods import Quarter
from tradefiche.reference.terms import Flow

FOLDER = "slices"
NAME = re.compile(
    r"(export|import)-((?:19|20)[0-9]{2}(?:Q[1-4](?:-a129)?|R[0-9]{2}))-([0-9a-f]{16})\.parquet"
)
_SUMMED = "-a129"
DIGITS = 16
"""How much of the digest of its content a slice has in its name."""


class RegionYear(NamedTuple):
    """A calendar year of a région: what one slice of a yearly workbook holds."""

    year: int
    region: str

    def __str__(self) -> str:
        """Return it for messages: `2024 région 03`."""
        return f"{self.year} région {self.region}"


@dataclass(frozen=True, slots=True)
class HeldFile:
    """A file as it came: its name, SHA-256, and the day on which it was taken in (UTC)."""

    name: str
    sha256: str
    fetched: str


@dataclass(frozen=True, slots=True)
class HeldQuarter:
    """The rows of one flow and quarter in one release, kept in one Parquet file.

    Attributes:
        release: month of the release, `2025-02`; None if unknown.
        uploaded: newest date in the archive, to tell two uploads of one release apart.
        arrival: number of the run that took it in, and its place in that run.
        file: path of the Parquet file inside the store.
        value_eur, mass_kg: sums of what is recorded.
        departments: codes of the départements in it, in order, joined by a space; None where a
            store was written before they were noted.
        sums: path of its rows summed by département, A129 and country; None where a store was
            written before they were.
    """

    flow: Flow
    year: int
    quarter: int
    release: str | None
    uploaded: str | None
    arrival: int
    source: HeldFile
    file: str
    rows: int
    value_eur: int
    mass_kg: int
    departments: str | None = None
    sums: str | None = None

    @property
    def when(self) -> Quarter:
        """The quarter."""
        return Quarter(self.year, self.quarter)

    @property
    def files(self) -> tuple[str, ...]:
        """The paths inside the store of its rows, and of their sums."""
        return (self.file, self.sums) if self.sums else (self.file,)

    @property
    def precedence(self) -> tuple[str, str, int]:
        """The greatest of these wins: an unknown release never replaces a known one."""
        return (self.release or "", self.uploaded or "", self.arrival)


@dataclass(frozen=True, slots=True)
class HeldYear:
    """The rows of one flow and calendar year of a région, from a yearly workbook.

    Attributes:
        region: the Customs' code.
        mass_kg: None where the workbook gives no mass.
        others: as in `HeldQuarter`.
    """

    flow: Flow
    year: int
    region: str
    release: str | None
    uploaded: str | None
    arrival: int
    source: HeldFile
    file: str
    rows: int
    value_eur: int
    mass_kg: int | None = None
    departments: str | None = None

    @property
    def when(self) -> RegionYear:
        """The year and région."""
        return RegionYear(self.year, self.region)

    @property
    def digest(self) -> str:
        """SHA-256 of the file that it came in."""
        return self.source.sha256

    @property
    def files(self) -> tuple[str, ...]:
        """The path inside the store of its rows, which are no finer than sums would be."""
        return (self.file,)

    @property
    def precedence(self) -> tuple[str, str, int]:
        """The greatest of these wins: an unknown release never replaces a known one."""
        return (self.release or "", self.uploaded or "", self.arrival)


def path_of(flow: Flow, part: Quarter | RegionYear, digest: str, *, summed: bool = False) -> str:
    """Return the path of a slice, or of its sums, inside its store, by the SHA-256 of it."""
    what = _spelt(part) + _SUMMED * summed
    return f"{FOLDER}/{flow}-{what}-{digest[:DIGITS]}.parquet"


def is_named(held: HeldQuarter | HeldYear) -> bool:
    """Whether the paths of a slice are of its flow and part of the trade."""
    wanted = [(held.flow, _spelt(held.when) + end) for end in ("", _SUMMED)]
    for path, what in zip(held.files, wanted, strict=False):
        folder, _, name = path.partition("/")
        found = NAME.fullmatch(name)
        if folder != FOLDER or found is None or found.group(1, 2) != what:
            return False
    return True


def _spelt(part: Quarter | RegionYear) -> str:
    """Return a quarter or a région's year as in names of files: `2024Q1`, `2024R03`."""
    return f"{part.year}R{part.region}" if isinstance(part, RegionYear) else str(part)
