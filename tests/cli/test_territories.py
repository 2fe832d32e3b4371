"""What a user may write for a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.running import one_line, run

if TYPE_CHECKING:
    from pathlib import Path


def test_98_says_why(store: Path) -> None:
    result = run("compute", "--dept", "98", "--data-dir", store)

    assert "--france" in one_line(result.err)


@pytest.mark.parametrize("code", ["2A", "2B", "2a"])
def test_corse_comes_in_one_piece_with_a_notice(store: Path, code: str) -> None:
    result = run("compute", "--dept", code, "--format", "json", "--data-dir", store)

    assert result.code == 0
    assert [row["territory"] for row in result.json["tables"]["totals"]] == ["dept-20"]
    assert "Corse" in one_line(result.err)


def test_2a_and_2b_are_corse_once(store: Path) -> None:
    words = ("--dept", "2A", "--dept", "2B", "--dept", "20")
    result = run("compute", *words, "--format", "json", "--data-dir", store)

    assert [row["territory"] for row in result.json["tables"]["totals"]] == ["dept-20"]


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        (("--dept", "Nord"), ["dept-59"]),
        (("--dept", "nord"), ["dept-59"]),
        (("--dept", "Loire"), ["dept-42"]),
        (("--dept", "herault"), ["dept-34"]),
        (("--dept", "Haute-G"), ["dept-31"]),
        (("--dept", "9D"), ["dept-974"]),
        (("--dept", "974"), ["dept-974"]),
        (("--dept", "99"), ["dept-99"]),
        (("--region", "01"), ["region-01"]),
        (("--region", "hauts-de-france"), ["region-32"]),
        (("--france", "--dept", "59", "--region", "32"), ["france", "dept-59", "region-32"]),
        (("--region", "32", "--dept", "75", "--dept", "59"), ["region-32", "dept-75", "dept-59"]),
        (("--dept", "59", "--dept", "Nord"), ["dept-59"]),
        (("--dept", "59", "--region", "32", "--dept=75"), ["dept-59", "region-32", "dept-75"]),
        (
            ("--region", "32", "--france", "--region", "11", "--dept", "59", "--region", "32"),
            ["region-32", "france", "region-11", "dept-59"],
        ),
    ],
)
def test_territories(store: Path, words: tuple[str, ...], ids: list[str]) -> None:
    result = run("compute", *words, "--format", "json", "--data-dir", store)

    assert result.code == 0, result.err
    assert [row["territory"] for row in result.json["tables"]["totals"]] == ids


def test_a_ti_stands_for_its_departements_with_a_notice(store: Path) -> None:
    result = run("compute", "--ti", "ti-3201", "--format", "json", "--data-dir", store)

    assert result.code == 0, result.err
    ids = [row["territory"] for row in result.json["tables"]["totals"]]
    assert ids
    assert all(territory.startswith("dept-") for territory in ids)
    assert "ti-3201" in result.err
