"""The provenance of the figures that answer a question: sources, filters, notes and alerts."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

from tradefiche.customs.coverage import thin_quarters
from tradefiche.customs.held import HeldQuarter
from tradefiche.customs.inputs import everything, sources
from tradefiche.indicators.measures import MEASURES
from tradefiche.reference.method import is_country, method
from tradefiche.reference.product_groups import product_groups
from tradefiche.reference.terms import FLOWS
from tradefiche.tabulation import alerts
from tradefiche.tabulation.caveats import load_statement
from tradefiche.tabulation.per import per_note
from tradefiche.tabulation.provenance import Meta, Reach, SourceFile
from tradefiche.tabulation.query import NEAREST, Query, names_of, needs_cpf4, request_of
from tradefiche.version import __version__

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from tradefiche.customs.grains import Grain
    from tradefiche.customs.held import HeldYear
    from tradefiche.customs.manifest import Data
    from tradefiche.customs.view import View
    from tradefiche.reference.periods import Period
    from tradefiche.reference.terms import Flow
    from tradefiche.tabulation.caveats import Statement
    from tradefiche.tabulation.names import NameScope


def meta_of(
    query: Query,
    view: View,
    periods: Sequence[Period],
    *,
    held: Sequence[HeldQuarter | HeldYear] | None = None,
    missing: Iterable[tuple[Flow, Collection[str]]] | None = None,
) -> Meta:
    """Return the provenance of the tables of some periods.

    Args:
        query: the question.
        view: the slices that count.
        periods: those of the tables.
        held: the slices that figures come from; by default those that answer for the periods.
        missing: pairs of a flow and the régions missing from it; by default those of the periods.
    """
    data = query.store.manifest.data or "customs"
    cpf4 = needs_cpf4(query)
    thin = thin_quarters(view.slices, query.config_dirs)
    names = names_of(query, periods[-1])
    gaps = _missing(view, periods, needs_cpf4=cpf4) if missing is None else missing
    chosen = ([view.chosen(f, p, needs_cpf4=cpf4) for f in FLOWS] for p in periods)
    partial = [*alerts.missing(gaps, names), *alerts.absent(chosen, query.territories, names)]

    def reach(held: Sequence[HeldQuarter | HeldYear]) -> Reach:
        keys = [(each.flow, each.when) for each in held if isinstance(each, HeldQuarter)]
        said = [alerts.thin(thin[key], names) for key in keys if key in thin]
        return _reach(held, (*partial, *said))

    own = reach(sources(view, periods, needs_cpf4=cpf4) if held is None else held)
    return Meta(
        territories={each.id: each.name(query.lang) for each in query.territories},
        periods=tuple(map(str, periods)),
        data=data,
        version=__version__,
        lang=query.lang,
        level=query.level,
        statement=_statement(query, data),
        tariff=query.tariff,
        per=query.per,
        beside=(NEAREST,) if query.nearest else tuple(each.id for each in query.beside),
        filters=query.filters,
        only=names.filtered(query.filters),
        only_note=names.filter_note(query.filters, _scope(query)),
        groups=_groups(query),
        wider={
            "year-before": reach(sources(view, periods, before=True, needs_cpf4=cpf4)),
            "store": reach(everything(view, needs_cpf4=cpf4)),
        },
        **own.reached(),
    )


def _scope(query: Query) -> NameScope:
    """Return whether filtered trade counts alone, beside all other trade, or as a share of it.

    A measure that needs a filter decides, although only `ranking` uses it.
    """
    if MEASURES[query.measure].needs_filter:
        return "share"
    beside = not query.alone and (query.filters.countries or request_of(query).shown)
    return "beside" if beside else "alone"


def _groups(query: Query) -> dict[str, tuple[str, ...]]:
    """Return the groups that the filters of the question name, with their members."""
    products, given = product_groups(query.config_dirs).by_name, method(query.config_dirs)
    found: dict[str, tuple[str, ...]] = {}
    for name, words in query.filters.options():
        for word in words:
            if name.endswith("product") and word in products:
                found[word] = products[word].members
            elif name.endswith("country") and not is_country(word):
                found[word] = tuple(sorted(given.members(word)))
    return found


def _missing(
    view: View, periods: Sequence[Period], *, needs_cpf4: bool
) -> Iterator[tuple[Flow, Collection[str]]]:
    """Yield each flow that is known in a period, and the régions missing from it, if any."""
    for period, flow in product(periods, FLOWS):
        choice = view.chosen(flow, period, needs_cpf4=needs_cpf4)
        if choice:
            yield flow, choice.missing


def _statement(query: Query, data: Data) -> Statement:
    """Return the statement, with notes on methods, a tariff and the divisor of values added."""
    stated = load_statement(query.config_dirs, data, query.lang)
    given = method(query.config_dirs)
    methods = {"dependence": given.dependence_note(query.lang)}
    said = list(stated.caveats)
    if query.tariff is not None:
        said.append(given.tariff_note(query.tariff, query.lang))
    if query.per is not None:
        said.append(per_note(query.per, stated.wording))
    return replace(stated, caveats=tuple(said), methods=methods)


def _reach(held: Sequence[HeldQuarter | HeldYear], said: tuple[str, ...]) -> Reach:
    releases = {f"{each.flow} {each.when}": each.release for each in held}
    grains: set[Grain] = {
        "quarters" if isinstance(each, HeldQuarter) else "workbooks" for each in held
    }
    files = {(each.source.name, each.source.sha256) for each in held}
    return Reach(
        release=max((r for r in releases.values() if r), default=None),
        releases=releases,
        sources=tuple(SourceFile(name, digest) for name, digest in sorted(files)),
        alerts=said,
        grains=tuple(sorted(grains)),
    )
