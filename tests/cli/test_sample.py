"""The sample says so, gives the published totals, and never meets the real store."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from tests.recount import Recount
from tests.running import run

if TYPE_CHECKING:
    from pathlib import Path

SAMPLE = ("--sample", "--dept", "59")
SAMPLE_2024 = ("--sample", "--year", "2024", "--table", "totals", "--json")


def test_the_sample_prints_the_published_totals() -> None:
    result = run("compute", "--dept", "59", "--sample")

    assert result.code == 0, result.err
    for figure in ("28 822,9", "42,4", "4,97", "40 986,6", "47,8", "5,99"):
        assert figure in result.out.replace("\u202f", " ").replace("\u00a0", " ")


def test_the_sample_and_the_store_never_meet(store: Path, tmp_path: Path) -> None:
    plain = run("compute", "--dept", "59", "--json", "--data-dir", store).json
    sample = run("compute", *SAMPLE, "--json", "--data-dir", store).json

    assert plain["tables"]["totals"][0]["data"] == "customs"
    assert sample["tables"]["totals"][0]["data"] == "sample"
    assert plain["tables"] != sample["tables"]
    assert run("compute", "--dept", "59", "--json", "--data-dir", store).json == plain

    shutil.copytree(store / "sample", tmp_path / "sample")
    assert run("compute", "--dept", "59", "--data-dir", tmp_path).code == 66


def test_the_sample_fetched_as_files_stays_a_sample_of_its_own(tmp_path: Path) -> None:
    result = run("fetch", "--sample", "--to", tmp_path / "zips", "--data-dir", tmp_path / "store")

    assert result.code == 0, result.err
    assert list((tmp_path / "zips").glob("*.zip"))
    assert run("compute", "--dept", "59", "--data-dir", tmp_path / "store").code == 66


def test_a_recount_of_its_zips_gives_the_printed_totals(tmp_path: Path) -> None:
    assert run("fetch", "--sample", "--to", tmp_path).code == 0
    count = Recount(sorted(tmp_path.glob("*.zip")))
    places = ("--dept", "59", "--region", "32", "--france")

    rows = run("compute", *places, *SAMPLE_2024).json["tables"]["totals"]

    printed = {
        "dept-59": ("28822.9", "40986.6"),
        "region-32": ("68021.0", "85786.3"),
        "france": ("580354.5", "684776.3"),
    }
    quarters = [(2024, quarter) for quarter in (1, 2, 3, 4)]
    for row in rows:
        counted = tuple(count.total(row["territory"], flow, quarters) for flow in ("E", "I"))
        assert counted == (row["exports_eur"], row["imports_eur"])
        millions = tuple(f"{value / 1e6:.1f}" for value in counted if value is not None)
        assert millions == printed[row["territory"]]
