"""What several tables start from is summed once, and never shared by other rows or filters."""

from __future__ import annotations

from dataclasses import replace

from tests.indicators.facts import facts, request
from tradefiche.indicators.cells import cells


def test_tables_of_one_question_share_a_sum() -> None:
    held, asked = facts({"export": [("59", "A01Z", "DE", 5)]}), request("59", "62")

    assert cells(held.current, asked, "country") is cells(held.current, asked, "country")
    assert cells(held.current, asked, "country") is not cells(held.current, asked, "product")
    assert cells(held.current, asked, "country") is cells(held.current, asked.whole, "country")


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
