"""Tidy facts: all rows held, one row per flow, quarter, département, product and country.

For each flow and year they are the rows that tables use, from quarters or workbooks, so that sums
agree with the tables; other rows are included only if all releases are wanted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from tradefiche.customs import slices
from tradefiche.customs.grains import GRAINS
from tradefiche.customs.held import HeldQuarter, precedence
from tradefiche.customs.inventory import gaps, passed_over
from tradefiche.customs.regions import every_region, regions_of
from tradefiche.customs.view import behind
from tradefiche.errors import UsageError
from tradefiche.reference.codes import NO_ZONE
from tradefiche.reference.countries import countries
from tradefiche.reference.gazetteer import gazetteer
from tradefiche.reference.matching import unknown
from tradefiche.reference.periods import Period
from tradefiche.reference.products import nomenclature
from tradefiche.reference.terms import FLOWS
from tradefiche.tabulation.query import needs_cpf4, request_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    import polars as pl

    from tradefiche.customs.grains import Grain
    from tradefiche.customs.held import HeldYear
    from tradefiche.customs.ingest_report import Remark
    from tradefiche.customs.view import View
    from tradefiche.reference.terms import Flow
    from tradefiche.tabulation.query import Query


@dataclass(frozen=True, slots=True)
class WantedRows:
    """Which of the rows held are wanted, in addition to what a `Query` says.

    Attributes:
        flow: one flow; both if None.
        grain: quarters or yearly workbooks alone; if None, whichever answers for each year.
        all_releases: whether to include rows that a newer release or the other grain replaces.
    """

    flow: Flow | None = None
    grain: Grain | None = None
    all_releases: bool = False

    def refuse(self) -> None:
        """Raise UsageError if any option is set; to call where no rows are requested."""
        given = {"flow": self.flow, "grain": self.grain, "all-releases": self.all_releases}
        for name, value in given.items():
            if value:
                raise UsageError(f"--{name} bears on rows", hint="add --facts")

    @property
    def flows(self) -> tuple[Flow, ...]:
        """The flows that are wanted."""
        return (self.flow,) if self.flow else FLOWS


class Piece(NamedTuple):
    """A slice that is wanted, and whether it is current: nothing held replaces it."""

    held: HeldQuarter | HeldYear
    current: bool


@dataclass(frozen=True, slots=True)
class Tidy:
    """The slices for a question about rows, by year, flow, quarter or région, and release."""

    query: Query
    wanted: WantedRows
    view: View
    pieces: tuple[Piece, ...]

    @property
    def periods(self) -> list[Period]:
        """The requested periods; if there are none, the years of the rows."""
        asked = list(_asked(self.query))
        return asked or [
            Period.of_year(year) for year in sorted({p.held.year for p in self.pieces})
        ]

    @property
    def missing(self) -> Iterator[tuple[Flow, Collection[str]]]:
        """The régions whose workbook is missing, for each flow and year from workbooks."""
        years = {
            (p.held.flow, p.held.year) for p in self.pieces if not isinstance(p.held, HeldQuarter)
        }
        return (
            (flow, every_region() - self.view.years[flow, year].keys())
            for flow, year in sorted(years)
        )

    @property
    def gaps(self) -> Iterator[Remark]:
        """Remarks on what is missing beside the rows, and quarters that are probably incomplete."""
        held = [piece.held for piece in self.pieces]
        years = self.query.period is None
        yield from gaps(self.view, held, self.wanted.flows, self.query.config_dirs, years=years)
        if years and not (self.wanted.grain or self.wanted.all_releases or needs_cpf4(self.query)):
            asked = {period.quarters[0].year for period in _asked(self.query)}
            yield from passed_over(self.view, self.wanted.flows, asked)

    @property
    def schema(self) -> pl.Schema:
        """The columns and their types."""
        return next(self.frames(self.pieces[:1])).collect_schema()

    def scan(self) -> pl.LazyFrame:
        """Scan all rows; nothing is read yet, except to check that files are as they were written.

        Returns:
            One row per flow, quarter, département, CPF4 and country, with Int32 `year` and
            `quarter`, Int64 `value_eur` (whole euros) and `mass_kg` (whole kg, null if not
            recorded), Boolean `current` if all releases are wanted, and String columns: `flow`,
            `departement` and `region` (INSEE codes; Corse is 20, Monaco 99, and 98, which is no
            département, has no région), `cpf4`, `a129`, `a38`, `a17`, `country`, `zone`,
            `release`, `data`. Quarter and CPF4 are null in rows of a yearly workbook.

        Raises:
            StorageError: a slice is damaged or gone, or cannot be read (74).
            BusyError: the store was renewed meanwhile, and no longer has a slice (75).
        """
        import polars as pl

        return pl.concat(self.frames(self.pieces))

    def frames(self, pieces: Sequence[Piece]) -> Iterator[pl.LazyFrame]:
        """Yield the rows of some slices, one frame per slice; see `scan`."""
        import polars as pl

        from tradefiche.indicators.cells import selected

        slices.require_whole(self.view.folder, [piece.held for piece in pieces])
        request, codes = request_of(self.query), _departments(self.query)
        coded = _coded(self.query)
        for piece in pieces:
            rows = slices.scan(self.view.folder, [piece.held])
            if codes:
                rows = rows.filter(pl.col("department").is_in(codes))
            yield selected(rows, request).select(**self._columns(piece, coded))

    def _columns(self, piece: Piece, coded: Mapping[str, pl.Expr]) -> dict[str, pl.Expr]:
        import polars as pl

        held = piece.held
        quarter = held.quarter if isinstance(held, HeldQuarter) else None
        current = {"current": pl.lit(piece.current)} if self.wanted.all_releases else {}
        return {
            "flow": pl.lit(held.flow),
            "year": pl.lit(held.year, dtype=pl.Int32),
            "quarter": pl.lit(quarter, dtype=pl.Int32),
            **coded,
            "value_eur": pl.col("value").cast(pl.Int64),
            "mass_kg": pl.col("mass").cast(pl.Int64),
            "release": pl.lit(held.release, dtype=pl.String),
            **current,
            "data": pl.lit(self.query.store.manifest.data or "customs"),
        }


def refuse_tables(given: Iterable[str]) -> None:
    """Raise UsageError if one of the options given applies to tables only."""
    for name in ("level", "top", "highlight"):
        if name in given:
            raise UsageError(f"--{name} bears on tables, not on rows", hint="leave it out")


def tidy(query: Query, wanted: WantedRows) -> Tidy:
    """Find the slices that answer a question about rows; all that are held if no period is named.

    Raises:
        NoInputError: nothing is held, or not all of a requested period.
        UsageError: flow or grain is unknown, or quarters or CPF4 are wanted from workbooks.
    """
    for what, word, known in (("flow", wanted.flow, FLOWS), ("grain", wanted.grain, GRAINS)):
        if word is not None and word not in known:
            raise unknown(what, word, known)
    quarterly = needs_cpf4(query) or not all(each.is_year for each in _asked(query))
    if quarterly and wanted.grain == "workbooks":
        hint = "ask for whole years and leave CPF4 out, or leave --grain out"
        raise UsageError("yearly workbooks have neither quarters nor CPF4", hint=hint)
    grain = "quarters" if quarterly else wanted.grain
    view = query.store.view(query.release)
    current = frozenset(_answering(view, grain))
    held = query.store.known(query.release) if wanted.all_releases else current
    mine = {each for each in held if _is_meant(each, query, wanted, grain)}
    _require(view, current & mine, query, wanted, grain)
    return Tidy(
        query, wanted, view, tuple(Piece(e, e in current) for e in sorted(mine, key=_order))
    )


def _asked(query: Query) -> tuple[Period, ...]:
    return query.years or ((query.period,) if query.period else ())


def _answering(view: View, grain: Grain | None) -> Iterator[HeldQuarter | HeldYear]:
    """Yield the slices of one grain; if None, those that answer for a year and other quarters."""
    if grain != "workbooks":
        answered = {} if grain else view.choices
        yield from (h for (flow, q), h in view.slices.items() if (flow, q.year) not in answered)
    if grain is None:
        yield from (held for choice in view.choices.values() for held in behind(choice))
    if grain == "workbooks":
        yield from (held for regions in view.years.values() for held in regions.values())


def _is_meant(
    held: HeldQuarter | HeldYear, query: Query, wanted: WantedRows, grain: Grain | None
) -> bool:
    """Return whether a slice may have wanted rows, by its flow, grain, time and région."""
    times = _asked(query)
    if isinstance(held, HeldQuarter):
        other, timely = "workbooks", any(held.when in each.quarters for each in times)
        near = True
    else:
        other, timely = "quarters", any(held.year == each.quarters[0].year for each in times)
        near = any(held.region in regions_of(each) for each in query.territories)
    return held.flow in wanted.flows and grain != other and near and (timely or not times)


def _require(
    view: View,
    current: frozenset[HeldQuarter | HeldYear],
    query: Query,
    wanted: WantedRows,
    grain: Grain | None,
) -> None:
    """Raise NoInputError (66) unless something is held, and all of each requested year.

    Of a `period` in place of years, one flow is enough, as in the tables.
    """
    means = {"quarters": " in quarters", "workbooks": " in yearly workbooks", None: ""}[grain]
    for period in _asked(query):
        whole = [flow for flow in wanted.flows if _covers(current, flow, period)]
        lacking = [f"{flow}s" for flow in wanted.flows if flow not in whole]
        if lacking and (period in query.years or not whole):
            raise view.nothing(f"not all {' and '.join(lacking)} of {period}{means}")
    if not current:
        raise view.nothing(f"nothing{means}")


def _covers(current: frozenset[HeldQuarter | HeldYear], flow: Flow, period: Period) -> bool:
    """Return whether all quarters of a period are there, or its year from workbooks."""
    mine = [each for each in current if each.flow == flow]
    year = period.quarters[0].year
    return {*period.quarters} <= {each.when for each in mine} or (
        period.is_year
        and any(each.year == year and not isinstance(each, HeldQuarter) for each in mine)
    )


def _order(held: HeldQuarter | HeldYear) -> tuple[object, ...]:
    return (held.year, held.flow, str(held.when), precedence(held))


def _departments(query: Query) -> list[str]:
    """Return the Customs' département codes of the territories; empty for all rows."""
    if any(not each.customs for each in query.territories):
        return []
    return sorted({code for each in query.territories for code in each.customs})


def _coded(query: Query) -> dict[str, pl.Expr]:
    """Return the expressions of the columns of codes, in their order."""
    import polars as pl

    places, partners = gazetteer(query.config_dirs), countries(query.config_dirs)
    products = nomenclature(query.config_dirs)
    units = {code: unit for unit in (*places.units, places.monaco) for code in unit.customs}
    zones = {code: partners.zone(code) for code in partners.codes}

    def within(column: str, pairs: Mapping[str, str | None], other: str | None) -> pl.Expr:
        return pl.col(column).replace_strict(pairs, default=other, return_dtype=pl.String)

    return {
        "departement": pl.col("department").replace({c: unit.code for c, unit in units.items()}),
        "region": within("department", {c: unit.region for c, unit in units.items()}, None),
        "cpf4": pl.col("cpf4"),
        "a129": pl.col("a129"),
        "a38": within("a129", products.parents("a38"), None),
        "a17": within("a129", products.parents("a17"), None),
        "country": pl.col("country"),
        "zone": within("country", zones, NO_ZONE),
    }
