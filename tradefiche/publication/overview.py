"""What the index of a batch says: every fiche with its figures, and who leads in what."""

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
    """A territory: totals in whole euros, None where not known.

    Attributes:
        coverage: exports in percent of imports.
        change: of exports, on the year before, where it may be printed.
        rank: by exports, among départements or régions.
        partner, product: where most exports go, and what is exported most.
        files: paths by kind, maybe none.
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
        """The path of its fiche: the page, or the PDF where there is none."""
        return self.files.get("html") or next(iter(self.files.values()))

    @property
    def address(self) -> str:
        """What names it in the address of a comparison: `59`, `region-32`, `france`."""
        return self.place.code if self.place.kind == "dept" else self.place.id


@dataclass(frozen=True)
class Overview:
    """All of the index.

    Attributes:
        lines: every territory by id, with a fiche or without.
        speak: says phrases about France.
        meta: provenance of the totals.
        manifest: name of the manifest beside the index.
        editions: the indexes in other languages, of the period, and of other periods, in the
            language, its own among them, by period, the newest first.
        markets: countries and activities with those who sell most, if all of France is known.
        parts: zones and sections of products with the shares of each territory.
        data: paths of the files of figures.
        table, sheets: all territories of which something is known; see `flat`.
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
        """The index's own name."""
        own = (self.meta.periods[0], self.query.lang)
        return next((e.file for e in self.editions if (e.period, e.lang) == own), "index.html")

    @property
    def france(self) -> Line:
        """The whole."""
        return self.lines[self.places.france.id]

    @property
    def departements(self) -> tuple[Line, ...]:
        """The units with a fiche, by code; not Monaco."""
        return self._with_fiche(self.places.units)

    @property
    def regions(self) -> tuple[Line, ...]:
        """The régions with a fiche, by code."""
        return self._with_fiche(self.places.regions)

    @property
    def complete(self) -> bool:
        """Whether every unit has a fiche, so that the first of them are the first of all."""
        return len(self.departements) == len(self.places.units)

    @property
    def quarters(self) -> int:
        """How many quarters the totals are of."""
        return len(Period.named(self.meta.periods[0]).quarters)

    @property
    def listed(self) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
        """Régions and départements with a fiche, the largest exports first, Monaco last.

        A région of one département that has a fiche stands with it: their figures are the same.
        """
        regions = (each for each in self.regions if self.alone(each) is None)
        units = (*self.departements, *self._with_fiche([self.places.monaco]))
        return tuple(sorted(regions, key=_by_rank)), tuple(sorted(units, key=_by_rank))

    def alone(self, region: Line) -> Line | None:
        """Return the only département of a région, if it has a fiche."""
        customs = region.place.customs
        return next((each for each in self.departements if each.place.customs == customs), None)

    def region_alone(self, line: Line) -> Line | None:
        """Return the région of which this is the only département, if it has a fiche."""
        customs = line.place.customs
        return next((each for each in self.regions if each.place.customs == customs), None)

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
    """Return what the index says of the fiches listed.

    Args:
        query: period, release and language; its territories do not matter.
        files: the fiches that there are: paths by kind of file, by id of the territory.
        manifest: name of the manifest beside the index.
        editions: the indexes of its own and of other languages and periods.
        data: paths of the files of figures.
        counted: tables of the same question for some territories; they are counted anew where
            those are not all.
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
    """Return what orders all lines: France, régions, départements, each by rank."""
    return ("france", "region", "dept").index(line.place.kind), _by_rank(line)


def _by_rank(line: Line) -> tuple[float, float, str]:
    """Return what orders lines: the rank, for those without one the exports."""
    return (line.rank or inf, -(line.exports or 0), line.place.code)
