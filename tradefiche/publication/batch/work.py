"""One edition in progress: what is asked for, what the folder holds, and the result."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from tradefiche.errors import TradeficheError
from tradefiche.files import write_bytes
from tradefiche.publication.batch import manifest as records
from tradefiche.publication.batch.manifest import (
    Edition,
    EditionEntry,
    EditionFile,
    EditionKey,
    Failure,
)
from tradefiche.publication.batch.shelf import ShelvedEdition, kind_of, listed
from tradefiche.publication.render import FORMATS, Task
from tradefiche.reference.gazetteer import gazetteer
from tradefiche.tabulation.reproduce import command_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tradefiche.publication.batch.fingerprint import EditionOrigin
    from tradefiche.publication.batch.ledger import Ledger
    from tradefiche.publication.batch.shelf import Shelf
    from tradefiche.publication.batch.workers import Made
    from tradefiche.publication.render import FicheFormat
    from tradefiche.tabulation.answer import Answer, Query


class Work:
    """The fiches of one edition.

    Attributes:
        query: the query of this edition alone.
        origin: the inputs of its fiches.
        key: identity of the edition.
        asked: the territories asked for, by id.
        known: its record in the manifest; None unless data, configuration and version are the same.
        outdated: ids of the territories not asked for whose fiches come from other inputs.
        tasks: what has to be made; filled by `plan`.
        counted: tables of its territories for the index; None until they are computed.
        traces: tracebacks of the failures, by id of the territory.
    """

    def __init__(
        self,
        query: Query,
        origin: EditionOrigin,
        folder: Path,
        formats: Sequence[FicheFormat],
        ledger: Ledger,
    ) -> None:
        """Look up the edition in the manifest."""
        self.query, self.origin, self.folder, self.formats = query, origin, folder, formats
        self.key = EditionKey(query.mark, origin.meta.periods[0], query.lang)
        self.places = gazetteer(query.config_dirs)
        self.asked = {each.id: each for each in query.territories}
        self._ledger = ledger
        known = ledger.editions.get(self.key)
        current = known is not None and known.inputs.digest == origin.digest
        self.known = known if current else None
        listed_of = () if known is None or current else known.territories
        self._index, self._data = (known.index, known.files) if known else (None, ())
        self.outdated = tuple(each.id for each in listed_of if each.id not in self.asked)
        self.tasks: list[Task] = []
        self.counted: Answer | None = None
        self.traces: dict[str, str] = {}
        self._command = self._own_command()
        self._commands: dict[str, str] = {}
        self._files: dict[str, dict[str, EditionFile]] = {}
        self._failed: dict[str, Failure] = {}
        self._made_from: dict[str, str] = {}

    def planned(self) -> ShelvedEdition:
        """Return the edition as it will be: what is asked for, and what exists."""
        there = listed(self.known, self.folder).files if self.known else {}
        asked = {name: there.get(name, frozenset()) | {*self.formats} for name in self.asked}
        return ShelvedEdition(self.origin.meta.data, {**there, **asked})

    def plan(self, shelf: Shelf, *, force: bool) -> None:
        """Find what has to be made, and note which files stay.

        Args:
            shelf: the editions that the pages can link to.
            force: whether to make everything that is asked for.
        """
        index = shelf.index(self.key)
        beside = {name: shelf.fiches(self.key, name) for name in self.asked}
        for kind in FORMATS:  # the PDF first: the page links to it
            for name in self.asked:
                links: tuple[str, ...] = ()
                if kind == "html":
                    links = (index, *(each.file for each in beside[name]), *self._pdf(name))
                made_from = self.origin.of(name, kind, *links, together=self.asked)
                self._made_from[self._path(name, kind)] = made_from
            self._keep(kind, force=force)
        for territory in self.query.territories:
            there = self._files.get(territory.id, {})
            missing = [kind for kind in self.formats if self._path(territory.id, kind) not in there]
            if missing:
                pdf = there.get(self._path(territory.id, "pdf"))
                self.tasks.append(
                    Task(
                        territory.id, tuple(missing), index, beside[territory.id],
                        pdf_size=pdf.bytes if pdf else None,
                    )
                )  # fmt: skip

    def _pdf(self, territory: str) -> Iterator[str]:
        """Yield the input digest of a territory's PDF, if it exists or is asked for."""
        path = self._path(territory, "pdf")
        if "pdf" in self.formats:
            yield self._made_from[path]
        elif file := self._files.get(territory, {}).get(path):
            yield file.made_from

    def _keep(self, kind: FicheFormat, *, force: bool) -> None:
        """Note the intact files of one format that stay.

        These are the files not asked for, and those that would come out the same.
        """
        for entry in self.known.territories if self.known else ():
            self._commands[entry.id] = entry.command
            asked = entry.id in self.asked and kind in self.formats
            for file in entry.files:
                same = not force and file.made_from == self._made_from.get(file.path)
                if kind_of(file.path) == kind and (same or not asked) and file.whole(self.folder):
                    self._files.setdefault(entry.id, {})[file.path] = file

    def begin(self) -> None:
        """Record in the manifest that a call is running, before the first file is replaced."""
        self._ledger.put(self.record(complete=False))

    def take(self, result: Made, *, alone: bool) -> None:
        """Write the files of one territory, and record them in the manifest.

        Args:
            result: its files, or an error.
            alone: whether to raise an error instead of recording it.
        """
        name = result.territory
        self._commands[name] = self._command
        error = result.error or self._written(result)
        if error is not None:
            if alone:
                raise error
            self._failed[name] = Failure(name, str(error))
            self.traces[name] = result.trace
        self._ledger.put(self.record(complete=False))

    def _written(self, result: Made) -> TradeficheError | None:
        """Write the files of one territory in turn; return the error that stops it, if any."""
        name = result.territory
        for kind, content in result.files.items():
            path = self._path(name, kind)
            try:
                write_bytes(self.folder / path, content)
            except TradeficheError as error:
                return error
            file = records.described(path, content, self._made_from[path])
            self._files.setdefault(name, {})[path] = file
        return None

    def finish(self, files: Sequence[EditionFile]) -> None:
        """Record the final state of the edition, with its index, if any, and the data behind it."""
        index, data = files[0] if files else None, tuple(files[1:])
        record = self.record(complete=not self._failed)
        self._ledger.put(msgspec.structs.replace(record, index=index, files=data))

    def failures(self) -> tuple[Failure, ...]:
        """Return the failures in the order asked."""
        return tuple(self._failed[each] for each in self.asked if each in self._failed)

    def paths(self) -> Iterator[Path]:
        """Yield the paths of the files asked for that exist, in the order asked."""
        for each in self.asked:
            there = self._files.get(each, {})
            paths = (self._path(each, kind) for kind in self.formats)
            yield from (self.folder / path for path in paths if path in there)

    def record(self, *, complete: bool) -> Edition:
        """Return its record for the manifest so far; index and data are still the previous ones."""
        meta = self.origin.meta
        return Edition(
            period=self.key.period,
            lang=self.key.lang,
            data=meta.data,
            release=meta.release,
            command=self._command,
            complete=complete,
            inputs=records.inputs(self.origin),
            territories=tuple(self._entries()),
            index=self._index,
            files=self._data,
            failed=self.failures(),
            filters={name: given for name, given in meta.filters.options() if given},
            pages=self.query.pages,
        )

    def _entries(self) -> Iterator[EditionEntry]:
        """Yield the entries in the order of the gazetteer, whatever the order of the call."""
        places = self.places
        for place in (*places.units, places.monaco, *places.regions, places.france):
            files = self._files.get(place.id)
            if files:
                yield EditionEntry(
                    place.id,
                    place.name(self.query.lang),
                    self._commands[place.id],
                    tuple(files[path] for path in sorted(files)),
                )

    def _path(self, territory: str, kind: str) -> str:
        return f"{territory}/{self.key.file(territory, kind)}"

    def _own_command(self) -> str:
        """Return the command that makes this edition alone."""
        meta, whole = self.origin.meta, self.query.pages == "all"
        pages = () if whole else (f"--pages {self.query.pages}",)
        return command_line(
            self.query.territories, self.places,
            period=self.key.period, release=meta.release, data=meta.data, lang=self.query.lang,
            formats=self.formats if {*self.formats} != {*FORMATS} else (),
            filters=(*self.query.filters.words(), *pages),
        )  # fmt: skip
