"""Territories as rows: those requested, those ranked, and the région and France above each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from tradefiche.indicators.cells import FRANCE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tradefiche.indicators.request import Request
    from tradefiche.reference.territories import Territory

ABOVE = ("region", "france")


def everyone(request: Request) -> tuple[Territory, ...]:
    """Return the territories requested, and all of `request.ranked`; each once."""
    return tuple({each.id: each for each in (*request.territories, *request.ranked)}.values())


def with_above(request: Request) -> tuple[Territory, ...]:
    """Return the territories requested, their régions, and France; each once."""
    ids = {_region(each, request) for each in request.territories} | {FRANCE}
    above = (each for each in request.ranked if each.id in ids)
    return tuple({each.id: each for each in (*request.territories, *above)}.values())


def areas(request: Request, territories: Iterable[Territory]) -> pl.LazyFrame:
    """Return one row per territory.

    Columns: territory, kind, code, ranked, `order` among those requested (null for others), and
    the ids of the areas to compare it with: `region` and `france`, null where there is none or it
    is the territory itself.
    """
    order = {each.id: place for place, each in enumerate(request.territories)}
    return pl.LazyFrame(
        [
            (
                each.id, each.kind, each.code, each.ranked, order.get(each.id),
                _region(each, request), None if each.id == FRANCE else FRANCE,
            )
            for each in territories
        ],
        schema={
            "territory": pl.String, "kind": pl.String, "code": pl.String, "ranked": pl.Boolean,
            "order": pl.Int64, "region": pl.String, "france": pl.String,
        },
        orient="row",
    )  # fmt: skip


def grid(
    request: Request, territories: Iterable[Territory], periods: Sequence[str]
) -> pl.LazyFrame:
    """Return one row per territory and period: columns of `areas`, `period`, its index `when`."""
    when = pl.LazyFrame({"period": periods}).with_row_index("when")
    return areas(request, territories).join(when, how="cross")


def beside(
    table: pl.LazyFrame, keys: Sequence[str], columns: Sequence[str], *, of: pl.LazyFrame
) -> pl.LazyFrame:
    """Add the values of région and France to each row, as `region_x` and `france_x`.

    Args:
        table: has the keys, and `region` and `france` of `areas`.
        keys: the other columns to join on.
        columns: the values to add.
        of: has `territory`, the keys and the values, of régions and France too.
    """
    for area in ABOVE:
        values = [pl.col(column).alias(f"{area}_{column}") for column in columns]
        above = of.select(pl.col("territory").alias(area), *keys, *values)
        table = table.join(above, on=[area, *keys], how="left")
    return table


def _region(territory: Territory, request: Request) -> str | None:
    """Return the id of a territory's région; None if there is none, or it has the same rows."""
    for region in request.ranked:
        mine = region.kind == "region" and region.code == territory.region
        if mine and region.customs != territory.customs:
            return region.id
    return None
