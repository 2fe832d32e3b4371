"""From a question to labelled tables: one scan of the store, one collect."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tradefiche import __version__
from tradefiche.customs.facts import facts, sources
from tradefiche.customs.layout import CODES
from tradefiche.errors import StorageError, UsageError
from tradefiche.indicators.request import Request
from tradefiche.publish.meta import Meta, Source
from tradefiche.publish.naming import Names, labelled
from tradefiche.publish.notes import load_notes
from tradefiche.reference.countries import countries
from tradefiche.reference.products import LEVELS, nomenclature
from tradefiche.reference.territories import gazetteer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    import polars as pl

    from tradefiche.customs.facts import Facts
    from tradefiche.customs.manifest import Data
    from tradefiche.customs.store import Store, View
    from tradefiche.reference.periods import Period
    from tradefiche.reference.products import Level
    from tradefiche.reference.territories import Territory
    from tradefiche.typography import Lang


_FIELDS: tuple[Level, ...] = ("a129", "cpf4")
"""The levels whose codes stand in the rows."""


@dataclass(frozen=True, slots=True)
class Query:
    """What a user asks of a store.

    Attributes:
        years: calendar years; `period` one other period; the newest full year if neither.
        release: as of which release; the newest of everything if None.
        products, countries: codes that restrict what is counted, or which rows are shown.
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


@dataclass(frozen=True, slots=True)
class Answer:
    """Labelled tables in the contract's columns, and what they come from.

    Attributes:
        meta: provenance of all of it; `parts` that of each period.
        names: where the labels come from.
    """

    tables: Mapping[str, pl.DataFrame]
    meta: Meta
    parts: Mapping[str, Meta]
    names: Names


def answer(query: Query, tables: Sequence[str]) -> Answer:
    """Count the tables asked for, all territories and periods at once.

    Raises:
        NoInputError: the store has nothing for a period.
        StorageError: the store is damaged.
        UsageError: a filter names a product that no level has.
    """
    import polars as pl

    view = query.store.view(query.release)
    periods = list(query.years) or [query.period or view.newest_year()]
    for period in periods:
        (view.require if period == query.period else view.require_year)(period)
    rows = facts(view, periods)
    request = _request(query)
    counters = _counters()
    plans = [counters[name](rows, request) for name in tables]
    try:
        frames = pl.collect_all(plans, engine="streaming")
    except (pl.exceptions.ComputeError, OSError) as error:
        reason = str(error).splitlines()[0]
        raise StorageError(
            f"the store {query.store.folder} cannot be read: {reason}",
            hint="remove its folder and fetch again",
        ) from error
    data = query.store.manifest.data or "customs"
    names = _names(query, periods[-1])
    counted = dict(zip(tables, frames, strict=True))
    labels = {name: labelled(name, frame, names, data) for name, frame in counted.items()}
    meta = _meta(query, view, periods, data)
    parts = {str(period): _meta(query, view, [period], data) for period in periods}
    return Answer(labels, meta, parts, names)


def _meta(query: Query, view: View, periods: Sequence[Period], data: Data) -> Meta:
    held = sources(view, periods)
    releases = {f"{each.flow} {each.when}": each.release for each in held}
    files = {(each.source.name, each.source.sha256) for each in held}
    return Meta(
        territories={each.id: each.name(query.lang) for each in query.territories},
        periods=tuple(map(str, periods)),
        releases=releases,
        release=max((r for r in releases.values() if r), default=None),
        data=data,
        sources=tuple(Source(name, digest) for name, digest in sorted(files)),
        version=__version__,
        lang=query.lang,
        level=query.level,
        notes=load_notes(query.config_dirs, data, query.lang),
        filters={"product": query.products, "country": query.countries},
    )


def _counters() -> dict[str, Callable[[Facts, Request], pl.LazyFrame]]:
    from tradefiche.indicators.flows import flows
    from tradefiche.indicators.rankings import partners, products
    from tradefiche.indicators.totals import totals

    return {"totals": totals, "partners": partners, "products": products, "flows": flows}


def _request(query: Query) -> Request:
    places = gazetteer(query.config_dirs)
    partners = countries(query.config_dirs)
    nested = query.level not in _FIELDS
    parents = nomenclature(query.config_dirs).parents(query.level) if nested else {}
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
        countries=frozenset(_country(code) for code in query.countries),
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
    raise UsageError(f"no product has the code {code!r}", hint="tradefiche list products")


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


def _country(code: str) -> str:
    if not CODES["country"].fullmatch(code):
        raise UsageError(
            f"{code!r} is no country code", hint="two letters: tradefiche list countries"
        )
    return code


def _names(query: Query, period: Period) -> Names:
    """Return the names of `config/`, and the Customs' own for codes that it lacks."""
    last = period.quarters[-1]
    products = nomenclature(query.config_dirs)
    return Names(
        products=products.with_labels({each: query.store.names(each, last) for each in _FIELDS}),
        countries=countries(query.config_dirs).with_labels(query.store.names("country", last)),
        places=gazetteer(query.config_dirs),
        level=query.level,
        lang=query.lang,
    )


def only(answer: Answer, territory: Territory, period: str) -> dict[str, pl.DataFrame]:
    """Return the tables' rows of one territory and period."""
    import polars as pl

    wanted = (pl.col("territory") == territory.id) & (pl.col("period") == period)
    return {name: frame.filter(wanted) for name, frame in answer.tables.items()}


def for_period(answer: Answer, period: str) -> Answer:
    """Return the answer for one of its periods, with the provenance of that period alone."""
    import polars as pl

    wanted = pl.col("period") == period
    tables = {name: frame.filter(wanted) for name, frame in answer.tables.items()}
    meta = answer.parts[period]
    return Answer(tables, meta, {period: meta}, answer.names)
