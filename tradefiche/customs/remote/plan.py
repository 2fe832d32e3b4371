"""Choose which of a source's zips to fetch, so that the store has what the publication needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tradefiche.customs.remote.listings import common_pairs, newest_pairs, pairs_of
from tradefiche.errors import UnavailableError
from tradefiche.reference.periods import Period
from tradefiche.reference.terms import FLOWS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tradefiche.customs.remote.listings import Offer, OfferPair
    from tradefiche.customs.view import View
    from tradefiche.reference.periods import Quarter


@dataclass(frozen=True, slots=True)
class WantedZips:
    """What is requested of a source.

    Attributes:
        years: calendar years; empty for the newest full one, the one before, and the latest
            quarters, plus both years in one release where one release has both.
        oldest: the newest full year must not be before this; None for no limit.
    """

    years: tuple[int, ...] = ()
    oldest: int | None = None


def plan(offers: Iterable[Offer], view: View, wanted: WantedZips) -> tuple[OfferPair, ...]:
    """Return the pairs to fetch, oldest data first.

    Raises:
        UnavailableError: the source has no pair of one release, lacks a year, ends before
            `wanted.oldest`, or is older than what the store holds.
    """
    every = pairs_of(offers)
    pairs = newest_pairs(every)
    if not pairs:
        raise UnavailableError("no regional files with both flows of one release")
    if wanted.years:
        return _years(pairs, view, wanted.years)
    return _publication(every, pairs, view, wanted.oldest)


def _years(
    pairs: dict[int | None, OfferPair], view: View, years: Sequence[int]
) -> tuple[OfferPair, ...]:
    chosen: dict[int | None, OfferPair] = {}
    lacking = []
    for year in years:
        pair = _holding(pairs, year)
        if pair is None:
            lacking.append(year)
        elif _older(pair, view, Period.of_year(year).quarters):
            raise UnavailableError(f"{pair}: older than what the store holds")
        else:
            chosen[pair.year] = pair
    if lacking:
        raise UnavailableError(f"lacks {_listed(lacking)}; it has {_listed(_full_years(pairs))}")
    return _in_order(chosen.values())


def _publication(
    every: Sequence[OfferPair], pairs: dict[int | None, OfferPair], view: View, oldest: int | None
) -> tuple[OfferPair, ...]:
    """Return the newest pairs of two years and of the latest quarters.

    The pairs of both years in one release are added, if there is one that has both.
    """
    latest = pairs.get(None)
    years = _full_years(pairs)
    chosen = [latest] if latest else []
    if years:
        newest = years[-1]
        for year in (newest, newest - 1):
            pair = _holding(pairs, year)
            if pair:
                chosen.append(pair)
            elif not view.holds_both(Period.of_year(year)):
                raise UnavailableError(f"lacks {year}; it has {_listed(years)}")
        if oldest is not None and newest < oldest:
            raise UnavailableError(f"its newest full year is {newest}")
    elif not any(view.holds_both(Period.of_year(year)) for year in _years_before(latest)):
        raise UnavailableError("lacks a full year")
    first = max(chosen, key=lambda pair: (pair.release or "", pair.year or 0))
    if _outdated(first, view):
        raise UnavailableError(f"its newest, {first}, is older than what the store holds")
    return _in_order([*chosen, *common_pairs(every, (newest, newest - 1))] if years else chosen)


def _holding(pairs: dict[int | None, OfferPair], year: int) -> OfferPair | None:
    """Return the archive of a year, else the latest quarters if they hold all of it."""
    latest = pairs.get(None)
    return pairs.get(year) or (latest if latest and latest.full_year == year else None)


def _full_years(pairs: dict[int | None, OfferPair]) -> list[int]:
    return sorted({pair.full_year for pair in pairs.values() if pair.full_year is not None})


def _years_before(latest: OfferPair | None) -> tuple[int, ...]:
    last = latest.last_quarter if latest else None
    return (last.year, last.year - 1) if last else ()


def _older(pair: OfferPair, view: View, quarters: Iterable[Quarter]) -> bool:
    """Whether the store holds all these quarters in a release newer than the pair's."""
    held = [view.slices.get((flow, quarter)) for quarter in quarters for flow in FLOWS]
    releases = [each.release if each else None for each in held]
    return all(release is not None and release > (pair.release or "") for release in releases)


def _outdated(pair: OfferPair, view: View) -> bool:
    """Whether a source's newest pair is older than the release of the store's newest quarter."""
    held = [{quarter for each, quarter in view.slices if each == flow} for flow in FLOWS]
    newest = max(set.intersection(*held), default=None)
    if newest is None:
        return False
    if pair.release is None:
        return pair.last_quarter is None or pair.last_quarter < newest
    return _older(pair, view, [newest])


def _in_order(pairs: Iterable[OfferPair]) -> tuple[OfferPair, ...]:
    """Return pairs without duplicates: archives by year and release, then the latest quarters."""
    by_name = {(pair.year or 9999, pair.release or ""): pair for pair in pairs}
    return tuple(by_name[name] for name in sorted(by_name))


def _listed(years: Sequence[int]) -> str:
    return ", ".join(map(str, years)) or "no full year"
