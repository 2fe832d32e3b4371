"""Small datasets that look like trade: heavy tails, ties, oddities."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

from tests.builders import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Quarter = tuple[int, int]

_DEPTS = """
01 02 06 09 13 14 20 21 22 25 29 31 33 35 38 40 44 48 51 54 57 59 60 62 63 67 69 71 75 76 77 80
83 92 93 98 99 9A 9C 9D 9E
"""
DEPTS = tuple(_DEPTS.split())
# A129 -> its CPF4, as they nest in the classification.
PRODUCTS = {
    "A01Z": ("0111", "0113", "0121"),
    "B06Z": ("0610", "0620"),
    "C10A": ("1011", "1013"),
    "C11Z": ("1101", "1102", "1107"),
    "C14Z": ("1413", "1414"),
    "C17A": ("1711", "1712"),
    "C20A": ("2011", "2014", "2016"),
    "C20B": ("2041", "2042"),
    "C21Z": ("2110", "2120"),
    "C24A": ("2410", "2420"),
    "C28A": ("2811", "2825", "2829"),
    "C29A": ("2910",),
    "C29B": ("2931", "2932"),
    "C30C": ("3030",),
    "D35A": ("3511",),
    "E38Z": ("3811", "3832"),
}
_COUNTRIES = """
DE BE IT ES US CN GB NL CH PL JP TR MA DZ TN IN KR BR SE NA XK XS SG VN AE SA FR GP RE QP QQ QU QX
QZ
"""
COUNTRIES = tuple(_COUNTRIES.split())


class Dice(random.Random):
    """The generator of chance; a seed gives the same throws on every machine."""


def quarters(first: Quarter, last: Quarter) -> list[Quarter]:
    """Return the quarters from ``first`` to ``last``, both included."""
    start, end = first[0] * 4 + first[1] - 1, last[0] * 4 + last[1] - 1
    return [(n // 4, n % 4 + 1) for n in range(start, end + 1)]


def generate(
    seed: int,
    periods: Iterable[Quarter],
    flows: Sequence[str] = ("E", "I"),
    *,
    rows: int = 6,
    depts: Sequence[str] = DEPTS,
) -> list[Record]:
    """Return records for each quarter and flow; the same arguments give the same records.

    Every département has its own rhythm, some quarters of small ones are empty, one value in
    ten is a round number (hence ties), a few are zero or negative, a few masses are unknown
    and a few keys come twice.
    """
    found: list[Record] = []
    for year, quarter in periods:
        for flow in flows:
            for dept in depts:
                dice = Dice(f"{seed} {year} {quarter} {flow} {dept}")
                start = Record(flow, quarter, year, dept)
                found += [_line(dice, start) for _ in range(_count(dice, dept, rows))]
                found += found[-1:] if dice.random() < 0.2 else []
    return found


def _count(dice: Dice, dept: str, rows: int) -> int:
    if dept in {"59", "75", "9D", "20", "69"}:
        return rows * 8
    return 0 if dice.random() < 0.12 else dice.randint(1, rows)


def _line(dice: Dice, start: Record) -> Record:
    a129 = dice.choice(tuple(PRODUCTS))
    return replace(
        start,
        a129=a129,
        cpf4=dice.choice(PRODUCTS[a129]),
        country=dice.choice(COUNTRIES),
        value=_value(dice),
        mass=_mass(dice),
    )


def _value(dice: Dice) -> int:
    draw = dice.random()
    if draw < 0.12:
        return dice.choice((1_000, 5_000, 10_000))
    if draw < 0.15:
        return 0
    if draw < 0.19:
        return -dice.randint(1, 3_000)
    return int(dice.paretovariate(0.8) * 1_000)


def _mass(dice: Dice) -> int | None:
    return None if dice.random() < 0.15 else dice.randint(0, 100_000)
