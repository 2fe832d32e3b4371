"""Fourteen régions' trade built apart from the reader, and its sums in plain Python.

Nothing here imports ``tradefiche``.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.builders import CUSTOMS_REGION
from tests.datasets import Dice
from tests.workbooks import VALUE, YEARS, Row, region_zip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from tests.workbooks import Cell

PRODUCTS = ("A01Z", "C10A", "C30C", "C20A", "C21Z", "C28A")
COUNTRIES = ("DE", "NA", "US", "CN", "ES", "QU")
REGIONS = sorted(set(CUSTOMS_REGION.values()))
_EXTRA = {"Libelle_A129": "libellé", "NomPays": "pays"}


@dataclass(frozen=True)
class Trade:
    """Rows of all régions, with or without 98 and Monaco."""

    rows: tuple[Row, ...]

    def write(self, folder: Path, *, without: Iterable[str] = ()) -> list[Path]:
        """Write the zips: every other one shuffled in its columns, or with codes as numbers."""
        paths = []
        for place, region in enumerate(REGIONS):
            if region in without:
                continue
            mine = [row for row in self.rows if row.cells()["Region"] == region]
            names = [
                "Pays",
                VALUE.format(2024),
                "Dep",
                "Libelle_A129",
                "Region",
                VALUE.format(2023),
            ]
            names += ["CodeA129", "NomPays", "Flux", VALUE.format(2025)]
            order = names if place % 2 else None
            paths.append(region_zip(folder, region, mine, order=order, numbers=place % 3 == 0))
        return paths

    def sum(
        self,
        flow: str,
        year: int,
        depts: Iterable[str] | None,
        key: Callable[[Row], str] = lambda _: "",
    ) -> dict[str, int]:
        """Sum a flow and year by key; of all rows if no départements are named."""
        wanted = None if depts is None else set(depts)
        sums: dict[str, int] = defaultdict(int)
        for row in self.rows:
            value = row.values[year]
            if row.flow == flow and value is not None and (wanted is None or row.dept in wanted):
                sums[key(row)] += round(float(value))
        return dict(sums)


def trade(seed: int, *, monaco: bool = True, nowhere: bool = True) -> Trade:
    """Return random trade of every département; some cells are empty, some numbers are texts."""
    dice = Dice(seed)
    depts = [dept for dept in CUSTOMS_REGION if monaco or dept != "99"]
    rows = []
    for dept in [*depts, *(["98"] if nowhere else [])]:
        for flow in "EI":
            for product in dice.sample(PRODUCTS, 3):
                for country in dice.sample(COUNTRIES, 2):
                    values: dict[int, Cell] = {
                        year: None if dice.random() < 0.15 else dice.randrange(10**9)
                        for year in YEARS
                    }
                    if dice.random() < 0.3:
                        values = {y: None if v is None else str(v) for y, v in values.items()}
                    region = "03" if dept == "98" else None
                    rows.append(
                        Row(dept, flow, product, country, values, region=region, extra=_EXTRA)
                    )
    return Trade(tuple(rows))
