"""All quarters in a view of the store, and every run of four consecutive ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from tradefiche.customs import slices
from tradefiche.customs.inputs import FactsPart, change_notes, part_from, part_of
from tradefiche.customs.view import by_workbooks
from tradefiche.reference.periods import EMEBI, QUARTERS_A_YEAR, Period
from tradefiche.reference.terms import FLOWS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tradefiche.customs.grains import Choice
    from tradefiche.customs.view import View
    from tradefiche.reference.periods import Quarter
    from tradefiche.reference.terms import Flow

Span = Literal["quarter", "year"]


class Window(NamedTuple):
    """A quarter, or four consecutive ones.

    Attributes:
        period: its label.
        parts: flow and label of the rows it consists of (`History.current`).
        before: the label of the same quarters a year earlier, as they are compared with it.
        known: the flows that are held for the whole window.
        note: codes of caveats on its year-on-year change, as in `Facts.notes`.
        base: label of the calendar year that is 100 in the index of four-quarter sums: the first
            one held on the same side of the break in series; None for a quarter, and for a window
            that straddles the break.
        shown: whether it has a row of its own; False for a year before that is only compared with.
    """

    period: str
    span: Span
    parts: tuple[tuple[Flow, str], ...]
    before: str
    known: frozenset[Flow]
    note: str
    base: str | None
    shown: bool = True


@dataclass(frozen=True, slots=True)
class History:
    """Rows of every quarter held, and the windows over them.

    Attributes:
        current: the rows of each flow and quarter, labelled with the quarter; then those of each
            calendar year answered by workbooks, labelled with the year.
        windows: every quarter from the first held to the last, gaps included; then every run of
            four and the calendar years answered by workbooks, in order of time; last the years
            that are only compared with, whose rows are labelled like themselves.
    """

    current: tuple[FactsPart, ...]
    windows: tuple[Window, ...]

    def known(self, flow: Flow) -> list[str]:
        """Return the labels of the windows for which a flow is held in full."""
        return [window.period for window in self.windows if flow in window.known]


def history(view: View, *, needs_cpf4: bool = False) -> History:
    """Return lazy scans of every quarter, and of years answered by workbooks.

    Slices are checked here, but rows are not read yet. A calendar year uses either quarters or
    workbooks, as everywhere, never both. Raises as `slices.scan`.
    """
    # check all slices in parallel; the calls below would hash them one at a time
    slices.require_read(view.folder, view.slices.values(), needs_cpf4=needs_cpf4)
    parts = [
        part_from(view.folder, str(quarter), flow, [held], needs_cpf4=needs_cpf4)
        for (flow, quarter), held in sorted(view.slices.items())
    ]
    years = [] if needs_cpf4 else [key for key, c in view.choices.items() if by_workbooks(c)]
    parts += [
        part_of(view, str(year), flow, view.choices[flow, year], _both(view, year))
        for flow, year in years
    ]
    of_books = {Period.of_year(year) for _, year in years}
    spans: list[tuple[Span, Period]] = [("quarter", Period((each,))) for each in _run(view)]
    rolling = {*_rolling(view), *of_books}
    spans += [("year", each) for each in sorted(rolling, key=lambda each: each.quarters)]
    bases = {late: _base(view, late=late, needs_cpf4=needs_cpf4) for late in (False, True)}
    compared = {
        period: then
        for period in sorted(of_books, key=str)
        if (then := [view.before(flow, period) for flow in FLOWS])
        != _both(view, period.quarters[0].year - 1)
    }
    labels = {each: f"{each.year_before()}, as compared with {each}" for each in compared}
    windows = [
        _window(view, span, each, bases, labels.get(each), needs_cpf4=needs_cpf4)
        for span, each in spans
    ]
    for period, then in compared.items():
        label, both = labels[period], zip(FLOWS, then, strict=True)
        rows = [part_of(view, label, flow, choice, then) for flow, choice in both if choice]
        parts += rows
        windows.append(
            Window(
                period=label,
                span="year",
                parts=tuple((each.flow, label) for each in rows),
                before="",
                known=frozenset(each.flow for each in rows),
                note="",
                base=None,
                shown=False,
            )
        )
    return History(tuple(parts), tuple(windows))


def _base(view: View, *, late: bool, needs_cpf4: bool) -> str | None:
    """Return the first calendar year held before the break in series, or (`late`) since it.

    Years with both flows come first, then those that cover all of France; None without any.
    """
    found = []
    for year in sorted({year for _, year in view.choices}):
        period = Period.of_year(year)
        both = [view.chosen(flow, period, needs_cpf4=needs_cpf4) for flow in FLOWS]
        known = [choice for choice in both if choice is not None]
        if known and (period.quarters[0] >= EMEBI) == late:
            found.append((-len(known), not all(choice.whole for choice in known), str(period)))
    return min(found)[-1] if found else None


def _window(
    view: View,
    span: Span,
    period: Period,
    bases: Mapping[bool, str | None],
    before: str | None,
    *,
    needs_cpf4: bool,
) -> Window:
    first, late = (quarter >= EMEBI for quarter in (period.quarters[0], period.quarters[-1]))
    choices = {flow: view.chosen(flow, period, needs_cpf4=needs_cpf4) for flow in FLOWS}
    of_flow = {
        flow: (str(period),) if by_workbooks(choice) else tuple(map(str, period.quarters))
        for flow, choice in choices.items()
    }
    return Window(
        period=str(period),
        span=span,
        parts=tuple((flow, part) for flow in FLOWS for part in of_flow[flow]),
        before=before or str(period.year_before()),
        known=frozenset(flow for flow in FLOWS if choices[flow]),
        note=" ".join(change_notes(view, period, needs_cpf4=needs_cpf4)),
        base=bases[late] if span == "year" and first == late else None,
    )


def _both(view: View, year: int) -> list[Choice | None]:
    return [view.choices.get((flow, year)) for flow in FLOWS]


def _rolling(view: View) -> Iterator[Period]:
    quarters = list(_run(view))
    for start in range(len(quarters) - QUARTERS_A_YEAR + 1):
        yield Period(tuple(quarters[start : start + QUARTERS_A_YEAR]))


def _run(view: View) -> Iterator[Quarter]:
    """Yield every quarter from the first held to the last."""
    held = {quarter for _, quarter in view.slices}
    quarter = min(held, default=None)
    while quarter is not None and quarter <= max(held):
        yield quarter
        quarter = quarter.shifted(1)
