"""The rows that indicators count: those of the periods asked for, and of a year earlier."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from tradefiche.customs.releases import FIRST_FIGURES_MONTHS, months
from tradefiche.customs.store import FLOWS
from tradefiche.reference.periods import Quarter

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import polars as pl

    from tradefiche.customs.layout import Flow
    from tradefiche.customs.manifest import Held
    from tradefiche.customs.store import View
    from tradefiche.reference.periods import Period

EMEBI = Quarter(2022, 1)
"""Since this quarter the EMEBI survey replaces the DEB declaration: a break in series."""


class Part(NamedTuple):
    """The rows of a flow in a period, all its quarters being held.

    Columns of `rows`: department, a129, cpf4, country, value (whole euros), mass (whole kg, null
    if unknown).
    """

    period: str
    flow: Flow
    rows: pl.LazyFrame


@dataclass(frozen=True, slots=True)
class Facts:
    """Rows to count.

    Attributes:
        periods: labels of the periods, in the order asked.
        current: the flows of the periods that are held whole.
        previous: the same of the quarters a year earlier, under the label of the later period.
        notes: codes for a change over the year, by period: `emebi`, `vintage`, joined by a space.
    """

    periods: tuple[str, ...]
    current: tuple[Part, ...]
    previous: tuple[Part, ...]
    notes: Mapping[str, str]

    def known(self, flow: Flow) -> list[str]:
        """Return the periods in which a flow is held whole."""
        return [part.period for part in self.current if part.flow == flow]

    def changes_known(self, flow: Flow) -> list[str]:
        """Return the periods in which a flow is held whole, and also a year earlier."""
        before = {part.period for part in self.previous if part.flow == flow}
        return [period for period in self.known(flow) if period in before]


def facts(view: View, periods: Sequence[Period]) -> Facts:
    """Scan the rows of some periods and of the quarters a year earlier; nothing is read yet."""
    current = _parts(view, [(str(period), period) for period in periods])
    previous = _parts(view, [(str(period), period.year_before()) for period in periods])
    notes = {str(period): " ".join(change_notes(view, period)) for period in periods}
    return Facts(tuple(notes), current, previous, notes)


def sources(view: View, periods: Iterable[Period]) -> list[Held]:
    """Return the slices behind some periods, in order of flow and quarter."""
    wanted = {quarter for period in periods for quarter in period.quarters}
    return [view.slices[key] for key in sorted(view.slices) if key[1] in wanted]


def _parts(view: View, labelled: Iterable[tuple[str, Period]]) -> tuple[Part, ...]:
    return tuple(
        Part(label, flow, rows)
        for label, period in labelled
        for flow in FLOWS
        if (rows := view.scan(flow, period)) is not None
    )


def change_notes(view: View, period: Period) -> Iterable[str]:
    """Say what stands against a change over the year."""
    before = period.year_before()
    flows = [flow for flow in FLOWS if view.holds(flow, period) and view.holds(flow, before)]
    if before.quarters[0] < EMEBI <= period.quarters[-1]:
        yield "emebi"
    if any(
        _vintages_differ(view, flow, quarter, earlier)
        for flow in flows
        for quarter, earlier in zip(period.quarters, before.quarters, strict=True)
    ):
        yield "vintage"


def _vintages_differ(view: View, flow: Flow, quarter: Quarter, earlier: Quarter) -> bool:
    """Say whether first figures of one quarter stand against revised ones of the other."""
    ages = [_age(view, flow, each) for each in (quarter, earlier)]
    if None in ages:
        return False
    return len({age < FIRST_FIGURES_MONTHS for age in ages if age is not None}) > 1


def _age(view: View, flow: Flow, quarter: Quarter) -> int | None:
    """Return the months from the end of a quarter to the release of its figures."""
    held = view.slices.get((flow, quarter))
    if held is None or held.release is None:
        return None
    return months(held.release) - quarter.last_month
