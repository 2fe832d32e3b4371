"""The rows that indicators count: those of the periods asked for, and of a year earlier."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import product
from typing import TYPE_CHECKING

from tradefiche.customs import slices
from tradefiche.customs.ingest_report import NOWHERE
from tradefiche.customs.regions import MONACO, departments_of, homes
from tradefiche.customs.releases import FIRST_FIGURES_MONTHS, months
from tradefiche.customs.view import behind
from tradefiche.reference.periods import EMEBI, Quarter
from tradefiche.reference.terms import FLOWS

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    import polars as pl

    from tradefiche.customs.held import HeldQuarter, HeldYear
    from tradefiche.customs.view import Choice, View
    from tradefiche.reference.periods import Period
    from tradefiche.reference.terms import Flow


@dataclass(frozen=True, slots=True, eq=False)
class FactsPart:
    """The rows of a flow in a period; equal to itself alone.

    Attributes:
        period: its label.
        flow: which.
        rows: columns as of `slices.scan_sums`, cpf4 where products are told apart by it.
        lacking: the régions, by the Customs' code, of which nothing is known: their workbook is not
            held. Neither is then France, nor any rank among all.
        absent: Monaco and the code of no département where workbooks, of which it is not sure,
            have no row of them.
        noted: value in whole euros, and number, of all rows as the store has noted them; None where
            it has not.
        origin: what the rows are read from, equal wherever they are the same: other rows in their
            place have another, and nothing noted.
    """

    period: str
    flow: Flow
    rows: pl.LazyFrame
    lacking: tuple[str, ...] = ()
    absent: frozenset[str] = frozenset()
    noted: tuple[int, int] | None = None
    origin: Hashable = field(default_factory=object)

    @property
    def missing(self) -> frozenset[str]:
        """The départements of the régions that are lacking, and Monaco if it is absent."""
        return departments_of(self.lacking) | (self.absent - {NOWHERE})


@dataclass(frozen=True, slots=True)
class Facts:
    """Rows to count.

    Attributes:
        periods: labels of the periods, in the order asked.
        current: the flows of the periods that are held.
        previous: the same of a year earlier, under the label of the later period.
        notes: codes for a change over the year, by period: `emebi`, `vintage`, joined by a space.
    """

    periods: tuple[str, ...]
    current: tuple[FactsPart, ...]
    previous: tuple[FactsPart, ...]
    notes: Mapping[str, str]

    def known(self, flow: Flow) -> list[str]:
        """Return the periods in which a flow is held, be it of some régions alone."""
        return [part.period for part in self.current if part.flow == flow]

    def changes_known(self, flow: Flow) -> list[str]:
        """Return the periods in which a flow is held, and also a year earlier."""
        before = {part.period for part in self.previous if part.flow == flow}
        return [period for period in self.known(flow) if period in before]


def facts(view: View, periods: Sequence[Period], *, needs_cpf4: bool = False) -> Facts:
    """Scan the rows of some periods and of a year earlier; nothing is read yet.

    Args:
        view: what counts.
        periods: in the order asked.
        needs_cpf4: whether products are told apart by CPF4, which only quarters know.
    """
    current, previous = [], []
    for period in periods:
        now = [view.chosen(flow, period, needs_cpf4=needs_cpf4) for flow in FLOWS]
        then = [view.before(flow, period, needs_cpf4=needs_cpf4) for flow in FLOWS]
        for flow, one, other in zip(FLOWS, now, then, strict=True):
            if one:
                current.append(part_of(view, str(period), flow, one, now, needs_cpf4=needs_cpf4))
            if other:
                previous.append(
                    part_of(view, str(period), flow, other, then, needs_cpf4=needs_cpf4)
                )
    notes = {
        str(period): " ".join(change_notes(view, period, needs_cpf4=needs_cpf4))
        for period in periods
    }
    return Facts(tuple(notes), tuple(current), tuple(previous), notes)


def part_of(
    view: View,
    label: str,
    flow: Flow,
    choice: Choice,
    both: Sequence[Choice | None],
    *,
    needs_cpf4: bool = False,
) -> FactsPart:
    """Return the rows of what answers for a flow; `both` is what does for either."""
    found = part_from(view.folder, label, flow, behind(choice), needs_cpf4=needs_cpf4)
    return replace(found, lacking=choice.missing, absent=absent(both))


def part_from(
    folder: Path,
    label: str,
    flow: Flow,
    held: Sequence[HeldQuarter | HeldYear],
    *,
    needs_cpf4: bool = False,
) -> FactsPart:
    """Return the rows of some slices of a store, of one flow."""
    return FactsPart(
        label,
        flow,
        slices.scan_sums(folder, held, needs_cpf4=needs_cpf4),
        noted=(sum(each.value_eur for each in held), sum(each.rows for each in held)),
        origin=(needs_cpf4, *(each.file for each in held)),
    )


def absent(both: Iterable[Choice | None]) -> frozenset[str]:
    """Return what the workbooks that answer have in neither flow: Monaco, the code of no place.

    None where the workbook that would have them is not held, or the store does not know.
    """
    found = [_without(choice) for choice in both if choice and choice.grain == "workbooks"]
    return frozenset.intersection(*found) if found else frozenset()


def _without(choice: Choice) -> frozenset[str]:
    held = dict(choice.workbooks)
    there = [set((each.departments or "").split()) for each in held.values()]
    if not all(there):
        return frozenset()
    sought = {NOWHERE} if choice.whole else set()
    sought |= {MONACO} if homes()[MONACO] in held else set()
    return frozenset(sought.difference(*there))


def sources(
    view: View, periods: Iterable[Period], *, before: bool = False, needs_cpf4: bool = False
) -> list[HeldQuarter | HeldYear]:
    """Return the slices behind some periods, in order of flow and time.

    Args:
        view: what counts.
        periods: any.
        before: whether also those of a year earlier.
        needs_cpf4: as in `facts`.
    """
    found: dict[tuple[str, int, str], HeldQuarter | HeldYear] = {}
    for period, flow in product(periods, FLOWS):
        for held in (
            *_behind(view, flow, period, view.chosen(flow, period, needs_cpf4=needs_cpf4)),
            *(_behind(
                view, flow, period.year_before(),
                view.before(flow, period, needs_cpf4=needs_cpf4),
            ) if before else ()),
        ):  # fmt: skip
            found[held.flow, held.year, held.file] = held
    return sorted(found.values(), key=lambda each: (each.flow, each.year, str(each.when)))


def everything(view: View, *, needs_cpf4: bool = False) -> list[HeldQuarter | HeldYear]:
    """Return the quarters that count, and the régions' years where these answer."""
    books: list[HeldYear] = []
    if not needs_cpf4:
        books = [held for choice in view.choices.values() for _, held in choice.workbooks]
    quarters = [view.slices[key] for key in sorted(view.slices)]
    return [*quarters, *sorted(books, key=lambda held: (held.flow, held.when))]


