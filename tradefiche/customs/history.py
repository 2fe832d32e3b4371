"""All quarters that a view of the store holds, and the runs of four among them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from tradefiche.customs.inputs import Part, change_notes
from tradefiche.customs.store import FLOWS
from tradefiche.reference.periods import QUARTERS_A_YEAR, Period

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradefiche.customs.layout import Flow
    from tradefiche.customs.store import View
    from tradefiche.reference.periods import Quarter

Span = Literal["quarter", "year"]


class Window(NamedTuple):
    """A quarter, or four consecutive ones.

    Attributes:
        period: its label; `quarters` are those of its quarters.
        before: the label of the same quarters a year earlier.
        known: the flows that the store holds for all of it.
        note: codes for a change over the year, as in `Facts.notes`.
    """

    period: str
    span: Span
    quarters: tuple[str, ...]
    before: str
    known: frozenset[Flow]
    note: str


@dataclass(frozen=True, slots=True)
class History:
    """Rows of every quarter held, and the windows over them.

    Attributes:
        parts: the rows of each flow and quarter, their `period` the quarter's label.
        windows: every quarter from the first held to the last, then every run of four; gaps too.
    """

    parts: tuple[Part, ...]
    windows: tuple[Window, ...]

    def known(self, flow: Flow) -> list[str]:
        """Return the windows in which a flow is held whole."""
        return [window.period for window in self.windows if flow in window.known]


def history(view: View) -> History:
    """Scan the rows of every quarter; nothing is read yet."""
    parts = tuple(
        Part(str(quarter), flow, rows)
        for flow, quarter in sorted(view.slices)
        if (rows := view.scan(flow, Period((quarter,)))) is not None
    )
    return History(parts, tuple(_windows(view)))


def _windows(view: View) -> Iterator[Window]:
    quarters = list(_run(view))
    spans: dict[Span, int] = {"quarter": 1, "year": QUARTERS_A_YEAR}
    for span, length in spans.items():
        for start in range(len(quarters) - length + 1):
            period = Period(tuple(quarters[start : start + length]))
            yield Window(
                period=str(period),
                span=span,
                quarters=tuple(map(str, period.quarters)),
                before=str(period.year_before()),
                known=frozenset(flow for flow in FLOWS if view.holds(flow, period)),
                note=" ".join(change_notes(view, period)),
            )


def _run(view: View) -> Iterator[Quarter]:
    """Yield every quarter from the first held to the last."""
    held = {quarter for _, quarter in view.slices}
    quarter = min(held)
    while quarter <= max(held):
        yield quarter
        quarter = quarter.shifted(1)
