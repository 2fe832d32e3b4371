"""What answers a calendar year: four quarters of the text files, or the régions' workbooks.

Pure rules over what is held; nothing is read. A question about a year takes one of the two, flow
by flow and for all territories alike, and never a sum of both.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Literal, Protocol, TypeVar, get_args

from tradefiche.reference.periods import QUARTERS_A_YEAR
from tradefiche.reference.terms import FLOWS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from tradefiche.reference.terms import Flow

Grain = Literal["quarters", "workbooks"]
GRAINS: tuple[Grain, ...] = get_args(Grain)


class Released(Protocol):
    """Something held that is of a release: its month, `2025-02`, None if unknown."""

    @property
    def release(self) -> str | None:
        """The month."""


class OfSource(Released, Protocol):
    """A région's year as held: it knows the file that it came from."""

    @property
    def digest(self) -> str:
        """SHA-256 of the file."""


Q = TypeVar("Q", bound=Released)
W = TypeVar("W", bound=Released)
S = TypeVar("S", bound=OfSource)


@dataclass(frozen=True, slots=True)
class YearChoice(Generic[Q, W]):
    """What answers for a flow in a calendar year.

    Attributes:
        grain: which of the two.
        release: the oldest release in it: as new as that the year is; None if one is unknown.
        quarters: its four quarters; none if the workbooks answer.
        workbooks: its régions by the Customs' code; none if the quarters answer.
        missing: régions without a workbook, if the workbooks answer: no France, no ranks.
        newer: régions whose workbook is newer than the quarters that answer, but does not count.
    """

    grain: Grain
    release: str | None
    quarters: tuple[Q, ...] = ()
    workbooks: tuple[tuple[str, W], ...] = ()
    missing: tuple[str, ...] = ()
    newer: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether it holds all of France."""
        return not self.missing


def choose_year(
    quarters: Sequence[Q], workbooks: Mapping[str, W], regions: Collection[str]
) -> YearChoice[Q, W] | None:
    """Choose what answers for a flow in a calendar year; None if neither can.

    The newer of four quarters and the workbooks of all régions; quarters where both are of one
    release. Some workbooks answer only where the quarters are not all held. An unknown release
    never replaces a known one.

    Args:
        quarters: the quarters held of the year, the newest release of each.
        workbooks: the régions held of the year, the newest release of each.
        regions: the Customs' codes of all régions that there are workbooks of.
    """
    missing = tuple(sorted(set(regions) - set(workbooks)))
    of_workbooks = _oldest(workbooks.values())
    if len(quarters) == QUARTERS_A_YEAR:
        of_quarters = _oldest(quarters)
        if missing or not workbooks or not _newer(of_workbooks, of_quarters):
            newer = (code for code, held in workbooks.items() if _newer(held.release, of_quarters))
            return YearChoice("quarters", of_quarters, tuple(quarters), newer=tuple(sorted(newer)))
    elif not workbooks:
        return None
    held = tuple(sorted(workbooks.items(), key=lambda each: each[0]))
    return YearChoice("workbooks", of_workbooks, workbooks=held, missing=missing)


def year_before(
    choice: YearChoice[Q, S], held: Iterable[tuple[str, S]], own: YearChoice[Q, S] | None
) -> YearChoice[Q, S] | None:
    """Choose what a year is compared with: the year before of the same workbooks, if they have it.

    Then both are of one release, and no revision passes for a change. Otherwise it is what
    answers for the year before by itself.

    Args:
        choice: what answers for the year.
        held: everything held of the year before from workbooks, of all releases, by région.
        own: what answers for the year before.
    """
    if choice.grain == "quarters":
        return own
    digests = {code: each.digest for code, each in choice.workbooks}
    same = {code: each for code, each in held if digests.get(code) == each.digest}
    if same.keys() != digests.keys():
        return own
    workbooks = tuple(sorted(same.items(), key=lambda each: each[0]))
    return YearChoice(
        "workbooks", _oldest(same.values()), workbooks=workbooks, missing=choice.missing
    )


def default_year(
    choices: Mapping[tuple[Flow, int], YearChoice[Q, W]], regions: Collection[str]
) -> tuple[int | None, tuple[int, ...]]:
    """Choose the year that is meant where none is named.

    Args:
        choices: what answers, by flow and year.
        regions: the Customs' codes of the régions in which the territories asked for lie; all of
            them for France.

    Returns:
        The newest year that is held for all of France in both flows; if there is none, the newest
        held for the régions asked; None if nothing is. Then the newer years that are held in part.
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


def _oldest(held: Iterable[Released]) -> str | None:
    """Return the oldest release; None if one is unknown, or there is nothing."""
    releases = [each.release for each in held]
    known = [release for release in releases if release is not None]
    return min(known) if known and len(known) == len(releases) else None


def _newer(one: str | None, other: str | None) -> bool:
    return (one or "") > (other or "")
