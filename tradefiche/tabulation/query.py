"""What a user asks, and what follows from it: request, names, provenance."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING

from tradefiche.customs.coverage import thin_quarters
from tradefiche.customs.held import Held
from tradefiche.customs.inputs import everything, sources
from tradefiche.customs.regions import named
from tradefiche.customs.view import FLOWS
from tradefiche.errors import UsageError
from tradefiche.indicators.request import Request
from tradefiche.language.phrases import texts
from tradefiche.reference.checks import checks
from tradefiche.reference.countries import countries
from tradefiche.reference.gazetteer import gazetteer
from tradefiche.reference.method import is_country, method
from tradefiche.reference.products import LEVELS, nomenclature
from tradefiche.tabulation.caveats import load_notes
from tradefiche.tabulation.check_messages import sentence
from tradefiche.tabulation.names import Names
from tradefiche.tabulation.provenance import Meta, Reach, Source
from tradefiche.version import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from tradefiche.customs.coverage import Thin
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

_FIELDS: tuple[Level, ...] = ("a129", "cpf4")
"""The levels whose codes stand in the rows."""
_SECTIONS: tuple[Level, ...] = ("a17", "a38")


@dataclass(frozen=True, slots=True)
class Query:
    """What a user asks of a store.

    Attributes:
        years: calendar years; `period` one other period; the newest full year if neither.
        release: as of which release; the newest of everything if None.
        tariff: a rate in percent, for exposure.
        look: a theme file over the configuration's theme, for publications.
        products, countries: codes that restrict what is counted, or which rows are shown; a
            country may be a group's name too.
        partner: the country or group that exposure is counted to, without restricting anything;
            `countries` if None, and the configuration's if there are none.
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
    products: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    lang: Lang = "fr"
    partner: str | None = None
    tariff: float | None = None
    look: Path | None = None


def request_of(query: Query) -> Request:
    """Return the question as the indicators take it; UsageError for codes that there are not."""
    places = gazetteer(query.config_dirs)
    partners = countries(query.config_dirs)
    products = nomenclature(query.config_dirs)
    given = method(query.config_dirs)
    asked = _partners(query.countries, query)
    exposed = _partners(() if query.partner is None else (query.partner,), query)
    nested = query.level not in _FIELDS
    parents = products.parents(query.level) if nested else {}
    levels = {code: _level_of(code, query) for code in query.products}
    return Request(
        territories=query.territories,
        ranked=(*places.units, *places.regions, places.france),
        level=query.level,
        to_level=parents,
        unrankable=frozenset(code for code in partners.codes if not partners.rankable(code)),
        top=query.top,
        highlight=query.highlight,
        products=_columns_of(levels, query),
        shown=frozenset(levels) if {*levels.values()} == {query.level} else frozenset(),
        countries=frozenset().union(*(each.members for each in asked)) if asked else frozenset(),
        zones={code: partners.zone(code) for code in partners.codes},
        zone_order=partners.zones,
        sections={level: products.parents(level) for level in _SECTIONS},
        partners=exposed or asked or given.partners(()),
        tariff=query.tariff,
        specialisation=given.specialisation,
        dependence=given.dependence,
        checks=checks(query.config_dirs),
    )


def _level_of(code: str, query: Query) -> Level:
    """Return the level of a product code, the one asked for first; UsageError if none has it."""
    products = nomenclature(query.config_dirs)
    for level in (query.level, *LEVELS):
        if code in products.codes(level):
            return level
    for level in _FIELDS:
        if (level, code) in query.store.manifest.unlisted:
            return level
    raise UsageError(f"no product has the code {code!r}", hint="see `tradefiche list products`")


def _columns_of(levels: Mapping[str, Level], query: Query) -> dict[str, frozenset[str]]:
    """Tell in which column of the rows each product code is looked for."""
    wanted: dict[str, set[str]] = {}
    for code, level in levels.items():
        if level in _FIELDS:
            wanted.setdefault(level, set()).add(code)
        else:
            parents = nomenclature(query.config_dirs).parents(level)
            below = {child for child, parent in parents.items() if parent == code}
            wanted.setdefault("a129", set()).update(below)
    return {column: frozenset(found) for column, found in wanted.items()}


