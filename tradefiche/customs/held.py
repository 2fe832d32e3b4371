"""What a store says of its slices: the rows of a flow and quarter, whence they came, their file."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from tradefiche.customs.layout import Flow
from tradefiche.reference.periods import Quarter

FOLDER = "slices"
NAME = re.compile(r"(export|import)-((?:19|20)[0-9]{2}Q[1-4])-([0-9a-f]{16})\.parquet")
DIGITS = 16
"""How much of the digest of its content a slice has in its name."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it came: its name, SHA-256, and the day on which it was taken in (UTC)."""

    name: str
    sha256: str
    fetched: str


@dataclass(frozen=True, slots=True)
class Held:
    """The rows of one flow and quarter in one release, kept in one Parquet file.

    Attributes:
        release: month of the release, `2025-02`; None if unknown.
        uploaded: newest date in the archive, to tell two uploads of one release apart.
        arrival: number of the run that took it in, and its place in that run.
        file: path of the Parquet file inside the store.
        value_eur, mass_kg: sums of what is recorded.
        departments: codes of the départements in it, in order, joined by a space; None where a
            store was written before they were noted.
    """

    flow: Flow
    year: int
    quarter: int
    release: str | None
    uploaded: str | None
    arrival: int
    source: Source
    file: str
    rows: int
    value_eur: int
    mass_kg: int
    departments: str | None = None

    @property
    def when(self) -> Quarter:
        """The quarter."""
        return Quarter(self.year, self.quarter)

    @property
    def precedence(self) -> tuple[str, str, int]:
        """The greatest of these wins: an unknown release never replaces a known one."""
        return (self.release or "", self.uploaded or "", self.arrival)


def path_of(flow: Flow, quarter: Quarter, content: bytes) -> str:
    """Return the path of a slice inside its store."""
    digest = hashlib.sha256(content).hexdigest()
    return f"{FOLDER}/{flow}-{quarter}-{digest[:DIGITS]}.parquet"


def is_named(path: str, flow: Flow, quarter: Quarter) -> bool:
    """Whether a path inside a store is one of this flow and quarter."""
    folder, _, name = path.partition("/")
    found = NAME.fullmatch(name)
    return folder == FOLDER and found is not None and found.group(1, 2) == (flow, str(quarter))
