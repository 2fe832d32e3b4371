"""What several tables start from is summed once, and never shared by other rows or filters."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from tests.indicators.facts import facts, request
from tradefiche.indicators.cells import cells


def test_tables_of_one_question_read_the_rows_once() -> None:
    held, asked = facts({"export": [("59", "A01Z", "DE", 5)]}), request("59", "62")
    reads: list[int] = []

    def read(rows: pl.DataFrame) -> pl.DataFrame:
        reads.append(rows.height)
        return rows

    [part] = held.current
    parts = (replace(part, rows=part.rows.map_batches(read)),)
    tables = (
        cells(parts, each, *keys)
        for keys in (("product", "country"), ("product",), ("country",))
        for each in (asked, asked.whole)
    )

    pl.collect_all([*tables], engine="streaming")

    assert reads == [1]
    pl.collect_all([cells(parts, asked), cells(parts, asked.whole)], engine="streaming")
    assert reads == [1, 1]


def test_rows_under_equal_labels_are_summed_apart() -> None:
    asked = request("59")
    for value in (5, 7):
        held = facts({"export": [("59", "A01Z", "DE", value)]})
        summed = cells(held.current, asked, "country").collect()
        assert summed["value"].to_list() == [value]


def test_a_filter_is_a_sum_of_its_own() -> None:
    held = facts({"export": [("59", "A01Z", "DE", 5), ("59", "A01Z", "BE", 7)]})
    asked = replace(request("59"), countries=frozenset({"DE"}))

    for each, countries in ((asked, ["DE"]), (asked.whole, ["BE", "DE"])):
        found = cells(held.current, each, "country").collect()
        assert sorted(found["country"]) == countries
