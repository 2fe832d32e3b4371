"""Names and zones for the codes of computed tables, in the requested language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.tabulation.check_messages import worded
from tradefiche.tabulation.conform import conform
from tradefiche.tabulation.names import TableNames
from tradefiche.tabulation.registry import table as declared

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import polars as pl

    from tradefiche.customs.manifest import Data


_NAMED: Mapping[str, tuple[str, Callable[[TableNames, str], str]]] = {
    "territory_name": ("territory", TableNames.territory),
    "product_name": ("product", TableNames.product),
    "country_name": ("country", TableNames.country),
    "zone": ("country", lambda names, code: names.countries.zone(code)),
    "partner_name": ("partner", TableNames.partner),
    "first_country_name": ("first_country", TableNames.country),
    "peer_name": ("peer", TableNames.territory),
    **{
        f"{which}_{key}_name": (f"{which}_{key}", name)
        for which in ("common", "gap")
        for key, name in (("product", TableNames.product), ("country", TableNames.country))
    },
}
"""Each column of names, to the column of codes it is for, and the function that names a code."""


def counted(table: str) -> list[str]:
    """Return the columns of a table that its indicator computes: all but what `labelled` adds."""
    added = {*_NAMED, "item_name", "message", "per", "data"}
    return [name for name in declared(table).names if name not in added]


def labelled(table: str, frame: pl.DataFrame, names: TableNames, data: Data) -> pl.DataFrame:
    """Add names, zone and origin of the data to a computed table; return it as published."""
    import polars as pl

    wanted = declared(table).names
    columns = [
        pl.col(key)
        .replace_strict(
            {code: name(names, code) for code in frame[key].unique().drop_nulls()},
            return_dtype=pl.String,
        )
        .alias(column)
        for column, (key, name) in _NAMED.items()
        if column in wanted
    ]
    if "item_name" in wanted:
        frame = _with_items(frame, names)
    if table == "checks":
        frame = worded(frame, names)
    if "per" in wanted:
        columns.append(pl.lit(names.per, dtype=pl.String).alias("per"))
    return conform(table, frame.with_columns(*columns, pl.lit(data).alias("data")))


def _with_items(frame: pl.DataFrame, names: TableNames) -> pl.DataFrame:
    """Add `item_name`, the names of the elements of breakdowns."""
    import polars as pl

    pairs = frame.select("dimension", "item").unique().rows()
    known = pl.DataFrame(
        [(dimension, code, names.item(dimension, code)) for dimension, code in pairs],
        schema=dict.fromkeys(("dimension", "item", "item_name"), pl.String),
        orient="row",
    )
    return frame.join(known, on=["dimension", "item"], how="left", maintain_order="left")
