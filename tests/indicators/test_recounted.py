"""Each table beyond the four, as a user gets it, against the count from its formula."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import tradefiche as tf
from tests.indicators import formulas, indices, profiles, shifts
from tests.recount import Recount
from tests.running import one_line, run
from tests.test_recount import PERIODS, TERRITORIES, WORDS, assert_same, compute
from tradefiche.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.recount import Row


@pytest.fixture(scope="module")
def count(releases: list[Path]) -> Recount:
    return Recount(releases)


def test_evolution(store: Path, count: Recount) -> None:
    found = compute(store, *WORDS, tables=["evolution"])

    rows = [row for territory in TERRITORIES for row in formulas.evolution(count, territory)]
    assert_same(found, {"evolution": rows})


def test_evolution_as_known_at_an_older_release(store: Path, releases: list[Path]) -> None:
    words = ("--year", "2023", "--release", "2024-11")
    found = compute(store, *WORDS, *words, tables=["evolution"])

    count = Recount(releases, as_of="2024-11")
    rows = [row for territory in TERRITORIES for row in formulas.evolution(count, territory)]
    assert_same(found, {"evolution": rows})


LEVELLED: dict[str, Callable[[Recount, str, str, str], Iterator[Row]]] = {
    "contributions": formulas.contributions,
    "specialisation": indices.specialisation,
    "concentration": indices.concentration,
    "dependence": indices.dependence,
    "shift_share": shifts.shift_share,
    "peers": profiles.peers,
}
BESIDE = ("dept-62", "dept-20", "region-93", "dept-99", "france")


@pytest.mark.parametrize("level", ["a129", "a38"])
def test_peers_that_are_named(store: Path, count: Recount, level: str) -> None:
    words = ("--beside", "Pas-de-Calais,2a,region-93", "--beside", "Monaco", "--beside", "FRANCE")
    found = compute(store, *WORDS, "--year", "2024", "--level", level, *words, tables=["peers"])

    rows = [row for t in TERRITORIES for row in profiles.peers(count, t, "2024", level, BESIDE)]
    assert_same(found, {"peers": rows})


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--beside", "62"), "--beside bears on table peers and chart comparison alone"),
        (("--table", "peers", "--beside", "59,dept-59"), "--beside names Nord itself"),
        (("--table", "peers", "--beside", "28x"), "did you mean Eure-et-Loir (28)?"),
        (("--table", "peers", "--beside", "nowhere"), "no département is called 'nowhere'"),
    ],
)
def test_nobody_is_beside_by_mistake(store: Path, words: tuple[str, ...], told: str) -> None:
    result = run("compute", "--dept", "59", *words, "--data-dir", store)

    assert result.code == 2
    assert told in one_line(result.err)


def test_peers_that_are_named_are_the_same_from_python(store: Path) -> None:
    words = ("--dept", "59", "--year", "2024", "--beside", "76,62")
    found = compute(store, *words, tables=["peers"])["peers"]

    mine = tf.table("peers", dept=59, year=2024, beside=["76", "Pas-de-Calais"], data_dir=store)
    assert mine.to_dicts() == found
    assert sorted(mine["peer"]) == ["dept-62", "dept-76"]
    with pytest.raises(UsageError, match="bears on table peers"):
        tf.table("totals", dept=59, beside="76", data_dir=store)


GROUPS = {"US": {"US"}, "maghreb": {"DZ", "MA", "TN"}, "QQ": {"QQ"}}


@pytest.mark.parametrize("period", PERIODS)
def test_structure(store: Path, count: Recount, period: str) -> None:
    found = compute(store, *WORDS, *PERIODS[period], tables=["structure"])

    rows = [
        row for territory in TERRITORIES for row in formulas.structure(count, territory, period)
    ]
    assert_same(found, {"structure": rows})


@pytest.mark.parametrize("level", ["a129", "cpf4"])
@pytest.mark.parametrize("period", PERIODS)
def test_tables_by_product(store: Path, count: Recount, period: str, level: str) -> None:
    found = compute(store, *WORDS, *PERIODS[period], "--level", level, tables=[*LEVELLED])

    assert_same(
        found,
        {
            table: [row for each in TERRITORIES for row in rows(count, each, period, level)]
            for table, rows in LEVELLED.items()
        },
    )


@pytest.mark.parametrize("period", ["2024", "2022Q2..2022Q3"])
def test_exposure(store: Path, count: Recount, period: str) -> None:
    words = [word for name in GROUPS for word in ("--country", name)]
    found = compute(
        store, *WORDS, *PERIODS[period], *words, "--tariff", "12.5", tables=["exposure"]
    )

    rows = [
        row
        for territory in TERRITORIES
        for name, members in GROUPS.items()
        for row in indices.exposure(count, territory, period, "a129", name, members, 12.5)
    ]
    assert_same(found, {"exposure": rows})
