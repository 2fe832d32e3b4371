"""Find the columns to read in a sheet, by name, whatever their order, case and number."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tradefiche.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

CODES = {
    "region": "Region", "department": "Dep", "flow": "Flux", "a129": "CodeA129", "country": "Pays",
}  # fmt: skip
"""Columns of codes: our name and the workbook's."""
_BY_NAME = {spelt.lower(): name for name, spelt in CODES.items()}
_VALUE = re.compile(r"annee((?:19|20)\d{2})_valeur_en_euros")
_MASS = re.compile(r"annee((?:19|20)\d{2})_masse_en_kg")
_EXPECTED = f"{', '.join(CODES.values())} and one column a year, annee2024_valeur_en_euros"
_ALIKE = 3
"""Number of code columns that identify a sheet as one of a région's workbook."""
_LISTED = 12


@dataclass(frozen=True, slots=True)
class SheetColumns:
    """Positions of the columns to read, counted from 0.

    Attributes:
        codes: positions by our name of the code.
        values, masses: positions by year; no year has a mass without a value.
        ignored: names of the columns that are not read.
        spelt: all column names as in the sheet, by position.
    """

    codes: dict[str, int]
    values: dict[int, int]
    masses: dict[int, int]
    ignored: tuple[str, ...]
    spelt: dict[int, str]


def alike(header: Iterable[str | None]) -> bool:
    """Whether a sheet's first row looks like the header of a région's workbook.

    Stops reading from `header` as soon as enough names are found.
    """
    found: set[str] = set()
    for name in filter(None, header):
        if (plain := _plain(name)) in _BY_NAME:
            found.add(plain)
            if len(found) == _ALIKE:
                return True
    return False


def find_columns(where: str, header: Sequence[str | None]) -> SheetColumns:
    """Return the columns of a sheet by its header.

    Raises:
        DataError: a required column is missing, or one that is read occurs twice (65).
    """
    found: dict[tuple[str, int], int] = {}
    spelt = {position: name.strip() for position, name in enumerate(header) if name}
    ignored: list[str] = []
    for position, name in spelt.items():
        meaning = _meaning(name)
        if meaning is None:
            ignored.append(name)
        elif meaning in found:
            raise DataError(f"{where}: the column {name!r} stands twice; refused")
        else:
            found[meaning] = position
    codes = {name: found[name, 0] for name in CODES if (name, 0) in found}
    values = {year: position for (what, year), position in found.items() if what == "value"}
    masses = {year: position for (what, year), position in found.items() if what == "mass"}
    missing = [spelt for name, spelt in CODES.items() if name not in codes]
    if not values:
        missing.append("annee…_valeur_en_euros")
    if missing:
        there = ", ".join(list(spelt.values())[:_LISTED]) + (", …" if len(spelt) > _LISTED else "")
        raise DataError(
            f"{where}: no column {', '.join(missing)}; expected {_EXPECTED}; found {there}"
        )
    alone = [year for year in masses if year not in values]
    ignored += [spelt[masses.pop(year)] for year in alone]
    return SheetColumns(codes, values, masses, tuple(ignored), spelt)


def _meaning(name: str) -> tuple[str, int] | None:
    """Return what a column holds and its year (0 for codes); None if it is not read."""
    plain = _plain(name)
    if plain in _BY_NAME:
        return _BY_NAME[plain], 0
    for what, shape in (("value", _VALUE), ("mass", _MASS)):
        if match := shape.fullmatch(plain):
            return what, int(match[1])
    return None


def _plain(name: str) -> str:
    """Return a column's name in lower case, without accents and outer spaces."""
    decomposed = unicodedata.normalize("NFKD", name.strip().casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))
