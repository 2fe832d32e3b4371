"""What a source offers: zips of one flow, and pairs of them from one release."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from tradefiche.customs.releases import months
from tradefiche.reference.periods import Period, Quarter

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from tradefiche.reference.terms import Flow

_MONTHS_A_QUARTER = 3


@dataclass(frozen=True, slots=True)
class Offer:
    """A zip of one flow: the archive of a year, or the latest quarters if `year` is None.

    Attributes:
        release: its month, `2025-02`; None if unknown.
        size: in bytes; None if unknown.
        checksum: algorithm and hexadecimal digest; None if unknown.
        modified: date that tells two uploads of one release apart.
    """

    url: str
    flow: Flow
    year: int | None
    release: str | None
    size: int | None = None
    checksum: tuple[str, str] | None = None
    modified: str = ""


@dataclass(frozen=True, slots=True)
class WorkbooksOffer:
    """A zip of a région's yearly workbooks, both flows.

    `region` is the Customs' code; None if it is known only from the zip.
    """

    url: str
    region: str | None = None


@dataclass(frozen=True, slots=True)
class OfferPair:
    """Both flows of one release, for a year or the latest quarters."""

    exports: Offer
    imports: Offer

    @property
    def offers(self) -> tuple[Offer, Offer]:
        """Its two zips."""
        return (self.exports, self.imports)

    @property
    def year(self) -> int | None:
        """The year of the archive; None for the latest quarters."""
        return self.exports.year

    @property
    def release(self) -> str | None:
        """Month of the release; None if unknown."""
        return self.exports.release

    @property
    def last_quarter(self) -> Quarter | None:
        """The newest quarter in it, derived from the release for the latest quarters; or None."""
        if self.year is not None:
            return Quarter(self.year, 4)
        return elapsed(self.release) if self.release else None

    @property
    def full_year(self) -> int | None:
        """The calendar year ending with its last quarter; None if that is unknown or not Q4."""
        last = self.last_quarter
        if last is None:
            return None
        return last.year if last.number == Period.of_year(last.year).quarters[-1].number else None

    def __str__(self) -> str:
        what = f"the archives of {self.year}" if self.year else "the latest quarters"
        return f"{what}, release {self.release or 'unknown'}"


def elapsed(release: str) -> Quarter:
    """Return the last quarter a release surely holds: it ended a month before its month began."""
    year, month = divmod(months(release) - 1, 12)
    return Quarter(year, month // _MONTHS_A_QUARTER + 1).shifted(-1)


def pairs_of(offers: Iterable[Offer]) -> list[OfferPair]:
    """Return the pairs of each release, oldest first; of two uploads the later one counts."""
    found: list[OfferPair] = []
    ordered = sorted(offers, key=lambda each: (each.release or "", each.modified))
    for _, same in groupby(ordered, key=lambda each: each.release or ""):
        sides: dict[tuple[int | None, Flow], Offer] = {}
        for offer in same:
            sides[offer.year, offer.flow] = offer
        for (year, flow), exports in sides.items():
            if flow == "export" and (imports := sides.get((year, "import"))):
                found.append(OfferPair(exports, imports))
    return found


def newest_pairs(pairs: Iterable[OfferPair]) -> dict[int | None, OfferPair]:
    """Return the newest pair by year (None: the latest quarters); `pairs` are oldest first."""
    return {pair.year: pair for pair in pairs}


def common_pairs(pairs: Iterable[OfferPair], years: Collection[int]) -> list[OfferPair]:
    """Return the pairs of the newest release that has all of `years` in full; empty without one.

    Changes between these years are then computed from figures of one vintage.
    """
    by_release: dict[str, dict[int, OfferPair]] = {}
    for pair in pairs:
        year = pair.full_year
        if pair.release and year is not None and year in years:
            of_year = by_release.setdefault(pair.release, {})
            if pair.year is not None or year not in of_year:
                of_year[year] = pair
    whole = [release for release, found in by_release.items() if len(found) == len(years)]
    return list(by_release[max(whole)].values()) if whole else []
