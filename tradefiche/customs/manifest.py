"""What a store holds, as one JSON file that is replaced whole."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from tradefiche import files
from tradefiche.customs.downloads import Raw
from tradefiche.customs.labels import Label
from tradefiche.errors import StorageError
from tradefiche.reference.periods import Quarter

if TYPE_CHECKING:
    from pathlib import Path

    from tradefiche.customs.layout import Flow

FORMAT = 1
NAME = "store.json"
Data = Literal["customs", "sample"]


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

    @property
    def when(self) -> Quarter:
        """The quarter."""
        return Quarter(self.year, self.quarter)

    @property
    def precedence(self) -> tuple[str, str, int]:
        """The greatest of these wins: an unknown release never replaces a known one."""
        return (self.release or "", self.uploaded or "", self.arrival)


@dataclass(frozen=True, slots=True)
class Manifest:
    """All that a store holds. `data` is None while it holds nothing.

    `unlisted` are the codes in it, by field of the record, that the configuration does not list;
    `raw` the files from the network that are kept as they came.
    """

    data: Data | None = None
    held: tuple[Held, ...] = ()
    labels: tuple[Label, ...] = ()
    arrivals: int = 0
    unlisted: tuple[tuple[str, str], ...] = ()
    raw: tuple[Raw, ...] = ()

    def with_held(self, added: list[Held]) -> Manifest:
        """Return the manifest with slices added; of one release the later upload stays."""
        by_release: dict[tuple[object, ...], Held] = {}
        for held in sorted((*self.held, *added), key=_precedence):
            by_release[held.flow, held.year, held.quarter, held.release] = held
        ordered = sorted(by_release.values(), key=_in_order)
        return replace(self, held=tuple(ordered))


def read_manifest(folder: Path) -> Manifest:
    """Read a store's manifest; an empty one if there is none."""
    path = folder / NAME
    try:
        document: dict[str, Any] = json.loads(path.read_bytes())
    except FileNotFoundError:
        return Manifest()
    except (OSError, ValueError) as error:
        raise StorageError(
            f"{path}: cannot be read: {error}", hint="remove its folder and fetch again"
        ) from error
    if document.get("format") != FORMAT:
        raise StorageError(
            f"{path}: a store of format {document.get('format')}; this version reads {FORMAT}",
            hint="name another --data-dir and fetch again",
        )
    try:
        held = (row | {"source": Source(**row["source"])} for row in document["held"])
        return Manifest(
            data=document["data"],
            held=tuple(Held(**row) for row in held),
            labels=tuple(Label(*row) for row in document["labels"]),
            arrivals=document["arrivals"],
            unlisted=tuple((field, code) for field, code in document["unlisted"]),
            raw=tuple(Raw(**row) for row in document.get("raw", ())),
        )
    except (KeyError, TypeError) as error:
        raise StorageError(
            f"{path}: damaged ({error})", hint="remove its folder and fetch again"
        ) from error


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Replace a store's manifest."""
    document = {
        "format": FORMAT,
        "data": manifest.data,
        "arrivals": manifest.arrivals,
        "held": [asdict(held) for held in manifest.held],
        "labels": [list(label) for label in manifest.labels],
        "unlisted": [list(pair) for pair in manifest.unlisted],
        "raw": [asdict(raw) for raw in manifest.raw],
    }
    files.write_text(folder / NAME, json.dumps(document, ensure_ascii=False, indent=1) + "\n")


def _precedence(held: Held) -> tuple[str, str, int]:
    return held.precedence


def _in_order(held: Held) -> tuple[object, ...]:
    return (held.flow, held.year, held.quarter, *held.precedence)
