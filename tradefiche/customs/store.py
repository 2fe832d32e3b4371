"""The store: Parquet files of one flow, quarter and release each, sorted by département.

Sorted rows in small row groups make one département a read of a few pages. A view shows the
store as of a release: each (flow, quarter) comes whole from the newest release not later.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from tradefiche import files
from tradefiche.customs import ownership, slices
from tradefiche.customs.held import path_of
from tradefiche.customs.labels import valid_names
from tradefiche.customs.manifest import read_manifest, write_manifest
from tradefiche.errors import BusyError, NoInputError, OutputError
from tradefiche.reference.periods import Period, Quarter, spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    import polars as pl

    from tradefiche.customs.held import Held
    from tradefiche.customs.layout import Flow
    from tradefiche.customs.manifest import Manifest

FLOWS: tuple[Flow, Flow] = ("export", "import")
WAIT_SECONDS = 2.0


@dataclass(frozen=True)
class Store:
    """A folder of slices and its manifest."""

    folder: Path

    @cached_property
    def manifest(self) -> Manifest:
        """What it holds, as of the first look."""
        return read_manifest(self.folder)

    @property
    def releases(self) -> list[str]:
        """The known releases of what it holds, the oldest first."""
        return sorted({held.release for held in self.manifest.held if held.release})

    def view(self, release: str | None = None) -> View:
        """Return what counts as of a release; the newest of everything if None."""
        return View(self.folder, counting(self.manifest.held, release), release)

    def names(self, kind: str, quarter: Quarter) -> dict[str, str]:
        """Return the Customs' names, valid in a quarter, of codes that the configuration lacks."""
        month = f"{quarter.year}{quarter.number * 3:02}"
        return valid_names(self.manifest.labels, kind, month)

    @contextlib.contextmanager
    def locked(self, wait: float = WAIT_SECONDS) -> Iterator[None]:
        """Hold the store for writing.

        Raises:
            OutputError: the folder is neither a store nor empty, can only be read, or cannot be
                made (73); nothing is changed in it.
            BusyError: another run holds the store for long (75).
        """
        from filelock import FileLock, Timeout

        ownership.require_own(self.folder)
        lock = FileLock(self.folder / ownership.LOCK)
        with self._writable():
            files.make_folder(self.folder)
            try:
                lock.acquire(timeout=wait)
            except Timeout:
                raise BusyError(
                    f"{self.folder}: another run holds the store", hint="try again later"
                ) from None
        try:
            yield
        finally:
            lock.release()

    @contextlib.contextmanager
    def _writable(self) -> Iterator[None]:
        try:
            with files.translated(self.folder):
                yield
        except OutputError as error:
            reason = error.message.rpartition(": ")[2]
            there = self.folder.is_dir()
            what = f"the store {self.folder} {'can only be read' if there else 'cannot be made'}"
            hint = "--data-dir, or TRADEFICHE_DATA_DIR, names another folder"
            raise OutputError(f"{what}: {reason}", hint=hint) from error

    @contextlib.contextmanager
    def renewed(self, wait: float = WAIT_SECONDS) -> Iterator[None]:
        """Hold the store for a run that changes it; raises as `locked`.

        A run that is refused takes away what it brought. One that succeeds clears, last of all,
        what the manifest no longer names, and what runs that were killed left behind.
        """
        with self.locked(wait):
            before = ownership.own_files(self.folder)
            try:
                yield
            except BaseException:
                ownership.clear(self.folder, ownership.own_files(self.folder) - before)
                raise
            self._clear()

    def _clear(self) -> None:
        manifest = read_manifest(self.folder)
        current = manifest.without_retired()
        if current != manifest:
            write_manifest(self.folder, current)
        named = {self.folder / file for file in current.files}
        ownership.clear(self.folder, ownership.own_files(self.folder) - named)

    def put(self, frame: pl.DataFrame, flow: Flow, quarter: Quarter, *, keep: bool = True) -> str:
        """Write a slice under the name of its content; return its path inside the store.

        One that is there but damaged is written anew. Nothing is written unless to `keep` it.
        """
        content = slices.content_of(frame)
        name = path_of(flow, quarter, content)
        path = self.folder / name
        if keep and slices.damaged(path):
            files.write_bytes(path, content)
        return name

    def damaged(self, held: Held) -> bool:
        """Whether a slice is no longer what was written under its name."""
        return slices.damaged(self.folder / held.file)

    def require_whole(self) -> None:
        """Read every slice; StorageError (74) unless all are what was written."""
        slices.require_whole(self.folder, self.manifest.held, anew=True)

    def scan(self, *held: Held) -> pl.LazyFrame:
        """Scan slices, whichever count now: see `slices.scan`."""
        return slices.scan(self.folder, held)


