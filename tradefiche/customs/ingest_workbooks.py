"""Ingest the régions' yearly workbooks: read, check against known totals, write to the store."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from tradefiche.customs.arrivals import refuse_conflict
from tradefiche.customs.held import HeldYear
from tradefiche.customs.ingest_report import Remark, about, as_it_is
from tradefiche.customs.regions import departments_of, every_region
from tradefiche.customs.slices import euros_by_department
from tradefiche.customs.workbooks.checks import check_workbook, unlisted
from tradefiche.customs.workbooks.magnitudes import check_magnitude, magnitudes
from tradefiche.customs.workbooks.reading import read_workbook
from tradefiche.errors import DataError
from tradefiche.reference.periods import Period

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping
    from pathlib import Path

    from tradefiche.customs.held import HeldFile
    from tradefiche.customs.manifest import Data
    from tradefiche.customs.packages import Package
    from tradefiche.customs.store import Store
    from tradefiche.customs.workbooks.magnitudes import Magnitudes
    from tradefiche.customs.workbooks.reading import Workbook, YearSlice
    from tradefiche.reference.terms import Flow
    from tradefiche.reference.territories import Gazetteer


@dataclass
class BookIntake:
    """The workbooks of one ingest run.

    Attributes:
        store: the store as it was before the run.
        known: codes by field that the configuration knows.
        put: function that writes a slice and returns its path inside the store.
        held: the slices read so far.
        unlisted: pairs of field and code that the configuration does not know.
    """

    store: Store
    config_dirs: tuple[Path, ...]
    places: Gazetteer
    known: Mapping[str, frozenset[str]]
    put: Callable[[YearSlice], str]
    held: list[HeldYear] = field(default_factory=list)
    unlisted: set[tuple[str, str]] = field(default_factory=set)
    _sums: dict[tuple[Flow, int], Mapping[str, int] | None] = field(default_factory=dict)
    _said: dict[str, list[tuple[str, Remark]]] = field(default_factory=dict)
    _odd: dict[HeldFile, Counter[str]] = field(default_factory=dict)

    def take(
        self,
        package: Package,
        source: HeldFile,
        arrival: int,
        release: str | None,
        data: Data,
    ) -> None:
        """Read the workbooks of a package and write their slices.

        Raises:
            DataError: a workbook cannot be ingested, or two contradict each other (65).
        """
        regions: dict[str, str] = {}
        new = source.sha256 not in self._said  # the same file may be given twice
        for entry in package.books:
            name = package.shown(entry)
            book = read_workbook(name, entry.open)
            if book.synthetic != (data == "sample"):
                raise DataError(f"{name}: synthetic sample data and data of the Customs never meet")
            regions.setdefault(book.region, name)
            if len(regions) > 1:
                both = " and ".join(f"{code} in {at}" for code, at in regions.items())
                raise DataError(f"{package.path}: workbooks of two régions: {both}; refused")
            said = self._checked(name, book)
            for each in book.slices:
                said += self._put(each, name, source, package.uploaded, arrival, release)
            self._said.setdefault(source.sha256, []).extend((source.name, each) for each in said)
            if new:
                self._odd.setdefault(source, Counter()).update(book.oddities)

    def limit(self, years: Collection[int]) -> None:
        """Drop the slices of other years from `held`."""
        self.held = [each for each in self.held if each.year in years]

    def _checked(self, name: str, book: Workbook) -> list[Remark]:
        """Return the remarks on a workbook; raise DataError (65) if it does not fit the régions."""
        said = check_workbook(name, book, self.places, every_region())
        lacking = unlisted(book, self.known)
        self.unlisted |= {(kind, code) for kind, codes in lacking.items() for code in codes}
        for kind, codes in lacking.items():
            if kind != "department":
                text = f"unknown {kind} {', '.join(codes)}, kept under its code"
                said.append(Remark(f"unknown-{kind}", "warning", text))
        return said

    def _put(
        self,
        each: YearSlice,
        name: str,
        source: HeldFile,
        uploaded: str | None,
        arrival: int,
        release: str | None,
    ) -> list[Remark]:
        """Write a slice; return the remarks on its total. Raises as `take`."""
        total = int(each.frame["value"].sum())
        label = f"{each.flow}s {each.year} of région {each.region}"
        usual = self._rules.regions[each.region].eur(each.flow)
        before = self._held_before(each)
        said = list(
            check_magnitude(name, label, total, usual=usual, held=before, rules=self._rules)
        )
        has_mass = each.frame["mass"].null_count() < each.frame.height
        held = HeldYear(
            flow=each.flow,
            year=each.year,
            region=each.region,
            release=release,
            uploaded=uploaded,
            arrival=arrival,
            source=source,
            file=self.put(each),
            rows=each.frame.height,
            value_eur=total,
            mass_kg=int(each.frame["mass"].sum()) if has_mass else None,
            departments=" ".join(sorted(each.frame["department"].unique())),
        )
        refuse_conflict(self.held, held)
        self.held.append(held)
        return said

    @cached_property
    def _rules(self) -> Magnitudes:
        return magnitudes(self.config_dirs)

    def _held_before(self, each: YearSlice) -> int | None:
        """Return the euros held for a région's year, from quarters, else a workbook; or None."""
        sums = self._quarters(each.flow, each.year)
        if sums is not None:
            return sum(sums.get(code, 0) for code in departments_of([each.region]))
        older = self.store.view().years.get((each.flow, each.year), {}).get(each.region)
        return older.value_eur if older else None

    def _quarters(self, flow: Flow, year: int) -> Mapping[str, int] | None:
        """Return a year's euros by département, from four quarters; None unless all are held."""
        if (flow, year) not in self._sums:
            view, period = self.store.view(), Period.of_year(year)
            self._sums[flow, year] = (
                euros_by_department(view.folder, view.quarters_of(flow, period))
                if view.holds(flow, period)
                else None
            )
        return self._sums[flow, year]

    def remarks(self, digests: set[str]) -> Iterator[Remark]:
        """Yield the remarks on the files with these digests, the same remark once for all files."""
        same: dict[Remark, list[str]] = {}
        for digest in self._said:
            if digest in digests:
                for package, each in self._said[digest]:
                    same.setdefault(each, []).append(package)
        for each, names in same.items():
            if each.code in ("far-from-last", "magnitude"):  # each names its own file
                yield replace(each, files=tuple(dict.fromkeys(names)))
            else:
                yield about(each.code, each.level, names, each.text)
        odd = {file: counts for file, counts in self._odd.items() if file.sha256 in digests}
        if total := sum(odd.values(), Counter[str]()):
            names = [file.name for file, counts in odd.items() if counts]
            yield about("odd", "notice", names, as_it_is(total))
