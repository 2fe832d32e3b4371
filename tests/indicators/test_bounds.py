"""What is exactly on a bound of `config/checks.yaml`, and what is just beyond it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.indicators.facts import PERIOD, facts, part, request
from tradefiche.customs.check_inputs import Evidence
from tradefiche.indicators.checks import checks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.indicators.facts import Trade
    from tests.recount import Row
    from tradefiche.customs.inputs import Facts, FactsPart

QUARTER = "2024Q1"
M = 1_000_000


def quarter(trades: Sequence[Trade]) -> tuple[FactsPart]:
    """Return the exports of a quarter."""
    return (replace(part("export", trades), period=QUARTER),)


def found(code: str, held: Facts, **parts: tuple[FactsPart]) -> list[Row]:
    """Return the issues of Nord with a code."""
    given = {"quarters": (), "year_before": (), "release_before": (), **parts}
    evidence = Evidence(members=((PERIOD, QUARTER),), finest=(), thin=(), **given)
    rows = checks(held, evidence, request("59")).collect().to_dicts()
    return [row for row in rows if row["code"] == code]


def of_value(value: int) -> tuple[FactsPart]:
    return quarter([("59", "A01Z", "DE", value)])


@pytest.mark.parametrize(
    ("now", "then", "told"),
    [
        (2 * M, M, True),  # twice as much, and a million more
        (M, 2 * M, True),
        (2 * M - 1, M, False),
        (2 * M - 2, M - 1, False),  # twice as much, but less than a million
        (M, 0, True),
        (0, M, True),
        (M - 1, 0, False),
    ],
)
def test_a_quarter_on_a_year(now: int, then: int, *, told: bool) -> None:
    rows = found("quarter-jump", facts({}), quarters=of_value(now), year_before=of_value(then))

    assert [(row["value"], row["reference"]) for row in rows] == [(now, then)] * told


def test_a_quarter_of_which_nothing_is_recorded_is_set_against_0() -> None:
    for now, then, wanted in (([], [M], (0, M)), ([M], [], (M, 0))):
        one, other = (quarter([("59", "A01Z", "DE", value) for value in v]) for v in (now, then))
        [row] = found("quarter-jump", facts({}), quarters=one, year_before=other)
        assert (row["value"], row["reference"]) == wanted


@pytest.mark.parametrize(("now", "told"), [(110, False), (111, True), (90, False), (89, True)])
def test_a_quarter_between_releases(now: int, *, told: bool) -> None:
    rows = found("revised", facts({}), quarters=of_value(now), release_before=of_value(100))

    assert [(row["value"], row["reference"], row["item"]) for row in rows] == [
        (now, 100, QUARTER)
    ] * told


@pytest.mark.parametrize(("now", "told"), [(95, False), (94, True), (200, False)])
def test_the_rows_of_a_quarter_between_releases(now: int, *, told: bool) -> None:
    one, other = (quarter([("59", "A01Z", "DE", 1)] * count) for count in (now, 100))
    rows = found("coverage", facts({}), quarters=one, release_before=other)

    assert [(row["value"], row["reference"]) for row in rows] == [(now, 100)] * told


@pytest.mark.parametrize(
    ("now", "then", "told"), [(10, 5, True), (9, 5, False), (9, 4, True), (8, 4, False)]
)
def test_what_moves_a_total_alone(now: int, then: int, *, told: bool) -> None:
    rest = ("59", "C10A", "DE")
    held = facts(
        {"export": [(*rest, 100 - then), ("59", "A01Z", "BE", now)]},
        {"export": [(*rest, 100 - then), ("59", "A01Z", "BE", then)]},
    )

    for code, item in (("country-jump", "BE"), ("product-jump", "A01Z")):
        rows = found(code, held)
        assert [(row["item"], row["value"], row["reference"]) for row in rows] == [
            (item, now, then)
        ] * told


@pytest.mark.parametrize(("nowhere", "told"), [(5, False), (6, True)])
def test_what_falls_to_no_country(nowhere: int, *, told: bool) -> None:
    trades = [("59", "A01Z", "QU", nowhere), ("59", "A01Z", "DE", 100 - nowhere)]
    rows = found("not-rankable", facts({"export": trades}))

    assert [(row["value"], row["reference"]) for row in rows] == [(nowhere, 5)] * told
