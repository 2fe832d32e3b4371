"""`--exclude-product`, `--exclude-country`: what remains is a whole of its own, in every table."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.indicators import formulas, indices
from tests.recount import Recount
from tests.test_filters import counted
from tests.test_recount import TERRITORIES, assert_same, compute

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.recount import Row
    from tests.rereading import Cell

PERIOD = "2024"
PLACES = ("dept-59", "dept-20", "dept-99", "region-32", "france")
WORDS = (*(word for place in PLACES for word in TERRITORIES[place]), "--year", PERIOD)
ENERGY = {"B05Z", "B06Z", "C19Z", "D35A", "D35B"}
UNION = {code for code, zone in formulas.ZONE_OF.items() if zone == "eu27"} | formulas.WITHIN
TABLES = (
    "totals", "partners", "products", "flows", "evolution", "contributions", "structure",
    "specialisation", "concentration", "dependence", "exposure",
)  # fmt: skip


class Case(NamedTuple):
    """What is asked, what then counts, and the elements of `structure` that are no more."""

    words: str
    keep: Callable[[Cell], bool]
    gone: frozenset[str] = frozenset()


CASES = {
    "what overlaps": Case(
        "--exclude-product énergie --exclude-product B06Z,DZ --exclude-product 0610",
        lambda c: c.a129 not in ENERGY,
        frozenset({"CD", "DZ", "C2"}),
    ),
    "a finer product": Case("--exclude-product 0620", lambda c: c.cpf4 != "0620"),
    "countries": Case(
        "--exclude-country cn --exclude-country UE",
        lambda c: c.country not in {*UNION, "CN"},
        frozenset({"eu27"}),
    ),
    "product and country": Case(
        "--exclude-product aeronautique,automobile --exclude-country CN",
        lambda c: c.a129 not in {"C30C", "C29A", "C29B"} and c.country != "CN",
    ),
    "a filter, less a part of it": Case(
        "--product CA --exclude-product boissons",
        lambda c: c.a129 == "C10A",
        frozenset({*formulas.EVERY_A38, *formulas.EVERY_A17} - {"CA", "C1"}),
    ),
}


@pytest.fixture(scope="module")
def count(releases: list[Path]) -> Recount:
    return Recount(releases)


def expected(count: Recount, case: Case, level: str) -> dict[str, list[Row]]:
    by_product = {
        "contributions": formulas.contributions,
        "specialisation": indices.specialisation,
        "concentration": indices.concentration,
        "dependence": indices.dependence,
    }
    found: dict[str, list[Row]] = {}
    for table in TABLES:
        rows: list[Row] = []
        for place in PLACES:
            if table == "evolution":
                rows += formulas.evolution(count, place)
            elif table == "structure":
                every = formulas.structure(count, place, PERIOD)
                rows += [row for row in every if row["item"] not in case.gone]
            elif table == "exposure":
                rows += indices.exposure(count, place, PERIOD, level, "US", {"US"}, None)
            elif table in by_product:
                rows += by_product[table](count, place, PERIOD, level)
            else:
                rows += count.table(table, place, PERIOD, level)
        found[table] = rows
    return found


@pytest.mark.parametrize("name", CASES)
def test_every_table_counts_what_remains(store: Path, count: Recount, name: str) -> None:
    case = CASES[name]

    found = compute(store, *WORDS, *case.words.split(), tables=TABLES)

    assert_same(found, expected(counted(count, case.keep), case, "a129"))
