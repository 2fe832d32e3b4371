"""Choose the source of a calendar year: four quarters of text files, or the régions' workbooks.

Pure rules over the slices held; no file is read. For each flow a year uses one of the two sources,
the same for all territories, and never adds up both.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from tradefiche.reference.periods import QUARTERS_A_YEAR
from tradefiche.reference.terms import FLOWS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from tradefiche.customs.held import HeldQuarter, HeldYear
    from tradefiche.reference.terms import Flow

Grain = Literal["quarters", "workbooks"]
GRAINS: tuple[Grain, ...] = get_args(Grain)


@dataclass(frozen=True, slots=True)
class Choice:
    """The slices chosen for a flow in a calendar year.

    Attributes:
        grain: which of the two sources is used.
        release: the oldest release among the slices; None if one is unknown.
        quarters: the four quarters; empty if workbooks are used.
        workbooks: pairs of a région's code (the Customs') and its slice; empty if quarters are
            used.
        missing: if workbooks are used, régions without one: no figures of France, no ranks.
        newer: if quarters are used, régions whose workbook is newer than these.
    """

    grain: Grain
    release: str | None
    quarters: tuple[HeldQuarter, ...] = ()
    workbooks: tuple[tuple[str, HeldYear], ...] = ()
    missing: tuple[str, ...] = ()
    newer: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether it holds all of France."""
        return not self.missing


def choose_year(
    quarters: Sequence[HeldQuarter], workbooks: Mapping[str, HeldYear], regions: Collection[str]
) -> Choice | None:
    """Choose the source for a flow in a calendar year; None if neither is sufficient.

    The newer of four quarters and a full set of workbooks wins; quarters if both are of the same
    release. An incomplete set of workbooks is used only if a quarter is missing. An unknown
    release never replaces a known one.

    Args:
        quarters: the quarters held for the year, the newest release of each.
        workbooks: the régions held for the year by code, the newest release of each.
        regions: the Customs' codes of all régions for which workbooks exist.
    """
    missing = tuple(sorted(set(regions) - set(workbooks)))
    of_workbooks = _oldest(workbooks.values())
    if len(quarters) == QUARTERS_A_YEAR:
        of_quarters = _oldest(quarters)
        if missing or not workbooks or not _newer(of_workbooks, of_quarters):
            newer = (code for code, held in workbooks.items() if _newer(held.release, of_quarters))
            return Choice("quarters", of_quarters, tuple(quarters), newer=tuple(sorted(newer)))
    elif not workbooks:
        return None
    held = tuple(sorted(workbooks.items(), key=lambda each: each[0]))
    return Choice("workbooks", of_workbooks, workbooks=held, missing=missing)


def year_before(
    choice: Choice, held: Iterable[tuple[str, HeldYear]], own: Choice | None
) -> Choice | None:
    """Choose what a year is compared with: the year before in the same workbook files, if held.

    Both years are then of one release, so that no revision is mistaken for a change. Otherwise
    the result is `own`.

    Args:
        choice: the choice for the year.
        held: all workbook slices of the year before, of every release, as (région, slice).
        own: the choice for the year before, made independently.
    """
    if choice.grain == "quarters":
        return own
    digests = {code: each.source.sha256 for code, each in choice.workbooks}
    same = {code: each for code, each in held if digests.get(code) == each.source.sha256}
    if same.keys() != digests.keys():
        return own
    workbooks = tuple(sorted(same.items(), key=lambda each: each[0]))
    return Choice("workbooks", _oldest(same.values()), workbooks=workbooks, missing=choice.missing)


def default_year(
    choices: Mapping[tuple[Flow, int], Choice], regions: Collection[str]
) -> tuple[int | None, tuple[int, ...]]:
    """Choose the default year.

    Args:
        choices: the choices by flow and year.
        regions: the Customs' codes of the régions of the requested territories; all régions for
            France.

    Returns:
        The newest year held in both flows for all of France; failing that, the newest held for
        these régions; failing that, None. Then the newer years, which are held only in part.
    """
    years = sorted({year for _, year in choices}, reverse=True)

    def covers(year: int, wanted: Collection[str] | None) -> bool:
        both = [choices.get((flow, year)) for flow in FLOWS]
        return all(
            each is not None
            and (each.whole if wanted is None else not set(wanted) & set(each.missing))
            for each in both
        )

    found = next((year for year in years if covers(year, None)), None)
    if found is None:
        found = next((year for year in years if covers(year, regions)), None)
    return found, tuple(year for year in years if found is None or year > found)


def _oldest(held: Iterable[HeldQuarter | HeldYear]) -> str | None:
    """Return the oldest release; None if one is unknown, or there is nothing."""
    releases = [each.release for each in held]
    known = [release for release in releases if release is not None]
    return min(known) if known and len(known) == len(releases) else None


def _newer(one: str | None, other: str | None) -> bool:
    return (one or "") > (other or "")
