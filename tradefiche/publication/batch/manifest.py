"""`manifest.json`: the editions in a folder, what each fiche was made from, what remakes it."""

from __future__ import annotations

import contextlib
import hashlib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from tradefiche.errors import UsageError
from tradefiche.files import read_bytes, sha256
from tradefiche.language.typography import Lang
from tradefiche.oserrors import reading
from tradefiche.reference.periods import Period
from tradefiche.tabulation.filters import EVERYTHING, Filters
from tradefiche.tabulation.query import Pages, mark

if TYPE_CHECKING:
    from pathlib import Path

    from tradefiche.publication.batch.fingerprint import EditionOrigin

NAME = "manifest.json"
FORMER = "manifest[-_]*.json"
"""Names of the manifests that other languages and extents once had."""


class EditionSource(msgspec.Struct, frozen=True):
    """A file of the Customs, as it came."""

    name: str
    sha256: str


class EditionInputs(msgspec.Struct, frozen=True):
    """What all fiches of an edition are made from; `digest` also covers slices and program."""

    digest: str
    sources: tuple[EditionSource, ...]
    config: dict[str, str]


class EditionFile(msgspec.Struct, frozen=True):
    """A file: its path from here, its content, and the digest of what it was made from."""

    path: str
    bytes: int
    sha256: str
    made_from: str

    def whole(self, folder: Path) -> bool:
        """Say whether it is there with the content that it had."""
        if not _inside(self.path):
            return False
        path = folder / self.path
        try:
            return path.stat().st_size == self.bytes and sha256(path) == self.sha256
        except OSError:
            return False


class EditionEntry(msgspec.Struct, frozen=True):
    """A territory's fiche, and the command of the call that made it."""

    id: str
    name: str
    command: str
    files: tuple[EditionFile, ...]


class Failure(msgspec.Struct, frozen=True):
    """A territory whose fiche could not be made, and why."""

    id: str
    error: str


class EditionKey(NamedTuple):
    """Which edition: what names of files say of extent and filters, period, language."""

    mark: str
    period: str
    lang: Lang


class Edition(msgspec.Struct, frozen=True):
    """The fiches of one period and language; `filters` are options and what they were given.

    `pages` tells whether they are whole, `all`, or summaries, `essentiel`; `files` are the data
    behind the index; while a call is under way both are those that the last one left.

    `complete` tells that all territories of the last call are there; until then the call that
    is under way, or was stopped, is to be started again.
    """

    period: str
    lang: Lang
    data: str
    release: str | None
    command: str
    complete: bool
    inputs: EditionInputs
    territories: tuple[EditionEntry, ...]
    index: EditionFile | None = None
    files: tuple[EditionFile, ...] = ()
    failed: tuple[Failure, ...] = ()
    filters: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    pages: Pages = "all"

    def __post_init__(self) -> None:
        """Refuse a period that is none, whoever wrote it; msgspec tells that as a fault of it."""
        try:
            Period.named(self.period)
        except UsageError as error:
            raise ValueError(str(error)) from error

    @property
    def key(self) -> EditionKey:
        """Which one it is."""
        given = (self.filters.get(name, ()) for name, _ in EVERYTHING.options())
        return EditionKey(mark(self.pages, Filters(*given)), self.period, self.lang)


class EditionsManifest(msgspec.Struct, frozen=True):
    """All editions in a folder, by extent and filters, period and language."""

    software: str
    editions: tuple[Edition, ...] = ()
    sitemap: EditionFile | None = None


def described(path: str, content: bytes, made_from: str) -> EditionFile:
    """Return the entry of a file just written."""
    return EditionFile(path, len(content), hashlib.sha256(content).hexdigest(), made_from)


def inputs(origin: EditionOrigin) -> EditionInputs:
    """Return what the fiches are made from, for the manifest."""
    sources = tuple(EditionSource(each.name, each.sha256) for each in origin.meta.sources)
    return EditionInputs(origin.digest, sources, dict(origin.config))


def read(path: Path) -> EditionsManifest:
    """Return a manifest, or one of a former version's single edition; empty if it is not ours.

    Raises:
        StorageError: it is there, and cannot be read.
    """
    with reading(path):
        try:
            content = read_bytes(path)
        except FileNotFoundError:
            return EditionsManifest("")
    with contextlib.suppress(msgspec.DecodeError):
        found = msgspec.json.decode(content, type=EditionsManifest)
        return (
            found
            if found.editions
            else EditionsManifest("", (msgspec.json.decode(content, type=Edition),))
        )
    return EditionsManifest("")


def is_ours(path: Path) -> bool:
    """Whether a manifest is one of the program's, of any version."""
    with reading(path):
        content = read_bytes(path)
    try:
        document = msgspec.json.decode(content)
    except (msgspec.DecodeError, RecursionError):
        return False
    software = document.get("software") if isinstance(document, dict) else None
    return isinstance(software, str) and software.startswith("tradefiche ")


def written(manifest: EditionsManifest) -> bytes:
    """Return a manifest as a file has it."""
    return msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n"


def _inside(path: str) -> bool:
    """Say whether a path stays in the folder, whoever wrote it into the manifest."""
    parts = PurePosixPath(path)
    return not parts.is_absolute() and ".." not in parts.parts
