"""The map of equal squares: the position of each unit, and the class of a value."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from tradefiche.configuration.loading import kept, read
from tradefiche.reference.gazetteer import gazetteer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from tradefiche.configuration.layers import Layers

FILE = "tilemap.yaml"
TileMeasure = Literal["imports", "exports", "balance", "coverage", "change"]
MEASURES: tuple[TileMeasure, ...] = get_args(TileMeasure)
TURNING: tuple[TileMeasure, ...] = ("balance", "coverage", "change")
"""Measures whose classes lie on either side of a middle value."""
_EMPTY = "."
_QUARTERS = 4


@dataclass(frozen=True, slots=True)
class TileMap:
    """Positions of the units in the map, and bounds of the classes.

    Attributes:
        places: column and row, from 0, by code of the unit.
        columns, rows: size of the map.
        thresholds: least flow of each class but the first, in whole euros per year.
        balance: the same for balances, with two classes on either side of the middle value.
        coverage, change: the same, in percent.
    """

    places: Mapping[str, tuple[int, int]]
    columns: int
    rows: int
    thresholds: tuple[int, ...]
    balance: tuple[int, ...]
    coverage: tuple[int, ...]
    change: tuple[int, ...]

    def least(self, measure: TileMeasure, quarters: int) -> tuple[int, ...]:
        """Return the least value of each class but the first, for a period of so many quarters."""
        match measure:
            case "coverage":
                return self.coverage
            case "change":
                return self.change
            case "balance":
                yearly = self.balance
            case _:
                yearly = self.thresholds
        return tuple(value * quarters // _QUARTERS for value in yearly)

    def class_of(self, measure: TileMeasure, value: float, quarters: int) -> int:
        """Return the class of a value, 0 for the lowest."""
        return bisect_right(self.least(measure, quarters), value)


@kept
def tilemap(dirs: tuple[Path, ...]) -> TileMap:
    """Return the map of these folders, cached; ConfigError if it is wrong."""
    from tradefiche.reference.tilemap_schema import TileMapFile

    layers = read(FILE, dirs)
    file = layers.checked(TileMapFile)
    for name in ("classes", "balance", "coverage", "change"):
        values = list(getattr(file, name))
        if values != sorted({*values}):
            raise layers.slip((name,), expected="rising values", got=values)
    rows = [line.split() for line in file.grid.splitlines()]
    places = _places(rows, [unit.code for unit in gazetteer(dirs).units], layers)
    return TileMap(
        places, len(rows[0]), len(rows),
        file.classes, file.balance, file.coverage, file.change,
    )  # fmt: skip


def _places(
    rows: Sequence[Sequence[str]], codes: Sequence[str], layers: Layers
) -> dict[str, tuple[int, int]]:
    """Return column and row of each code; ConfigError unless each is there once, rows even."""
    places: dict[str, tuple[int, int]] = {}
    for row, cells in enumerate(rows):
        if len(cells) != len(rows[0]):
            expected = f"{len(rows[0])} places in row {row + 1}"
            raise layers.slip(("grid",), expected=expected, got=len(cells))
        for column, code in enumerate(cells):
            if code == _EMPTY:
                continue
            if code not in codes or code in places:
                raise layers.slip(("grid",), expected="codes of units, each once", got=code)
            places[code] = (column, row)
    if missing := [code for code in codes if code not in places]:
        raise layers.slip(("grid",), expected="every unit", got=f"none of {', '.join(missing)}")
    return places
