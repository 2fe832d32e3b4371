"""A user's question, and what is derived from it: request and names."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Literal

from tradefiche.errors import UsageError
from tradefiche.indicators.request import Request
from tradefiche.language.phrases import texts
from tradefiche.reference.checks import checks
from tradefiche.reference.countries import countries
from tradefiche.reference.gazetteer import gazetteer
from tradefiche.reference.method import method
from tradefiche.reference.product_groups import product_groups
from tradefiche.reference.products import nomenclature
from tradefiche.tabulation.filters import EVERYTHING, Filters
from tradefiche.tabulation.names import TableNames
from tradefiche.tabulation.restriction import (
    FIELDS,
    Known,
    energy,
    partners,
    products_left,
    require_partner,
    restriction,
)

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from tradefiche.customs.store import Store
    from tradefiche.language.typography import Lang
    from tradefiche.reference.method import Partner
    from tradefiche.reference.periods import Period
    from tradefiche.reference.products import Level
    from tradefiche.reference.territories import Territory
    from tradefiche.tabulation.per import Per

NEAREST = "nearest"  # a value of --beside: the territories with the most similar exports
_SECTIONS: tuple[Level, ...] = ("a17", "a38")


Pages = Literal["all", "essentiel"]
"""How much of a publication: all of it, or the summary page alone."""


@dataclass(frozen=True, slots=True)
class Query:
    """What a user asks of a store.

    Attributes:
        years: calendar years; `period`: one other period; the newest full year if neither.
        release: the release to answer as of; the newest of everything if None.
        tariff: a rate in percent, for exposure.
        alone: whether the filtered products are the whole in every table, as pictures and
            publications need; else tables of products show them with their share among all.
        measure: what `ranking` ranks by.
        per: numbers that values of `ranking` are divided by.
        beside: territories to compare the others with; if empty, the nearest ones in `peers`,
            région and France in pictures.
        nearest: whether pictures compare with the nearest territories.
        pages: how much of the publication: `all`, or the summary alone, `essentiel`.
        look: a theme file on top of the configuration's theme, for publications.
        filters: products and countries that are counted alone, or excluded.
        partner: the country or group that exposure is computed for, without filtering by it;
            pictures of all territories show only the trade with it. If None, exposure is to the
            countries of `filters`, or to those of the configuration if there are none.
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
    pages: Pages = "all"
    beside: tuple[Territory, ...] = ()
    nearest: bool = False

    @property
    def mark(self) -> str:
        """Pages and filters as part of a publication's name: `essentiel-hors-energie`."""
        return mark(self.pages, self.filters)


def mark(pages: Pages, filters: Filters) -> str:
    """Return pages and filters as part of a publication's name; empty for all pages, unfiltered."""
    return "-".join(filter(None, ("" if pages == "all" else pages, filters.mark)))


def request_of(query: Query) -> Request:
    """Return the question as a request to the indicators.

    Raises:
        UsageError: a code is unknown, or exclusions leave nothing.
    """
    places = gazetteer(query.config_dirs)
    listed = countries(query.config_dirs)
    products = nomenclature(query.config_dirs)
    given = method(query.config_dirs).file
    chosen = restriction(query.filters, query.level, _known(query))
    if query.alone:
        chosen = replace(chosen, shown=frozenset())
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
        **{each.name: getattr(chosen, each.name) for each in fields(chosen)},
        energy=energy(chosen, _known(query)),
        zones={code: listed.zone(code) for code in listed.codes},
        zone_order=listed.zones,
        sections={level: products.parents(level) for level in _SECTIONS},
        partners=_exposed_to(query, chosen.without_countries),
        tariff=query.tariff,
        measure=query.measure,
        per=None if query.per is None else query.per.numbers,
        specialisation=given.specialisation,
        dependence=given.dependence,
        nearest=given.peers.nearest,
        beside=query.beside,
        checks=checks(query.config_dirs),
    )


def _known(query: Query) -> Known:
    return Known(query.config_dirs, query.store.manifest.unlisted)


def _exposed_to(query: Query, without: frozenset[str]) -> tuple[Partner, ...]:
    """Return the partners of exposure; by default those configured, unless wholly excluded."""
    if query.partner is not None:
        (partner,) = partners((query.partner,), _known(query))
        require_partner(partner, without)
        return (partner,)
    usual = method(query.config_dirs).partners(())
    asked = partners(query.filters.countries, _known(query))
    return asked or tuple(each for each in usual if not each.members <= without)


def products_of(query: Query, level: Level | None = None) -> frozenset[str]:
    """Return the codes of a level, by default that of the query, that filters do not rule out."""
    known = _known(query)
    return products_left(
        restriction(query.filters, query.level, known), level or query.level, known
    )


def require_partners(query: Query, tables: Collection[str]) -> None:
    """Raise UsageError if `exposure` is among the tables and exclusions leave no partner."""
    if "exposure" in tables and not request_of(query).partners:
        usual = ", ".join(each.id for each in method(query.config_dirs).partners(()))
        raise UsageError(
            f"exposure is counted to {usual}, which --exclude-country leaves out",
            hint="name another partner with --country",
        )


def needs_cpf4(query: Query) -> bool:
    """Return whether CPF4 codes of rows are needed, which yearly workbooks do not have."""
    request = request_of(query)
    columns = {*request.products, *request.without_products}
    return request.level == "cpf4" or "cpf4" in columns


def names_of(query: Query, period: Period) -> TableNames:
    """Return the names of `config/`, and the Customs' own labels for codes that it lacks."""
    last = period.quarters[-1]
    products = nomenclature(query.config_dirs)
    return TableNames(
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
