"""Amounts as print has them, and that nobody else writes them."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import tradefiche
from tradefiche.language.money import (
    amount,
    billions,
    euros,
    figure,
    millions,
    round_amount,
    unit,
    with_unit,
)

N, B = "\u202f", "\u00a0"
PACKAGE = Path(tradefiche.__file__).parent
WRITER = PACKAGE / "language" / "money.py"


def test_millions_and_billions() -> None:
    assert millions(28_822_914_873) == f"28{N}822,9{B}M€"
    assert millions(-12_163_672_269, lang="en") == "−€12,163.7M"
    assert millions(250_000, unit=False, signed=True) == "+0,3"
    assert billions(12_163_672_269) == f"12,2{B}Md€"
    assert billions(12_163_672_269, lang="en", signed=True) == "+€12.2bn"


def test_a_figure_stands_apart_from_its_unit() -> None:
    assert figure(-12_163_700_000, signed=True) == ("−12,2", "Md€")
    assert figure(-12_163_700_000, lang="en", signed=True) == ("−€12.2", "bn")
    assert figure(8_141_000_000) == (f"8{N}141", "M€")
    assert figure(45_210, lang="en") == ("€45,210", "")


@pytest.mark.parametrize("value", [45_210, 4_500_000, 853_000_000, 12_163_700_000])
def test_the_sign_stands_before_the_symbol_whatever_the_size(value: int) -> None:
    assert amount(-value, lang="en") == f"−{amount(value, lang='en')}"
    assert amount(-value) == f"−{amount(value)}"
    assert amount(value, lang="en").startswith("€")
    assert amount(value).endswith("€")


def test_whole_euros() -> None:
    assert euros(-45_210) == f"−45{N}210{B}€"
    assert euros(45_210, lang="en", signed=True) == "+€45,210"
    assert euros(0, lang="en", signed=True) == "€0"


def test_a_round_amount_has_no_decimals_but_where_it_would_be_0() -> None:
    assert round_amount(2_000_000) == f"2{B}M€"
    assert round_amount(500_000, lang="en") == "€0.5M"


@pytest.mark.parametrize(
    ("text", "said"), [("< 1", "< €1M"), ("less than 0.1", "less than €0.1M"), ("+3.0", "+€3.0M")]
)
def test_what_stands_before_the_digits_stands_before_the_symbol(text: str, said: str) -> None:
    assert with_unit(text, 1_000_000, "en") == said


def test_a_unit_on_its_own() -> None:
    assert [unit(scale, "fr") for scale in (1, 1_000, 10**6, 10**9)] == ["€", "k€", "M€", "Md€"]
    assert [unit(scale, "en") for scale in (1, 1_000, 10**6, 10**9)] == ["€", "€k", "€M", "€bn"]


def test_nobody_else_sets_the_sign_of_euros_to_a_number() -> None:
    writers = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path in PACKAGE.rglob("*.py")
        if path != WRITER
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.JoinedStr)
        and any(isinstance(part, ast.Constant) and "€" in str(part.value) for part in node.values)
    ]
    assert writers == []
