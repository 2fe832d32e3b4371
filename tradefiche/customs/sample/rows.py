"""Cells to records: values of a year, split over the quarters, with the oddities of real data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.customs.sample.draws import draw, heavy_tailed, uniform

if TYPE_CHECKING:
    import polars as pl

    from tradefiche.customs.sample.recipe import Recipe
    from tradefiche.reference.terms import Side

_QUARTERS = (1, 2, 3, 4)
_STEADY = 0.35
"""Part of a département's cells, the largest, that trade in every quarter."""
_FADING = 0.75
"""Probability that the smallest cell is absent from a quarter other than its home quarter."""
_NOT_YET = 0.12
"""Probability that the smallest cell is absent from a year other than the calibrated one."""
_ONE_EMPTY_MASS, _ONE_TWICE, _ONE_NEGATIVE = 1499, 2003, 4001
"""Each oddity affects one row in this many."""
_SMALL_EUR = 2_000_000
_SALTS_A_YEAR = 16
_SALT_GROWTH, _SALT_MASS, _SALT_ODD, _SALT_HOME = 0, 1, 2, 3
_SALT_THERE, _SALT_SHARE = 4, 9  # plus the number of the quarter


def rows_of_year(recipe: Recipe, flow: Side, year: int, cells: pl.DataFrame) -> pl.DataFrame:
    """Return the records of a flow and year, in the Customs' order.

    Returns:
        One row per record, sorted in column order: quarter (UInt64), department, product, country
        (UInt64 indices of the recipe), value (Int64, euros) and mass (Int64, kg; null if unknown).
        In the calibrated year each département's values sum to its total.
    """
    import polars as pl

    yearly = cells.with_columns(annual=_annual(recipe, flow, year))
    rows = _split(recipe, year, yearly)
    odd = draw(pl.col("key") * 4 + pl.col("quarter"), _salt(year, _SALT_ODD))
    rows = _with_oddities(rows.with_columns(odd=odd))
    if year == recipe.model.calibrated:
        rows = _calibrated(recipe, flow, rows)
    return (
        rows.with_columns(mass=_mass(recipe, year))
        .sort("quarter", "key", maintain_order=True)
        .select("quarter", "department", "product", "country", "value", "mass")
    )


def _annual(recipe: Recipe, flow: Side, year: int) -> pl.Expr:
    """Return a cell's value of the year in euros: its part of the département's total."""
    import polars as pl

    totals = pl.lit(pl.Series([getattr(d, flow).total_eur for _, d, _ in recipe.departements]))
    scale = totals.gather(pl.col("department")) / pl.col("weight").sum().over("department")
    value = pl.col("weight") * scale
    if year != recipe.model.calibrated:
        growth = [1 + recipe.model.products[a129].growth / 100 for a129 in recipe.a129]
        ratio = getattr(recipe.model.years[year], flow)
        luck = draw(pl.col("key"), _salt(year, _SALT_GROWTH))
        there = (uniform(draw(luck, 0)) >= _NOT_YET * pl.col("place")).cast(pl.Float64)
        chance = heavy_tailed(luck).sqrt().sqrt() * there
        value = value * ratio / pl.lit(pl.Series(growth)).gather(pl.col("a129")) * chance
    return value.cast(pl.Int64)


def _split(recipe: Recipe, year: int, yearly: pl.DataFrame) -> pl.DataFrame:
    """Return one row per cell and quarter; differences of cumulative values sum to the year's."""
    import polars as pl

    due: list[pl.Expr] = [pl.lit(0.0)]
    for quarter in _QUARTERS:
        due.append(due[-1] + pl.col(f"share_{quarter}"))
    parts = [(pl.col("annual") * (part / due[-1])).cast(pl.Int64) for part in due]
    kept = ("department", "product", "country", "a129", "key")
    shared = yearly.with_columns(
        _share(recipe, year, quarter).alias(f"share_{quarter}") for quarter in _QUARTERS
    )
    return pl.concat(
        shared.select(
            *kept,
            quarter=pl.lit(quarter, dtype=pl.UInt64),
            value=parts[quarter] - parts[quarter - 1],
        )
        for quarter in _QUARTERS
    ).filter(pl.col("value") > 0)


def _share(recipe: Recipe, year: int, quarter: int) -> pl.Expr:
    """Return a cell's weight in a quarter: season x random factor; 0 where it does not trade."""
    import polars as pl

    seasons = [recipe.model.seasons[recipe.model.products[a].season] for a in recipe.a129]
    season = pl.lit(pl.Series([float(season[quarter - 1]) for season in seasons]))
    home = draw(pl.col("key"), _salt(year, _SALT_HOME)) % 4 + 1 == quarter
    fading = (pl.col("place") - _STEADY) * _FADING / (1 - _STEADY)
    there = home | (uniform(draw(pl.col("key"), _salt(year, _SALT_THERE + quarter))) >= fading)
    chance = heavy_tailed(draw(pl.col("key"), _salt(year, _SALT_SHARE + quarter))).sqrt().sqrt()
    return season.gather(pl.col("a129")) * chance * there.cast(pl.Float64)


def _with_oddities(rows: pl.DataFrame) -> pl.DataFrame:
    """Add oddities of real files: negative corrections, and duplicate keys."""
    import polars as pl

    small = pl.col("value") < _SMALL_EUR
    negative = small & (pl.col("odd") % _ONE_NEGATIVE == 0)
    twice = pl.col("odd") % _ONE_TWICE == 0
    first = pl.col("value") // 3
    return pl.concat([
        rows.with_columns(
            value=pl.when(negative).then(-pl.col("value")).when(twice).then(pl.col("value") - first)
            .otherwise(pl.col("value")),
        ),
        rows.filter(twice).with_columns(value=first),
    ])  # fmt: skip


def _calibrated(recipe: Recipe, flow: Side, rows: pl.DataFrame) -> pl.DataFrame:
    """Make rows sum to each département's total: its largest row takes the difference."""
    import polars as pl

    totals = pl.lit(pl.Series([getattr(d, flow).total_eur for _, d, _ in recipe.departements]))
    value = pl.col("value")
    place = pl.int_range(pl.len(), dtype=pl.UInt32).over("department")
    missing = totals.gather(pl.col("department")) - value.sum().over("department")
    return rows.with_columns(
        value=value
        + pl.when(place == value.arg_max().over("department")).then(missing).otherwise(0)
    )


def _mass(recipe: Recipe, year: int) -> pl.Expr:
    """Return the mass in kg; null where unknown, 0 for a correction or without a price per kg."""
    import polars as pl

    prices = [recipe.model.products[a129].eur_per_kg for a129 in recipe.a129]
    price = pl.lit(pl.Series(prices, dtype=pl.Float64)).gather(pl.col("a129"))
    chance = heavy_tailed(draw(pl.col("key"), _salt(year, _SALT_MASS))).sqrt()
    known = pl.col("odd") % _ONE_EMPTY_MASS > 0
    kilograms = pl.max_horizontal(pl.col("value"), 0) / price * chance
    return pl.when(known).then(kilograms.fill_null(0.0).cast(pl.Int64))


def _salt(year: int, what: int) -> int:
    """Return a salt unique to a year and purpose."""
    return year * _SALTS_A_YEAR + what
