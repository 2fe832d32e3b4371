"""One figure has one precision on a page, but for sentences beside tables without units."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from tests.publication.documents import printed
from tests.publication.layout import pages

if TYPE_CHECKING:
    from tradefiche.language.typography import Lang

AMOUNT = {
    "fr": re.compile(r"(?P<digits>\d{1,3}(?:\u202f\d{3})*(?:,\d+)?)\u00a0(?P<unit>Md€|M€)"),
    "en": re.compile(r"€(?P<digits>\d{1,3}(?:,\d{3})*(?:\.\d+)?)(?P<unit>bn|M\b)"),
}
UNITS = {"Md€": Decimal(10**9), "bn": Decimal(10**9), "M€": Decimal(10**6), "M": Decimal(10**6)}
TELLING = Decimal(100)  # a rounder number may be that of something else


def clashes(text: str, lang: Lang) -> set[tuple[str, str]]:
    """Return amounts with their unit that print one value with two precisions."""
    found = {}
    for each in AMOUNT[lang].finditer(text):
        digits = each["digits"].replace("\u202f", "")
        digits = digits.replace(",", "." if lang == "fr" else "")
        number = Decimal(digits)
        unit = UNITS[each["unit"]]
        step = Decimal(1).scaleb(int(number.as_tuple().exponent)) * unit
        if number.scaleb(-int(number.as_tuple().exponent)) >= TELLING:
            found[each[0]] = (number * unit, step)
    wrong = set()
    for (first, (one, fine)), (second, (other, coarse)) in combinations(
        sorted(found.items(), key=lambda each: each[1][1]), 2
    ):
        if fine < coarse and (one / coarse).quantize(Decimal(1), ROUND_HALF_UP) * coarse == other:
            wrong.add((first, second))
    return wrong


@pytest.mark.parametrize(
    ("territory", "lang"),
    [("dept-59", "fr"), ("dept-48", "fr"), ("region-32", "fr"), ("dept-59", "en")],
)
def test_a_page_has_one_precision_for_a_figure(territory: str, lang: Lang) -> None:
    every = pages(printed(territory, lang))
    wrong = [(n, clashes(page.text, lang)) for n, page in enumerate(every, 1)]
    assert not [each for each in wrong if each[1]]


def test_two_precisions_are_found() -> None:
    assert clashes("28\u202f822,9\u00a0M€ et 28,8\u00a0Md€", "fr")
    assert clashes("€1,682.2M, €1,682M", "en")
    assert not clashes("28,8\u00a0Md€ et 28,7\u00a0Md€", "fr")
