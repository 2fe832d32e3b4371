"""Ingest files into the store: all of those requested, or none."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from tradefiche import files
from tradefiche.customs import arrivals, ingest_report, ownership
from tradefiche.customs.accounts import Account
from tradefiche.customs.coverage import thin_quarters
from tradefiche.customs.downloads import with_arrivals
from tradefiche.customs.folders import packages
from tradefiche.customs.held import HeldFile, HeldQuarter, HeldYear, RegionYear, identity
from tradefiche.customs.ingest_report import Remark
from tradefiche.customs.ingest_workbooks import BookIntake
from tradefiche.customs.labels import CodeLabel, lacking, read_labels
from tradefiche.customs.layout import LARGEST_SUM
from tradefiche.customs.lines import AT_ONCE
from tradefiche.customs.manifest import write_manifest
from tradefiche.customs.origin import one_kind
from tradefiche.customs.packages import of_passed
from tradefiche.customs.records import read_records
from tradefiche.customs.releases import release_of
from tradefiche.customs.slices import spelt_rows, summed
from tradefiche.customs.store import WAIT_SECONDS, Store, counting
from tradefiche.errors import DataError
from tradefiche.oserrors import reading

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from tradefiche.customs.downloads import Raw
    from tradefiche.customs.manifest import Data
    from tradefiche.customs.packages import Package, Passed
    from tradefiche.customs.records import Slice


@dataclass(frozen=True, slots=True)
class IngestOutcome:
    """The quarters and régions' years that a run added; none if the store held them all.

    `passed` are the files and members that were skipped, by name and reason.
    """

    taken: tuple[HeldQuarter, ...]
    years: tuple[HeldYear, ...]
    remarks: tuple[Remark, ...]
    data: Data
    passed: tuple[Passed, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether the run added anything to the store."""
        return bool(self.taken or self.years)

    def then(self, other: IngestOutcome) -> IngestOutcome:
        """Return the combined outcome of this run and a later one."""
        return IngestOutcome(
            taken=self.taken + other.taken,
            years=self.years + other.years,
            remarks=self.remarks + other.remarks,
            data=other.data,
            passed=self.passed + other.passed,
        )


def ingest(
    store: Store,
    paths: Sequence[Path],
    *,
    config_dirs: tuple[Path, ...],
    release: str | None = None,
    dry_run: bool = False,
    progress: Callable[[str], None] = lambda _: None,
    wait: float = WAIT_SECONDS,
) -> IngestOutcome:
    """Read zips, text files, workbooks and folders into the store.

    Args:
        store: the store to add to.
        paths: files and folders to read; either all are ingested, or none.
        config_dirs: configuration folders, the user's first.
        release: month of the release (`2025-02`) of files whose names do not contain one.
        dry_run: read everything, but leave the store unchanged.
        progress: called with the name of each file before it is read.
        wait: seconds to wait for another run that holds the store.

    Raises:
        NoInputError: a path does not exist (66).
        DataError: a file is malformed, unsafe, or of another kind; or two files contradict each
            other about the same release and quarter (65).
        UsageError: a file's name contains another release than `release` (2).
        BusyError: another run holds the store (75).
        OutputError: the folder is neither a store nor empty, or cannot be written (73).
        StorageError: a file, or the store, cannot be read or is damaged (74).
    """
    found = [package for path in paths for package in packages(path)]
    if dry_run:
        ownership.require_own(store.folder)
        intake = Intake(store, found, config_dirs, keep=False)
        intake.read(release, progress)
        return intake.outcome()
    with store.renewed(wait):
        intake = Intake(store, found, config_dirs)
        intake.read(release, progress)
        return intake.commit()


