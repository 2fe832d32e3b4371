"""Texts and workbooks changed by chance end in 0, with what they hold, or in 65 and one line.

Zips are damaged in `tests/customs/test_damaged.py`. `--endurance` changes eight thousand files.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.builders import Member, write, write_zip
from tests.datasets import Dice
from tests.endurance import mutated
from tests.running import fetch, one_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.endurance.mutated import Sums
    from tests.running import Result

SEED = 20261129
FEW = 7
TEXTS, BOOKS = 1_250, 1_000
BOOK = "REGION_01_A_EXPORT.xlsx"


@pytest.mark.parametrize("change", mutated.TEXTS, ids=lambda each: each.__name__)
def test_texts(
    tmp_path: Path,
    change: Callable[[Dice], bytes],
    record_property: Callable[[str, object], None],
    *,
    endurance: bool,
) -> None:
    ends = Counter[str]()
    for number in range(TEXTS if endurance else FEW):
        content = change(Dice(f"{SEED} {number}"))
        path = write(tmp_path / "REGIONAL_CPF4PAYSE.txt", content)
        held = mutated.reread(content)
        said = f"{change.__name__}, seed {SEED}, text {number}"

        result = fetch(tmp_path / "store", path, more=("--dry-run", "--json"))

        judge(result, held, path.name, said)
        assert (result.code == 0) is (held is not None), f"{said}: {result.err}"
        ends[str(result.code)] += 1
    record_property("said", f"seed {SEED}: {dict(ends)}")
    assert ends["65"]


@pytest.mark.parametrize(
    "change",
    [mutated.workbook_by_cells, mutated.workbook_by_members, mutated.workbook_by_damage],
    ids=lambda each: each.__name__,
)
def test_workbooks(
    tmp_path: Path,
    change: Callable[[Dice], tuple[bytes, Sums | None]],
    record_property: Callable[[str, object], None],
    *,
    endurance: bool,
) -> None:
    ends = Counter[str]()
    for number in range(BOOKS if endurance else FEW):
        content, held = change(Dice(f"{SEED} {number}"))
        path = write_zip(tmp_path / "region_01_A.zip", [Member(BOOK, content)])
        said = f"{change.__name__}, seed {SEED}, workbook {number}"

        result = fetch(tmp_path / "store", path, more=("--dry-run", "--json"))

        judge(result, held, path.name, said)
        known = held is not None or change is not mutated.workbook_by_cells
        assert known or result.code == 65, f"{said}: {result.out}"
        ends[str(result.code)] += 1
    record_property("said", f"seed {SEED}: {dict(ends)}")
    assert ends["65"]


def judge(result: Result, held: Sums | None, name: str, said: str) -> None:
    """Fail unless a file was refused in one line, or read as what it holds."""
    assert result.code in {0, 65}, f"{said}: {result.code} {result.err}"
    if result.code == 65:
        assert name in one_line(result.err), said
        return
    taken = Counter[tuple[str, int]]()
    for each in (*result.json["taken"], *result.json["taken_years"]):
        taken[each["flow"][0].upper(), each["year"]] += each["value_eur"]
    assert held is None or taken == held, f"{said}: {taken}, not {held}"
