"""The rows that checks need: each quarter, the same a year earlier and in the release before."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from tradefiche.customs.coverage import thin_behind
from tradefiche.customs.held import precedence
from tradefiche.customs.inputs import FactsPart, change_notes, part_from, sources
from tradefiche.customs.view import by_workbooks
from tradefiche.reference.periods import Period
from tradefiche.reference.terms import FLOWS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

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
    asked = {
        (flow, quarter)
        for period, flow in product(periods, FLOWS)
        if not by_workbooks(view.chosen(flow, period, needs_cpf4=needs_cpf4))
        for quarter in period.quarters
    }
    keys = sorted(asked & view.slices.keys())
    behind = {
        (held.flow, held.when)
        for held in sources(view, periods, before=True, needs_cpf4=needs_cpf4)
    }
    thin = {key: each for key, each in thin.items() if key in behind}
    return Evidence(
        members=tuple((str(p), str(quarter)) for p in periods for quarter in p.quarters),
        quarters=tuple(_parts(view, keys, needs_cpf4=needs_cpf4)),
        finest=tuple(_parts(view, keys, needs_cpf4=True)),
        year_before=tuple(_year_before(view, keys, needs_cpf4=needs_cpf4)),
        release_before=tuple(_release_before(store, view, keys, needs_cpf4=needs_cpf4)),
        thin=tuple((str(period), each) for period in periods for each in thin_behind(period, thin)),
    )


def _parts(
    view: View, keys: Sequence[tuple[Flow, Quarter]], *, needs_cpf4: bool
) -> Iterator[FactsPart]:
    for flow, quarter in keys:
        held = [view.slices[flow, quarter]]
        yield part_from(view.folder, str(quarter), flow, held, needs_cpf4=needs_cpf4)


def _year_before(
    view: View, keys: Sequence[tuple[Flow, Quarter]], *, needs_cpf4: bool
) -> Iterator[FactsPart]:
    for flow, quarter in keys:
        period = Period((quarter,))
        (earlier,) = period.year_before().quarters
        held = view.slices.get((flow, earlier))
        if held is not None and "emebi" not in change_notes(view, period):
            yield part_from(view.folder, str(quarter), flow, [held], needs_cpf4=needs_cpf4)


def _release_before(
    store: Store, view: View, keys: Sequence[tuple[Flow, Quarter]], *, needs_cpf4: bool
) -> Iterator[FactsPart]:
    for flow, quarter in keys:
        now = view.slices[flow, quarter]
        older = [held for held in store.manifest.held if _is_older(held, now)]
        if older:
            before = max(older, key=precedence)
            yield part_from(view.folder, str(quarter), flow, [before], needs_cpf4=needs_cpf4)


def _is_older(held: HeldQuarter, now: HeldQuarter) -> bool:
    same = (held.flow, held.when) == (now.flow, now.when)
    return same and precedence(held) < precedence(now) and held.release is not None
