"""Small stores for examples: one period, records told in few words."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.builders import Record, pair
from tests.running import fetch
from tests.test_recount import compute

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tests.recount import Row

QUARTER = ("--period", "2024Q1")
EVERYWHERE = ("--france", "--all", "--all-regions", "--dept", "99")
CPF4 = {"A01Z": "0111", "B06Z": "0610", "C10A": "1011", "C21Z": "2110", "C30C": "3030"}
"""Products of the examples, each with one of its CPF4."""


def record(
    flow: str, dept: str, product: str, country: str, value: int, year: int = 2024
) -> Record:
    """Return a record of the first quarter."""
    return Record(flow, 1, year, dept, product, CPF4[product], country, value)


def tables(
    records: Sequence[Record], *words: str, names: Iterable[str], where: Sequence[str] = EVERYWHERE
) -> dict[str, list[Row]]:
    """Return tables of the first quarter of 2024, from a store made of these records alone."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        result = fetch(folder / "store", *pair(folder, records, release="202601"))
        assert result.code == 0, result.err
        return compute(folder / "store", *where, *QUARTER, *words, tables=[*names])


def row_of(rows: Iterable[Row], **wanted: object) -> Row:
    """Return the only row with these values."""
    [found] = [row for row in rows if all(row[key] == value for key, value in wanted.items())]
    return found
