"""`--product` and `--country`: what is asked for counts, and nothing else."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

import pytest

from tests.recount import Recount
from tests.running import run
from tests.test_recount import TERRITORIES, WORDS, assert_same, compute

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.recount import Row
    from tests.rereading import Cell

YEAR = ("--year", "2024")
# A38 CL is A129 C29A, C29B, C30A, C30B, C30C and C30E, of which the data have three.
FILTERS: dict[str, tuple[tuple[str, ...], Callable[[Cell], bool]]] = {
    "a product": (("--product", "C29A"), lambda c: c.a129 == "C29A"),
    "two products": (
        ("--product", "c29a", "--product", "C30C"),
        lambda c: c.a129 in {"C29A", "C30C"},
    ),
    "a finer product": (("--product", "2811"), lambda c: c.cpf4 == "2811"),
    "products of two levels": (
        ("--product", "C29A", "--product", "2811"),
        lambda c: c.a129 == "C29A" or c.cpf4 == "2811",
    ),
    "a coarser product": (
        ("--product", "CL"),
        lambda c: c.a129 in {"C29A", "C29B", "C30C"},
    ),
    "two countries": (
        ("--country", "DE", "--country", "us"),
        lambda c: c.country in {"DE", "US"},
    ),
    "a code that is no partner": (("--country", "QQ"), lambda c: c.country == "QQ"),
    "product and country": (
        ("--product", "C29A", "--country", "DE"),
        lambda c: c.a129 == "C29A" and c.country == "DE",
    ),
}


def counted(count: Recount, keep: Callable[[Cell], bool]) -> Recount:
    """Return a count of the chosen cells alone."""
    less = copy.copy(count)
    less.cells = {key: [c for c in cells if keep(c)] for key, cells in count.cells.items()}
    return less


def rows(count: Recount, table: str) -> list[Row]:
    return [row for t in TERRITORIES for row in count.table(table, t, "2024")]


@pytest.fixture(scope="module")
def count(releases: list[Path]) -> Recount:
    return Recount(releases)


@pytest.mark.parametrize("case", FILTERS)
def test_totals_and_flows_count_what_is_asked_alone(store: Path, count: Recount, case: str) -> None:
    words, keep = FILTERS[case]

    found = compute(store, *WORDS, *YEAR, *words, tables=["totals", "flows"])

    alone = counted(count, keep)
    assert_same(found, {table: rows(alone, table) for table in ("totals", "flows")})


@pytest.mark.parametrize("case", ["a finer product", "products of two levels", "a coarser product"])
def test_products_of_another_level_are_counted_alone(
    store: Path, count: Recount, case: str
) -> None:
    words, keep = FILTERS[case]

    found = compute(store, *WORDS, *YEAR, *words, tables=["partners", "products"])

    alone = counted(count, keep)
    assert_same(found, {table: rows(alone, table) for table in ("partners", "products")})


@pytest.mark.parametrize("case", ["a product", "two products"])
def test_a_product_keeps_its_share_and_rank(store: Path, count: Recount, case: str) -> None:
    words, _ = FILTERS[case]

    found = compute(store, *WORDS, *YEAR, *words, tables=["products"])

    asked = {word.upper() for word in words}
    assert_same(found, {"products": [r for r in rows(count, "products") if r["product"] in asked]})


def test_a_product_of_a_coarse_level_keeps_its_share_and_rank(store: Path) -> None:
    words = (*WORDS, *YEAR, "--level", "a38")
    every = compute(store, *words, tables=["products"])["products"]

    found = compute(store, *words, "--product", "CL", tables=["products"])["products"]

    assert found
    assert found == [row for row in every if row["product"] == "CL"]


def test_a_country_keeps_its_share_and_rank(store: Path, count: Recount) -> None:
    words, _ = FILTERS["two countries"]

    found = compute(store, *WORDS, *YEAR, *words, tables=["partners"])

    kept = [row for row in rows(count, "partners") if row["country"] in {"DE", "US"}]
    assert_same(found, {"partners": kept})


@pytest.mark.parametrize("level", ["a38", "a17"])
def test_every_code_of_a_level_can_be_asked_for(store: Path, level: str) -> None:
    codes = [row["code"] for row in run_list(level)]
    total = compute(store, "--france", *YEAR, tables=["totals"])["totals"][0]["exports_eur"]

    parts = []
    for code in codes:
        words = ("--france", *YEAR, "--product", code, "--level", level)
        parts.append(compute(store, *words, tables=["totals"])["totals"][0]["exports_eur"])

    assert total
    assert sum(int(str(part)) for part in parts) == total


def printed(store: Path, *words: str) -> str:
    result = run("compute", "--dept", "59", *YEAR, *words, "--data-dir", store)
    assert result.code == 0, result.err
    return " ".join(result.out.replace("\u00a0", " ").split())


def test_a_note_says_of_what_shares_are(store: Path) -> None:
    beside = "gardent leur part et leur rang parmi tous"
    alone = "portent sur ce seul champ."
    share = "sa part est mesurée dans tout le flux de chaque territoire"
    for words, told in (
        (("--product", "C29A"), beside),
        (("--country", "CN"), beside),
        (("--product", "2811"), alone),
        (("--exclude-product", "energie"), alone),
        (
            ("--table", "ranking", "--measure", "imports_share_pct", "--country", "CN"),
            share,
        ),
    ):
        text = printed(store, *words)
        assert {each: each in text for each in (beside, alone, share)} == {
            each: each == told for each in (beside, alone, share)
        }


def test_pictures_say_of_what_shares_are(store: Path, tmp_path: Path) -> None:
    words = ("--kind", "map", "--kind", "balance", "--product", "C29A", "--lang", "en")
    more = ("--measure", "exports_share_pct", "--dept", "59", *YEAR, "--data-dir", store)
    result = run("chart", *words, *more, "-o", tmp_path)
    assert result.code == 0, result.err

    texts = {
        name: next(tmp_path.rglob(f"*_{name}-*.svg")).read_text("utf-8")
        for name in ("map", "balance")
    }
    assert {name: "its share is of" in text for name, text in texts.items()} == {
        "map": True, "balance": False,
    }  # fmt: skip
    assert not any("keep the share" in text for text in texts.values())


@pytest.mark.parametrize("kind", ["ranking", "map"])
def test_pictures_of_two_levels_lie_beside_each_other(
    store: Path, tmp_path: Path, kind: str
) -> None:
    for measure, names in (
        ("exports_hhi_products", {"-exports-hhi-products", "-exports-hhi-products-a17"}),
        ("exports_hhi_countries", {"-exports-hhi-countries"}),
    ):
        for level in ("a129", "a17"):
            words = ("--kind", kind, "--measure", measure, "--level", level, "--dept", "59")
            folder = tmp_path / measure
            result = run("chart", *words, *YEAR, "--data-dir", store, "-o", folder)
            assert result.code == 0, result.err
        found = {path.stem.removeprefix(f"dept-59_2024_{kind}") for path in folder.rglob("*.svg")}
        assert found == names


def run_list(level: str) -> list[dict[str, str]]:
    result = run("list", "products", "--level", level, "--json")
    found: list[dict[str, str]] = result.json  # type: ignore[assignment]  # JSON
    return found
