"""From a question to labelled tables: first the sums that they share, then all tables."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from tradefiche.customs.check_inputs import evidence
from tradefiche.customs.coverage import thin_quarters
from tradefiche.customs.history import history
from tradefiche.customs.inputs import facts
from tradefiche.customs.regions import regions_of
from tradefiche.indicators.indicator import indicator
from tradefiche.indicators.sums import SharedSums
from tradefiche.tabulation.labelling import counted, labelled
from tradefiche.tabulation.meta import meta_of
from tradefiche.tabulation.query import Query, names_of, needs_cpf4, request_of
from tradefiche.tabulation.registry import table

__all__ = ["Answer", "Query", "answer", "for_period", "held_for", "only"]

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import polars as pl

    from tradefiche.customs.check_inputs import Evidence
    from tradefiche.customs.history import History
    from tradefiche.customs.inputs import Facts
    from tradefiche.customs.view import View
    from tradefiche.reference.periods import Period
    from tradefiche.reference.territories import Territory
    from tradefiche.tabulation.names import TableNames
    from tradefiche.tabulation.provenance import Meta


@dataclass(frozen=True, slots=True)
class Answer:
    """Labelled tables in the contract's columns, and their provenance.

    Attributes:
        meta: provenance of all tables; `parts`: that of each period.
        names: the names that labels were taken from.
    """

    tables: Mapping[str, pl.DataFrame]
    meta: Meta
    parts: Mapping[str, Meta]
    names: TableNames


def answer(query: Query, tables: Sequence[str]) -> Answer:
    """Compute the requested tables, for all territories and periods at once.

    Raises:
        NoInputError: the store has nothing for a period.
        StorageError: the store is damaged, or cannot be read.
        UsageError: a filter names an unknown code, or exclusions leave nothing.
    """
    import polars as pl

    view, periods = held_for(query)
    inputs = _Inputs(query, view, periods)
    request = replace(request_of(query), sums=SharedSums(at_once=True))
    with query.store.reading():
        plans = {}
        # first those that sum by pairs, since others can start from their sums
        for name in sorted(tables, key=lambda each: not indicator(each).pairs):
            taken = (getattr(inputs, each) for each in indicator(name).takes)
            plans[name] = indicator(name).function(*taken, request)
        few = [plans[name].select(counted(name)) for name in tables]
        frames = pl.collect_all(few, engine="in-memory")
    data = query.store.manifest.data or "customs"
    names = names_of(query, periods[-1])
    labels = {
        name: labelled(name, frame, names, data) for name, frame in zip(tables, frames, strict=True)
    }
    meta = meta_of(query, view, periods)
    parts = {str(period): meta_of(query, view, [period]) for period in periods}
    return Answer(labels, meta, parts, names)


def held_for(query: Query) -> tuple[View, list[Period]]:
    """Return the store as of the requested release, and the periods; nothing is computed.

    Raises:
        NoInputError: the store has nothing for a period.
    """
    view = query.store.view(query.release)
    cpf4 = needs_cpf4(query)
    asked = [regions_of(territory) for territory in query.territories]
    periods = list(query.years)
    if not periods:
        periods = [query.period or view.newest_year(asked, needs_cpf4=cpf4)]
    for period in periods:
        view.require(period, asked, both=period != query.period, needs_cpf4=cpf4)
    return view, periods


class _Inputs:
    """Each `Input` of the indicators by its name, prepared when a table first needs it."""

    def __init__(self, query: Query, view: View, periods: Sequence[Period]) -> None:
        self._query, self._view, self._periods = query, view, periods
        self._cpf4 = needs_cpf4(query)

    @cached_property
    def facts(self) -> Facts:
        return facts(self._view, self._periods, needs_cpf4=self._cpf4)

    @cached_property
    def history(self) -> History:
        return history(self._view, needs_cpf4=self._cpf4)

    @cached_property
    def evidence(self) -> Evidence:
        thin = thin_quarters(self._view.slices, self._query.config_dirs)
        return evidence(self._query.store, self._view, self._periods, thin, needs_cpf4=self._cpf4)


def only(answer: Answer, territory: Territory, period: str) -> dict[str, pl.DataFrame]:
    """Return the rows of one territory and period; of all periods in tables of scope `store`."""
    import polars as pl

    found = for_period(answer, period).tables
    return {
        name: frame.filter(pl.col("territory") == territory.id) for name, frame in found.items()
    }


def for_period(answer: Answer, period: str) -> Answer:
    """Return the answer for one of its periods, with the provenance of that period alone.

    Tables of scope `store` keep the rows of all periods.
    """
    import polars as pl

    tables = {
        name: frame if table(name).scope == "store" else frame.filter(pl.col("period") == period)
        for name, frame in answer.tables.items()
    }
    meta = answer.parts[period]
    return Answer(tables, meta, {period: meta}, answer.names)
