"""Format numbers and punctuation for print, in French and English.

French groups thousands with U+202F and has a decimal comma; U+202F precedes % and U+00A0 units.
English has a comma, a point, and no space before %. Minus is U+2212 in both.
"""

from __future__ import annotations

import math
import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Literal

Lang = Literal["fr", "en"]
LANGS: tuple[Lang, Lang] = ("fr", "en")

NARROW = "\u202f"
NBSP = "\u00a0"
MINUS = "\u2212"
MISSING = "–"
MILLION = 1_000_000
BILLION = 1_000_000_000
TENTH_OF_PERCENT = 0.05
LEAST_SHARE = 0.1


def within(label: str) -> str:
    """Return a label for use within a sentence: no capital, except in an abbreviation like `CD`."""
    return label[:1].lower() + label[1:] if label[1:2].islower() else label


def capital(text: str) -> str:
    """Return a text with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def number(
    value: float | Decimal, decimals: int = 0, *, lang: Lang = "fr", signed: bool = False
) -> str:
    """Format a number with grouped thousands; no sign is printed if it rounds to 0."""
    rounded = _rounded(value, decimals)
    text = f"{abs(rounded):,.{decimals}f}"
    if lang == "fr":
        text = text.translate({ord(","): NARROW, ord("."): ","})
    if rounded < 0:
        return MINUS + text
    return "+" + text if signed and rounded > 0 else text


def scaled(
    value: float, scale: int, decimals: int, *, lang: Lang = "fr", signed: bool = False
) -> str:
    """Format a number in units of `scale`, divided exactly before it is rounded."""
    return number(_exact(value) / scale, decimals, lang=lang, signed=signed)


def fixed_percent(
    value: float, decimals: int = 1, *, lang: Lang = "fr", signed: bool = False
) -> str:
    """Format a percentage with fixed decimals: `23,3 %`, `23.3%`; a share may print as 0,0 %."""
    return _percent_sign(number(value, decimals, lang=lang, signed=signed), lang)


def percent_cell(value: float, *, lang: Lang = "fr") -> str:
    """Format a percentage with one decimal for a column of numbers, where room is scarce.

    A value above 0 that would print as 0,0 % prints as `< 0,1 %`.
    """
    if 0 < value < TENTH_OF_PERCENT:
        return f"<{NBSP}{_percent_sign(number(LEAST_SHARE, 1, lang=lang), lang)}"
    return _percent_sign(number(value, 1, lang=lang), lang)


def weight(value: float, *, lang: Lang = "fr") -> str:
    """Format a territory's share of its région or of France, with three significant digits.

    Small shares have them too, as readers look for these in a fiche: `42,4 %`, `0,0123 %`.
    """
    if value == 0:
        return _percent_sign("0", lang)
    decimals = max(0, 2 - math.floor(math.log10(abs(value))))
    if abs(_rounded(value, decimals)) >= Decimal(1).scaleb(3 - decimals):
        decimals = max(0, decimals - 1)
    return _percent_sign(number(value, decimals, lang=lang), lang)


@lru_cache(8192)
def typeset(text: str, lang: Lang) -> str:
    """Return a plain text with typographic apostrophes and, in French, no-break spaces."""
    text = text.replace("'", "’")
    if lang == "en":
        return text
    text = re.sub(r" +([;!?%])", rf"{NARROW}\1", text)
    text = re.sub(r" +(:|»)|(?<=\d) +(€)", rf"{NBSP}\1\2", text)
    text = re.sub(r"(?<=\d) (?=\d{3}\b)", NARROW, text)
    return re.sub(r"« +", f"«{NBSP}", text)


def lead(text: str, lang: Lang) -> str:
    """Return a text followed by a colon and a space, to introduce more: `Source : `, `Source: `."""
    return f"{text}: " if lang == "en" else f"{text}{NBSP}: "


def _percent_sign(text: str, lang: Lang) -> str:
    return f"{text}{NARROW}%" if lang == "fr" else f"{text}%"


def _rounded(value: float | Decimal, decimals: int) -> Decimal:
    return _exact(value).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def _exact(value: float | Decimal) -> Decimal:
    """Return the decimal that a float prints as, so that 0.15 rounds to 0.2."""
    return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
