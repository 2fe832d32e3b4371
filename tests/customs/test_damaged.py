"""Zips damaged in every way end in 0, with the right figures, or in 65: never in a fault."""

from __future__ import annotations

import zipfile
from collections import Counter
from random import Random
from typing import TYPE_CHECKING

from tests import mangling
from tests.builders import write
from tests.running import fetch, one_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NAME = "202502-Regional-2024-export.zip"
TOTAL = sum(record.value for record in mangling.RECORDS)


def test_damaged_zips(
    tmp_path: Path, record_property: Callable[[str, object], None], *, endurance: bool
) -> None:
    count = 2_000 if endurance else 60
    ends: Counter[str] = Counter()
    for number in range(count):
        chance = Random(number)  # noqa: S311 - the same damage each time, nothing secret
        damage, content = mangling.mangled(chance)
        path = write(tmp_path / NAME, content)

        result = fetch(tmp_path / "store", path, more=("--dry-run", "--json"))

        assert result.code in {0, 65}, (number, damage, result.err)
        if result.code == 65:
            assert NAME in one_line(result.err), (number, damage)
        else:
            taken = sum(held["value_eur"] for held in result.json["taken"])
            assert taken == TOTAL, (number, damage)
        ends[f"{damage} {result.code}"] += 1
    record_property("said", f"{count} zips: {dict(sorted(ends.items()))}")
    assert {end.rpartition(" ")[2] for end in ends} == {"0", "65"}


def test_the_zips_are_sound_before_they_are_damaged(tmp_path: Path) -> None:
    for large in (False, True):
        path = write(tmp_path / NAME, mangling.sound(large=large))
        assert zipfile.is_zipfile(path)

        result = fetch(tmp_path / "store", path, more=("--dry-run", "--json"))

        assert result.code == 0, result.err
        assert sum(held["value_eur"] for held in result.json["taken"]) == TOTAL
