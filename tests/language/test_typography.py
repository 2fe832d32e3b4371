"""Numbers as print has them."""

from __future__ import annotations

import pytest

from tradefiche.language.phrases import texts
from tradefiche.language.typography import number, percent_cell, weight
from tradefiche.settings import config_dirs

FR, EN = (texts(config_dirs()).wording(lang) for lang in ("fr", "en"))
N, B = "\u202f", "\u00a0"


@pytest.mark.parametrize(
    ("value", "decimals", "fr", "en"),
    [
        (0, 0, "0", "0"),
        (1234567, 0, f"1{N}234{N}567", "1,234,567"),
        (-1234.5, 1, f"−1{N}234,5", "−1,234.5"),
        (0.15, 1, "0,2", "0.2"),
        (-0.04, 1, "0,0", "0.0"),
        (999.95, 1, f"1{N}000,0", "1,000.0"),
    ],
)
def test_number(value: float, decimals: int, fr: str, en: str) -> None:
    assert number(value, decimals) == fr
    assert number(value, decimals, lang="en") == en


@pytest.mark.parametrize(("value", "said"), [(0.04, "0,0"), (0.06, "+0,1"), (-0.06, "−0,1")])
def test_a_sign_stands_only_before_what_is_not_0(value: float, said: str) -> None:
    assert number(value, 1, signed=True) == said


@pytest.mark.parametrize(
    ("value", "fr", "en"),
    [
        (42.37356203337147, f"42,4{N}%", "42.4%"),
        (4.966432835583432, f"5,0{N}%", "5.0%"),
        (9.95, f"10,0{N}%", "10.0%"),
        (100, f"100,0{N}%", "100.0%"),
        (1234.5, f"1{N}234,5{N}%", "1,234.5%"),
        (0.1, f"0,1{N}%", "0.1%"),
        (0.099999, f"moins de{B}0,1{N}%", f"less than{B}0.1%"),
        (0, f"0,0{N}%", "0.0%"),
        (-1.176238, f"−1,2{N}%", "−1.2%"),
    ],
)
def test_a_share_has_one_decimal(value: float, fr: str, en: str) -> None:
    assert FR.share(value) == fr
    assert EN.share(value) == en


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (23.26, f"23,3{N}%"),
        (0.05, f"0,1{N}%"),
        (0.049, f"<{B}0,1{N}%"),
        (0, f"0,0{N}%"),
        (-0.01, f"0,0{N}%"),
    ],
)
def test_a_cell_has_one_decimal_and_never_hides_what_is_there(value: float, said: str) -> None:
    assert percent_cell(value) == said


@pytest.mark.parametrize(
    ("value", "fr", "en"),
    [
        (23.26, f"23,3{N}%", "23.3%"),
        (0.1, f"0,1{N}%", "0.1%"),
        (0.0999, f"moins de{B}0,1{N}%", f"less than{B}0.1%"),
        (0, f"0,0{N}%", "0.0%"),
        (-0.01, f"0,0{N}%", "0.0%"),
    ],
)
def test_a_label_says_less_than_a_tenth_in_words(value: float, fr: str, en: str) -> None:
    assert FR.percent(value) == fr
    assert EN.percent(value) == en


def test_a_change_has_one_decimal_and_its_sign() -> None:
    assert FR.percent(-0.8963, signed=True) == f"−0,9{N}%"
    assert FR.percent(0.04, signed=True) == f"0,0{N}%"
    assert EN.percent(12.345, signed=True) == "+12.3%"


def test_what_a_territory_weighs_keeps_three_digits_however_small() -> None:
    assert weight(0.0081632) == f"0,00816{N}%"
    assert weight(0.099999, lang="en") == "0.100%"
    assert weight(42.373) == f"42,4{N}%"
