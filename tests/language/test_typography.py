"""Numbers as print has them."""

from __future__ import annotations

import pytest

from tradefiche.language.typography import billions, figure, millions, number, percent, share

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
        (4.966432835583432, f"4,97{N}%", "4.97%"),
        (5.985397862847163, f"5,99{N}%", "5.99%"),
        (9.999, f"10,0{N}%", "10.0%"),
        (9.995, f"10,0{N}%", "10.0%"),
        (99.95, f"100{N}%", "100%"),
        (100, f"100{N}%", "100%"),
        (1234.5, f"1{N}235{N}%", "1,235%"),
        (0.0081632, f"0,00816{N}%", "0.00816%"),
        (0.099999, f"0,100{N}%", "0.100%"),
        (0, f"0{N}%", "0%"),
        (-1.176238, f"−1,18{N}%", "−1.18%"),
    ],
)
def test_a_share_has_three_significant_digits(value: float, fr: str, en: str) -> None:
    assert share(value) == fr
    assert share(value, lang="en") == en


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
def test_a_label_has_one_decimal_and_never_hides_what_is_there(value: float, said: str) -> None:
    assert percent(value) == said


def test_money() -> None:
    assert millions(28_822_914_873) == f"28{N}822,9{B}M€"
    assert millions(-12_163_672_269, lang="en") == "−€12,163.7M"
    assert millions(250_000, unit=False, signed=True) == "+0,3"
    assert billions(12_163_672_269) == f"12,2{B}Md€"
    assert billions(12_163_672_269, lang="en", signed=True) == "+€12.2bn"


def test_a_figure_stands_apart_from_its_unit() -> None:
    assert figure(-12_163_700_000, signed=True) == (f"−12{N}163,7", "M€")
    assert figure(-12_163_700_000, lang="en", signed=True) == ("−€12,163.7", "M")
