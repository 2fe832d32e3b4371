"""Metadata of a store's slices: flow, period, release, source file, totals and file path."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from tradefiche.reference.periods import Quarter
from tradefiche.reference.terms import Flow

if TYPE_CHECKING:
    from collections.abc import Iterable

FOLDER = "slices"
NAME = re.compile(
    r"(export|import)-((?:19|20)[0-9]{2}(?:Q[1-4](?:-a129)?|R[0-9]{2}))-([0-9a-f]{16})\.parquet"
)
_SUMMED = "-a129"
DIGITS = 16
"""Number of leading hexadecimal digits of its digest that a slice has in its name."""


class RegionYear(NamedTuple):
    """A calendar year of a région: what one slice of a yearly workbook holds."""

    year: int
    region: str

    def __str__(self) -> str:
        """Return it for messages: `2024 région 03`."""
        return f"{self.year} région {self.region}"


@dataclass(frozen=True, slots=True)
class HeldFile:
    """A source file: its name, SHA-256, and the date on which it was ingested (UTC)."""

    name: str
    sha256: str
    fetched: str


@dataclass(frozen=True, slots=True)
class HeldQuarter:
    """The rows of one flow and quarter in one release, kept in one Parquet file.

    Attributes:
        release: month of the release, `2025-02`; None if unknown.
        uploaded: newest date in the archive, to tell two uploads of one release apart.
        arrival: serial number of the package it came in, counted over all runs.
        file: path of the Parquet file inside the store.
        value_eur, mass_kg: sums over its rows, in whole euros and kilograms.
        departments: sorted codes of its départements, joined by spaces; None if the store was
            written before they were recorded.
        sums: path of its rows summed by département, A129 and country; None if the store was
            written before these existed.
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


@dataclass(frozen=True, slots=True)
class HeldYear:
    """The rows of one flow and calendar year of a région, from a yearly workbook.

    Attributes:
        region: the Customs' code of the région.
        mass_kg: None if the workbook gives no mass.
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
    def files(self) -> tuple[str, ...]:
        """The path inside the store of its rows; it needs no sums, which would be no coarser."""
        return (self.file,)


H = TypeVar("H", HeldQuarter, HeldYear)


def precedence(held: HeldQuarter | HeldYear) -> tuple[str, str, int]:
    """Return a sort key: the greatest wins, so an unknown release never replaces a known one."""
    return (held.release or "", held.uploaded or "", held.arrival)


def identity(held: HeldQuarter | HeldYear) -> tuple[Flow, Quarter | RegionYear, str | None]:
    """Return flow, period and release, which only other uploads of the same slice share."""
    return (held.flow, held.when, held.release)


def last_before(held: HeldQuarter, others: Iterable[HeldQuarter]) -> HeldQuarter | None:
    """Return the slice of the same flow and quarter that preceded one; None if there is none."""
    same = [each for each in others if (each.flow, each.when) == (held.flow, held.when)]
    older = [each for each in same if precedence(each) < precedence(held)]
    return max(older, key=precedence, default=None)


def path_of(flow: Flow, part: Quarter | RegionYear, digest: str, *, summed: bool = False) -> str:
    """Return the path of a slice, or of its sums, inside the store; `digest` is its SHA-256."""
    what = _spelt(part) + _SUMMED * summed
    return f"{FOLDER}/{flow}-{what}-{digest[:DIGITS]}.parquet"


def is_named(held: HeldQuarter | HeldYear) -> bool:
    """Whether a slice's paths have the form of `path_of` and match its flow and period."""
    wanted = [(held.flow, _spelt(held.when) + end) for end in ("", _SUMMED)]
    for path, what in zip(held.files, wanted, strict=False):
        folder, _, name = path.partition("/")
        found = NAME.fullmatch(name)
        if folder != FOLDER or found is None or found.group(1, 2) != what:
            return False
    return True


def _spelt(part: Quarter | RegionYear) -> str:
    """Return a quarter or a région's year as it appears in file names: `2024Q1`, `2024R03`."""
    return f"{part.year}R{part.region}" if isinstance(part, RegionYear) else str(part)
