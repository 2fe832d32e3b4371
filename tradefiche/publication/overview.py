"""Content of the index of a batch: every fiche with its figures, and the leading exporters."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import inf
from typing import TYPE_CHECKING

from tradefiche.language.phrases import texts
from tradefiche.publication.flat import flat, sheets
from tradefiche.publication.leaders import firsts, markets, parts
from tradefiche.publication.words import Speaker, fiche_file
from tradefiche.reference.gazetteer import gazetteer
from tradefiche.reference.periods import Period
from tradefiche.tabulation.answer import answer, held_for
from tradefiche.tabulation.meta import meta_of
from tradefiche.views.changes import change

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import polars as pl

    from tradefiche.publication.document import Sibling
    from tradefiche.publication.leaders import First, Market, TradePart
    from tradefiche.reference.territories import Gazetteer, Territory
    from tradefiche.tabulation.answer import Answer, Query
    from tradefiche.tabulation.provenance import Meta
    from tradefiche.views.changes import Change

TABLES = ("totals", "partners", "products", "structure")


@dataclass(frozen=True, slots=True)
class Line:
    """A territory in the index: totals in whole euros, None if unknown.

    Attributes:
        coverage: exports in percent of imports.
        change: of exports on the year before; None if it may not be printed.
        rank: by exports, among départements or régions.
        partner, product: first country and first activity of exports.
        files: paths of its fiche by format; may be empty.
    """

    place: Territory
    exports: int | None
    imports: int | None
    balance: int | None
    coverage: float | None
    change: Change | None
    rank: int | None
    partner: First | None
    product: First | None
    files: Mapping[str, str]

    @property
    def page(self) -> str:
        """Path of its fiche: the page, or the PDF if there is no page."""
        return self.files.get("html") or next(iter(self.files.values()))

    @property
    def address(self) -> str:
        """Its name in the address of a comparison: `59`, `region-32`, `france`."""
        return self.place.code if self.place.kind == "dept" else self.place.id


@dataclass(frozen=True)
class Overview:
    """Everything that the index shows.

    Attributes:
        lines: every territory by id, with or without a fiche.
        speak: fills in phrases about France.
        meta: provenance of the totals.
        manifest: name of the manifest beside the index.
        editions: the indexes of its period in all languages, and of all periods in its language,
            its own included, the newest period first.
        markets: countries and activities with their top sellers; empty if the exports of France
            are unknown.
        parts: zones and sections of products with the shares of each territory.
        data: paths of the data files behind the index.
        table, sheets: all territories with known totals; see `flat`.
    """

    lines: Mapping[str, Line]
    places: Gazetteer
    speak: Speaker
    meta: Meta
    query: Query
    manifest: str
    editions: tuple[Sibling, ...]
    markets: tuple[Market, ...]
    parts: tuple[TradePart, ...]
    data: tuple[str, ...]
    table: pl.DataFrame
    sheets: Mapping[str, pl.DataFrame]

    @property
    def file(self) -> str:
        """File name of the index itself."""
        own = (self.meta.periods[0], self.query.lang)
        return next((e.file for e in self.editions if (e.period, e.lang) == own), "index.html")

    @property
    def france(self) -> Line:
        """The line of France."""
        return self.lines[self.places.france.id]

    @property
    def departements(self) -> tuple[Line, ...]:
        """The units with a fiche, by code; without Monaco."""
        return self._with_fiche(self.places.units)

    @property
    def regions(self) -> tuple[Line, ...]:
        """The régions with a fiche, by code."""
        return self._with_fiche(self.places.regions)

    @property
    def complete(self) -> bool:
        """Whether every unit has a fiche, so that the first listed are the first of all France."""
        return len(self.departements) == len(self.places.units)

    @property
    def quarters(self) -> int:
        """Number of quarters that the totals cover."""
        return len(Period.named(self.meta.periods[0]).quarters)

    @property
    def listed(self) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
        """Régions and départements with a fiche, the largest exports first, Monaco last.

        A région whose only département has a fiche is not listed apart: their figures are equal.
        """
        alone = {each.place.customs for each in self.departements}
        regions = (each for each in self.regions if each.place.customs not in alone)
        units = (*self.departements, *self._with_fiche([self.places.monaco]))
        return tuple(sorted(regions, key=_by_rank)), tuple(sorted(units, key=_by_rank))

    def region_alone(self, line: Line) -> Line | None:
        """Return the région of which this is the only département, if it has a fiche."""
        return next(
            (each for each in self.regions if each.place.customs == line.place.customs), None
        )

    def _with_fiche(self, places: Iterable[Territory]) -> tuple[Line, ...]:
        return tuple(line for place in places if (line := self.lines[place.id]).files)


def overview(
    query: Query,
    files: Mapping[str, Mapping[str, str]],
    manifest: str,
    editions: tuple[Sibling, ...] = (),
    data: tuple[str, ...] = (),
    counted: Answer | None = None,
) -> Overview:
    """Return the content of the index for the given fiches.

    Args:
        query: period, release and language; its territories are ignored.
        files: the existing fiches: paths by file format, by id of the territory.
        manifest: name of the manifest beside the index.
        editions: the indexes in its own and other languages, for its own and other periods.
        data: paths of the data files behind the index.
        counted: tables computed for the same query; unless they cover all territories, they are
            computed again.
    """
    places = gazetteer(query.config_dirs)
    every = (*places.units, places.monaco, *places.regions, places.france)
    asked = replace(query, territories=every)
    if counted is None or not {each.id for each in every} <= counted.meta.territories.keys():
        counted = answer(asked, TABLES)
    meta = meta_of(asked, *held_for(asked))
    tables, names = counted.tables, counted.names
    rows = {row["territory"]: row for row in tables["totals"].to_dicts()}
    partners = firsts(tables["partners"], "country", names)
    products = firsts(tables["products"], "product", names)
    lines = {
        each.id: Line(
            place=each,
            exports=row["exports_eur"],
            imports=row["imports_eur"],
            balance=row["balance_eur"],
            coverage=row["coverage_pct"],
            change=change(row, "exports"),
            rank=row["exports_rank"],
            partner=partners.get(each.id),
            product=products.get(each.id),
            files=files.get(each.id, {}),
        )
        for each in every
        if (row := rows[each.id])
    }
    units = [each.id for each in places.units]
    whole = lines[places.france.id].exports is not None
    known = [each for each in lines.values() if (each.exports, each.imports) != (None, None)]
    order = [each.place.id for each in sorted(known, key=_by_kind)]
    wording = texts(query.config_dirs).wording(query.lang)
    return Overview(
        lines=lines,
        places=places,
        speak=Speaker(
            fiche_file(query.config_dirs), wording, places.france,
            meta.periods[0], meta.only,
        ),
        meta=meta,
        query=query,
        manifest=manifest,
        editions=editions,
        markets=(
            *markets(tables["products"], "product", names, units),
            *markets(tables["partners"], "country", names, units),
        ) if whole else (),
        parts=parts(tables["structure"]),
        data=data,
        table=flat(tables, order),
        sheets=sheets(tables, order),
    )  # fmt: skip


def _by_kind(line: Line) -> tuple[int, tuple[float, float, str]]:
    """Return the sort key of all lines: France, régions, départements, each by rank."""
    return ("france", "region", "dept").index(line.place.kind), _by_rank(line)


def _by_rank(line: Line) -> tuple[float, float, str]:
    """Return the sort key of lines: by rank, then those without one by falling exports."""
    return (line.rank or inf, -(line.exports or 0), line.place.code)
