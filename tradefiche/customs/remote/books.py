"""Zips of the régions' yearly workbooks that go into the store together, all of them or none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tradefiche.customs.ingest_report import Remark
from tradefiche.customs.regions import named
from tradefiche.errors import ConfigError, DataError, UnavailableError
from tradefiche.reference.terms import FLOWS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from tradefiche.customs.held import HeldQuarter, HeldYear
    from tradefiche.customs.ingest import Intake
    from tradefiche.customs.remote.download import Arrival
    from tradefiche.customs.remote.listings import WorkbooksOffer

YEARS_A_BOOK = 3
"""Number of calendar years in a workbook of the Customs."""


@dataclass(frozen=True, slots=True)
class BookBundle:
    """One zip per requested région.

    Attributes:
        what: its name in messages.
        books: the requested offers, in the order of `arrivals`.
        arrivals: the zips.
        years: the requested years; empty for all that the workbooks have.
        oldest: the newest year must not be before this; None for no limit.
    """

    what: str
    books: tuple[WorkbooksOffer, ...]
    arrivals: tuple[Arrival, ...]
    years: tuple[int, ...] = ()
    oldest: int | None = None

    def lacking(self, held: Iterable[HeldQuarter | HeldYear]) -> bool:
        """Whether a store with these slices may lack data of the zips.

        An earlier run may have taken other years from the same zips.
        """
        if any(arrival.fresh for arrival in self.arrivals):
            return True
        there: dict[str, set[int]] = {arrival.raw.sha256: set() for arrival in self.arrivals}
        for each in held:
            if each.source.sha256 in there:
                there[each.source.sha256].add(each.year)
        if self.years:
            return any(not years >= set(self.years) for years in there.values())
        return any(len(years) < YEARS_A_BOOK for years in there.values())

    def check(self, intake: Intake) -> Iterable[Remark]:
        """Check what was read, and keep only the requested years, or those all régions share.

        A région has a year if both flows do. Returns one remark per year that only some have.

        Raises:
            DataError: a zip holds another région, only one flow, or quarterly texts.
            UnavailableError: a requested year is missing, the régions share no year, or the
                newest one is too old.
        """
        years = {
            book.region or book.url: self._years(book, arrival, intake)
            for book, arrival in zip(self.books, self.arrivals, strict=True)
        }
        common = set.intersection(*years.values())
        newest = max(common, default=None)
        if lacking := sorted(set(self.years) - common):
            raise UnavailableError(f"{self.what}: {_lacks(lacking, years, common)}")
        if newest is None:
            raise UnavailableError(f"{self.what}: no year that all the régions have")
        if self.oldest is not None and newest < self.oldest:
            raise UnavailableError(f"{self.what}: its newest full year is {newest}")
        intake.books.limit(self.years or common)
        if self.years:
            return ()
        return [self._in_part(year, years) for year in sorted(set.union(*years.values()) - common)]

    def _years(self, book: WorkbooksOffer, arrival: Arrival, intake: Intake) -> set[int]:
        """Return the years that a zip has in both flows."""
        digest = arrival.raw.sha256
        mine = [each for each in intake.books.held if each.source.sha256 == digest]
        others = {each.region for each in mine} - {book.region}
        if book.region and others:
            raise DataError(f"{book.url}: workbooks of région {min(others)}, not {book.region}")
        if any(each.source.sha256 == digest for each in intake.held):
            raise DataError(f"{book.url}: texts of quarters, not yearly workbooks")
        by_flow = {flow: {each.year for each in mine if each.flow == flow} for flow in FLOWS}
        for flow, years in by_flow.items():
            if not years:
                raise DataError(f"{book.url}: no workbook of {flow}s")
        return set.intersection(*by_flow.values())

    def _in_part(self, year: int, years: Mapping[str, set[int]]) -> Remark:
        there = sorted(region for region, found in years.items() if year in found)
        text = (
            f"{self.what}: {year} stands in {len(there)} of {len(years)} régions "
            f"({', '.join(there)}), and is left out until all have it"
        )
        return Remark("year-in-part", "warning", text)


def chosen(books: Sequence[WorkbooksOffer], regions: Collection[str]) -> tuple[WorkbooksOffer, ...]:
    """Return the zips of the given régions (none: all); ConfigError (78) if one is missing."""
    if unknown := set(regions) - {book.region or "" for book in books}:
        raise ConfigError(
            f"sources.yaml: no address of workbooks of the régions {named(unknown)}",
            hint="its sources of the kind workbooks list them under regions",
        )
    return tuple(book for book in books if not regions or book.region in regions)


def _lacks(lacking: Sequence[int], years: Mapping[str, set[int]], common: set[int]) -> str:
    without = sorted(region for region, found in years.items() if not found >= set(lacking))
    where = f" (régions {', '.join(without)})" if len(without) < len(years) else ""
    has = ", ".join(map(str, sorted(common))) or "no year that all the régions have"
    return f"lacks {', '.join(map(str, lacking))}{where}; it has {has}"