def _behind(
    view: View, flow: Flow, period: Period, choice: Choice | None
) -> list[HeldQuarter | HeldYear]:
    """Return the slices that answer; those that are held of the period if they are too few."""
    if choice is not None:
        return behind(choice)
    return [view.slices[flow, each] for each in period.quarters if (flow, each) in view.slices]


def change_notes(view: View, period: Period, *, needs_cpf4: bool = False) -> Iterator[str]:
    """Say what stands against a change over the year: `emebi`, `vintage`."""
    before = period.year_before()
    if before.quarters[0] < EMEBI <= period.quarters[-1]:
        yield "emebi"
    for flow in FLOWS:
        now = view.chosen(flow, period, needs_cpf4=needs_cpf4)
        then = view.before(flow, period, needs_cpf4=needs_cpf4)
        if now and then and _vintages_differ(period, now, before, then):
            yield "vintage"
            return


def _vintages_differ(period: Period, now: Choice, before: Period, then: Choice) -> bool:
    """Say whether first figures of one quarter stand against revised ones of the other.

    Only different releases can differ so: in one release, whose older quarters are revised with
    the newer ones, both are what the Customs knew on the same day.
    """
    return any(
        _differ((quarter, own), (earlier, other))
        for quarter, own, earlier, other in zip(
            period.quarters, _releases(period, now), before.quarters, _releases(before, then),
            strict=True,
        )
    )  # fmt: skip


def _differ(one: tuple[Quarter, str | None], other: tuple[Quarter, str | None]) -> bool:
    if None in (one[1], other[1]) or one[1] == other[1]:
        return False
    first = {
        months(release) - quarter.last_month < FIRST_FIGURES_MONTHS
        for quarter, release in (one, other)
        if release is not None
    }
    return len(first) > 1


def _releases(period: Period, choice: Choice) -> list[str | None]:
    """Return the release that each quarter's figures are of; None if unknown."""
    if choice.grain == "workbooks":
        return [choice.release] * len(period.quarters)
    return [held.release for held in choice.quarters]
