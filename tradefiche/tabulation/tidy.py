"""All rows that count, in one tidy frame: a row a flow, quarter, département, product, country."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.customs import slices

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import polars as pl

    from tradefiche.customs.held import Held, HeldYear
    from tradefiche.customs.store import Store
    from tradefiche.customs.view import View

COLUMNS = (
    "flow", "year", "quarter", "departement", "region", "cpf4", "a129", "country", "value_eur",
    "mass_kg", "release", "data",
)  # fmt: skip


def tidy(store: Store, dirs: tuple[Path, ...], release: str | None = None) -> pl.LazyFrame:
    """Scan all rows held, of the newest release of each flow and quarter; nothing is read yet.

    A flow and year that is held by yearly workbooks alone has rows without quarter and CPF4.

    Codes of départements and régions are INSEE's; Corse is 20, Monaco 99, and 98, which stands
    for no département, has no région.

    Args:
        store: what is scanned.
        dirs: folders of configuration.
        release: as of which release; the newest of everything if None.

    Returns:
        flow, departement, region, cpf4, a129, country, release, data (String), year, quarter
        (Int32), value_eur (Int64, whole euros), mass_kg (Int64, whole kg, null if not recorded).

    Raises:
        NoInputError: the store is empty.
    """
    import polars as pl

    view = store.view(release)
    parts = list(_parts(view, dirs, store.manifest.data or "customs"))
    if not parts:
        raise view.nothing("nothing")
    return pl.concat(parts)


def _parts(view: View, dirs: tuple[Path, ...], data: str) -> Iterator[pl.LazyFrame]:
    import polars as pl

    from tradefiche.reference.periods import Period

    code, region = _places(dirs)
    department = pl.col("department")

    def select(rows: pl.LazyFrame, held: Held | HeldYear, quarter: int | None) -> pl.LazyFrame:
        return rows.select(
            flow=pl.lit(held.flow),
            year=pl.lit(held.year, dtype=pl.Int32),
            quarter=pl.lit(quarter, dtype=pl.Int32),
            departement=department.replace(code),
            region=department.replace_strict(region, default=None, return_dtype=pl.String),
            cpf4="cpf4",
            a129="a129",
            country="country",
            value_eur=pl.col("value").cast(pl.Int64),
            mass_kg=pl.col("mass").cast(pl.Int64),
            release=pl.lit(held.release, dtype=pl.String),
            data=pl.lit(data),
        )

    for flow, quarter in sorted(view.slices):
        rows = view.scan(flow, Period((quarter,)))
        if rows is not None:
            yield select(rows, view.slices[flow, quarter], quarter.number)
    quarterly = {(flow, quarter.year) for flow, quarter in view.slices}
    for key, choice in view.choices.items():
        if key not in quarterly:
            for _, held in choice.workbooks:
                yield select(slices.scan(view.folder, [held]), held, None)


def _places(dirs: tuple[Path, ...]) -> tuple[dict[str, str], dict[str, str | None]]:
    """Return INSEE's code and the région's of each of the Customs' codes of départements."""
    from tradefiche.reference.gazetteer import gazetteer

    places = gazetteer(dirs)
    units = (*places.units, places.monaco)
    code = {customs: unit.code for unit in units for customs in unit.customs}
    return code, {customs: unit.region for unit in units for customs in unit.customs}