class Intake:
    """The transaction that adds packages to a store locked by the caller (`Store.renewed`).

    Call `read`, then `commit`; until then the manifest is unchanged. Without `keep` no slice is
    written, and the result must not be committed. `held` are the quarters read so far, `books`
    has the years of régions.
    """

    def __init__(
        self,
        store: Store,
        found: Sequence[Package],
        config_dirs: tuple[Path, ...],
        *,
        keep: bool = True,
    ) -> None:
        from tradefiche.reference.countries import countries
        from tradefiche.reference.gazetteer import gazetteer
        from tradefiche.reference.products import nomenclature

        self.store = store
        self.before = Store(store.folder)
        self.manifest = self.before.manifest
        self.data = one_kind(found, self.manifest)
        self.arrivals = self.manifest.arrivals
        self.held: list[HeldQuarter] = []
        self._found = found
        self._config_dirs = config_dirs
        self._tallies: dict[str, ingest_report.Tally] = {}
        self._keep = keep
        self._labels: list[CodeLabel] = []
        self._unlisted: set[tuple[str, str]] = set()
        self._gazetteer = gazetteer(config_dirs)
        products = nomenclature(config_dirs)
        units = (*self._gazetteer.units, self._gazetteer.monaco)
        self._known = {
            "department": frozenset(code for unit in units for code in unit.customs),
            "a129": frozenset(products.codes("a129")),
            "cpf4": frozenset(products.codes("cpf4")),
            "country": frozenset(countries(config_dirs).codes),
        }
        self.books = BookIntake(
            self.before,
            config_dirs,
            self._gazetteer,
            self._known,
            lambda each: store.put(
                [each.frame], each.flow, RegionYear(each.year, each.region), keep=keep
            ),
        )

    def read(self, release: str | None, progress: Callable[[str], None]) -> None:
        """Read all packages; raise DataError (65) for one that cannot be ingested."""
        for package in self._found:
            if package.wanted:
                progress(package.name)
                self._take(package, release_of(package, release))

    def outcome(self) -> IngestOutcome:
        """Return the slices that are new to the store, and the remarks on them.

        Of two uploads of a release, only the later one counts.
        """
        grown = self.manifest.with_held(self.held, self.books.held)
        before = {(*identity(held), held.file) for held in self.manifest.every}
        added = [held for held in grown.held if (*identity(held), held.file) not in before]
        years = [held for held in grown.years if (*identity(held), held.file) not in before]
        slices = counting(grown.held)
        new = {held.source.sha256 for held in added} | {held.source.sha256 for held in years}
        passed = tuple(each for package in self._found for each in package.passed)
        thin = thin_quarters(slices, self._config_dirs) if added else {}
        here = {(held.flow, held.when) for held in added}
        said = [
            *of_passed(passed),
            *ingest_report.of_files([self._tallies[each] for each in self._tallies if each in new]),
            *self.books.remarks(new),
            *arrivals.of_arrival(self.held, added, self.manifest.held),
            *arrivals.of_years(self.books.held, years, self.manifest.years),
            *(Remark("thin", "warning", each.text) for key, each in thin.items() if key in here),
            *(arrivals.one_flow_alone(slices) if added else ()),
        ]
        return IngestOutcome(tuple(added), tuple(years), tuple(said), self.data, passed)

    def commit(self, raw: Sequence[Raw] = ()) -> IngestOutcome:
        """Replace the manifest, which adds all slices and the `raw` files to the store at once."""
        outcome = self.outcome()
        kept = with_arrivals(self.manifest.raw, raw)
        if not outcome.changed:
            if kept != self.manifest.raw:
                write_manifest(self.store.folder, replace(self.manifest, raw=kept))
            return outcome
        grown = replace(
            self.manifest.with_held(outcome.taken, outcome.years),
            data=self.data,
            labels=tuple(sorted({*self.manifest.labels, *self._labels})),
            arrivals=self.arrivals,
            unlisted=tuple(
                sorted({*self.manifest.unlisted, *self._unlisted, *self.books.unlisted})
            ),
            raw=kept,
        )
        write_manifest(self.store.folder, grown)
        return outcome

    def _take(self, package: Package, release: str | None) -> None:
        """Read the data files of a package and put their slices into the store."""
        with reading(package.path):
            digest = files.sha256(package.path)
        today = datetime.now(UTC).date().isoformat()
        source = HeldFile(package.name, digest, today)
        self.arrivals += 1
        self.books.take(package, source, self.arrivals, release, self.data)
        tally = ingest_report.Tally(package.name, self._known, self._gazetteer)
        mine: dict[tuple[str, int, int], HeldQuarter] = {}
        for entry in package.data:
            name = package.shown(entry)
            records = read_records(name, entry.open)
            with ThreadPoolExecutor(AT_ONCE) as pool:
                kept = list(pool.map(partial(self._put, name), records.slices))
            tally.add(records, [account for account, _, _ in kept])
            for each, (account, file, sums) in zip(records.slices, kept, strict=True):
                held = HeldQuarter(
                    flow=each.flow,
                    year=each.quarter.year,
                    quarter=each.quarter.number,
                    release=release,
                    uploaded=package.uploaded,
                    arrival=self.arrivals,
                    source=source,
                    file=file,
                    rows=account.rows,
                    value_eur=account.value,
                    mass_kg=account.mass,
                    departments=" ".join(sorted(account.codes["department"])),
                    sums=sums,
                )
                key = (held.flow, held.year, held.quarter)
                if mine.setdefault(key, held).file != held.file:
                    raise DataError(
                        f"{name}: {held.flow}s of {held.when} stand in two files of the same "
                        "package, which differ"
                    )
        self._unlisted |= set(tally.unlisted)
        if package.data:
            self._tallies.setdefault(digest, tally)
        for held in mine.values():
            arrivals.refuse_conflict(self.held, held)
        self.held += mine.values()
        for entry in package.labels:
            self._labels += lacking(read_labels(entry), self._known)

    def _put(self, name: str, each: Slice) -> tuple[Account, str, str]:
        """Write a slice and its sums; return its totals, its path and that of its sums.

        Raise DataError (65) if amounts exceed `LARGEST_SUM`.
        """
        account = Account()
        sums = self.store.put(
            summed(account.counting(each.rows.parts())),
            each.flow,
            each.quarter,
            summed=True,
            keep=self._keep,
        )
        if account.too_large:
            raise DataError(
                f"{name}: {each.flow}s of {each.quarter} add up to more than {LARGEST_SUM:.0e}"
            )
        rows = (spelt_rows(part) for part in each.rows.parts())
        file = self.store.put(rows, each.flow, each.quarter, keep=self._keep)
        return account, file, sums
