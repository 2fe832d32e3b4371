"""Which cells trade, and with what weight: the structure of the sample, the same in all years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.customs.sample.draws import draw, heavy_tailed, uniform
from tradefiche.customs.sample.recipe import FLOWS, Recipe

if TYPE_CHECKING:
    import polars as pl

    from tradefiche.reference.terms import Side

_BATCH = 600_000
_SCALE = 1e12
_CELLS_A_ROW = 1.21
"""Cells per row of a quarter: more than one, since not every cell trades in every quarter."""
_SALT_SPECIALITY, _SALT_MARKET, _SALT_CELL, _SALT_NUANCE = 1, 2, 3, 4
_NUANCE = 0.1
"""Width of the random factor on configured shares (±5 %), so that equal ones differ."""


def choose(recipe: Recipe, flow: Side) -> pl.DataFrame:
    """Return the cells of a flow: as many per département as wanted, those of largest weight.

    Random draws decide which cells trade and how an A129 product is spread over them, while a
    speciality's share in its département is as configured. Rare countries are chosen sooner.

    Returns:
        One row per cell, sorted by key: department, product, country, a129 (UInt64 indices of the
        recipe), key (UInt64), weight (Int64), and place (Float64: rank in the département, near 0
        for the first cell, 1 for the last).
    """
    import polars as pl

    pairs = _pairs(recipe, flow)
    many = max(1, _BATCH // pairs.height)
    count = len(recipe.departements)
    batches = [
        _choose_batch(recipe, flow, pairs, range(start, min(start + many, count)))
        for start in range(0, count, many)
    ]
    return pl.concat(batches).sort("key")


def _pairs(recipe: Recipe, flow: Side) -> pl.DataFrame:
    """Return one row per product and country: their indices, a129, and base weight."""
    import polars as pl

    numbers = {a129: number for number, a129 in enumerate(recipe.a129)}
    codes = {code: number for number, code in enumerate(recipe.countries)}
    markets = pl.DataFrame(
        [
            (number, codes[code], share)
            for number, market in enumerate(recipe.markets(flow))
            for code, share in market.items()
            if share > 0
        ],
        schema={"a129": pl.UInt64, "country": pl.UInt64, "market": pl.Float64},
        orient="row",
    )
    products = pl.DataFrame(
        {
            "product": pl.Series(range(len(recipe.products)), dtype=pl.UInt64),
            "a129": pl.Series([numbers[a129] for a129, _ in recipe.products], dtype=pl.UInt64),
            "share": recipe.cpf4_shares(),
        }
    ).filter(pl.col("share") > 0)
    return products.join(markets, on="a129", maintain_order="left_right").select(
        "product", "a129", "country", base=pl.col("share") * pl.col("market")
    )


def _choose_batch(
    recipe: Recipe, flow: Side, pairs: pl.DataFrame, departements: range
) -> pl.DataFrame:
    """Return the chosen cells of some départements."""
    import polars as pl

    department = pl.Series("department", departements, dtype=pl.UInt64)
    wanted = pl.Series([int(rows * _CELLS_A_ROW) for rows in recipe.rows_wanted()])
    precedence = pl.lit(pl.Series(recipe.precedence(flow)))
    return (
        department.to_frame()
        .lazy()
        .join(pairs.lazy(), how="cross")
        .with_columns(key=key(flow, pl.col("department"), pl.col("product"), pl.col("country")))
        .with_columns(share=_share(recipe, flow))
        .with_columns(weight=_weight(recipe, flow).cast(pl.Int64))
        .filter(pl.col("weight") > 0)
        .with_columns(
            rank=(pl.col("weight") * precedence.gather(pl.col("country")))
            .rank("ordinal", descending=True)
            .over("department"),
            wanted=pl.lit(wanted).gather(pl.col("department")),
        )
        .filter(pl.col("rank") <= pl.col("wanted"))
        .select(
            "department", "product", "country", "a129", "key",
            weight=(
                pl.col("weight") * pl.col("share") * _SCALE
                / pl.col("weight").sum().over("department", "a129")
            ).cast(pl.Int64),
            place=pl.col("rank").cast(pl.Float64) / pl.col("wanted").cast(pl.Float64),
        )
        .collect()
    )  # fmt: skip


def _share(recipe: Recipe, flow: Side) -> pl.Expr:
    """Return an A129 product's share in a département: as configured, or random for the others."""
    import polars as pl

    special, others = (pl.lit(pl.Series(shares)) for shares in recipe.specialities(flow))
    department, a129 = pl.col("department"), pl.col("a129")
    speciality = department * len(recipe.a129) + a129
    branch = key(flow, department, a129, pl.lit(0, dtype=pl.UInt64))
    chance = heavy_tailed(draw(branch, _SALT_SPECIALITY)).sqrt()
    nuance = 1 + _NUANCE * (uniform(draw(branch, _SALT_NUANCE)) - 0.5)
    return special.gather(speciality) * nuance + others.gather(speciality) * chance


def _weight(recipe: Recipe, flow: Side) -> pl.Expr:
    """Return a cell's weight: share x product x market x partner factor x two random factors."""
    import polars as pl

    partners = pl.lit(pl.Series(recipe.partner_factors()))
    department, country = pl.col("department"), pl.col("country")
    market = key(flow, department, pl.col("a129"), country)
    common = heavy_tailed(draw(market, _SALT_MARKET)).sqrt()
    own = heavy_tailed(draw(pl.col("key"), _SALT_CELL))
    return (
        pl.col("share")
        * pl.col("base")
        * partners.gather(department * len(recipe.countries) + country)
        * common
        * own
        * _SCALE
    )


def key(flow: Side, department: pl.Expr, product: pl.Expr, country: pl.Expr) -> pl.Expr:
    """Return a number unique to a cell; numbers sort by flow, département, product, country."""
    return ((department + FLOWS.index(flow) * 1024) * 1024 + product) * 1024 + country
