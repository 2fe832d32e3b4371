"""Each table beyond the four, as a user gets it, against the count from its formula."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.indicators import formulas
from tests.recount import Recount
from tests.test_recount import TERRITORIES, WORDS, assert_same, compute

if TYPE_CHECKING:
    from pathlib import Path


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
