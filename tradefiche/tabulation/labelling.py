"""Names and zones for the codes of counted tables, in the language asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.tabulation.check_messages import worded
from tradefiche.tabulation.conform import TABLES, conform

if TYPE_CHECKING:
    from collections.abc import Callable

    import polars as pl

    from tradefiche.customs.manifest import Data
    from tradefiche.tabulation.names import Names


def labelled(table: str, frame: pl.DataFrame, names: Names, data: Data) -> pl.DataFrame:
    """Add names, zone and origin to a counted table; return it as it is published."""
    import polars as pl

    added: dict[str, tuple[str, Callable[[str], str]]] = {
        "territory_name": ("territory", names.territory),
        "product_name": ("product", names.product),
        "country_name": ("country", names.country),
        "zone": ("country", names.countries.zone),
        "partner_name": ("partner", names.partner),
        "first_country_name": ("first_country", names.country),
    }
    wanted = TABLES[table].names
    columns = [
        pl.col(key)
        .replace_strict(
            {code: name(code) for code in frame[key].unique().drop_nulls()},
            return_dtype=pl.String,
        )
        .alias(column)
        for column, (key, name) in added.items()
        if column in wanted
    ]
    if "item_name" in wanted:
        frame = _with_items(frame, names)
    if table == "checks":
        frame = worded(frame, names)
    return conform(table, frame.with_columns(*columns, pl.lit(data).alias("data")))


def _with_items(frame: pl.DataFrame, names: Names) -> pl.DataFrame:
    """Add the names of the elements of breakdowns."""
    import polars as pl

    pairs = frame.select("dimension", "item").unique().rows()
    known = pl.DataFrame(
        [(dimension, code, names.item(dimension, code)) for dimension, code in pairs],
        schema=dict.fromkeys(("dimension", "item", "item_name"), pl.String),
        orient="row",
    )
    return frame.join(known, on=["dimension", "item"], how="left", maintain_order="left")
