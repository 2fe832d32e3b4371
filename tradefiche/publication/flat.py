"""All territories in one flat table for files: totals, first partner and first activity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.tabulation.conform import conform

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import polars as pl

_FIRST = 10
_SHEETS = {"partners": "country", "products": "product"}


def flat(tables: Mapping[str, pl.DataFrame], order: Sequence[str]) -> pl.DataFrame:
    """Return one row per territory: its totals, first export partner and first exported product.

    Args:
        tables: `totals`, `partners` and `products` of all territories.
        order: ids of the territories in row order; other territories are left out.

    Returns:
        The columns of `totals`, with six more before the last one, `data`: `exports_country`,
        `exports_country_name`, `exports_country_share_pct` (percent of exports), and the same three
        for `exports_product`.
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
    """Return `totals`, and the partners and products in the top ten of a flow, as published."""
    import polars as pl

    first = pl.min_horizontal("exports_rank", "imports_rank") <= _FIRST
    cut = {name: tables[name].filter(first) for name in _SHEETS}
    wanted = {"totals": tables["totals"], **cut}
    return {name: conform(name, _ordered(frame, order)) for name, frame in wanted.items()}


def _ordered(frame: pl.DataFrame, order: Sequence[str]) -> pl.DataFrame:
    """Return the rows of the given territories, in the given order."""
    import polars as pl

    place = pl.col("territory").replace_strict(
        {each: at for at, each in enumerate(order)}, default=None, return_dtype=pl.Int32
    )
    return frame.filter(pl.col("territory").is_in(order)).sort(place, maintain_order=True)
