"""Check of a frame against the table that it is published as."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.errors import TradeficheError
from tradefiche.tabulation.registry import table

if TYPE_CHECKING:
    import polars as pl

    from tradefiche.tabulation.table import Column


def conform(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    """Return the frame as its table is published: columns in order, each of its type.

    Integers become Int64, empty strings null. Non-integers keep 12 significant digits, so that the
    same data give the same figures on any processor and with any release of Polars.

    Raises:
        TradeficheError: a column is missing, unknown or of another type, a column of the key has
            a null, or a number is not finite. That is a fault of the program.
    """
    import polars as pl
    import polars.selectors as cs

    from tradefiche.indicators.columns import published

    wanted = table(name)
    if missing := [column for column in wanted.names if column not in frame.columns]:
        raise TradeficheError(f"table {name}: no column {', '.join(missing)}")
    if unknown := [column for column in frame.columns if column not in wanted.names]:
        raise TradeficheError(f"table {name}: no such column in its schema: {', '.join(unknown)}")
    frame = frame.select(
        _cast(name, column, frame.schema[column.name]) for column in wanted.columns
    )
    frame = frame.with_columns(cs.string().replace("", None), published(cs.float()))
    if any(frame.select(pl.col(wanted.key).has_nulls()).row(0)):
        raise TradeficheError(f"table {name}: a row without {' or '.join(wanted.key)}")
    if not all(column.is_finite().all() for column in frame.select(cs.float())):
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
