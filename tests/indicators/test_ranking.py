"""The ranking, as a user gets it, against the count from its definition; its edges one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builders import Record, pair
from tests.examples import more
from tests.indicators.placings import EVERYWHERE, Placing
from tests.recount import Recount
from tests.running import fetch, one_line, run
from tests.test_filters import counted
from tests.test_recount import PERIODS, assert_same, compute
from tests.workbooks import Row, region_zip
from tradefiche.indicators.measures import MEASURES

if TYPE_CHECKING:
    from pathlib import Path

    from tests import recount

EVERYBODY = ("--all", "--dept", "99", "--all-regions", "--france")
FILTERED = {
    "US": (("--country", "US"), lambda c: c.country == "US"),
    "C29A": (("--product", "C29A"), lambda c: c.a129 == "C29A"),
}
MEASURED = [name for name in MEASURES if "share_pct" not in name]
# flows, their difference, their quotient
HALF_YEAR = ("exports", "imports", "balance", "coverage")
M = 1_000_000


@pytest.fixture(scope="module")
def count(releases: list[Path]) -> Recount:
    return Recount(releases)


@pytest.fixture(scope="module")
def partial(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store with the workbook of one région alone."""
    folder = tmp_path_factory.mktemp("partial")
    rows = [Row(dept, flow) for dept in ("59", "62") for flow in "EI"]
    assert fetch(folder / "store", region_zip(folder, "01", rows)).code == 0
    return folder / "store"


def ranked(store: Path, *words: str) -> list[recount.Row]:
    return compute(store, *words, tables=["ranking"])["ranking"]


@pytest.mark.parametrize(
    ("measure", "period"),
    [
        *((name, "2024") for name in MEASURED),
        *((name, "2022Q2..2022Q3") for name in HALF_YEAR),
        *more((name, "2022Q2..2022Q3") for name in MEASURED if name not in HALF_YEAR),
    ],
)
def test_every_measure_of_every_territory(
    store: Path, count: Recount, measure: str, period: str
) -> None:
    found = ranked(store, *EVERYBODY, *PERIODS[period], "--measure", measure)

    wanted = list(Placing(count, count).rows(EVERYWHERE, period, measure))
    assert_same({"ranking": found}, {"ranking": wanted})


@pytest.mark.parametrize("measure", ["exports", "imports_change_pct", "balance_change_eur"])
@pytest.mark.parametrize("period", ["2023", "2023Q3..2024Q2"])
def test_change_on_the_year_and_places_won(
    store: Path, count: Recount, measure: str, period: str
) -> None:
    found = ranked(store, *EVERYBODY, *PERIODS[period], "--measure", measure)

    wanted = list(Placing(count, count).rows(EVERYWHERE, period, measure))
    assert_same({"ranking": found}, {"ranking": wanted})


@pytest.mark.parametrize("case", FILTERED)
@pytest.mark.parametrize(
    "measure",
    [
        "exports", "balance", "exports_share_pct", "imports_share_pct", "coverage",
        "exports_hhi_products", "imports_hhi_countries",
    ],
)  # fmt: skip
def test_what_filters_leave_is_ranked(store: Path, count: Recount, case: str, measure: str) -> None:
    words, keep = FILTERED[case]
    found = ranked(store, *EVERYBODY, *words, "--year", "2024", "--measure", measure)

    wanted = Placing(counted(count, keep), count).rows(EVERYWHERE, "2024", measure)
    assert_same({"ranking": found}, {"ranking": list(wanted)})


def test_a_change_across_the_break_is_not_ranked(tmp_path: Path) -> None:
    records = [
        Record("E", quarter, year, dept, value=value)
        for dept, value, year in (
            ("59", 9, 2022),
            ("59", 5, 2021),
            ("62", 4, 2022),
            ("62", 7, 2021),
        )
        for quarter in (1, 2, 3, 4)
    ]
    assert fetch(tmp_path / "store", *pair(tmp_path, records)).code == 0
    words = ("--dept", "59,62", "--period", "2022Q1..2022Q4")

    for measure in ("exports_change_pct", "exports_change_eur"):
        for row in ranked(tmp_path / "store", *words, "--measure", measure):
            assert (row["value"], row["rank"], row["change_note"]) == (None, None, "emebi")
    first, second = ranked(tmp_path / "store", *words)
    assert [first[key] for key in ("territory", "rank", "before_rank")] == ["dept-59", 1, 2]
    assert (first["rank_change"], second["rank_change"]) == (None, None)


def test_ties_zeros_and_what_has_no_rank(tmp_path: Path) -> None:
    values = {"62": 4 * M, "59": 4 * M, "02": -M, "98": 8 * M, "99": 5 * M, "75": 0}
    records = [
        Record(flow, 1, 2024, dept, value=value if flow == "E" else M)
        for dept, value in values.items()
        for flow in "EI"
    ]
    assert fetch(tmp_path / "store", *pair(tmp_path, records)).code == 0
    found = ranked(tmp_path / "store", "--all", "--dept", "99", "--france", "--period", "2024Q1")

    seen = [(row["territory"], row["value"], row["rank"]) for row in found]
    assert seen[:4] == [
        ("france", 20 * M, None), ("dept-99", 5 * M, None), ("dept-59", 4 * M, 1),
        ("dept-62", 4 * M, 2),
    ]  # fmt: skip
    assert seen[-1] == ("dept-02", -M, 3)
    assert {(value, rank) for _, value, rank in seen[4:-1]} == {(0, None)}
    assert [row["cumulated_share_pct"] for row in found[2:4]] == [20, 40]

    balance = ranked(tmp_path / "store", "--all", "--period", "2024Q1", "--measure", "balance")
    places = {row["territory"]: (row["value"], row["rank"]) for row in balance}
    assert places["dept-75"] == (-M, 3)
    assert places["dept-13"] == (0, None), "nothing is recorded there"


def test_nobody_is_ranked_where_not_all_of_france_is_held(partial: Path) -> None:
    found = ranked(partial, "--dept", "59,62", "--region", "32", "--year", "2024")

    assert [row["value"] is None for row in found] == [False] * 3
    for row in found:
        empty = ("rank", "share_france_pct", "cumulated_share_pct", "before_rank", "france_value")
        assert [row[key] for key in empty] == [None] * 5
    elsewhere = ranked(partial, "--dept", "59,13", "--year", "2024")
    assert [(row["territory"], row["value"] is None) for row in elsewhere] == [
        ("dept-59", False), ("dept-13", True),
    ]  # fmt: skip


def test_all_units_unless_others_are_named(store: Path) -> None:
    assert len(ranked(store)) == 100
    assert len(ranked(store, "--all-regions")) == 18
    result = run("compute", "--table", "ranking", "--table", "totals", "--data-dir", store)
    assert result.code == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--table", "ranking", "--measure", "export"), "did you mean exports"),
        (
            ("--table", "totals", "--dept", "59", "--measure", "exports"),
            "bears on ranking and chart map alone",
        ),
        (("--table", "ranking", "--measure", "exports_share_pct"), "--country or --product"),
    ],
)
def test_a_measure_that_makes_no_sense_is_2(store: Path, words: tuple[str, ...], said: str) -> None:
    result = run("compute", *words, "--data-dir", store)

    assert result.code == 2
    assert said in one_line(result.err)
