"""Rows summed by territory: what every table starts from."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from tradefiche.customs.slices import SUMS
from tradefiche.indicators.sums import Sum, Summed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import polars as pl

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
    """Sum rows by period, flow, département and keys; what several tables need is summed once.

    Args:
        parts: the rows, of each flow and period.
        request: its filters restrict what is counted; what it leaves out is never counted.
        keys: `product` (at the level asked for), `country`, both or none.
        by_product: whether the filter on products holds.
        by_country: whether the filter on countries holds.
        within: the territories whose rows are enough; every row if none.

    Returns:
        Columns period, flow, department, the keys, and `value` (euros), `mass` (kg recorded),
        `masses` (rows with a mass), `rows`.
    """
    import polars as pl

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
    """Sum the rows of each flow and period; by one key from the sums by both, which others need."""
    import polars as pl

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
    """Return what a sum starts from: the rows, or a sum made before that has all of it."""
    import polars as pl

    for finer, wider in product(dict.fromkeys((keys, BOTH)), (how, how._replace(codes=()))):
        found = request.sums.made(Sum((part.origin,), finer, wider))
        if found is not None:
            return found if wider == how else found.filter(pl.col("department").is_in(how.codes))
    return _counted(part, request, how)


def _counted(part: FactsPart, request: Request, how: Summed) -> pl.LazyFrame:
    """Return the rows of a flow and period that are counted, with the product asked for."""
    import polars as pl

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
    """Keep the rows that the filters name, and none that the exclusions do."""
    import polars as pl

    if by_product and request.products:
        rows = rows.filter(one_of(request.products))
    if by_country and request.countries:
        rows = rows.filter(pl.col("country").is_in(sorted(request.countries)))
    if request.without_products:
        rows = rows.filter(~one_of(request.without_products))
    if request.without_countries:
        rows = rows.filter(~pl.col("country").is_in(sorted(request.without_countries)))
    return rows


def one_of(products: Mapping[str, frozenset[str]]) -> pl.Expr:
    """Say of a row whether one of its columns has one of the codes that are looked for there."""
    import polars as pl

    return pl.any_horizontal(
        pl.col(column).is_in(sorted(codes)) for column, codes in products.items()
    )


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
    """Return the Customs' départements of some territories; none where every row is to be read.

    So it is for France, and for nearly all départements: a filter would save little there, and
    tables could not share what they sum.
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
    """Sum rows to territories: `cells` summed by `by_territory`, once for all tables."""

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
    """Sum whole flows to territories; what is noted of France is not read for it alone.

    Returns:
        Columns territory, period, flow, `value` and `rows`.
    """
    import polars as pl

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
    """Sum cells of départements to territories, which may overlap.

    Args:
        cells: from `cells`.
        territories: what to sum to; France takes every row.
        keys: what to keep apart, beside territory, period and flow.
        of: the rows that the cells sum: a territory of which they know a part only has no row.

    Returns:
        Columns territory, period, flow, the keys, and the sums.
    """
    import polars as pl

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
    """Return territory, period and flow wherever not all of a territory's rows are held.

    France is every row, so it is known in part as soon as one région is lacking; of what workbooks
    have no row, Monaco alone is not known.
    """
    return [
        (each.id, part.period, part.flow)
        for part in parts
        if part.missing
        for each in territories
        if (part.missing.issuperset(each.customs) if each.customs else part.lacking)
    ]
