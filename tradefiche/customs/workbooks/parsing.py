"""Parse text cells into codes, whole euros and whole kilograms, column by column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.customs.keys import KEY, PLACE
from tradefiche.customs.layout import LARGEST_SUM, LAYOUT, NUMBERS, SHAPES
from tradefiche.errors import DataError

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

    import polars as pl

    from tradefiche.customs.workbooks.columns import SheetColumns
    from tradefiche.reference.terms import Flow

_FLOWS: dict[str, Flow] = {"export": "export", "import": "import", "e": "export", "i": "import"}
_LARGEST = 10**12 - 1
_PADDED = ("region", "department")
_NUMBER = r"^-?[0-9]{1,12}(?:\.[0-9]+)?$"
_EXPECTED = {field.name: field.expected for field in LAYOUT} | {
    "flow": "Import or Export",
    "value": "a number of euros below 10^12",
    "mass": "a number of kilograms below 10^12",
}
_SHOWN = 3
_SHORT = 40


def parsed(
    where: str, rows: pl.DataFrame, columns: SheetColumns, oddities: Counter[str]
) -> pl.DataFrame:
    """Check and convert the codes and numbers of the rows below the header.

    Returns:
        One row per non-empty row of the sheet. Columns: row (UInt32, its number in the sheet if
        the header is in row 1), region, department, flow, a129, country (String), and for every
        year value_2024 (euros) and, if there is such a column, mass_2024 (kg): Int64, rounded half
        to even, null where the cell is empty.

    Raises:
        DataError: some rows cannot be read; the message names the first ones, and why (65).
    """
    import polars as pl

    texts = _cells(rows, columns).filter(pl.any_horizontal(pl.exclude("row").is_not_null()))
    numbers = [name for name in texts.columns if name.startswith(("value_", "mass_"))]
    fits = {
        name: pl.col(name).str.contains(f"^(?:{SHAPES[name].pattern})$").fill_null(value=False)
        for name in columns.codes
        if name != "flow"
    }
    fits["flow"] = pl.col("flow").is_in(list(_FLOWS)).fill_null(value=False)
    fits["region"] &= pl.col("region").str.len_bytes() > 0
    fits |= {name: pl.col(name).str.contains(_NUMBER).fill_null(value=True) for name in numbers}
    _refuse(where, texts, fits, columns)
    whole = texts.with_columns(_rounded(name) for name in numbers)
    fits = {name: (pl.col(name).abs() <= _LARGEST).fill_null(value=True) for name in numbers}
    _refuse(where, texts, {n: whole.select(fit).to_series() for n, fit in fits.items()}, columns)
    _count(texts, whole, numbers, oddities)
    return whole.with_columns(pl.col("flow").replace_strict(_FLOWS, return_dtype=pl.String))


def yearly(
    where: str, table: pl.DataFrame, columns: SheetColumns, oddities: Counter[str]
) -> Iterator[tuple[Flow, int, pl.DataFrame]]:
    """Yield each flow and year with its rows that have a value, sorted by their codes.

    A frame may be empty; its columns are those of `YearSlice.frame`. Raise DataError (65) if
    absolute amounts add up to more than `LARGEST_SUM`.
    """
    import polars as pl

    for flow in sorted(table["flow"].unique()):
        mine = table.filter(pl.col("flow") == flow)
        for year in sorted(columns.values):
            mass = pl.col(f"mass_{year}") if year in columns.masses else pl.lit(None, pl.Int64)
            frame = (
                mine.with_columns(
                    cpf4=pl.lit(None, pl.String), value=pl.col(f"value_{year}"), mass=mass
                )
                .select(*KEY, *NUMBERS)
                .filter(pl.col("value").is_not_null())
                .sort(*PLACE, *NUMBERS)
            )
            for name in NUMBERS:
                if frame[name].cast(pl.Float64).abs().sum() > LARGEST_SUM:
                    raise DataError(
                        f"{where}: {flow}s of {year} add up to more than {LARGEST_SUM:.0e}"
                    )
            oddities["duplicate key"] += frame.height - frame.select(PLACE).n_unique()
            yield flow, year, frame


def _cells(rows: pl.DataFrame, columns: SheetColumns) -> pl.DataFrame:
    """Return the cells to read as stripped text, under our column names; null if empty."""
    import polars as pl

    places = dict(columns.codes)
    places |= {f"value_{year}": position for year, position in columns.values.items()}
    places |= {f"mass_{year}": position for year, position in columns.masses.items()}
    names = rows.columns
    texts = rows.with_row_index("row", offset=1).slice(1)
    stripped = {name: pl.col(names[at]).str.strip_chars() for name, at in places.items()}
    cells = texts.select(
        "row",
        **{name: pl.when(text.str.len_bytes() > 0).then(text) for name, text in stripped.items()},
    )
    return cells.with_columns(
        pl.col("flow").str.to_lowercase(), *(pl.col(name).str.zfill(2) for name in _PADDED)
    )


def _rounded(name: str) -> pl.Expr:
    import polars as pl

    return pl.col(name).cast(pl.Float64).round(0, mode="half_to_even").cast(pl.Int64)


def _count(
    texts: pl.DataFrame, whole: pl.DataFrame, numbers: list[str], oddities: Counter[str]
) -> None:
    """Add the numbers of odd but readable cells to `oddities`."""
    import polars as pl

    for name in numbers:
        what = name.partition("_")[0]
        fraction = int(texts[name].str.contains(r"\.[0-9]*[1-9]").sum())
        oddities[f"{what} with decimals, rounded"] += fraction
        oddities[f"negative {what}"] += int((whole[name] < 0).sum())
        if what == "mass":
            value = name.replace("mass", "value")
            lone = whole.select((pl.col(name).is_not_null() & pl.col(value).is_null()).sum()).item()
            oddities["mass without a value, left out"] += lone


def _refuse(
    where: str,
    texts: pl.DataFrame,
    fits: dict[str, pl.Expr] | dict[str, pl.Series],
    columns: SheetColumns,
) -> None:
    """Raise DataError (65) with the first rows in which something does not fit, if any."""
    import polars as pl

    if not fits:
        return
    marks = texts.select(fit.alias(name) for name, fit in fits.items())
    wrong = marks.select(~pl.all_horizontal(pl.all())).to_series()
    if not wrong.any():
        return
    said = []
    first = zip(
        texts.filter(wrong).head(_SHOWN).iter_rows(named=True),
        marks.filter(wrong).head(_SHOWN).iter_rows(named=True),
        strict=True,
    )
    for row, fitting in first:
        name = next(name for name in fits if not fitting[name])
        text = "nothing" if row[name] is None else repr(row[name][:_SHORT])
        expected = _EXPECTED[name.partition("_")[0]]
        said.append(f"row {row['row']}: {_spelt(name, columns)} is {text}, expected {expected}")
    raise DataError(f"{where}: {'; '.join(said)}")


def _spelt(name: str, columns: SheetColumns) -> str:
    """Return a column's name as it stands in the sheet."""
    what, _, year = name.partition("_")
    if not year:
        return columns.spelt[columns.codes[name]]
    return columns.spelt[(columns.values if what == "value" else columns.masses)[int(year)]]
