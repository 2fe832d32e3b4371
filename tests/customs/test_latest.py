"""`--period latest`: the newest four quarters held of both flows, in every command alike."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis.strategies as st
import pytest
from hypothesis import given

import tradefiche as tf
from tests.builders import Record, latest_zip, pair, year_of
from tests.customs.workbooks.books import trade
from tests.running import fetch, run
from tradefiche.customs.held import HeldFile, HeldQuarter
from tradefiche.customs.manifest import StoreManifest
from tradefiche.customs.store import Store
from tradefiche.errors import NoInputError, Notice
from tradefiche.reference.periods import Quarter
from tradefiche.reference.terms import FLOWS

if TYPE_CHECKING:
    from tradefiche.reference.terms import Flow


def records(first: tuple[int, int], last: tuple[int, int], flows: str = "EI") -> list[Record]:
    start, end = (year * 4 + quarter - 1 for year, quarter in (first, last))
    return [
        Record(flow, n % 4 + 1, n // 4, value=n) for n in range(start, end + 1) for flow in flows
    ]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store of 2023 to 2025Q1, and of exports to 2025Q2."""
    folder = tmp_path_factory.mktemp("latest")
    rows = records((2023, 1), (2025, 1)) + records((2025, 2), (2025, 2), "E")
    assert fetch(folder / "store", *pair(folder, rows)).code == 0
    return folder / "store"


@pytest.mark.parametrize("command", ["compute", "check"])
def test_the_newest_four_quarters_of_both_flows_are_meant(store: Path, command: str) -> None:
    words = ("--dept", "59", "--period", "Latest", "--data-dir", store, "--json")
    said, plain = (
        run(command, *words),
        run(command, "--dept", "59", "--period", "2024Q2..2025Q1", "--data-dir", store, "--json"),
    )
    assert said.out == plain.out
    assert "--period latest is 2024Q2..2025Q1; exports of 2025Q2 are held too" in said.err
    assert "exports" not in run(command, *words, "--quiet").err


def test_files_are_named_by_what_it_stands_for(store: Path, tmp_path: Path) -> None:
    words = ("--dept", "59", "--period", "latest", "--format", "csv", "-o", tmp_path)
    assert run("export", *words, "--data-dir", store, "--quiet").code == 0
    assert (tmp_path / "dept-59" / "dept-59_2024Q2..2025Q1_totals.csv").is_file()


def test_the_library_says_so_too(store: Path) -> None:
    with pytest.warns(Notice, match=r"latest is 2024Q2\.\.2025Q1"):
        found = tf.table("totals", dept="59", period="latest", data_dir=store)
    assert found["period"].to_list() == ["2024Q2..2025Q1"]
    with pytest.warns(Notice, match="latest"):
        rows = tf.scan(period="latest", data_dir=store).collect()
    assert sorted(rows.select("year", "quarter").unique().rows()) == [
        (2024, 2), (2024, 3), (2024, 4), (2025, 1)
    ]  # fmt: skip


def test_a_newer_year_of_workbooks_is_the_latest_unless_cpf4_is_asked(tmp_path: Path) -> None:
    paths = [*trade(3).write(tmp_path / "in"), *pair(tmp_path, year_of(2024), release="202502")]
    assert fetch(tmp_path / "store", *paths).code == 0
    for words, period in (((), "2025"), (("--level", "cpf4"), "2024")):
        result = run("compute", "--dept", "59", "--period", "latest", "--table", "products", *words,
                     "--data-dir", tmp_path / "store", "--json")  # fmt: skip
        assert result.json["meta"]["periods"] == [period]


def test_without_four_quarters_in_a_row_there_is_none(tmp_path: Path) -> None:
    rows = records((2024, 1), (2024, 4), "E")
    assert fetch(tmp_path / "store", latest_zip(tmp_path, "E", rows)).code == 0
    result = run("compute", "--france", "--period", "latest", "--data-dir", tmp_path / "store")
    assert result.code == 66
    assert "no four quarters in a row of both flows" in result.err


@given(st.sets(st.tuples(st.sampled_from(FLOWS), st.integers(0, 11))))
def test_of_any_quarters_it_is_the_last_run_of_four(held: set[tuple[Flow, int]]) -> None:
    source = HeldFile("a.zip", "0" * 64, "2026-01-01")
    slices = [
        HeldQuarter(
            flow, 2022 + n // 4, n % 4 + 1, "2025-02", None, 1, source, f"{flow}{n}", 1, 1, 1
        )
        for flow, n in held
    ]
    store = Store(Path("nowhere"))
    store.__dict__["manifest"] = StoreManifest("customs").with_held(slices)
    both = {n for n in range(12) if {("export", n), ("import", n)} <= held}
    ends = [n for n in both if {n - 3, n - 2, n - 1} <= both]
    if not ends:
        with pytest.raises(NoInputError):
            store.view().latest()
        return
    last = max(ends)
    assert store.view().latest().quarters[-1] == Quarter(2022 + last // 4, last % 4 + 1)
