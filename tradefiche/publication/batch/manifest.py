"""`manifest.json`: the editions in a folder, the inputs of each fiche, the command to remake it."""

from __future__ import annotations

import contextlib
import hashlib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from tradefiche.errors import UsageError
from tradefiche.files import read_bytes, sha256
from tradefiche.formats.filenames import file_name
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
"""Pattern of the separate manifests that earlier versions wrote per language and extent."""


class EditionSource(msgspec.Struct, frozen=True):
    """A source file of the Customs, with the checksum of its original content."""

    name: str
    sha256: str


class EditionInputs(msgspec.Struct, frozen=True):
    """The inputs of all fiches of an edition; `digest` also covers slices and program."""

    digest: str
    sources: tuple[EditionSource, ...]
    config: dict[str, str]


class EditionFile(msgspec.Struct, frozen=True):
    """A file: its path in the folder, size and checksum, and the digest of its inputs."""

    path: str
    bytes: int
    sha256: str
    made_from: str

    def whole(self, folder: Path) -> bool:
        """Return whether it exists in the folder with unchanged content."""
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
    """Identity of an edition: extent and filters as in file names, period, language."""

    mark: str
    period: str
    lang: Lang

    def file(self, territory: str, kind: str) -> str:
        """Return the file name of a territory's page, `html`, or of its PDF, `pdf`."""
        return file_name(territory, self.period, kind, filters=self.mark, lang=self.lang)


class Edition(msgspec.Struct, frozen=True):
    """The fiches of one period and language; `filters` maps options to their values.

    `pages` is `all` for whole fiches, `essentiel` for summaries. `files` are the data behind the
    index; while a call is running, both are those of the previous call.

    `complete` is true once all territories of the last call are there; otherwise that call is
    running, was stopped or failed in part, and is to be repeated.
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
        """Raise ValueError for an invalid period, which msgspec reports as an invalid document."""
        try:
            Period.named(self.period)
        except UsageError as error:
            raise ValueError(str(error)) from error

    @property
    def key(self) -> EditionKey:
        """Identity of the edition."""
        given = (self.filters.get(name, ()) for name, _ in EVERYTHING.options())
        return EditionKey(mark(self.pages, Filters(*given)), self.period, self.lang)


class EditionsManifest(msgspec.Struct, frozen=True):
    """All editions in a folder, sorted by extent and filters, period and language."""

    software: str
    editions: tuple[Edition, ...] = ()
    sitemap: EditionFile | None = None


def described(path: str, content: bytes, made_from: str) -> EditionFile:
    """Return the entry for a file with this content."""
    return EditionFile(path, len(content), hashlib.sha256(content).hexdigest(), made_from)


def inputs(origin: EditionOrigin) -> EditionInputs:
    """Return the inputs of an edition, as the manifest records them."""
    sources = tuple(EditionSource(each.name, each.sha256) for each in origin.meta.sources)
    return EditionInputs(origin.digest, sources, dict(origin.config))


def read(path: Path) -> EditionsManifest:
    """Return a manifest, also one of an earlier version with a single edition.

    It is empty if the file is missing or not a manifest of ours.

    Raises:
        StorageError: the file exists, but cannot be read.
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
    """Return whether any version of the program has written a manifest."""
    with reading(path):
        content = read_bytes(path)
    try:
        document = msgspec.json.decode(content)
    except (msgspec.DecodeError, RecursionError):
        return False
    software = document.get("software") if isinstance(document, dict) else None
    return isinstance(software, str) and software.startswith("tradefiche ")


def written(manifest: EditionsManifest) -> bytes:
    """Return a manifest as the content of its file."""
    return msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n"


def _inside(path: str) -> bool:
    """Return whether a path in a manifest stays inside the folder, since others can edit it."""
    parts = PurePosixPath(path)
    return not parts.is_absolute() and ".." not in parts.parts
