"""What is read as a record is what the layout says, sign for sign."""

from __future__ import annotations

import io
from functools import partial
from random import Random

import pytest

from tests.builders import Record
from tradefiche.customs.layout import RECORD
from tradefiche.customs.records import read_records
from tradefiche.errors import DataError

SIGNS = "0159AZEI;;-+. \t\r\0\"',ée\x85\u00a0\u0665"
GOOD = Record(value=52, mass=11).line()


def _spoilt(chance: Random) -> str:
    """Return a record with a sign or two put in, taken away or replaced, mostly in the numbers."""
    line = GOOD
    for _ in range(chance.randint(1, 2)):
        place = min(chance.randrange(8, 3 * len(line)), len(line))
        end = place + chance.randint(0, 1)
        line = line[:place] + chance.choice(["", *SIGNS]) * chance.choice((1, 1, 12)) + line[end:]
    return line


def test_the_layout_decides_for_every_field() -> None:
    chance = Random(4)  # noqa: S311 - the same lines each time, nothing secret
    taken = 0
    for line in dict.fromkeys(_spoilt(chance) for _ in range(1_000)):
        content = "".join(f"{each}\r\n" for each in (GOOD, GOOD, line, GOOD)).encode()
        if RECORD.fullmatch(line.encode()) or not line:
            read_records("data.txt", partial(io.BytesIO, content))
            taken += 1
        else:
            with pytest.raises(DataError, match="line 3: "):
                read_records("data.txt", partial(io.BytesIO, content))
    assert taken > 10


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_bad_line_far_down_is_named_by_its_number(newline: str) -> None:
    good = [GOOD] * 400_000
    content = newline.join([*good, "", GOOD.replace("52", "+52"), *good, ""]).encode()

    with pytest.raises(DataError, match=r"line 400002: value is '\+52'"):
        read_records("data.txt", lambda: io.BytesIO(content))
