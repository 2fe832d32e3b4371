"""The check of a frame against the table that it is published as."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.errors import TradeficheError
from tradefiche.reference.matching import unknown
from tradefiche.tabulation.registry import TABLES, Table

if TYPE_CHECKING:
    import polars as pl

    from tradefiche.indicators.definitions.column import Column

__all__ = ["TABLES", "Table", "conform", "table"]


def table(name: str) -> Table:
    """Return the table of this name; UsageError with the names there are."""
    if name not in TABLES:
        raise unknown("table", name, TABLES)
    return TABLES[name]


def conform(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    """Return the frame as its table is published: columns in order, one type for each.

    Integers become Int64, empty texts null.

    Raises:
        TradeficheError: a column is missing, unknown or of another kind, the key is not whole,
            or a number is not finite. That is a fault of the program.
    """
    import polars as pl
    import polars.selectors as cs

    wanted = table(name)
    if missing := [column for column in wanted.names if column not in frame.columns]:
        raise TradeficheError(f"table {name}: no column {', '.join(missing)}")
    if unknown := [column for column in frame.columns if column not in wanted.names]:
        raise TradeficheError(f"table {name}: no such column in its schema: {', '.join(unknown)}")
    frame = frame.select(
        _cast(name, column, frame.schema[column.name]) for column in wanted.columns
    )
    frame = frame.with_columns(cs.string().replace("", None))
    if any(frame.select(pl.col(wanted.key).has_nulls()).row(0)):
        raise TradeficheError(f"table {name}: a row without {' or '.join(wanted.key)}")
    if not all(frame.select(cs.float().is_finite().all()).row(0)):
        raise TradeficheError(f"table {name}: a number that is not finite")
    return frame


def _cast(name: str, column: Column, found: pl.DataType) -> pl.Expr:
    import polars as pl

    target, fits = {
        "string": (pl.String(), isinstance(found, pl.String | pl.Categorical | pl.Enum)),
        "integer": (pl.Int64(), found.is_integer()),
        "number": (pl.Float64(), found.is_float()),
        "boolean": (pl.Boolean(), isinstance(found, pl.Boolean)),
    }[column.kind]
    if not fits and not isinstance(found, pl.Null):
        raise TradeficheError(f"table {name}: {column.name} is {found}, not {column.kind}")
    return pl.col(column.name).cast(target)
