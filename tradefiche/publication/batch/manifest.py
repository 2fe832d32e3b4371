"""`manifest.json`: the fiches in a folder, what each was made from, and what remakes it."""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import msgspec

from tradefiche.files import read_bytes, sha256, write_bytes
from tradefiche.formats.filenames import folder_file
from tradefiche.oserrors import reading

if TYPE_CHECKING:
    from pathlib import Path

    from tradefiche.publication.batch.fingerprint import Edition
    from tradefiche.tabulation.answer import Query


class Source(msgspec.Struct, frozen=True):
    """A file of the Customs, as it came."""

    name: str
    sha256: str


class Inputs(msgspec.Struct, frozen=True):
    """What all fiches of the folder are made from; `digest` also covers slices and program."""

    digest: str
    sources: tuple[Source, ...]
    config: dict[str, str]


class File(msgspec.Struct, frozen=True):
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


class Entry(msgspec.Struct, frozen=True):
    """A territory's fiche, and the command of the call that made it."""

    id: str
    name: str
    command: str
    files: tuple[File, ...]


class Failure(msgspec.Struct, frozen=True):
    """A territory whose fiche could not be made, and why."""

    id: str
    error: str


class Manifest(msgspec.Struct, frozen=True):
    """The fiches of one edition in a folder; `filters` are options and what they were given.

    `pages` tells whether they are whole, `all`, or summaries, `essentiel`.

    `complete` tells that all territories of the last call are there; until then the call that
    is under way, or was stopped, is to be started again.
    """

    software: str
    command: str
    period: str
    lang: str
    data: str
    release: str | None
    complete: bool
    inputs: Inputs
    territories: tuple[Entry, ...]
    index: File | None = None
    failed: tuple[Failure, ...] = ()
    filters: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    pages: str = "all"


def name(query: Query) -> str:
    """Return the manifest's file name; French has no mark, nor has all trade."""
    return folder_file("manifest", "json", filters=query.mark, lang=query.lang)


def described(path: str, content: bytes, made_from: str) -> File:
    """Return the entry of a file just written."""
    return File(path, len(content), hashlib.sha256(content).hexdigest(), made_from)


def inputs(edition: Edition) -> Inputs:
    """Return what the fiches are made from, for the manifest."""
    sources = tuple(Source(each.name, each.sha256) for each in edition.meta.sources)
    return Inputs(edition.digest, sources, dict(edition.config))


def read(path: Path) -> Manifest | None:
    """Return the manifest of a folder; None if there is none, or it is not one of ours."""
    with reading(path):
        try:
            content = read_bytes(path)
        except FileNotFoundError:
            return None
    try:
        return msgspec.json.decode(content, type=Manifest)
    except msgspec.DecodeError:
        return None


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


def write(path: Path, manifest: Manifest) -> None:
    """Replace the manifest of a folder."""
    write_bytes(path, msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n")


def _inside(path: str) -> bool:
    """Say whether a path stays in the folder, whoever wrote it into the manifest."""
    parts = PurePosixPath(path)
    return not parts.is_absolute() and ".." not in parts.parts
