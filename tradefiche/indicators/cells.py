"""Sums of rows by territory, which every table starts from."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import polars as pl

from tradefiche.customs.slices import SUMS
from tradefiche.indicators.sums import Sum, Summed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from tradefiche.customs.inputs import FactsPart
    from tradefiche.indicators.request import Request
    from tradefiche.reference.terms import Dimension
    from tradefiche.reference.territories import Territory

BOTH: tuple[Dimension, Dimension] = ("product", "country")
FRANCE = "france"
_NEARLY_ALL = 80


def cells(
    parts: Sequence[FactsPart],
    request: Request,
    *keys: Dimension,
    by_product: bool = True,
    by_country: bool = True,
    within: Sequence[Territory] = (),
) -> pl.LazyFrame:
    """Sum rows by period, flow, département and keys; a sum that several tables need is shared.

    Args:
        parts: the rows, one part per flow and period.
        request: its filters restrict which rows count; its exclusions always apply.
        keys: `product` (at the requested level), `country`, both or none.
        by_product: whether the filter on products applies.
        by_country: whether the filter on countries applies.
        within: the territories whose rows are enough; all rows are read if empty.

    Returns:
        Columns period, flow, department, the keys, `value` (euros), `mass` (kg, as recorded),
        `masses` (number of rows with a mass) and `rows` (number of rows).
    """
    how = _how(request, within, by_product=by_product, by_country=by_country)
    names = ("period", "flow", "department", *keys)
    summed = [
        sums.with_columns(period=pl.lit(part.period), flow=pl.lit(part.flow)).select(*names, *SUMS)
        for part, sums in zip(parts, _of_parts(parts, request, keys, how), strict=True)
    ]
    if summed:
        return pl.concat(summed)
    return pl.LazyFrame(schema=dict.fromkeys(names, pl.String()) | dict.fromkeys(SUMS, pl.Int64()))


def _of_parts(
    parts: Sequence[FactsPart], request: Request, keys: tuple[Dimension, ...], how: Summed
) -> list[pl.LazyFrame]:
    """Return the sum of each part; sums by one key start from the sum by both keys."""

    def what(part: FactsPart) -> Sum:
        return Sum((part.origin,), keys, how)

    lacking = {what(part): part for part in parts if request.sums.made(what(part)) is None}
    if len(keys) == 1:
        _of_parts([*lacking.values()], request, BOTH, how)
    plans = {
        each: _start(part, request, keys, how).group_by("department", *keys).agg(pl.col(SUMS).sum())
        for each, part in lacking.items()
    }
    request.sums.add(plans)
    return [found for part in parts if (found := request.sums.made(what(part))) is not None]


def _start(
    part: FactsPart, request: Request, keys: tuple[Dimension, ...], how: Summed
) -> pl.LazyFrame:
    """Return what a sum starts from: an earlier sum that covers it, else the rows."""
    for finer, wider in product(dict.fromkeys((keys, BOTH)), (how, how._replace(codes=()))):
        found = request.sums.made(Sum((part.origin,), finer, wider))
        if found is not None:
            return found if wider == how else found.filter(pl.col("department").is_in(how.codes))
    return _counted(part, request, how)


def _counted(part: FactsPart, request: Request, how: Summed) -> pl.LazyFrame:
    """Return the rows of a part that count, with `product` at the requested level."""
    rows = part.rows.filter(pl.col("department").is_in(how.codes)) if how.codes else part.rows
    product = pl.col(request.column)
    if request.to_level:
        product = product.replace(dict(request.to_level))
    return selected(
        rows, request, by_product=how.by_product, by_country=how.by_country
    ).with_columns(product=product)


def selected(
    rows: pl.LazyFrame, request: Request, *, by_product: bool = True, by_country: bool = True
) -> pl.LazyFrame:
    """Keep the rows that match the filters and none of the exclusions."""
    if by_product and request.products:
        rows = rows.filter(one_of(request.products))
    if by_country:
        rows = only_of(rows, "country", request.countries)
    if request.without_products:
        rows = rows.filter(~one_of(request.without_products))
    if request.without_countries:
        rows = rows.filter(~pl.col("country").is_in(sorted(request.without_countries)))
    return rows


def one_of(products: Mapping[str, frozenset[str]]) -> pl.Expr:
    """Say whether any column of a row has one of the codes given for that column."""
    return pl.any_horizontal(
        pl.col(column).is_in(sorted(codes)) for column, codes in products.items()
    )


def only_of(table: pl.LazyFrame, column: str, codes: Collection[str]) -> pl.LazyFrame:
    """Return the rows that have one of the codes in a column; all rows if there are no codes."""
    return table.filter(pl.col(column).is_in(sorted(codes))) if codes else table


def _how(
    request: Request, within: Sequence[Territory], *, by_product: bool, by_country: bool
) -> Summed:
    return Summed(
        request.level,
        _codes(within),
        by_product and bool(request.products),
        by_country and bool(request.countries),
        request.exclusions,
    )


def _codes(territories: Sequence[Territory]) -> tuple[str, ...]:
    """Return the Customs' département codes of some territories; empty to read every row.

    That is so for France, and for nearly all départements, where a filter would save little and
    keep tables from sharing sums.
    """
    codes = {code for territory in territories for code in territory.customs}
    if len(codes) > _NEARLY_ALL or any(not territory.customs for territory in territories):
        return ()
    return tuple(sorted(codes))


def of_territories(
    parts: Sequence[FactsPart],
    request: Request,
    territories: Sequence[Territory],
    *keys: Dimension,
    by_product: bool = True,
    by_country: bool = True,
) -> pl.LazyFrame:
    """Sum rows by territory: `cells`, then `by_territory`, once for all tables."""

    def summed() -> pl.LazyFrame:
        found = cells(
            parts, request, *keys,
            by_product=by_product, by_country=by_country, within=territories,
        )  # fmt: skip
        return by_territory(found, territories, *keys, of=parts)

    how = _how(request, territories, by_product=by_product, by_country=by_country)
    ids = frozenset(each.id for each in territories)
    rows = tuple((part.period, part.lacking, part.absent, part.origin) for part in parts)
    return request.sums.of(Sum(rows, keys, how, ids), summed)


def flow_totals(
    parts: Sequence[FactsPart], request: Request, territories: Sequence[Territory]
) -> pl.LazyFrame:
    """Sum whole flows by territory; France takes the totals noted in the store where it can.

    Returns:
        Columns territory, period, flow, `value` (euros) and `rows` (number of rows).
    """
    names, numbers = ("territory", "period", "flow"), ("value", "rows")
    noted = not request.restricted and all(part.noted for part in parts)
    read = [each for each in territories if each.customs or not noted]
    whole = [
        (FRANCE, part.period, part.flow, *part.noted)
        for part in parts
        if part.noted and not part.lacking and len(read) < len(territories)
    ]
    schema = dict.fromkeys(names, pl.String()) | dict.fromkeys(numbers, pl.Int64())
    found = pl.LazyFrame(whole, schema=schema, orient="row")
    if not read:
        return found
    return pl.concat([of_territories(parts, request, read).select(*names, *numbers), found])


def by_territory(
    cells: pl.LazyFrame, territories: Sequence[Territory], *keys: str, of: Iterable[FactsPart]
) -> pl.LazyFrame:
    """Sum the cells of départements by territory; territories may overlap.

    Args:
        cells: from `cells`.
        territories: what to sum to; France takes every row.
        keys: columns to group by, besides territory, period and flow.
        of: the parts that the cells sum; territories in `partly_known` of them have no row.

    Returns:
        Columns territory, period, flow, the keys, and the sums.
    """
    pairs = [(code, each.id) for each in territories for code in each.customs]
    members = pl.LazyFrame(
        pairs, schema={"department": pl.String, "territory": pl.String}, orient="row"
    )
    names = ("territory", "period", "flow", *keys)
    joined = cells.join(members, on="department")
    whole = any(not each.customs for each in territories)
    parts = [joined.group_by(names).agg(pl.col(SUMS).sum())] if pairs or not whole else []
    if whole:
        france = cells.group_by(names[1:]).agg(pl.col(SUMS).sum())
        parts.append(france.with_columns(territory=pl.lit(FRANCE)).select(*names, *SUMS))
    summed = pl.concat(parts)
    partly = partly_known(of, territories)
    if not partly:
        return summed
    unknown = pl.LazyFrame(
        partly,
        schema=dict.fromkeys(("territory", "period", "flow"), pl.String),
        orient="row",
    )
    return summed.join(unknown, on=["territory", "period", "flow"], how="anti")


def partly_known(
    parts: Iterable[FactsPart], territories: Sequence[Territory]
) -> list[tuple[str, str, str]]:
    """Return territory, period and flow wherever figures of a territory cannot be given.

    For France that is as soon as one région is missing; for any other territory, where all of its
    départements are missing. A missing Monaco thus leaves its région and France known.
    """
    return [
        (each.id, part.period, part.flow)
        for part in parts
        if part.missing
        for each in territories
        if (part.missing.issuperset(each.customs) if each.customs else part.lacking)
    ]
