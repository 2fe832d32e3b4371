"""Files of facts: what is in them, that they are whole or not there, and where they may go."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

import tradefiche as tf
from tests.running import ROOT, run
from tradefiche.errors import OutputError, StorageError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

# the store lacks a quarter, and says so each time that all rows are asked for
pytestmark = pytest.mark.filterwarnings("ignore:2022 is held in part")

CODES = dict.fromkeys(("departement", "region", "cpf4", "release"), pl.String)


def facts(store: Path, output: Path, **asked: Any) -> list[Path]:  # noqa: ANN401 - any keywords
    return tf.export(facts=True, output=output, data_dir=store, **asked)


def test_every_form_has_the_rows_of_a_scan(store: Path, tmp_path: Path) -> None:
    rows = tf.scan(data_dir=store).collect()
    (parquet,) = facts(store, tmp_path / "trade.parquet")
    assert pl.read_parquet(parquet).equals(rows)
    (csv,) = facts(store, tmp_path / "trade.csv")
    assert pl.read_csv(csv, schema=rows.schema).equals(rows)
    (excel,) = facts(store, tmp_path / "excel.csv", csv_dialect="excel-fr")
    assert excel.read_bytes().startswith(b"\xef\xbb\xbfflow;year;")
    assert excel.read_text("utf-8-sig").replace(";", ",") == csv.read_text("utf-8")
    years = facts(store, tmp_path / "trade")
    assert [path.name for path in years] == [f"facts_{y}.parquet" for y in (2022, 2023, 2024)]
    assert pl.concat(map(pl.read_parquet, years)).equals(rows)
    for path, year in zip(years, (2022, 2023, 2024), strict=True):
        assert {*pl.read_parquet(path)["year"]} == {year}


def test_a_file_says_where_its_rows_come_from(store: Path, tmp_path: Path) -> None:
    (path,) = facts(store, tmp_path / "a.parquet", dept="59", flow="export", year=2023, lang="en")
    about = json.loads(pl.read_parquet_metadata(path)["tradefiche"])
    assert about["territories"] == [{"id": "dept-59", "name": "Nord"}]
    assert (about["periods"], about["data"], about["grains"]) == (["2023"], "customs", ["quarters"])
    assert about["filters"] == {"flow": ["export"]}
    assert {*about["releases"]} == {f"export 2023Q{quarter}" for quarter in (1, 2, 3, 4)}
    assert len(about["sources"]) == 3
    assert about["caveats"]


def test_the_command_and_the_library_write_the_same_bytes_whatever_the_threads(
    store: Path, tmp_path: Path
) -> None:
    (mine,) = facts(store, tmp_path / "mine.parquet", all_releases=True, dept="59")
    words = ("export", "--facts", "--all-releases", "--dept", "59", "--data-dir", store)
    said = run(*words, "-o", tmp_path / "cli.parquet", "--json")
    assert said.json == {"files": [str(tmp_path / "cli.parquet")]}
    alone = tmp_path / "alone.parquet"
    subprocess.run(
        [sys.executable, "-m", "tradefiche", *map(str, words), "-o", str(alone)],
        cwd=ROOT, check=True, capture_output=True, env={**os.environ, "POLARS_MAX_THREADS": "1"},
    )  # fmt: skip
    assert mine.read_bytes() == alone.read_bytes() == (tmp_path / "cli.parquet").read_bytes()


def test_what_is_left_out_is_said_in_the_name_and_in_the_file(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (path,) = tf.export(facts=True, exclude_product="energie", data_dir=store)
    assert str(path) == "out/facts-hors-energie.parquet"
    rows = pl.read_parquet(path)
    energy = {"B05Z", "B06Z", "C19Z", "D35A", "D35B"}
    assert not energy & {*rows["a129"]}
    whole = tf.scan(data_dir=store).collect()
    assert rows.equals(whole.filter(~pl.col("a129").is_in(energy)))
    about = json.loads(pl.read_parquet_metadata(path)["tradefiche"])
    assert about["filters"] == {"exclude_product": ["energie"]}
    assert {*about["groups"]["energie"]} == energy
    (year, *_) = facts(store, tmp_path / "trade", exclude_product="energie")
    assert year.name == "facts-hors-energie_2022.parquet"
    with pytest.raises(OutputError, match="hors-energie_2022"):
        facts(store, tmp_path / "trade")


def test_a_fault_half_way_leaves_all_files_as_they_were(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, copy = tmp_path / "trade", tmp_path / "store"
    before = {path: path.read_bytes() for path in facts(store, folder)}
    shutil.copytree(store, copy)
    spoilt = next((copy / "slices").glob("import-2024Q3-*"))
    spoilt.write_bytes(spoilt.read_bytes()[:-9])
    with pytest.raises(StorageError, match="import-2024Q3"):
        facts(copy, folder, all_releases=True)

    def full(*_: object, **__: object) -> None:
        raise pl.exceptions.ComputeError("IO error: No space left on device (os error 28)")

    monkeypatch.setattr(pl.LazyFrame, "sink_parquet", full)
    with pytest.raises(StorageError, match=r"facts_2022.*No space left") as told:
        facts(store, folder)
    assert "make room" in str(told.value)
    assert isinstance(told.value.__cause__, OSError)
    assert told.value.__cause__.errno == errno.ENOSPC
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_years_of_another_export_are_not_mixed_with_these(store: Path, tmp_path: Path) -> None:
    folder = tmp_path / "trade"
    facts(store, folder)
    with pytest.raises(OutputError, match=r"facts_2022\.parquet, facts_2024\.parquet"):
        facts(store, folder, year=2023)
    (folder / "notes.txt").write_text("mine", "utf-8")
    assert len(facts(store, folder)) == 3
    assert [path.suffix for path in facts(store, folder, format="csv", year=2023)] == [".csv"]
    assert (folder / "notes.txt").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--facts", "-o", "a.xlsx"), "'a.xlsx' ends like nothing"),
        (("--facts", "-o", "a.csv", "--format", "parquet"), "another kind of file"),
        (("--facts", "-o", "-"), "no name for a file"),
        (("--facts", "--format", "xlsx"), "not as xlsx"),
        (("--facts", "--format", "csv", "--format", "parquet"), "in one format"),
        (("--facts", "--csv-dialect", "excel-fr"), "is for CSV"),
        (("--facts", "--top", "3"), "--top bears on tables"),
        (("--facts", "--level", "a38"), "--level bears on tables"),
        (("--flow", "export", "--dept", "59"), "add --facts"),
        (("--grain", "quarters", "--dept", "59"), "add --facts"),
        (("--all-releases", "--dept", "59"), "--all-releases bears on rows"),
    ],
)
def test_what_makes_no_sense_is_refused(store: Path, words: tuple[str, ...], said: str) -> None:
    result = run("export", *words, "--data-dir", store)
    assert (result.code, result.out) == (2, "")
    assert said in result.err


def test_a_file_in_the_place_of_a_folder_is_left_alone(store: Path, tmp_path: Path) -> None:
    (tmp_path / "trade").write_text("mine", "utf-8")
    with pytest.raises(OutputError, match=r"end the name in \.parquet"):
        facts(store, tmp_path / "trade")
    with pytest.raises(UsageError):
        facts(store, tmp_path / "a.parquet", level="cpf4")
    assert (tmp_path / "trade").read_text("utf-8") == "mine"


def test_what_is_lacking_is_said(store: Path, tmp_path: Path) -> None:
    result = run("export", "--facts", "-o", tmp_path / "a.csv", "--data-dir", store)
    assert result.code == 0
    assert "2022 is held in part, without imports 2022Q2" in result.err
    quiet = run("export", "--facts", "--flow", "export", "-o", tmp_path / "b.csv",
                "--data-dir", store)  # fmt: skip
    assert "held in part" not in quiet.err
