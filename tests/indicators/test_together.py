"""What is asked at once is what is asked one by one: places, periods, and their order."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from random import Random
from typing import TYPE_CHECKING

import polars as pl
import pytest

from tests.indicators.facts import (
    facts,
    request,
    rows,
    together,
    under,
    with_rows,
    without_floor,
)
from tests.indicators.test_laws import COUNTRIES, DEPTS, PRODUCTS, TABLES
from tests.test_recount import assert_same, same
from tradefiche.customs.regions import homes

if TYPE_CHECKING:
    from tests.recount import Row
    from tradefiche.customs.inputs import Facts, FactsPart

PLACES = ("62", "FR", "59")
EVERY = ("totals", "partners", "products", "flows", *TABLES)
RANKED = ("totals", "specialisation", "concentration")
"""Tables that rank territories; others rank what a territory trades."""
BY_FRANCE = {"rca", "rsca", "imports_lq", "exports_exposure_rank", "imports_exposure_rank"} | {
    f"{part}_{unit}"
    for part in ("national", "product_mix", "country_mix", "own")
    for unit in ("eur", "pts")
}
"""What cannot be told without all of France."""


def year(label: str, seed: int) -> Facts:
    """Return the facts of a year, and of the one before: much trade, some of it alike."""
    chance = Random(seed)  # noqa: S311 - the same trade each time, nothing secret
    cells = [*product((*DEPTS, "80"), PRODUCTS, COUNTRIES)]
    several = [
        [(*cell, chance.choice((1, 5, 10**6, 10**7 + 1))) for cell in chance.sample(cells, 120)]
        for _ in range(4)
    ]
    return under(
        facts(
            {"export": several[0], "import": several[1]},
            {"export": several[2], "import": several[3]},
        ),
        label,
    )


@pytest.mark.parametrize("table", EVERY)
def test_territories_come_as_asked_and_within_each_the_periods(table: str) -> None:
    # the later year is asked for first: the order is that of the question, not of time
    apart = (year("2024", 1), year("2023", 2))
    asked = without_floor(request(*PLACES))

    found = rows(table, together(*apart), asked)

    wanted = [
        row
        for territory in asked.territories
        for held in apart
        for row in rows(table, held, replace(asked, territories=(territory,)))
    ]
    assert wanted
    assert_same({table: found}, {table: wanted})


def test_a_ranking_comes_period_by_period() -> None:
    apart = (year("2024", 1), year("2023", 2))
    asked = request("62", "59", "75", "r32", "r93")

    found = rows("ranking", together(*apart), asked)

    wanted = [row for held in apart for row in rows("ranking", held, asked)]
    assert_same({"ranking": found}, {"ranking": wanted})


@pytest.mark.parametrize("table", [name for name in EVERY if name != "peers"])
def test_a_region_whose_exports_lack_hides_its_own_those_of_france_and_ranks(table: str) -> None:
    whole = year("2024", 3)
    current, previous = (
        tuple(without(part, homes()["75"]) for part in parts)
        for parts in (whole.current, whole.previous)
    )
    asked = without_floor(request("62", "75", "FR"))

    wanted = {keys(row): row for row in rows(table, whole, asked)}
    found = {
        keys(row): row
        for row in rows(table, replace(whole, current=current, previous=previous), asked)
    }

    mine = {key for key in wanted if key[0] == "dept-62"}
    imports = {key for key, row in wanted.items() if row.get("flow") == "import"}
    assert mine | imports <= found.keys()
    for key, row in found.items():
        for column, value in row.items():
            of_all = "france" in column or column in BY_FRANCE
            ranked = table in RANKED and column.endswith("_rank")
            if "imports" in column or key in imports or (key in mine and not (of_all or ranked)):
                assert same(value, wanted[key][column]), (key, column)
            elif "exports" in column or row.get("flow") == "export":
                assert not isinstance(value, int | float), (key, column)
            else:
                assert value is None or same(value, wanted[key][column]), (key, column)


@pytest.mark.parametrize("when", ["current", "previous"])
@pytest.mark.parametrize(
    "measure",
    ["exports", "imports", "balance", "exports_change_pct", "imports_change_eur",
     "balance_change_eur", "exports_hhi_countries"],
)  # fmt: skip
def test_nobody_is_ranked_by_what_is_not_held_of_a_region(measure: str, when: str) -> None:
    whole = year("2024", 4)
    lacking = tuple(without(part, homes()["75"]) for part in getattr(whole, when))
    partly = (
        replace(whole, current=lacking) if when == "current" else replace(whole, previous=lacking)
    )
    asked = replace(request("62", "80", "FR"), measure=measure)

    found, wanted = (
        {
            row["territory"]: (row["rank"], row["rank_change"])
            for row in rows("ranking", held, asked)
        }
        for held in (partly, whole)
    )

    assert wanted["dept-62"][0] is not None
    touched = not measure.startswith("imports")
    if touched and (when == "current" or "change" in measure):
        assert set(found.values()) == {(None, None)}
    elif touched:  # what there was a year earlier ranks nobody then
        assert found == {name: (rank, None) for name, (rank, _) in wanted.items()}
    else:
        assert found == wanted


def test_a_flow_that_is_held_without_trade_is_0_and_one_that_is_not_held_is_empty() -> None:
    found = rows("concentration", facts({"export": []}), request("62"))

    counted = [(row["flow"], row["count"], row["value_eur"], row["hhi"]) for row in found]
    assert counted == [("export", 0, 0, None)] * 2 + [("import", None, None, None)] * 2


def without(part: FactsPart, region: str) -> FactsPart:
    """Return exports without those of a région, whose workbook is not held; imports as they are."""
    if part.flow == "import":
        return part
    rest = replace(part, lacking=(region,))
    return with_rows(rest, part.rows.filter(~pl.col("department").is_in(sorted(rest.missing))))


def keys(row: Row) -> tuple[object, ...]:
    """Return what tells rows of a table apart."""
    names = ("territory", "period", "flow", "dimension", "item", "country", "product", "partner")
    return tuple(row.get(name) for name in names)


def only(held: Facts, **codes: frozenset[str]) -> Facts:
    """Return the facts of some countries, or products."""
    [(column, wanted)] = codes.items()
    current, previous = (
        tuple(
            with_rows(part, part.rows.filter(pl.col(column).is_in(sorted(wanted))))
            for part in parts
        )
        for parts in (held.current, held.previous)
    )
    return replace(held, current=current, previous=previous)


@pytest.mark.parametrize(
    ("table", "countries", "products"),
    [
        ("partners", "chosen", "counted"),
        ("products", "counted", "chosen"),
        ("contributions", "either", "either"),
        ("specialisation", "counted", "chosen"),
        ("dependence", "chosen", "chosen"),
    ],
)
def test_a_filter_chooses_rows_of_its_kind_and_is_what_others_count(
    table: str, countries: str, products: str
) -> None:
    held = year("2024", 5)
    asked = without_floor(request("62", "FR"))
    some = {"country": frozenset({"DE", "US"}), "a129": frozenset({"A01Z", "C10A"})}
    every = rows(table, held, asked)
    for column, how, filtered in (
        ("country", countries, replace(asked, countries=some["country"])),
        ("a129", products, replace(asked, products={"a129": some["a129"]}, shown=some["a129"])),
    ):
        alone = rows(table, only(held, **{column: some[column]}), asked)
        names = ("country", "first_country") if column == "country" else ("product",)
        chosen = [row for row in every if some[column] & {row.get(n) for n in (*names, "item")}]
        wanted = {
            "chosen": chosen,
            "counted": alone,
            "either": [row for row in chosen if row.get("dimension") == column]
            + [row for row in alone if row.get("dimension") != column],
        }[how]
        found = {keys(row): row for row in rows(table, held, filtered)}

        assert found
        assert found.keys() == {keys(row) for row in wanted}
        assert_same({table: [found[keys(row)] for row in wanted]}, {table: wanted})
