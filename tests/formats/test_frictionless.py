"""Every package is what it says, by the reference implementation of the Data Package standard."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import pytest

from tests.examples import more
from tests.running import run

if TYPE_CHECKING:
    from pathlib import Path


def problems(folder: Path) -> list[object]:
    """Return what `frictionless validate` holds against the packages of a folder."""
    paths = sorted(folder.glob("*/datapackage.json"))
    assert paths
    found: list[object] = []
    for path in paths:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from frictionless import validate

            report = validate(str(path)).to_dict()
        found += report["errors"]
        found += [(path.parent.name, e["message"]) for t in report["tasks"] for e in t["errors"]]
        assert report["valid"] == (not found)
        assert report["stats"]["tasks"] == len(list(path.parent.iterdir())) - 1
    return found


@pytest.mark.parametrize(
    "words",
    [
        "--dept 59 --dept 99 --year 2024",
        "--dept 48 --year 2023..2024 --level cpf4 --lang en",
        "--dept 48 --period 2022Q2..2022Q3 --csv-dialect excel-fr",
        *more(["--dept 974 --region 94 --france --year 2023..2024"]),
    ],
    ids=["year", "years", "imports that lack a quarter", "other territories"],
)
def test_packages_are_valid(store: Path, tmp_path: Path, words: str) -> None:
    result = run("export", *words.split(), "-o", tmp_path, "--data-dir", store, "--quiet")
    assert result.code == 0, result.err

    assert problems(tmp_path) == []


def test_a_changed_file_is_told(store: Path, tmp_path: Path) -> None:
    run("export", "--dept", "59", "--year", "2024", "-o", tmp_path, "--data-dir", store)
    path = tmp_path / "dept-59" / "dept-59_2024_totals.csv"
    path.write_text(path.read_text("utf-8").replace("customs", "custom"), encoding="utf-8")

    assert problems(tmp_path)
