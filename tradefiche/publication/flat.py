"""All territories in one flat table: totals, first partner and first activity, as files have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.tabulation.conform import conform

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import polars as pl

_FIRST = 10
_SHEETS = {"partners": "country", "products": "product"}


def flat(tables: Mapping[str, pl.DataFrame], order: Sequence[str]) -> pl.DataFrame:
    """Return a row a territory: the columns of `totals`, and those of what comes first.

    Args:
        tables: `totals`, `partners` and `products` of all territories.
        order: ids of the territories, which rows follow; those of which nothing is known are left
            out.

    Returns:
        The columns of `totals`, and before `data`: `exports_country`, `exports_country_name`,
        `exports_country_share_pct`, and likewise `exports_product`, what is exported most.
    """
    import polars as pl

    found = conform("totals", _ordered(tables["totals"], order))
    for name, what in _SHEETS.items():
        first = tables[name].filter(pl.col("exports_rank") == 1).select(
            "territory",
            pl.col(what).alias(f"exports_{what}"),
            pl.col(f"{what}_name").alias(f"exports_{what}_name"),
            pl.col("exports_share_pct").alias(f"exports_{what}_share_pct"),
        )  # fmt: skip
        found = found.join(first, on="territory", how="left", maintain_order="left")
    return found.select(pl.exclude("data"), "data")


def sheets(tables: Mapping[str, pl.DataFrame], order: Sequence[str]) -> dict[str, pl.DataFrame]:
    """Return tables of the contract: `totals`, and the first ten partners and products of each."""
    import polars as pl

    first = pl.min_horizontal("exports_rank", "imports_rank") <= _FIRST
    cut = {name: tables[name].filter(first) for name in _SHEETS}
    wanted = {"totals": tables["totals"], **cut}
    return {name: conform(name, _ordered(frame, order)) for name, frame in wanted.items()}


def _ordered(frame: pl.DataFrame, order: Sequence[str]) -> pl.DataFrame:
    """Return the rows of some territories, in their order."""
    import polars as pl

    place = pl.col("territory").replace_strict(
        {each: at for at, each in enumerate(order)}, default=None, return_dtype=pl.Int32
    )
    return frame.filter(pl.col("territory").is_in(order)).sort(place, maintain_order=True)
