"""Places and periods where a naive figure would be wrong: they get rows, and no false zeros."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.indicators.made import EVERYWHERE, record, row_of, tables
from tests.test_recount import compute
from tradefiche.tabulation.registry import TABLES

if TYPE_CHECKING:
    from pathlib import Path

M = 1_000_000
EVERY = ("--dept", "48", "--dept", "976", "--dept", "974", "--dept", "2A", "--dept", "99",
         "--region", "94", "--region", "06", "--france")  # fmt: skip


@pytest.mark.parametrize("period", ["2023Q1", "2022Q2..2022Q3", "2022Q3..2022Q4", "2024Q4"])
def test_every_table_of_every_kind_of_place(store: Path, period: str) -> None:
    found = compute(store, *EVERY, "--period", period, tables=list(TABLES))

    one_each = {"totals": 8, "concentration": 8 * 4}
    assert {name: len(found[name]) for name in one_each} == one_each
    assert {row["territory"] for row in found["exposure"]} == {
        row["territory"] for row in found["totals"]
    }


def test_a_year_without_predecessor_has_no_change(store: Path) -> None:
    words = ("--france", "--period", "2022Q3..2022Q4")
    found = compute(store, *words, tables=["contributions", "checks"])

    assert found["contributions"]
    for row in found["contributions"]:
        for side in ("exports", "imports"):
            assert isinstance(row[f"{side}_eur"], int)
            assert row[f"{side}_change_eur"] is None
            assert row[f"{side}_contribution_pts"] is None
    assert [row["code"] for row in found["checks"]].count("no-year-before") == 2


def test_a_region_that_is_its_departement_is_not_compared_with_itself(store: Path) -> None:
    words = ("--dept", "20", "--dept", "974", "--dept", "59", "--year", "2024")
    found = compute(store, *words, tables=["structure", "concentration", "exposure"])

    for name, column in (
        ("structure", "region_exports_share_pct"),
        ("concentration", "region_hhi"),
        ("exposure", "region_exports_exposure_pct"),
    ):
        known = {row["territory"] for row in found[name] if row[column] is not None}
        assert known == {"dept-59"}, name


def test_monaco_is_compared_but_not_ranked() -> None:
    records = [record("E", dept, "A01Z", "US", 2 * M) for dept in ("99", "13", "75")]
    found = tables(records, names=["specialisation", "concentration", "exposure"])

    for name, column in (
        ("specialisation", "exports_rank"),
        ("concentration", "hhi_rank"),
        ("exposure", "exports_exposure_rank"),
    ):
        rows = [row for row in found[name] if row.get("flow", "export") == "export"]
        ranks = {
            str(row["territory"]): row[column]
            for row in rows
            if row.get("dimension", "country") == "country" and row.get("product") != "TOTAL"
        }
        assert ranks["dept-99"] is None
        assert (ranks["dept-13"], ranks["dept-75"]) == (1, 2), name
    monaco = row_of(found["exposure"], territory="dept-99", product="TOTAL")
    assert monaco["region_exports_exposure_pct"] == 100


def test_a_product_with_one_seller() -> None:
    records = [
        record("E", "48", "C30C", "US", 2 * M),
        record("E", "48", "A01Z", "DE", 2 * M),
        record("E", "75", "A01Z", "DE", 96 * M),
    ]
    found = tables(records, names=["specialisation"])["specialisation"]

    only = row_of(found, territory="dept-48", product="C30C")
    assert (only["exports_rank"], only["exports_share_france_pct"]) == (1, 100.0)
    assert only["rca"] == pytest.approx(0.5 / 0.02)
    assert [row["territory"] for row in found if row["product"] == "C30C"] == [
        "france", "dept-48", "region-76",
    ]  # fmt: skip


def test_a_place_without_trade_has_zeros_where_flows_are_held() -> None:
    records = [record("E", "59", "A01Z", "DE", M), record("I", "59", "A01Z", "DE", M)]
    found = tables(records, names=list(TABLES), where=("--dept", "48"))

    assert {row["exports_eur"] for row in found["structure"]} == {0}
    assert {row["exports_share_pct"] for row in found["structure"]} == {None}
    assert [row["hhi"] for row in found["concentration"]] == [None] * 4
    assert found["specialisation"] == found["dependence"] == found["contributions"] == []
    [total] = found["exposure"]
    assert (total["exports_eur"], total["exports_exposure_pct"]) == (0, None)


def test_rows_of_no_departement_count_in_france_alone() -> None:
    records = [record("E", "98", "A01Z", "US", 3 * M), record("E", "59", "C10A", "DE", M)]
    found = tables(records, names=["exposure", "concentration"], where=EVERYWHERE)

    exposed = {
        row["territory"] for row in found["exposure"] if isinstance(row["exports_eur"], int)
        and row["exports_eur"] > 0
    }  # fmt: skip
    assert exposed == {"france"}
    france = row_of(found["concentration"], territory="france", flow="export", dimension="country")
    assert france["hhi"] == pytest.approx(0.75**2 + 0.25**2)
