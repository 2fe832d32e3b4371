"""Rows summed by territory: what every table starts from."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

    from tradefiche.indicators.request import Request
    from tradefiche.reference.territories import Territory

FRANCE = "france"


def selected(
    rows: pl.LazyFrame, request: Request, *, by_product: bool = True, by_country: bool = True
) -> pl.LazyFrame:
    """Keep the rows that the filters on products and countries name."""
    import polars as pl

    for column, codes in request.products.items() if by_product else ():
        rows = rows.filter(pl.col(column).is_in(sorted(codes)))
    if by_country and request.countries:
        rows = rows.filter(pl.col("country").is_in(sorted(request.countries)))
    return rows


def with_product(rows: pl.LazyFrame, request: Request) -> pl.LazyFrame:
    """Add the column `product`: the code at the level asked for."""
    import polars as pl

    product = pl.col(request.column)
    if request.to_level:
        product = product.replace(dict(request.to_level))
    return rows.with_columns(product=product)


def sums(rows: pl.LazyFrame, *keys: str) -> pl.LazyFrame:
    """Sum by keys: `value` (euros), `mass` (kg recorded), `masses` (rows with a mass), `rows`."""
    import polars as pl

    return rows.group_by(keys).agg(
        pl.col("value").sum(),
        pl.col("mass").sum(),
        masses=pl.col("mass").count(),
        rows=pl.len().cast(pl.Int64),
    )


def resummed(cells: pl.LazyFrame, *keys: str) -> pl.LazyFrame:
    """Sum cells of `sums` further, by fewer keys."""
    import polars as pl

    return cells.group_by(keys).agg(pl.col("value", "mass", "masses", "rows").sum())


def within(rows: pl.LazyFrame, territories: Sequence[Territory]) -> pl.LazyFrame:
    """Keep the rows of the départements of some territories; all of them for France."""
    import polars as pl

    if any(not territory.customs for territory in territories):
        return rows
    codes = {code for territory in territories for code in territory.customs}
    return rows.filter(pl.col("department").is_in(sorted(codes)))


def by_territory(cells: pl.LazyFrame, territories: Sequence[Territory], *keys: str) -> pl.LazyFrame:
    """Sum cells of départements to territories, which may overlap.

    Returns:
        Columns territory, the keys, and those of `sums`.
    """
    import polars as pl

    pairs = [(code, each.id) for each in territories for code in each.customs]
    members = pl.LazyFrame(
        pairs, schema={"department": pl.String, "territory": pl.String}, orient="row"
    )
    parts = [resummed(cells.join(members, on="department"), "territory", *keys)]
    if any(not each.customs for each in territories):
        whole = resummed(cells, *keys).with_columns(territory=pl.lit(FRANCE))
        parts.append(whole.select("territory", *keys, "value", "mass", "masses", "rows"))
    return pl.concat(parts)
