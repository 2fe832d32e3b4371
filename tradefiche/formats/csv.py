"""A table as CSV: plain, or in the dialect that a French Excel opens with a double click."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import polars as pl

Dialect = Literal["standard", "excel-fr"]

# What a spreadsheet may take for the beginning of a formula, also after blanks.
_FORMULA = r"^\s*[=+\-@]"


def to_csv(frame: pl.DataFrame, dialect: Dialect = "standard") -> bytes:
    """Return a frame as CSV with one header line and LF line ends, in UTF-8.

    Numbers are written in the shortest form that reads back as the same number, never with an
    exponent; null is an empty field; booleans are true and false.

    Args:
        frame: a table as `schema.conform` returns it.
        dialect: `standard` has comma and decimal point, and every text as it is; `excel-fr`
            begins with a BOM, has semicolon and decimal comma, and puts an apostrophe before
            a text that a spreadsheet would take for a formula.
    """
    if dialect == "standard":
        text = frame.write_csv(float_scientific=False)
    else:
        text = _without_formulas(frame).write_csv(
            float_scientific=False, include_bom=True, separator=";", decimal_comma=True
        )
    return text.encode("utf-8")


def _without_formulas(frame: pl.DataFrame) -> pl.DataFrame:
    import polars.selectors as cs

    return frame.with_columns(cs.string().str.replace(_FORMULA, "'$0"))
