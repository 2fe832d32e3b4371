"""Read and write a store's manifest: one JSON file, always replaced as a whole.

The file contains a digest of its contents, so that a manifest edited by hand or damaged is not
used. Files of version 0.1 have no digest.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from tradefiche import files
from tradefiche.customs import downloads as raws
from tradefiche.customs.downloads import Raw
from tradefiche.customs.held import HeldQuarter, HeldYear, identity, is_named, precedence
from tradefiche.customs.labels import CodeLabel
from tradefiche.errors import StorageError
from tradefiche.oserrors import reading

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tradefiche.customs.held import H

FORMAT = 3
READABLE = (1, 2, FORMAT)
"""Format 1, of version 0.1, has no years of régions; formats 1 and 2 have no sums of quarters. A
store of either can be read, and is converted to format 3 by the next run that writes to it."""
NAME = "store.json"
GRACE = timedelta(days=1)
"""How long a superseded slice is kept on disk, because a reader may still be using it."""
Data = Literal["customs", "sample"]
_DIGEST = "digest"
_REQUIRED = {"data", "held", "labels", "arrivals", "unlisted"}
_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")
_LARGEST = 2**63 - 1
_AWAY = "move that file away and fetch again"


@dataclass(frozen=True, slots=True)
class Retired:
    """A superseded slice, and the time since when it is (UTC, ISO 8601)."""

    file: str
    since: str


@dataclass(frozen=True, slots=True)
class StoreManifest:
    """Everything a store holds; `data` is None while it is empty.

    `held` and `years` are the slices, `unlisted` pairs of field and code that the configuration
    does not list, `raw` the downloaded files, `retired` the superseded slices still on disk for
    readers, `arrivals` the number of packages ingested so far.
    """

    data: Data | None = None
    arrivals: int = 0
    held: tuple[HeldQuarter, ...] = ()
    years: tuple[HeldYear, ...] = ()
    labels: tuple[CodeLabel, ...] = ()
    unlisted: tuple[tuple[str, str], ...] = ()
    raw: tuple[Raw, ...] = ()
    retired: tuple[Retired, ...] = ()

    def with_held(
        self, added: Iterable[HeldQuarter], years: Iterable[HeldYear] = ()
    ) -> StoreManifest:
        """Return the manifest with slices added; of two uploads of a release, the later is kept."""
        ordered = _latest((*self.held, *added))
        ordered_years = _latest((*self.years, *years))
        counting = _files((*ordered, *ordered_years))
        since = datetime.now(UTC).isoformat(timespec="seconds")
        gone = sorted(_files(self.every) - counting)
        retired = (
            *(each for each in self.retired if each.file not in counting),
            *(Retired(file, since) for file in gone),
        )
        return replace(self, held=ordered, years=ordered_years, retired=retired)

    def without_retired(self) -> StoreManifest:
        """Return the manifest without the slices retired for longer than `GRACE`."""
        before = datetime.now(UTC) - GRACE
        kept = (each for each in self.retired if datetime.fromisoformat(each.since) > before)
        return replace(self, retired=tuple(kept))

    @property
    def every(self) -> tuple[HeldQuarter | HeldYear, ...]:
        """All slices, quarters and years of régions, without the retired ones."""
        return (*self.held, *self.years)

    @property
    def releases(self) -> list[str]:
        """The known releases of what it holds, the oldest first."""
        return sorted({each.release for each in self.every if each.release})

    @property
    def files(self) -> set[str]:
        """The paths inside the store of all files it names, retired and raw ones too."""
        own = _files(self.every) | {each.file for each in self.retired}
        return own | {each.file for each in self.raw}


def read_manifest(folder: Path) -> StoreManifest:
    """Read a store's manifest; an empty one if there is none.

    Raises:
        StorageError: it cannot be read, is damaged or altered, or has an unknown format (74).
    """
    path = folder / NAME
    with reading(path):
        try:
            content = files.read_bytes(path)
        except FileNotFoundError:
            return StoreManifest()
    try:
        document = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise StorageError(f"{path}: damaged ({error})", hint=_AWAY) from error
    if not isinstance(document, dict) or "format" not in document:
        raise StorageError(
            f"{path}: no manifest of a store of tradefiche, or damaged",
            hint="name another --data-dir and fetch again",
        )
    if document["format"] not in READABLE:
        known = " and ".join(map(str, READABLE))
        raise StorageError(
            f"{path}: a store of format {document['format']}; this version reads {known}",
            hint="name another --data-dir and fetch again",
        )
    digest = document.pop(_DIGEST, None)
    undigested = digest is None and document["format"] == READABLE[0]
    if not undigested and digest != _digest_of(document):
        raise StorageError(f"{path}: changed since it was written, or damaged", hint=_AWAY)
    try:
        return _manifest_of(document)
    except ValueError as error:
        raise StorageError(f"{path}: damaged ({error})", hint=_AWAY) from error


def write_manifest(folder: Path, manifest: StoreManifest) -> None:
    """Replace a store's manifest; the fields stand in the file in the order of the class."""
    document = {"format": FORMAT} | asdict(manifest)
    document[_DIGEST] = _digest_of(document)
    files.write_text(folder / NAME, json.dumps(document, ensure_ascii=False, indent=1) + "\n")


def _digest_of(document: dict[str, Any]) -> str:
    text = json.dumps(document, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _manifest_of(document: dict[str, Any]) -> StoreManifest:
    """Convert a JSON document to a manifest; raise ValueError for one that no run wrote."""
    if missing := _REQUIRED - document.keys():
        raise ValueError(f"no {min(missing)}")
    manifest = msgspec.convert(document, StoreManifest)
    for held in manifest.every:
        numbers = (held.rows, held.value_eur, held.mass_kg or 0)
        if not is_named(held):
            raise ValueError(f"{' and '.join(held.files)!r} for {held.flow}s of {held.when}")
        if held.release is not None and not _MONTH.fullmatch(held.release):
            raise ValueError(f"{held.release!r} for a release")
        if max(map(abs, numbers)) > _LARGEST:
            raise ValueError(f"{max(map(abs, numbers))} is too large")
        date.fromisoformat(held.source.fetched)
    for retired in manifest.retired:
        if datetime.fromisoformat(retired.since).tzinfo is None:
            raise ValueError(f"{retired.since!r} for a time")
    for each in manifest.raw:
        if not raws.is_named(each):
            raise ValueError(f"{each.file!r} for a file as it came")
    return manifest


def _files(held: Iterable[HeldQuarter | HeldYear]) -> set[str]:
    return {file for each in held for file in each.files}


def _latest(held: Iterable[H]) -> tuple[H, ...]:
    """Return the latest upload of each release, sorted by flow, period and precedence."""
    by_release = {identity(each): each for each in sorted(held, key=precedence)}
    ordered = sorted(by_release.values(), key=lambda h: (h.flow, h.when, precedence(h)))
    return tuple(ordered)
