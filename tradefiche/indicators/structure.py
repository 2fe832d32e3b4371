"""Table `structure`: shares by zone and product section, beside those of région and France."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

from tradefiche.customs.slices import SUMS
from tradefiche.indicators.areas import ABOVE, beside, grid, with_above
from tradefiche.indicators.cells import by_territory, cells
from tradefiche.indicators.columns import EUROS, flow_shares, only_known, side_by_side
from tradefiche.indicators.indicator import Indicator
from tradefiche.reference.codes import EU, EXTRA_EU, NO_ZONE
from tradefiche.reference.terms import SIDES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tradefiche.customs.inputs import Facts
    from tradefiche.indicators.request import Request
    from tradefiche.reference.terms import Dimension


def structure(facts: Facts, request: Request) -> pl.LazyFrame:
    """Return one row per territory, period and element of each breakdown, traded or not.

    The breakdowns are `zone`, `eu` (inside and outside the EU of 27), `a17` and `a38`. Values are
    in whole euros, shares in percent of the territory's flow, gaps to région and France in
    percentage points. Filters restrict what is counted: an element of which they leave nothing has
    no row. In `eu`, codes that cannot be ranked are `none`, unless their zone is the EU, and so are
    codes that the configuration does not know.
    """
    at_a129 = replace(request, level="a129", to_level={})
    tables = [
        _by(
            dimension,
            place,
            known,
            cells(facts.current, at_a129, key).with_columns(item=item),
            facts,
            request,
        )
        for place, (dimension, key, item, known) in enumerate(_breakdowns(request))
    ]
    return (
        pl.concat(tables)
        .filter(pl.col("order").is_not_null())
        .sort("order", "when", "place", "row", "item", nulls_last=True)
    )


TABLE = Indicator(structure)


def _breakdowns(request: Request) -> Iterable[tuple[str, Dimension, pl.Expr, list[str]]]:
    """Yield each breakdown: its name, dimension, expression of the element, elements in order."""
    country = pl.col("country")
    zones = {zone for code, zone in request.zones.items() if request.counts(code)}
    union = {EU: inside(request), EXTRA_EU: outside(request)}
    halves = [half for half, codes in union.items() if any(map(request.counts, codes))]
    yield (
        "zone",
        "country",
        country.replace_strict(dict(request.zones), default=NO_ZONE, return_dtype=pl.String),
        [
            zone
            for zone in request.zone_order
            if zone in zones or (zone == NO_ZONE and not request.countries)
        ],
    )
    yield (
        "eu",
        "country",
        pl.when(country.is_in(union[EU]))
        .then(pl.lit(EU))
        .when(country.is_in(union[EXTRA_EU]))
        .then(pl.lit(EXTRA_EU))
        .otherwise(pl.lit(NO_ZONE)),
        [*halves, *([] if request.countries else [NO_ZONE])],
    )
    for level, section in request.sections.items():
        yield (
            level,
            "product",
            pl.col("product").replace(dict(section)),
            sorted({section[code] for code in section if code not in request.uncounted}),
        )


def inside(request: Request) -> list[str]:
    """Return the codes in the zone of the EU, including those that are not a country."""
    return [code for code, zone in request.zones.items() if zone == EU]


def outside(request: Request) -> list[str]:
    """Return the rankable countries outside the EU that the configuration knows."""
    within = {*inside(request), *request.unrankable}
    return [code for code in request.zones if code not in within]


def _by(
    dimension: str,
    place: int,
    known: list[str],
    summed: pl.LazyFrame,
    facts: Facts,
    request: Request,
) -> pl.LazyFrame:
    keys = ["period", "territory", "item"]
    elements = summed.group_by("period", "flow", "department", "item").agg(pl.col(SUMS).sum())
    places = with_above(request)
    values = side_by_side(by_territory(elements, places, "item", of=facts.current), *keys)
    table = _grid(elements, known, facts, request).join(values, on=keys, how="left")
    filled = table.with_columns(pl.col(EUROS).fill_null(0))
    shared = only_known(filled, facts, places).with_columns(flow_shares())
    shares = [f"{side}_share_pct" for side in SIDES.values()]
    gaps = [
        (pl.col(f"{side}_share_pct") - pl.col(f"{area}_{side}_share_pct")).alias(
            f"{side}_gap_{area}_pts"
        )
        for side in SIDES.values()
        for area in ABOVE
    ]
    return beside(shared, ["period", "item"], shares, of=shared).with_columns(
        *gaps, dimension=pl.lit(dimension), place=pl.lit(place)
    )


def _grid(elements: pl.LazyFrame, known: list[str], facts: Facts, request: Request) -> pl.LazyFrame:
    """Return one row per territory, period and element: known ones in order, then others found."""
    listed = pl.LazyFrame({"item": known}, schema={"item": pl.String}).with_row_index("row")
    others = elements.select("item").unique().join(listed, on="item", how="anti")
    every = pl.concat([listed, others], how="diagonal")
    return grid(request, with_above(request), facts.periods).join(every, how="cross")
