"""Numbers and signs as print has them, in French and English.

French groups thousands with U+202F, has a decimal comma and U+2212 for minus; U+202F stands
before % and U+00A0 before units. English has a comma, a point, and no space before %.
"""

from __future__ import annotations

import math
import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

Lang = Literal["fr", "en"]

NARROW = "\u202f"
NBSP = "\u00a0"
MINUS = "\u2212"
MISSING = "–"
MILLION = 1_000_000
BILLION = 1_000_000_000
TENTH_OF_PERCENT = 0.05


def number(
    value: float | Decimal, decimals: int = 0, *, lang: Lang = "fr", signed: bool = False
) -> str:
    """Format a number with grouped thousands; the sign is printed only if a digit is not 0."""
    rounded = _rounded(value, decimals)
    text = f"{abs(rounded):,.{decimals}f}"
    if lang == "fr":
        text = text.translate({ord(","): NARROW, ord("."): ","})
    if rounded < 0:
        return MINUS + text
    return "+" + text if signed and rounded > 0 else text


def millions(
    euros: float, decimals: int = 1, *, lang: Lang = "fr", unit: bool = True, signed: bool = False
) -> str:
    """Format whole euros in millions: `28 822,9 M€`, `€28,822.9M`."""
    return _money(euros, MILLION, "M", decimals, lang=lang, unit=unit, signed=signed)


def figure(euros: float, *, lang: Lang = "fr", signed: bool = False) -> tuple[str, str]:
    """Return millions as a figure and the smaller unit behind it: `28 822,9` `M€`, `€28,822.9` `M`.

    French has a space between the two, English none.
    """
    text = millions(euros, lang=lang, signed=signed)
    if lang == "fr":
        value, _, unit = text.rpartition(NBSP)
        return value, unit
    return text[:-1], text[-1]


def billions(euros: float, decimals: int = 1, *, lang: Lang = "fr", signed: bool = False) -> str:
    """Format whole euros in billions: `12,2 Md€`, `€12.2bn`."""
    symbol = "Md" if lang == "fr" else "bn"
    return _money(euros, BILLION, symbol, decimals, lang=lang, unit=True, signed=signed)


def _money(
    euros: float, scale: int, symbol: str, decimals: int, *, lang: Lang, unit: bool, signed: bool
) -> str:
    text = number(_exact(euros) / scale, decimals, lang=lang, signed=signed)
    if not unit:
        return text
    if lang == "fr":
        return f"{text}{NBSP}{symbol}€"
    sign = text[0] if text[0] in "+" + MINUS else ""
    return f"{sign}€{text.removeprefix(sign)}{symbol}"


def percent(value: float, decimals: int = 1, *, lang: Lang = "fr", signed: bool = False) -> str:
    """Format a percentage with fixed decimals, for labels and tables: `23,3 %`, `23.3%`.

    What is above 0 and would print as 0,0 % prints as `< 0,1 %`.
    """
    if 0 < value < TENTH_OF_PERCENT and decimals == 1:
        return f"<{NBSP}{_percent_sign(number(0.1, 1, lang=lang), lang)}"
    return _percent_sign(number(value, decimals, lang=lang, signed=signed), lang)


def share(value: float, *, lang: Lang = "fr", signed: bool = False) -> str:
    """Format a percentage with three significant digits, for sentences: `42,4 %`, `4,97 %`."""
    if value == 0:
        return _percent_sign("0", lang)
    decimals = max(0, 2 - math.floor(math.log10(abs(value))))
    if abs(_rounded(value, decimals)) >= Decimal(1).scaleb(3 - decimals):
        decimals = max(0, decimals - 1)
    return _percent_sign(number(value, decimals, lang=lang, signed=signed), lang)


def typeset(text: str, lang: Lang) -> str:
    """Give a plain text the apostrophes of print and, in French, its no-break spaces."""
    text = text.replace("'", "’")
    if lang == "en":
        return text
    text = re.sub(r" +([;!?%])", rf"{NARROW}\1", text)
    text = re.sub(r" +(:|»)|(?<=\d) +(€)", rf"{NBSP}\1\2", text)
    text = re.sub(r"(?<=\d) (?=\d{3}\b)", NARROW, text)
    return re.sub(r"« +", f"«{NBSP}", text)


def _percent_sign(text: str, lang: Lang) -> str:
    return f"{text}{NARROW}%" if lang == "fr" else f"{text}%"


def _rounded(value: float | Decimal, decimals: int) -> Decimal:
    return _exact(value).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def _exact(value: float | Decimal) -> Decimal:
    """Return the decimal that a float prints as, so that 0.15 rounds to 0.2."""
    return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
