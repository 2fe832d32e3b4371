"""What several tables start from is summed once, and never shared by other rows or filters."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from tests.indicators.facts import facts, request, with_rows
from tradefiche.indicators.cells import BOTH, cells, flow_totals, of_territories
from tradefiche.indicators.sums import SharedSums


def test_tables_of_one_question_read_the_rows_once() -> None:
    held, asked = facts({"export": [("59", "A01Z", "DE", 5)]}), request("59", "62")
    reads: list[int] = []

    def read(rows: pl.DataFrame) -> pl.DataFrame:
        reads.append(rows.height)
        return rows

    [part] = held.current
    parts = (with_rows(part, part.rows.map_batches(read)),)
    tables = (
        cells(parts, each, *keys)
        for keys in (("product", "country"), ("product",), ("country",))
        for each in (asked, asked.whole)
    )

    pl.collect_all([*tables], engine="streaming")

    assert reads == [1]
    pl.collect_all([cells(parts, asked), cells(parts, asked.whole)], engine="streaming")
    assert reads == [1, 1]


def test_sums_at_once_read_the_rows_once_and_count_the_same() -> None:
    rows = [("59", "A01Z", "DE", 5), ("59", "A01Z", "BE", 7), ("62", "C10A", "DE", 11)]
    held, asked = facts({"export": rows}), request("59", "62")
    reads: list[int] = []

    def read(frame: pl.DataFrame) -> pl.DataFrame:
        reads.append(frame.height)
        return frame

    [part] = held.current
    parts = (with_rows(part, part.rows.map_batches(read)),)
    at_once = replace(asked, sums=SharedSums(at_once=True))
    for keys in (BOTH, ("country",), ("product",), ()):
        found, planned = (
            of_territories(parts, each, each.territories, *keys).collect()
            for each in (at_once, replace(asked, sums=SharedSums()))
        )
        assert found.sort(found.columns).equals(planned.sort(planned.columns))
    assert reads.count(len(rows)) == 5  # once at once, else once for each table


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


def test_what_was_summed_for_all_serves_some() -> None:
    rows = [("59", "A01Z", "DE", 5), ("75", "C10A", "DE", 11)]
    [part] = facts({"export": rows}).current
    reads: list[int] = []

    def read(frame: pl.DataFrame) -> pl.DataFrame:
        reads.append(frame.height)
        return frame

    asked = replace(request("59", "FR"), sums=SharedSums(at_once=True))
    parts = (with_rows(part, part.rows.map_batches(read)),)
    nord = asked.territories[:1]
    for keys in (BOTH, ()):
        of_territories(parts, asked, asked.territories, *keys)
        found = of_territories(parts, asked, nord, *keys).collect()
        assert found["value"].to_list() == [5]
    assert reads == [2]


def test_what_is_noted_of_france_is_what_is_counted() -> None:
    rows = [("59", "A01Z", "DE", 5), ("75", "C10A", "DE", 11)]
    [part] = facts({"export": rows}).current
    noted = replace(part, noted=(16, 2))
    asked = request("59", "FR")
    places = ([asked.territories[1]], [asked.territories[0]], asked.territories)
    for territories in places:
        one, other = (
            flow_totals([each], replace(asked, sums=SharedSums()), territories).collect()
            for each in (part, noted)
        )
        assert one.sort("territory").equals(other.sort("territory"))
    without = replace(asked, without_countries=frozenset({"DE"}))
    assert flow_totals([noted], without, asked.territories).collect().height == 0
    lacking = replace(noted, lacking=("11",))
    known = flow_totals([lacking], asked, asked.territories).collect()
    assert known["territory"].to_list() == ["dept-59"]
