"""The batch itself: what is there stays, what is missing is made, all of it is listed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import msgspec

from tradefiche.errors import PartialFailureError, TradeficheError
from tradefiche.files import write_bytes
from tradefiche.formats.filenames import file_name
from tradefiche.publication.batch import manifest as records
from tradefiche.publication.batch.fingerprint import edition as edition_of
from tradefiche.publication.batch.folder import held
from tradefiche.publication.batch.index import write_index
from tradefiche.publication.batch.manifest import Entry, Failure, File, Manifest
from tradefiche.publication.batch.workers import Task, made
from tradefiche.publication.data import gather
from tradefiche.publication.render import FORMATS
from tradefiche.reference.gazetteer import gazetteer
from tradefiche.tabulation.reproduce import command_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tradefiche.publication.batch.fingerprint import Edition
    from tradefiche.publication.batch.workers import Made
    from tradefiche.publication.render import Format
    from tradefiche.tabulation.answer import Query


class Watch(Protocol):
    """Is told of a batch as it goes on."""

    def began(self, count: int) -> None:
        """So many fiches are to be made."""

    def moved(self, name: str) -> None:
        """The fiche of this territory is made, or failed."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a batch left behind.

    Attributes:
        files: all fiches asked for, in the order asked, then manifest and index.
        made: how many fiches were made; `kept` how many were there already.
        failed: territories without a fiche, and why; `traces` tell more.
    """

    files: tuple[Path, ...]
    made: int
    kept: int
    failed: tuple[Failure, ...]
    traces: tuple[str, ...]

    def raise_for_failures(self) -> None:
        """Raise PartialFailureError if a fiche could not be made."""
        if self.failed:
            named = "; ".join(f"{each.id} ({each.error})" for each in self.failed)
            count = len(self.failed)
            raise PartialFailureError(
                f"{count} {'fiche' if count == 1 else 'fiches'} could not be made: {named}",
                hint="the others are there; a new call makes what is missing",
            )


def make_fiches(
    query: Query,
    folder: Path,
    *,
    formats: Sequence[Format] = FORMATS,
    jobs: int = 1,
    force: bool = False,
    watch: Watch | None = None,
) -> Outcome:
    """Make the fiches of a question's territories, with `manifest.json` and `index.html`.

    What the manifest of the folder lists is kept if it was made from the same data, configuration
    and version, and is whole. A territory that fails leaves the others alone.

    Args:
        query: territories, period, release and language.
        folder: the one above the territories' own.
        formats: which files.
        jobs: how many processes at most.
        force: make everything, whatever is there.
        watch: is told how far it is.

    Raises:
        NoInputError: the store has nothing for the period.
        OutputError: the folder cannot be used, or an index or manifest of somebody else is there.
        StorageError: something in the folder cannot be read or written.
        BusyError: another call is at work in the folder for long.
        TradeficheError: the only territory asked for cannot be made.
    """
    edition = edition_of(query)
    places = gazetteer(query.config_dirs)
    every = (*places.units, places.monaco, *places.regions, places.france)
    with held(folder, query, [place.id for place in every]):
        batch = _Batch(query, folder, tuple(formats), edition)
        tasks = batch.tasks(force=force)
        if watch is not None:
            watch.began(len(tasks))
        if tasks:
            data = gather(query)
            batch.begin()
            for each in made(tasks, data, together=tuple(batch.asked), jobs=jobs):
                batch.take(each)
                if watch is not None:
                    watch.moved(batch.asked[each.territory].name(query.lang))
        index = batch.finish()
        return batch.outcome(len(tasks), index)


class _Batch:
    """What is asked, what the folder holds, and what came of it."""

    def __init__(
        self, query: Query, folder: Path, formats: tuple[Format, ...], edition: Edition
    ) -> None:
        self.query, self.folder, self.formats = query, folder, formats
        self.edition = edition
        self.places = gazetteer(query.config_dirs)
        self.asked = {each.id: each for each in query.territories}
        self.path = folder / records.name(query)
        known = records.read(self.path)
        current = known is not None and known.inputs.digest == self.edition.digest
        self.known = known if current else None
        self.on_disk = self.known
        self.command = self._command()
        self.commands: dict[str, str] = {}
        self.files: dict[str, dict[str, File]] = {}
        self.failed: dict[str, Failure] = {}
        self.traces: dict[str, str] = {}

    @property
    def period(self) -> str:
        return self.edition.meta.periods[0]

    def tasks(self, *, force: bool) -> list[Task]:
        """Return what is to be made, and remember what is there and stays."""
        for entry in self.known.territories if self.known else ():
            self.commands[entry.id] = entry.command
            again = self._paths(entry.id) if force and entry.id in self.asked else ()
            for file in entry.files:
                if file.path not in again and self._stays(entry.id, file):
                    self.files.setdefault(entry.id, {})[file.path] = file
        tasks = []
        for territory in self.query.territories:
            there = self.files.get(territory.id, {})
            missing = [kind for kind in self.formats if self._path(territory.id, kind) not in there]
            if missing:
                tasks.append(Task(territory.id, tuple(missing)))
        return tasks

    def _paths(self, territory: str) -> tuple[str, ...]:
        """Return the paths of the files asked for."""
        return tuple(self._path(territory, kind) for kind in self.formats)

    def _stays(self, territory: str, file: File) -> bool:
        if territory in self.asked:
            paths = {self._path(territory, kind): kind for kind in FORMATS}
            kind = paths.get(file.path)
            if kind is None or file.made_from != self._made_from(territory, kind):
                return False
        return file.whole(self.folder)

    def begin(self) -> None:
        """Say in the manifest that a call is under way, before the first file is replaced."""
        self._write(self._manifest(complete=False))

    def take(self, result: Made) -> None:
        """Write the files of one territory, and list them."""
        name = result.territory
        self.commands[name] = self.command
        error = result.error or self._written(result)
        if error is not None:
            if len(self.asked) == 1:
                raise error
            self.failed[name] = Failure(name, str(error))
            self.traces[name] = result.trace
        self._write(self._manifest(complete=False))

    def _written(self, result: Made) -> TradeficheError | None:
        """Write the files of one territory, one after the other; return what hinders it."""
        name = result.territory
        for kind, content in result.files.items():
            path = self._path(name, kind)
            try:
                write_bytes(self.folder / path, content)
            except TradeficheError as error:
                return error
            made_from = self._made_from(name, kind)
            self.files.setdefault(name, {})[path] = records.described(path, content, made_from)
        return None

    def finish(self) -> File | None:
        """Write index and manifest; return the index if there is one."""
        listed = self._manifest(complete=not self.failed)
        before = self.known.index if self.known else None
        index = write_index(
            self.query, self.folder, listed.territories, self.edition, before=before
        )
        finished = msgspec.structs.replace(listed, index=index)
        self._write(finished)
        return index

    def outcome(self, tasks: int, index: File | None) -> Outcome:
        paths = [
            self.folder / path
            for each in self.asked
            for path in self._paths(each)
            if path in self.files.get(each, {})
        ]
        more = [self.path, *([self.folder / index.path] if index else [])]
        return Outcome(
            files=(*paths, *more),
            made=tasks - len(self.failed),
            kept=len(self.asked) - tasks,
            failed=self._failures(),
            traces=tuple(self.traces[each.id] for each in self._failures()),
        )

    def _failures(self) -> tuple[Failure, ...]:
        """Return the failures in the order asked."""
        return tuple(self.failed[each] for each in self.asked if each in self.failed)

    def _path(self, territory: str, kind: str) -> str:
        query = self.query
        name = file_name(territory, self.period, kind, filters=query.mark, lang=query.lang)
        return f"{territory}/{name}"

    def _made_from(self, territory: str, kind: str) -> str:
        return self.edition.of(territory, kind, together=self.asked)

    def _command(self) -> str:
        meta, whole = self.edition.meta, self.query.pages == "all"
        pages = () if whole else (f"--pages {self.query.pages}",)
        return command_line(
            self.query.territories, self.places,
            period=self.period, release=meta.release, data=meta.data, lang=self.query.lang,
            formats=self.formats if set(self.formats) != {*FORMATS} else (),
            filters=(*self.query.filters.words(), *pages),
        )  # fmt: skip

    def _write(self, manifest: Manifest) -> None:
        """Replace the manifest unless it says this already."""
        if manifest != self.on_disk:
            records.write(self.path, manifest)
            self.on_disk = manifest

    def _manifest(self, *, complete: bool) -> Manifest:
        meta = self.edition.meta
        return Manifest(
            software=f"tradefiche {meta.version}",
            command=self.command,
            period=self.period,
            lang=self.query.lang,
            data=meta.data,
            release=meta.release,
            complete=complete,
            inputs=records.inputs(self.edition),
            territories=tuple(self._entries()),
            failed=self._failures(),
            filters={name: given for name, given in meta.filters.options() if given},
            pages=self.query.pages,
        )

    def _entries(self) -> Iterator[Entry]:
        """Yield the territories in the order of the gazetteer, whatever the order of the call."""
        places = self.places
        for place in (*places.units, places.monaco, *places.regions, places.france):
            files = self.files.get(place.id)
            if files:
                yield Entry(
                    place.id,
                    place.name(self.query.lang),
                    self.commands[place.id],
                    tuple(files[path] for path in sorted(files)),
                )
