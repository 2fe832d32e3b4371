"""Stores with any history of releases against the recount: gaps, overlaps, one flow, no name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import datasets
from tests.builders import latest_zip, text, write
from tests.datasets import Dice
from tests.recount import Recount
from tests.running import fetch, run
from tests.test_recount import TABLES, WORDS, assert_same, expected

if TYPE_CHECKING:
    from pathlib import Path

    from tests.datasets import Quarter

ALL = datasets.quarters((2021, 1), (2024, 4))
ALWAYS = ("59", "75", "20", "9D", "98", "99")


def month(dice: Dice) -> str:
    return f"{dice.choice((2023, 2024, 2025))}-{dice.randint(1, 12):02}"


def history(dice: Dice, folder: Path) -> list[Path]:
    """Write two to seven files, each some quarters of one flow in one release."""
    paths: list[Path] = []
    for number in range(dice.randint(2, 7)):
        first = dice.randrange(len(ALL))
        flow = dice.choice("EI")
        depts = (*dice.sample(datasets.DEPTS, 8), *ALWAYS)
        span = ALL[first : first + dice.randint(1, 8)]
        records = datasets.generate(dice.randint(0, 10**6), span, flow, rows=2, depts=depts)
        if dice.random() < 0.15:
            paths.append(write(folder / f"Region_{number}.txt", text(records)))
        else:
            release = month(dice).replace("-", "")
            paths.append(latest_zip(folder / str(number), flow, records, release=release))
    return paths


def written(quarters: list[Quarter]) -> str:
    first, last = (f"{year}Q{quarter}" for year, quarter in (quarters[0], quarters[-1]))
    return first if first == last else f"{first}..{last}"


@pytest.mark.parametrize("seed", range(8))
def test_any_history(tmp_path: Path, seed: int) -> None:
    dice = Dice(seed)
    paths = history(dice, tmp_path / "in")
    batches = [[path] for path in paths] if dice.random() < 0.5 else [paths]
    for batch in batches:
        result = fetch(tmp_path / "store", *batch)
        if "and differ" in result.err:  # one release twice in one call: then one after the other
            assert result.code == 65
            result = [fetch(tmp_path / "store", path) for path in batch][-1]
        assert result.code == 0, result.err
    as_of = dice.choice((None, month(dice)))
    count = Recount(paths, as_of=as_of)
    release = ("--release", as_of) if as_of else ()
    tables = [word for table in TABLES for word in ("--table", table)]

    for _ in range(5):
        first = dice.randrange(len(ALL))
        # At most three quarters: four may be a calendar year, which is written otherwise.
        quarters = ALL[first : first + dice.randint(1, 3)]
        period, level = written(quarters), dice.choice(("a129", "cpf4"))
        options = ("--period", period, "--level", level, *release, "--json")
        result = run("compute", *tables, *WORDS, *options, "--data-dir", tmp_path / "store")
        if any(count.held(flow, quarters) for flow in "EI"):
            assert result.code == 0, result.err
            assert_same(result.json["tables"], expected(count, period, level))
        else:
            assert result.code == 66, result.err
