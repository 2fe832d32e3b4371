"""A table as CSV: plain, or in the dialect that a French Excel opens with a double click."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import polars as pl

    from tradefiche.language.typography import Lang

Dialect = Literal["standard", "excel-fr"]
DIALECTS: Mapping[Lang, Dialect] = {"fr": "excel-fr", "en": "standard"}
"""The dialect that a spreadsheet of each language opens with a double click."""

# What a spreadsheet may take for the start of a formula, even after white space.
_FORMULA = r"^\s*[=+\-@]"
_OPTIONS: Mapping[Dialect, dict[str, Any]] = {
    "standard": {"float_scientific": False},
    "excel-fr": {
        "float_scientific": False, "include_bom": True, "separator": ";", "decimal_comma": True,
    },
}  # fmt: skip


def to_csv(frame: pl.DataFrame, dialect: Dialect = "standard") -> bytes:
    """Return a frame as CSV with one header line and LF line ends, in UTF-8.

    Numbers are written in the shortest form that reads back as the same number, never with an
    exponent; null is an empty field; booleans are true and false.

    Args:
        frame: a table as `conform` returns it.
        dialect: `standard` has comma and decimal point, and every text as it is; `excel-fr`
            begins with a BOM, has semicolon and decimal comma, and puts an apostrophe before
            a text that a spreadsheet would take for a formula.
    """
    text: str = _styled(frame, dialect).write_csv(**_OPTIONS[dialect])
    return text.encode("utf-8")


def sink_csv(rows: pl.LazyFrame, path: Path, dialect: Dialect = "standard") -> None:
    """Write rows as `to_csv` would, without holding all of them in memory."""
    _styled(rows, dialect).sink_csv(path, engine="streaming", **_OPTIONS[dialect])


F = TypeVar("F", "pl.DataFrame", "pl.LazyFrame")


def _styled(frame: F, dialect: Dialect) -> F:
    import polars.selectors as cs

    if dialect == "standard":
        return frame
    return frame.with_columns(cs.string().str.replace(_FORMULA, "'$0"))
