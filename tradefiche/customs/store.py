"""The store: Parquet files of one flow, quarter and release each, sorted by département.

Sorted rows in small row groups make one département a read of a few pages. A view shows the
store as of a release: each (flow, quarter) comes whole from the newest release not later.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from tradefiche.customs import ownership, slices
from tradefiche.customs.held import FOLDER, HeldYear, path_of
from tradefiche.customs.keys import packed
from tradefiche.customs.labels import valid_names
from tradefiche.customs.manifest import read_manifest, write_manifest
from tradefiche.customs.view import View
from tradefiche.errors import BusyError, OutputError, StorageError
from tradefiche.oserrors import translated, way_out
from tradefiche.reference.terms import FLOWS
from tradefiche.staging import make_folder, staged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    import polars as pl

    from tradefiche.customs.held import HeldQuarter, RegionYear
    from tradefiche.customs.manifest import H, StoreManifest
    from tradefiche.reference.periods import Quarter
    from tradefiche.reference.terms import Flow

__all__ = ["FLOWS", "WAIT_SECONDS", "Store", "View", "counting"]

WAIT_SECONDS = 2.0


@dataclass(frozen=True)
class Store:
    """A folder of slices and its manifest."""

    folder: Path

    @cached_property
    def manifest(self) -> StoreManifest:
        """What it holds, as of the first look."""
        return read_manifest(self.folder)

    @property
    def releases(self) -> list[str]:
        """The known releases of what it holds, the oldest first."""
        return self.manifest.releases

    def view(self, release: str | None = None) -> View:
        """Return what counts as of a release; the newest of everything if None."""
        manifest = self.manifest
        years: dict[tuple[Flow, int], dict[str, HeldYear]] = {}
        for (flow, when), held in counting(manifest.years, release).items():
            years.setdefault((flow, when.year), {})[when.region] = held
        known = tuple(each for each in self.known(release) if isinstance(each, HeldYear))
        return View(self.folder, counting(manifest.held, release), release, years, known)

    def known(self, release: str | None = None) -> list[HeldQuarter | HeldYear]:
        """Return the slices of every release up to one; all that count if None."""
        return [each for each in self.manifest.every if _by(release, each)]

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
            make_folder(self.folder)
            try:
                held = lock.acquire(timeout=wait)
            except Timeout:
                raise BusyError(
                    f"{self.folder}: another run holds the store", hint="try again later"
                ) from None
        with held:
            yield

    @contextlib.contextmanager
    def _writable(self) -> Iterator[None]:
        try:
            with translated(self.folder):
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

        A run that is refused takes away what it brought, save what the manifest names by then.
        One that succeeds clears, last of all, what the manifest no longer names, and what runs
        that were killed left behind.
        """
        with self.locked(wait):
            before = ownership.own_files(self.folder)
            try:
                yield
            except BaseException:
                named: set[Path] = set()
                with contextlib.suppress(StorageError):
                    named = self._named(read_manifest(self.folder))
                self._clear(before | named)
                raise
            manifest = read_manifest(self.folder)
            current = self._with_sums(manifest.without_retired())
            if current != manifest:
                write_manifest(self.folder, current)
            self._clear(self._named(current))

    def _with_sums(self, manifest: StoreManifest) -> StoreManifest:
        """Return the manifest with the sums of quarters that a store of an older format lacks."""
        held = tuple(
            each if each.sums or self.damaged(each) else replace(each, sums=self._sums_of(each))
            for each in manifest.held
        )
        return replace(manifest, held=held)

    def _sums_of(self, held: HeldQuarter) -> str:
        """Write the sums of a quarter that is held; return their path."""
        import polars as pl

        rows = pl.read_parquet(self.folder / held.file).with_columns(packed())
        return self.put(slices.summed([rows]), held.flow, held.when, summed=True)

    def _named(self, manifest: StoreManifest) -> set[Path]:
        return {self.folder / file for file in manifest.files}

    def _clear(self, kept: set[Path]) -> None:
        """Remove the store's own files but those that are kept."""
        ownership.clear(self.folder, ownership.own_files(self.folder) - kept)

    def put(
        self,
        frames: Iterable[pl.DataFrame],
        flow: Flow,
        part: Quarter | RegionYear,
        *,
        summed: bool = False,
        keep: bool = True,
    ) -> str:
        """Write a slice, or its sums, under the name of its content; return its path in the store.

        One that is there but damaged is written anew. Nothing is written unless to `keep` it.
        """
        if not keep:
            return path_of(flow, part, slices.write(frames, None), summed=summed)
        folder = self.folder / FOLDER
        with staged(folder) as temporary:
            with translated(folder), temporary.path.open("wb") as stream:
                digest = slices.write(frames, stream)
            name = path_of(flow, part, digest, summed=summed)
            if slices.damaged(self.folder / name):
                temporary.settle(self.folder / name)
        return name

    def damaged(self, held: HeldQuarter | HeldYear) -> bool:
        """Whether a slice, or its sums, are no longer what was written under their names."""
        return any(slices.damaged(self.folder / file) for file in held.files)

    def require_whole(self) -> None:
        """Read every slice; StorageError (74) unless all are what was written."""
        slices.require_whole(self.folder, self.manifest.every, anew=True)

    @contextlib.contextmanager
    def reading(self) -> Iterator[None]:
        """Turn what is raised while slices are read into StorageError (74), with the way out."""
        import polars as pl

        try:
            yield
        except (pl.exceptions.ComputeError, OSError) as error:
            self.require_whole()
            reason = str(error).splitlines()[0]
            hint = way_out(error) if isinstance(error, OSError) else None
            raise StorageError(
                f"the store {self.folder} cannot be read: {reason}", hint=hint
            ) from error

    def scan(self, *held: HeldQuarter) -> pl.LazyFrame:
        """Scan slices, whichever count now: see `slices.scan_sums`."""
        return slices.scan_sums(self.folder, held)


def counting(held: Iterable[H], release: str | None = None) -> dict[tuple[Flow, Any], H]:
    """Return the slices that count as of a release; the newest of each if None.

    They come by flow and by what they are of: a quarter, or a région's year.
    """
    newest: dict[tuple[Flow, Any], H] = {}
    for each in sorted(held, key=lambda each: each.precedence):
        if _by(release, each):
            newest[each.flow, each.when] = each
    return newest


def _by(release: str | None, held: HeldQuarter | HeldYear) -> bool:
    """Whether something held was known at a release."""
    return release is None or (held.release is not None and held.release <= release)
