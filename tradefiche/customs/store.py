"""The store: one Parquet file per flow, release and quarter (or région's year), and a manifest.

Rows are sorted by département, in small row groups, so that one département is a read of a few
pages. A view shows the store as of a release: each quarter of a flow comes whole from the newest
release that is not later.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from tradefiche.customs import ownership, slices
from tradefiche.customs.held import FOLDER, HeldYear, path_of, precedence
from tradefiche.customs.keys import packed
from tradefiche.customs.labels import valid_names
from tradefiche.customs.manifest import read_manifest, write_manifest
from tradefiche.customs.view import View
from tradefiche.errors import BusyError, OutputError, StorageError
from tradefiche.oserrors import translated, way_out
from tradefiche.staging import make_folder, staged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    import polars as pl

    from tradefiche.customs.held import H, HeldQuarter, RegionYear
    from tradefiche.customs.manifest import StoreManifest
    from tradefiche.reference.periods import Quarter
    from tradefiche.reference.terms import Flow

WAIT_SECONDS = 2.0


@dataclass(frozen=True)
class Store:
    """A folder of slices and its manifest."""

    folder: Path

    @cached_property
    def manifest(self) -> StoreManifest:
        """The manifest as it was when first read; it is not read again."""
        return read_manifest(self.folder)

    def view(self, release: str | None = None) -> View:
        """Return the slices that count as of a release; the newest ones if None."""
        manifest = self.manifest
        years: dict[tuple[Flow, int], dict[str, HeldYear]] = {}
        for (flow, when), held in counting(manifest.years, release).items():
            years.setdefault((flow, when.year), {})[when.region] = held
        known = tuple(each for each in self.known(release) if isinstance(each, HeldYear))
        return View(self.folder, counting(manifest.held, release), release, years, known)

    def known(self, release: str | None = None) -> list[HeldQuarter | HeldYear]:
        """Return the slices of every release up to the given one; of all releases if None."""
        return [each for each in self.manifest.every if _by(release, each)]

    def names(self, kind: str, quarter: Quarter) -> dict[str, str]:
        """Return the Customs' names by code as of a quarter, for codes the configuration lacks."""
        month = f"{quarter.year}{quarter.number * 3:02}"
        return valid_names(self.manifest.labels, kind, month)

    @contextlib.contextmanager
    def locked(self, wait: float = WAIT_SECONDS) -> Iterator[None]:
        """Hold the store's lock for writing.

        Raises:
            OutputError: the folder is neither a store nor empty, is read-only, or cannot be
                created (73); nothing in it is changed.
            BusyError: another run holds the lock for longer than `wait` seconds (75).
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

        If the run fails, the files it added are removed, except those in the manifest by then.
        If it succeeds, missing sums are added, and files that the manifest no longer names or that
        killed runs left behind are removed.
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
        """Write the sums that undamaged quarters lack; return the manifest with them."""
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
        """Write a slice, or its sums, named after its digest; return its path inside the store.

        An existing file is replaced only if it is damaged. Without `keep` nothing is written, and
        only the path is computed.
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
        """Whether a slice or its sums are damaged or missing."""
        return any(slices.damaged(self.folder / file) for file in held.files)

    def require_whole(self) -> None:
        """Verify every slice anew; raise StorageError (74) if one is damaged or missing."""
        slices.require_whole(self.folder, self.manifest.every, anew=True)

    @contextlib.contextmanager
    def reading(self) -> Iterator[None]:
        """Convert errors raised while slices are read into StorageError (74), with a hint."""
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


def counting(held: Iterable[H], release: str | None = None) -> dict[tuple[Flow, Any], H]:
    """Return the slices that count as of a release; the newest of each if None.

    Keys are pairs of the flow and the quarter, or the région's year.
    """
    newest: dict[tuple[Flow, Any], H] = {}
    for each in sorted(held, key=precedence):
        if _by(release, each):
            newest[each.flow, each.when] = each
    return newest


def _by(release: str | None, held: HeldQuarter | HeldYear) -> bool:
    """Whether a slice's release is known and not later than `release`; always if that is None."""
    return release is None or (held.release is not None and held.release <= release)
