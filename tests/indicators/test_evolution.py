from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import datasets
from tests.builders import Record, latest_zip, pair
from tests.indicators import formulas
from tests.recount import Recount
from tests.running import fetch
from tests.test_recount import assert_same, compute

if TYPE_CHECKING:
    from pathlib import Path

    from tests.recount import Row


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Row]:
    """Return Nord's rows: exports of 2023Q1 to 2024Q2 but for 2023Q3, imports of 2024Q2."""
    folder = tmp_path_factory.mktemp("evolution")
    values = {(2023, 1): 100, (2023, 2): 200, (2023, 4): 400, (2024, 1): 150, (2024, 2): 0}
    exports = [Record("E", q, year, value=value) for (year, q), value in values.items()]
    exports += [Record("E", q, year, dept="75") for year, q in values]
    imports = [Record("I", 2, 2024, value=80)]
    paths = [latest_zip(folder, "E", exports), latest_zip(folder, "I", imports)]
    assert fetch(folder / "store", *paths).code == 0
    words = ("--dept", "59", "--period", "2024Q2")
    found = compute(folder / "store", *words, tables=["evolution"])["evolution"]
    return {str(row["period"]): row for row in found}


def test_ten_years_have_two_indices_that_nothing_joins(tmp_path: Path) -> None:
    span = datasets.quarters((2015, 1), (2024, 4))
    records = datasets.generate(9, span, rows=1, depts=("59", "62", "75", "20", "9D", "48"))
    paths = pair(tmp_path, records)
    assert fetch(tmp_path / "store", *paths).code == 0
    count, places = Recount(paths), ("dept-59", "dept-48", "dept-20", "region-32", "france")
    words = ("--dept", "59", "--dept", "48", "--dept", "20", "--region", "32", "--france")

    found = compute(tmp_path / "store", *words, tables=["evolution"])

    rows = [row for place in places for row in formulas.evolution(count, place)]
    assert_same(found, {"evolution": rows})
    nord = {row["period"]: row for row in found["evolution"] if row["territory"] == "dept-59"}
    assert {row["index_base"] for row in nord.values()} == {None, "2015", "2022"}
    assert nord["2015"]["exports_index"] == nord["2022"]["france_imports_index"] == 100
    for period in ("2021Q2..2022Q1", "2021Q3..2022Q2", "2021Q4..2022Q3", "2024Q4"):
        assert nord[period]["index_base"] is nord[period]["exports_index"] is None
    filtered = compute(tmp_path / "store", "--france", "--country", "DE", tables=["evolution"])[
        "evolution"
    ]
    german = {
        f"{each}s_eur": sum(r.value for r in records if r.flow == flow and r.country == "DE"
                            and (r.year, r.quarter) == (2016, 3))
        for flow, each in (("E", "export"), ("I", "import"))
    }  # fmt: skip
    (row,) = (row for row in filtered if row["period"] == "2016Q3")
    assert {name: row[name] for name in german} == german


def test_every_quarter_stands_from_the_first_to_the_last(rows: dict[str, Row]) -> None:
    quarters = ["2023Q1", "2023Q2", "2023Q3", "2023Q4", "2024Q1", "2024Q2"]

    assert list(rows) == [*quarters, "2023", "2023Q2..2024Q1", "2023Q3..2024Q2"]
    assert [rows[quarter]["span"] for quarter in quarters] == ["quarter"] * 6


def test_a_quarter_not_held_is_empty_and_one_without_trade_is_0(rows: dict[str, Row]) -> None:
    assert rows["2023Q3"]["exports_eur"] is None
    assert rows["2024Q2"]["exports_eur"] == 0
    assert rows["2024Q1"]["imports_eur"] is None
    assert rows["2023"]["exports_eur"] is None


def test_change_is_on_the_same_quarter_a_year_earlier(rows: dict[str, Row]) -> None:
    assert (rows["2024Q1"]["exports_change_eur"], rows["2024Q1"]["exports_change_pct"]) == (50, 50)
    assert rows["2024Q2"]["exports_change_pct"] == -100
    assert rows["2023Q4"]["exports_change_eur"] is None
    assert rows["2024Q2"]["imports_change_pct"] is None


def test_balance_and_coverage(rows: dict[str, Row]) -> None:
    last = rows["2024Q2"]

    assert (last["balance_eur"], last["coverage_pct"]) == (-80, 0)
    assert rows["2024Q1"]["balance_eur"] is None
    assert last["balance_change_eur"] is None