def counting(held: Iterable[Held], release: str | None = None) -> dict[tuple[Flow, Quarter], Held]:
    """Return the slices that count as of a release; the newest of each flow and quarter if None."""
    newest: dict[tuple[Flow, Quarter], Held] = {}
    for each in sorted(held, key=lambda each: each.precedence):
        if release is None or (each.release is not None and each.release <= release):
            newest[each.flow, each.when] = each
    return newest


@dataclass(frozen=True)
class View:
    """The slices that count, as of a release."""

    folder: Path
    slices: Mapping[tuple[Flow, Quarter], Held]
    release: str | None

    def holds(self, flow: Flow, period: Period) -> bool:
        """Whether all the quarters of a period are there."""
        return all((flow, quarter) in self.slices for quarter in period.quarters)

    def newest_year(self) -> Period:
        """Return the newest year with four quarters of both flows; NoInputError (66) if none."""
        for year in sorted({quarter.year for _, quarter in self.slices}, reverse=True):
            period = Period.of_year(year)
            if all(self.holds(flow, period) for flow in FLOWS):
                return period
        raise self.nothing("no year with four quarters of both flows")

    def require_year(self, period: Period) -> None:
        """Raise NoInputError (66) unless both flows have the four quarters of a year."""
        if not all(self.holds(flow, period) for flow in FLOWS):
            raise self.nothing(f"not all of {period}", self._instead(period))

    def require(self, period: Period) -> None:
        """Raise NoInputError (66) unless one flow at least has all quarters of a period."""
        if not any(self.holds(flow, period) for flow in FLOWS):
            raise self.nothing(f"nothing that covers {period}")

    def nothing(self, what: str, hint: str | None = None) -> NoInputError:
        """Return the error for data that are not there, saying what is."""
        asof = f" as of release {self.release}" if self.release else ""
        if not self.slices:
            hint = "tradefiche fetch brings the Customs' files; --sample needs none"
            if releases := Store(self.folder).releases:
                hint = f"releases held: {', '.join(releases)}"
            return NoInputError(f"the store {self.folder} is empty{asof}", hint=hint)
        held = "; ".join(f"{flow}s {self.held(flow)}" for flow in FLOWS)
        message = f"the store has {what}{asof}; it holds {held}"
        return NoInputError(message, hint=hint or "tradefiche status shows all of it")

    def held(self, flow: Flow) -> str:
        """Write the quarters held of a flow: `2023Q1..2024Q4`, or `none`."""
        return spans([quarter for each, quarter in self.slices if each == flow]) or "none"

    def _instead(self, period: Period) -> str:
        both = [
            quarter
            for quarter in period.quarters
            if all((flow, quarter) in self.slices for flow in FLOWS)
        ]
        either = [
            quarter
            for quarter in period.quarters
            if any((flow, quarter) in self.slices for flow in FLOWS)
        ]
        runs = spans(both or either).split(", ")
        return f"ask for --period {runs[-1]}" if runs[-1] else "tradefiche status shows all of it"

    def scan(self, flow: Flow, period: Period) -> pl.LazyFrame | None:
        """Scan the rows of a flow in a period; None unless all its quarters are there.

        Columns as of `slices.scan`, which also tells what it raises.
        """
        if not self.holds(flow, period):
            return None
        return slices.scan(self.folder, [self.slices[flow, each] for each in period.quarters])
