"""What a user asks, and what follows from it: request, names, provenance."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING

from tradefiche.customs.coverage import thin_quarters
from tradefiche.customs.held import Held
from tradefiche.customs.inputs import everything, sources
from tradefiche.customs.view import FLOWS
from tradefiche.errors import UsageError
from tradefiche.indicators.measures import MEASURES
from tradefiche.indicators.request import Request
from tradefiche.language.phrases import texts
from tradefiche.reference.checks import checks
from tradefiche.reference.countries import countries
from tradefiche.reference.gazetteer import gazetteer
from tradefiche.reference.method import is_country, method
from tradefiche.reference.product_groups import product_groups
from tradefiche.reference.products import nomenclature
from tradefiche.tabulation import alerts
from tradefiche.tabulation.caveats import load_notes
from tradefiche.tabulation.filters import EVERYTHING, Filters
from tradefiche.tabulation.names import Names
from tradefiche.tabulation.per import per_note
from tradefiche.tabulation.provenance import Meta, Reach, Source
from tradefiche.tabulation.restriction import (
    FIELDS,
    Known,
    energy,
    partners,
    products_left,
    require_partner,
    restriction,
)
from tradefiche.version import __version__

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    from tradefiche.customs.grains import Grain
    from tradefiche.customs.held import HeldYear
    from tradefiche.customs.layout import Flow
    from tradefiche.customs.manifest import Data
    from tradefiche.customs.store import Store
    from tradefiche.customs.view import View
    from tradefiche.language.typography import Lang
    from tradefiche.reference.method import Partner
    from tradefiche.reference.periods import Period
    from tradefiche.reference.products import Level
    from tradefiche.reference.territories import Territory
    from tradefiche.tabulation.caveats import Notes
    from tradefiche.tabulation.names import Scope
    from tradefiche.tabulation.per import Per
    from tradefiche.tabulation.restriction import Restriction

_SECTIONS: tuple[Level, ...] = ("a17", "a38")


@dataclass(frozen=True, slots=True)
class Query:
    """What a user asks of a store.

    Attributes:
        years: calendar years; `period` one other period; the newest full year if neither.
        release: as of which release; the newest of everything if None.
        tariff: a rate in percent, for exposure.
        alone: whether the products asked for are a whole of their own in every table, as pictures
            and publications need it; else they stand in tables of products beside all the others.
        measure: what `ranking` ranks by.
        per: numbers by which its values are divided.
        beside: territories to set the others beside; the nearest of each if there are none.
        look: a theme file over the configuration's theme, for publications.
        filters: products and countries that are counted alone, or left out.
        partner: the country or group that exposure is counted to, without restricting it; pictures
            of all territories show the trade with it alone. If None, exposure is to the countries
            of `filters`, and to the configuration's if there are none.
    """

    store: Store
    config_dirs: tuple[Path, ...]
    territories: tuple[Territory, ...]
    years: tuple[Period, ...] = ()
    period: Period | None = None
    release: str | None = None
    level: Level = "a129"
    top: int = 10
    highlight: int = 5
    filters: Filters = EVERYTHING
    lang: Lang = "fr"
    partner: str | None = None
    tariff: float | None = None
    measure: str = "exports"
    per: Per | None = None
    look: Path | None = None
    alone: bool = False
    beside: tuple[Territory, ...] = ()


def request_of(query: Query) -> Request:
    """Return the question as the indicators take it.

    Raises:
        UsageError: codes that there are not, or exclusions that leave nothing.
    """
    places = gazetteer(query.config_dirs)
    listed = countries(query.config_dirs)
    products = nomenclature(query.config_dirs)
    given = method(query.config_dirs)
    chosen = restriction(query.filters, query.level, _known(query))
    nested = query.level not in FIELDS
    parents = products.parents(query.level) if nested else {}
    return Request(
        territories=query.territories,
        ranked=(*places.units, *places.regions, places.france),
        level=query.level,
        to_level=parents,
        unrankable=frozenset(code for code in listed.codes if not listed.rankable(code)),
        top=query.top,
        highlight=query.highlight,
        products=chosen.products,
        shown=frozenset() if query.alone else chosen.shown,
        countries=chosen.countries,
        without_products=chosen.without_products,
        without_countries=chosen.without_countries,
        uncounted=chosen.uncounted,
        energy=energy(chosen, _known(query)),
        zones={code: listed.zone(code) for code in listed.codes},
        zone_order=listed.zones,
        sections={level: products.parents(level) for level in _SECTIONS},
        partners=_exposed_to(query, chosen),
        tariff=query.tariff,
        measure=query.measure,
        per=None if query.per is None else query.per.numbers,
        specialisation=given.specialisation,
        dependence=given.dependence,
        nearest=given.nearest,
        beside=query.beside,
        checks=checks(query.config_dirs),
    )


def _known(query: Query) -> Known:
    return Known(query.config_dirs, query.store.manifest.unlisted)


def _exposed_to(query: Query, chosen: Restriction) -> tuple[Partner, ...]:
    """Return the partners of exposure; those of the configuration only as far as they are left."""
    if query.partner is not None:
        (partner,) = partners((query.partner,), _known(query))
        require_partner(partner, chosen.without_countries, "--country")
        return (partner,)
    return chosen.asked or tuple(
        each
        for each in method(query.config_dirs).partners(())
        if not each.members <= chosen.without_countries
    )


def products_of(query: Query, level: Level | None = None) -> frozenset[str]:
    """Return the codes of a level, the one asked for by default, of which filters leave some."""
    known = _known(query)
    return products_left(
        restriction(query.filters, query.level, known), level or query.level, known
    )


def require_partners(query: Query, tables: Collection[str]) -> None:
    """Raise UsageError where exposure is asked for by name, and exclusions leave no partner."""
    if "exposure" in tables and not request_of(query).partners:
        usual = ", ".join(each.id for each in method(query.config_dirs).partners(()))
        raise UsageError(
            f"exposure is counted to {usual}, which --exclude-country leaves out",
            hint="name another partner with --country",
        )


def needs_cpf4(request: Request) -> bool:
    """Whether rows are told apart by CPF4, which the yearly workbooks do not know."""
    columns = {*request.products, *request.without_products}
    return request.level == "cpf4" or "cpf4" in columns


def names_of(query: Query, period: Period) -> Names:
    """Return the names of `config/`, and the Customs' own for codes that it lacks."""
    last = period.quarters[-1]
    products = nomenclature(query.config_dirs)
    return Names(
        products=products.with_labels({each: query.store.names(each, last) for each in FIELDS}),
        countries=countries(query.config_dirs).with_labels(query.store.names("country", last)),
        places=gazetteer(query.config_dirs),
        method=method(query.config_dirs),
        groups=product_groups(query.config_dirs),
        checks=checks(query.config_dirs),
        wording=texts(query.config_dirs).wording(query.lang),
        level=query.level,
        lang=query.lang,
        per=query.per.name if query.per else None,
    )


