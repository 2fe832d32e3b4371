"""Zips of quarterly texts that go into the store together, and the checks that both flows match."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tradefiche.customs.folders import packages
from tradefiche.customs.layout import FLOWS as FLOW_OF
from tradefiche.customs.remote.download import by_address
from tradefiche.errors import DataError, UnavailableError
from tradefiche.reference.periods import Period, spans
from tradefiche.reference.terms import FLOWS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tradefiche.customs.held import HeldQuarter, HeldYear
    from tradefiche.customs.ingest import Intake
    from tradefiche.customs.ingest_report import Remark
    from tradefiche.customs.packages import Package
    from tradefiche.customs.remote.download import Arrival
    from tradefiche.reference.terms import Flow

_TWINS = {"export": "import", "import": "export", "paysi": "payse", "payse": "paysi"}
_FLOW = re.compile("|".join(_TWINS), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Bundle:
    """Zips of one release, with both flows.

    Attributes:
        what: its name in messages.
        arrivals: the zips.
        years: years that it must hold in full.
        certain: whether it is named as those years; False if it is merely expected to hold them.
    """

    what: str
    arrivals: tuple[Arrival, ...]
    years: tuple[int, ...] = ()
    certain: bool = True

    def lacking(self, held: Iterable[HeldQuarter | HeldYear]) -> bool:  # noqa: ARG002 - same signature as BookBundle
        """Whether the store lacks any of it: only if a zip is fresh, since zips go in whole."""
        return any(arrival.fresh for arrival in self.arrivals)

    def check(self, intake: Intake) -> Iterable[Remark]:
        """Check what was read, before it is committed; return no remarks.

        Raises:
            UnavailableError: one flow is missing, or a year that was merely expected.
            DataError: the flows do not cover the same quarters, or a year is incomplete.
        """
        digests = {arrival.raw.sha256 for arrival in self.arrivals}
        mine = [each for each in intake.held if each.source.sha256 in digests]
        quarters = {flow: [each.when for each in mine if each.flow == flow] for flow in FLOWS}
        there = [flow for flow in FLOWS if quarters[flow]]
        if len(there) == 1:
            raise UnavailableError(
                f"{self.what}: {there[0]}s alone; both flows of a release go in together",
                hint="name the other zip with a second --source",
            )
        exports, imports = (sorted(set(quarters[flow])) for flow in FLOWS)
        if exports != imports:
            raise DataError(
                f"{self.what}: exports of {spans(exports)}, imports of {spans(imports)}: "
                "not the two flows of one release"
            )
        for year in self.years:
            if not set(Period.of_year(year).quarters) <= set(exports):
                kind = DataError if self.certain else UnavailableError
                raise kind(f"{self.what}: holds {spans(exports)}, not all of {year}")
        return ()


def flows_in(arrival: Arrival) -> set[Flow]:
    """Return the flows that a zip has records of, by the first character of each data file."""
    found: set[Flow] = set()
    for package in _opened(arrival):
        for entry in package.data:
            with entry.open() as stream:
                head = stream.read(4).removeprefix(b"\xef\xbb\xbf")[:1].decode("ascii", "replace")
            found |= {FLOW_OF[head]} if head in FLOW_OF else set()
    return found


def holds_workbooks(arrival: Arrival) -> bool:
    """Whether a zip has yearly workbooks of a région, and no texts of quarters."""
    found = _opened(arrival)
    return all(package.books and not package.data for package in found)


def _opened(arrival: Arrival) -> list[Package]:
    try:
        return packages(arrival.path)
    except DataError as error:
        raise by_address(error, [arrival]) from error


def twin(url: str) -> str | None:
    """Return the URL where the other flow's zip should be; None if the name has no flow to swap."""
    start, separator, name = url.rpartition("/")
    found = list(_FLOW.finditer(name))
    if not found:
        return None
    last = found[-1]
    return f"{start}{separator}{name[: last.start()]}{_other(last[0])}{name[last.end() :]}"


def _other(word: str) -> str:
    other = _TWINS[word.lower()]
    if word.isupper():
        return other.upper()
    return other.title() if word[0].isupper() else other