def _partners(codes: Sequence[str], query: Query) -> tuple[Partner, ...]:
    """Return countries and groups with their members, none if none is named; UsageError."""
    if not codes:
        return ()
    return method(query.config_dirs).partners([_country(code, query) for code in codes])


def _country(code: str, query: Query) -> str:
    """Return a code that `config/` or the store knows, or what may be the name of a group.

    A misspelt code would count as 0, so it is refused: UsageError.
    """
    known = countries(query.config_dirs).codes
    unlisted = query.store.manifest.unlisted
    if not is_country(code) or code in known or ("country", code) in unlisted:
        return code
    raise method(query.config_dirs).unknown(code)


def needs_cpf4(request: Request) -> bool:
    """Whether rows are told apart by CPF4, which the yearly workbooks do not know."""
    return request.level == "cpf4" or "cpf4" in request.products


def names_of(query: Query, period: Period) -> Names:
    """Return the names of `config/`, and the Customs' own for codes that it lacks."""
    last = period.quarters[-1]
    products = nomenclature(query.config_dirs)
    return Names(
        products=products.with_labels({each: query.store.names(each, last) for each in _FIELDS}),
        countries=countries(query.config_dirs).with_labels(query.store.names("country", last)),
        places=gazetteer(query.config_dirs),
        method=method(query.config_dirs),
        checks=checks(query.config_dirs),
        wording=texts(query.config_dirs).wording(query.lang),
        level=query.level,
        lang=query.lang,
    )


def meta_of(query: Query, view: View, periods: Sequence[Period]) -> Meta:
    """Return the provenance of the tables of some periods."""
    data = query.store.manifest.data or "customs"
    cpf4 = needs_cpf4(request_of(query))
    thin = thin_quarters(view.slices, query.config_dirs)
    names = names_of(query, periods[-1])
    partial = _partial(view, periods, names, needs_cpf4=cpf4)

    def reach(held: Sequence[Held | HeldYear]) -> Reach:
        keys = [(each.flow, each.when) for each in held if isinstance(each, Held)]
        alerts = [_alert(thin[key], names) for key in keys if key in thin]
        return replace(_reach(held), alerts=(*partial, *alerts))

    own = reach(sources(view, periods, needs_cpf4=cpf4))
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
        filters={"product": query.products, "country": query.countries},
        wider={
            "year-before": reach(sources(view, periods, before=True, needs_cpf4=cpf4)),
            "store": reach(everything(view, needs_cpf4=cpf4)),
        },
        alerts=own.alerts,
        grains=own.grains,
    )


def _partial(view: View, periods: Sequence[Period], names: Names, *, needs_cpf4: bool) -> list[str]:
    """Say which régions are missing, as the checks do."""
    flows: dict[str, set[Flow]] = {}
    for period, flow in product(periods, FLOWS):
        choice = view.chosen(flow, period, needs_cpf4=needs_cpf4)
        if choice and choice.missing:
            flows.setdefault(named(choice.missing), set()).add(flow)
    row = {"code": "missing-regions", "about": "totals", "value": None, "reference": None}
    return [
        sentence(row | {"item": item, "flow": "both" if len(of) > 1 else min(of)}, names)
        for item, of in flows.items()
    ]


def _alert(thin: Thin, names: Names) -> str:
    """Say that a quarter is thin, as the checks do."""
    code, value, reference = thin.measured
    row = {"code": code, "flow": thin.flow, "about": "evolution", "item": str(thin.quarter)}
    return sentence(row | {"value": value, "reference": reference}, names)


def _notes(query: Query, data: Data) -> Notes:
    """Return what readers are told, also of methods; with a tariff, what its figures leave out."""
    notes = load_notes(query.config_dirs, data, query.lang)
    given = method(query.config_dirs)
    methods = {"dependence": given.dependence_note(query.lang)}
    if query.tariff is None:
        return replace(notes, methods=methods)
    said = given.tariff_note(query.tariff, query.lang)
    return replace(notes, caveats=(*notes.caveats, said), methods=methods)


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
