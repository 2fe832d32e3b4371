"""The rows that checks need: each quarter, the same a year earlier and in the release before."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from tradefiche.customs.coverage import thin_behind
from tradefiche.customs.held import last_before
from tradefiche.customs.inputs import FactsPart, change_notes, part_from, sources
from tradefiche.customs.view import by_workbooks
from tradefiche.reference.periods import Period
from tradefiche.reference.terms import FLOWS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tradefiche.customs.coverage import Thin
    from tradefiche.customs.held import HeldQuarter
    from tradefiche.customs.store import Store
    from tradefiche.customs.view import View
    from tradefiche.reference.periods import Quarter
    from tradefiche.reference.terms import Flow


@dataclass(frozen=True, slots=True)
class Evidence:
    """Rows by quarter, for the checks to compare.

    Attributes:
        members: pairs of a period and one of its quarters.
        quarters: the rows of each flow and quarter held; `period` is the quarter's label.
        finest: the same at CPF4 level, from which the other rows are summed.
        year_before: the rows of the quarter a year earlier, labelled with the later quarter;
            left out where the two are not comparable (EMEBI).
        release_before: the rows of the same quarter in the previous known release.
        thin: pairs of a period and a thin quarter in it or in the year before.
    """

    members: tuple[tuple[str, str], ...]
    quarters: tuple[FactsPart, ...]
    finest: tuple[FactsPart, ...]
    year_before: tuple[FactsPart, ...]
    release_before: tuple[FactsPart, ...]
    thin: tuple[tuple[str, Thin], ...]


def evidence(
    store: Store,
    view: View,
    periods: Sequence[Period],
    thin: Mapping[tuple[Flow, Quarter], Thin],
    *,
    needs_cpf4: bool = False,
) -> Evidence:
    """Return lazy scans of the rows to check for some periods; no row is read yet.

    A year answered by workbooks contributes no quarters, even if older ones are held.
    """
    keys = {
        (flow, quarter)
        for period, flow in product(periods, FLOWS)
        if not by_workbooks(view.chosen(flow, period, needs_cpf4=needs_cpf4))
        for quarter in period.quarters
    }
    asked = {key: view.slices[key] for key in sorted(keys & view.slices.keys())}
    year_before = {key: _year_before(view, *key) for key in asked}
    released = [each for each in store.manifest.held if each.release is not None]
    release_before = {key: last_before(now, released) for key, now in asked.items()}
    behind = {
        (held.flow, held.when)
        for held in sources(view, periods, before=True, needs_cpf4=needs_cpf4)
    }
    thin = {key: each for key, each in thin.items() if key in behind}
    return Evidence(
        members=tuple((str(p), str(quarter)) for p in periods for quarter in p.quarters),
        quarters=_parts(view, asked, needs_cpf4=needs_cpf4),
        finest=_parts(view, asked, needs_cpf4=True),
        year_before=_parts(view, year_before, needs_cpf4=needs_cpf4),
        release_before=_parts(view, release_before, needs_cpf4=needs_cpf4),
        thin=tuple((str(period), each) for period in periods for each in thin_behind(period, thin)),
    )


def _parts(
    view: View, held: Mapping[tuple[Flow, Quarter], HeldQuarter | None], *, needs_cpf4: bool
) -> tuple[FactsPart, ...]:
    """Return the rows of some slices, each labelled with the quarter that it is given for."""
    return tuple(
        part_from(view.folder, str(quarter), flow, [each], needs_cpf4=needs_cpf4)
        for (flow, quarter), each in held.items()
        if each is not None
    )


def _year_before(view: View, flow: Flow, quarter: Quarter) -> HeldQuarter | None:
    """Return the same quarter a year earlier; None if it is not held or not comparable."""
    period = Period((quarter,))
    (earlier,) = period.year_before().quarters
    return None if "emebi" in change_notes(view, period) else view.slices.get((flow, earlier))
