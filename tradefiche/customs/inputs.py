"""Select the rows for indicators: those of the requested periods, and of a year earlier."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import product
from typing import TYPE_CHECKING

from tradefiche.customs import slices
from tradefiche.customs.regions import MONACO, departments_of, homes
from tradefiche.customs.releases import FIRST_FIGURES_MONTHS, months
from tradefiche.customs.view import behind, by_workbooks
from tradefiche.reference.codes import NOWHERE
from tradefiche.reference.periods import EMEBI, Quarter
from tradefiche.reference.terms import FLOWS

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    import polars as pl

    from tradefiche.customs.grains import Choice
    from tradefiche.customs.held import HeldQuarter, HeldYear
    from tradefiche.customs.view import View
    from tradefiche.reference.periods import Period
    from tradefiche.reference.terms import Flow


@dataclass(frozen=True, slots=True, eq=False)
class FactsPart:
    """The rows of a flow in a period; compared by identity.

    Attributes:
        period: label of the period.
        flow: export or import.
        rows: a lazy scan with the columns of `slices.scan_sums`, cpf4 only if it is needed.
        lacking: the Customs' codes of régions whose workbook is not held. If there are any,
            France's figures and ranks are unknown too.
        absent: Monaco (99) and the code of no département (98), if workbooks are used and have no
            rows for it, which may mean zero or not recorded.
        noted: value in whole euros and number of all rows as recorded in the manifest; None if
            not recorded.
        origin: identifies the source of the rows, equal for the same rows. A part whose rows are
            replaced needs a new origin, and `noted` None.
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
        """The Customs' codes of départements in lacking régions, and of Monaco if it is absent."""
        return departments_of(self.lacking) | (self.absent - {NOWHERE})


@dataclass(frozen=True, slots=True)
class Facts:
    """The rows to compute indicators from.

    Attributes:
        periods: labels of the periods, in the order requested.
        current: one part per period and flow that is held.
        previous: the same for a year earlier, labelled with the later period.
        notes: by period, codes of caveats on the year-on-year change: `emebi`, `vintage`, joined
            by a space.
    """

    periods: tuple[str, ...]
    current: tuple[FactsPart, ...]
    previous: tuple[FactsPart, ...]
    notes: Mapping[str, str]

    def known(self, flow: Flow) -> list[str]:
        """Return the periods for which a flow is held, even if only for some régions."""
        return [part.period for part in self.current if part.flow == flow]

    def changes_known(self, flow: Flow) -> list[str]:
        """Return the periods for which a flow is held both then and a year earlier."""
        before = {part.period for part in self.previous if part.flow == flow}
        return [period for period in self.known(flow) if period in before]


def facts(view: View, periods: Sequence[Period], *, needs_cpf4: bool = False) -> Facts:
    """Return lazy scans of the rows of some periods and of a year earlier.

    The slices are checked, their rows are not read yet. Raises as `slices.scan`.

    Args:
        view: the slices that count.
        periods: in the order requested.
        needs_cpf4: whether products are distinguished by CPF4, which only quarters have.
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
    """Return the rows of the choice for a flow; `both` are the choices for the two flows."""
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
    """Return the rows of some slices of one flow as a part labelled `label`."""
    return FactsPart(
        label,
        flow,
        slices.scan_sums(folder, held, needs_cpf4=needs_cpf4),
        noted=(sum(each.value_eur for each in held), sum(each.rows for each in held)),
        origin=(needs_cpf4, *(each.file for each in held)),
    )


def absent(both: Iterable[Choice | None]) -> frozenset[str]:
    """Return which of Monaco (99) and no département (98) the used workbooks have in neither flow.

    A code is left out if the workbook that would have it is not held, or if the store has not
    recorded its départements.
    """
    found = [_without(choice) for choice in both if by_workbooks(choice)]
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
    """Return the slices that the figures of some periods rest on, ordered by flow and time.

    Args:
        view: the slices that count.
        periods: the periods.
        before: whether to include the slices of a year earlier.
        needs_cpf4: as in `facts`.
    """
    found: dict[tuple[str, int, str], HeldQuarter | HeldYear] = {}
    for period, flow in product(periods, FLOWS):
        held = _behind(view, flow, period, view.chosen(flow, period, needs_cpf4=needs_cpf4))
        if before:
            then = view.before(flow, period, needs_cpf4=needs_cpf4)
            held += _behind(view, flow, period.year_before(), then)
        found |= {(each.flow, each.year, each.file): each for each in held}
    return sorted(found.values(), key=lambda each: (each.flow, each.year, str(each.when)))


def everything(view: View, *, needs_cpf4: bool = False) -> list[HeldQuarter | HeldYear]:
    """Return the quarters that count, then the régions' years used for a calendar year."""
    books: list[HeldYear] = []
    if not needs_cpf4:
        books = [held for choice in view.choices.values() for _, held in choice.workbooks]
    quarters = [view.slices[key] for key in sorted(view.slices)]
    return [*quarters, *sorted(books, key=lambda held: (held.flow, held.when))]


def _behind(
    view: View, flow: Flow, period: Period, choice: Choice | None
) -> list[HeldQuarter | HeldYear]:
    """Return the slices of a choice; without one, the quarters of the period that are held."""
    return [*view.quarters_of(flow, period)] if choice is None else behind(choice)


def change_notes(view: View, period: Period, *, needs_cpf4: bool = False) -> Iterator[str]:
    """Yield codes of caveats on a period's year-on-year change: `emebi`, `vintage`."""
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
    """Return whether first figures of a quarter are compared with revised ones, or vice versa.

    Only quarters of different releases can differ in this way: within one release, both are what
    the Customs knew on the same day.
    """
    return any(
        own and other and own != other and _is_first(quarter, own) != _is_first(earlier, other)
        for quarter, own, earlier, other in zip(
            period.quarters, _releases(period, now), before.quarters, _releases(before, then),
            strict=True,
        )
    )  # fmt: skip


def _is_first(quarter: Quarter, release: str) -> bool:
    return months(release) - quarter.last_month < FIRST_FIGURES_MONTHS


def _releases(period: Period, choice: Choice) -> list[str | None]:
    """Return the release of each quarter's figures; None for an unknown one."""
    if choice.grain == "workbooks":
        return [choice.release] * len(period.quarters)
    return [held.release for held in choice.quarters]
