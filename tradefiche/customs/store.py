"""The store: Parquet files of one flow, quarter and release each, sorted by département.

Sorted rows in small row groups make one département a read of a few pages. A view shows the
store as of a release: each (flow, quarter) comes whole from the newest release not later.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from tradefiche import files
from tradefiche.customs import downloads as raw
from tradefiche.customs.labels import valid_names
from tradefiche.customs.manifest import read_manifest
from tradefiche.errors import BusyError, NoInputError, StorageError
from tradefiche.reference.periods import Period, Quarter, spans

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    import polars as pl

    from tradefiche.customs.layout import Flow
    from tradefiche.customs.manifest import Held, Manifest

FLOWS: tuple[Flow, Flow] = ("export", "import")
SLICES = "slices"
LOCK = ".lock"
ROW_GROUP = 1 << 14
_SHORT = 16
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
        newest: dict[tuple[Flow, Quarter], Held] = {}
        for held in sorted(self.manifest.held, key=lambda each: each.precedence):
            if release is None or (held.release is not None and held.release <= release):
                newest[held.flow, held.when] = held
        return View(self.folder, newest, release)

    def names(self, kind: str, quarter: Quarter) -> dict[str, str]:
        """Return the Customs' names, valid in a quarter, of codes that the configuration lacks."""
        month = f"{quarter.year}{quarter.number * 3:02}"
        return valid_names(self.manifest.labels, kind, month)

    @contextlib.contextmanager
    def locked(self, wait: float = WAIT_SECONDS) -> Iterator[None]:
        """Hold the store for writing; BusyError (75) where another run holds it for long."""
        from filelock import FileLock, Timeout

        files.make_folder(self.folder)
        lock = FileLock(self.folder / LOCK)
        with files.translated(self.folder):
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
    def swept(self) -> Iterator[None]:
        """Remove, before and after, what the manifest does not name; the caller holds the lock.

        So what an interrupted or refused run left behind never stays.
        """
        self._sweep()
        try:
            yield
        finally:
            self._sweep()

    def _sweep(self) -> None:
        manifest = read_manifest(self.folder)
        named = {self.folder / held.file for held in manifest.held}
        named |= {(self.folder / kept.file).parent for kept in manifest.raw}
        with files.translated(self.folder):
            for folder in (SLICES, raw.FOLDER):
                for path in (self.folder / folder).glob("*"):
                    if path not in named:
                        files.remove(path)
            for path in self.folder.glob(f"{files.TEMPORARY_PREFIX}*"):
                files.remove(path)

    def put(self, frame: pl.DataFrame, flow: Flow, quarter: Quarter) -> str:
        """Write a slice under the name of its content; return its path inside the store.

        One that is there but damaged is written anew.
        """
        buffer = io.BytesIO()
        frame.write_parquet(buffer, compression="lz4", row_group_size=ROW_GROUP)
        content = buffer.getvalue()
        digest = hashlib.sha256(content).hexdigest()
        name = f"{SLICES}/{flow}-{quarter}-{digest[:_SHORT]}.parquet"
        path = self.folder / name
        with files.reading(path):
            whole = path.exists() and path.read_bytes() == content
        if not whole:
            files.write_bytes(path, content)
        return name

    def damaged(self, held: Held) -> bool:
        """Whether a slice is no longer what was written under its name."""
        path = self.folder / held.file
        with files.reading(path):
            return not path.is_file() or not path.stem.endswith(files.sha256(path)[:_SHORT])


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

        Columns: department, a129, cpf4, country (String), value (whole euros), mass (whole kg,
        null if unknown).
        """
        import polars as pl

        if not self.holds(flow, period):
            return None
        paths = [self.folder / self.slices[flow, quarter].file for quarter in period.quarters]
        missing = next((path for path in paths if not path.is_file()), None)
        if missing is not None:
            raise StorageError(f"{missing}: missing from the store", hint="fetch again")
        return pl.scan_parquet(paths)