def meta_of(
    query: Query,
    view: View,
    periods: Sequence[Period],
    *,
    held: Sequence[Held | HeldYear] | None = None,
    missing: Iterable[tuple[Flow, Collection[str]]] | None = None,
) -> Meta:
    """Return the provenance of the tables of some periods.

    Args:
        query: the question.
        view: what counts.
        periods: those of the tables.
        held: the slices that figures come from, if not those that answer for the periods.
        missing: the régions that are missing of a flow, likewise.
    """
    data = query.store.manifest.data or "customs"
    cpf4 = needs_cpf4(request_of(query))
    thin = thin_quarters(view.slices, query.config_dirs)
    names = names_of(query, periods[-1])
    gaps = _missing(view, periods, needs_cpf4=cpf4) if missing is None else missing
    chosen = ([view.chosen(f, p, needs_cpf4=cpf4) for f in FLOWS] for p in periods)
    partial = [*alerts.missing(gaps, names), *alerts.absent(chosen, query.territories, names)]

    def reach(held: Sequence[Held | HeldYear]) -> Reach:
        keys = [(each.flow, each.when) for each in held if isinstance(each, Held)]
        said = [alerts.thin(thin[key], names) for key in keys if key in thin]
        return replace(_reach(held), alerts=(*partial, *said))

    own = reach(sources(view, periods, needs_cpf4=cpf4) if held is None else held)
    return Meta(
        territories={each.id: each.name(query.lang) for each in query.territories},
        periods=tuple(map(str, periods)),
        releases=own.releases,
        release=own.release,
        data=data,
        sources=own.sources,
        version=__version__,
        lang=query.lang,
        level=query.level,
        notes=_notes(query, data),
        tariff=query.tariff,
        per=query.per,
        filters=query.filters,
        only=names.filtered(query.filters),
        only_note=names.filter_note(query.filters, _scope(query)),
        groups=_groups(query),
        wider={
            "year-before": reach(sources(view, periods, before=True, needs_cpf4=cpf4)),
            "store": reach(everything(view, needs_cpf4=cpf4)),
        },
        alerts=own.alerts,
        grains=own.grains,
    )


def _scope(query: Query) -> Scope:
    """Return whether what is filtered counts alone, beside all the others, or as a share of them.

    Only `ranking` has a measure, and what it ranks is what readers take home.
    """
    if MEASURES[query.measure].needs_filter:
        return "share"
    beside = not query.alone and (query.filters.countries or request_of(query).shown)
    return "beside" if beside else "alone"


def _groups(query: Query) -> dict[str, tuple[str, ...]]:
    """Return the groups that the question names, with their members."""
    products, given = product_groups(query.config_dirs), method(query.config_dirs)
    found: dict[str, tuple[str, ...]] = {}
    for name, words in query.filters.options():
        for word in words:
            if name.endswith("product") and word in products:
                found[word] = products.members(word)
            elif name.endswith("country") and not is_country(word):
                found[word] = tuple(sorted(given.members(word)))
    return found


def _missing(
    view: View, periods: Sequence[Period], *, needs_cpf4: bool
) -> Iterator[tuple[Flow, Collection[str]]]:
    """Yield the flows that régions are missing of in some periods, and which."""
    for period, flow in product(periods, FLOWS):
        choice = view.chosen(flow, period, needs_cpf4=needs_cpf4)
        if choice:
            yield flow, choice.missing


def _notes(query: Query, data: Data) -> Notes:
    """Return what readers are told, also of methods, a tariff, and what values are divided by."""
    notes = load_notes(query.config_dirs, data, query.lang)
    given = method(query.config_dirs)
    methods = {"dependence": given.dependence_note(query.lang)}
    said = list(notes.caveats)
    if query.tariff is not None:
        said.append(given.tariff_note(query.tariff, query.lang))
    if query.per is not None:
        said.append(per_note(query.per, notes.wording))
    return replace(notes, caveats=tuple(said), methods=methods)


def _reach(held: Sequence[Held | HeldYear]) -> Reach:
    releases = {f"{each.flow} {each.when}": each.release for each in held}
    grains: set[Grain] = {"quarters" if isinstance(each, Held) else "workbooks" for each in held}
    files = {(each.source.name, each.source.sha256) for each in held}
    return Reach(
        release=max((r for r in releases.values() if r), default=None),
        releases=releases,
        sources=tuple(Source(name, digest) for name, digest in sorted(files)),
        grains=tuple(sorted(grains)),
    )
