"""Format amounts in euros, in French and English; all other modules go through this one.

French has number, space and unit: `28 822,9 M€`, `−4,5 M€`, `+45 210 €`. English has the sign
before the symbol, and the scale after the number: `€28,822.9M`, `−€4.5M`, `+€45,210`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tradefiche.language.typography import BILLION, MILLION, NBSP, number, scaled

if TYPE_CHECKING:
    from tradefiche.language.typography import Lang

_TEN = 10
_TENTH_OF_MILLION = MILLION // 10
_SCALES = {
    BILLION: {"fr": "Md", "en": "bn"}, MILLION: {"fr": "M", "en": "M"},
    1_000: {"fr": "k", "en": "k"}, 1: {"fr": "", "en": ""},
}  # fmt: skip
_BEFORE_DIGITS = re.compile(r"^\D*")


def with_unit(text: str, scale: int, lang: Lang) -> str:
    """Add the unit of an amount to a formatted number, which may have a sign or words before it.

    Args:
        text: the number, in units of `scale` euros, as the language formats it.
        scale: 1, a thousand, `MILLION` or `BILLION`.
        lang: the language.
    """
    if lang == "fr":
        return f"{text}{NBSP}{unit(scale, lang)}"
    return _BEFORE_DIGITS.sub(lambda before: f"{before[0]}€", text, count=1) + _SCALES[scale][lang]


def unit(scale: int, lang: Lang) -> str:
    """Return a unit on its own, for a column header: `M€`, `€M`."""
    symbol = _SCALES[scale][lang]
    return f"{symbol}€" if lang == "fr" else f"€{symbol}"


def euros(value: float, *, lang: Lang = "fr", signed: bool = False) -> str:
    """Format whole euros: `45 210 €`, `€45,210`."""
    return with_unit(number(value, lang=lang, signed=signed), 1, lang)


def millions(
    value: float, decimals: int = 1, *, lang: Lang = "fr", unit: bool = True, signed: bool = False
) -> str:
    """Format euros in millions, as a bare number if not `unit`: `28 822,9 M€`, `€28,822.9M`."""
    text = scaled(value, MILLION, decimals, lang=lang, signed=signed)
    return with_unit(text, MILLION, lang) if unit else text


def billions(value: float, decimals: int = 1, *, lang: Lang = "fr", signed: bool = False) -> str:
    """Format euros in billions: `12,2 Md€`, `€12.2bn`."""
    return with_unit(scaled(value, BILLION, decimals, lang=lang, signed=signed), BILLION, lang)


def figure(value: float, *, lang: Lang = "fr", signed: bool = False) -> tuple[str, str]:
    """Return number and unit of an amount, to print the unit smaller: `28,8` `Md€`, `€28.8` `bn`.

    French puts a space between the two, English none.
    """
    text = amount(value, lang=lang, signed=signed)
    if lang == "fr":
        bare, _, symbol = text.rpartition(NBSP)
        return bare, symbol
    bare = text.rstrip("Mbn")
    return bare, text[len(bare) :]


def amount(value: float, *, lang: Lang = "fr", signed: bool = False) -> str:
    """Format an amount for a sentence: `12,2 Md€`, `853 M€`, `4,2 M€`, `45 210 €`."""
    size = abs(value)
    if size >= _TEN * BILLION:
        return billions(value, lang=lang, signed=signed)
    if size >= _TENTH_OF_MILLION:
        return millions(value, 0 if size >= _TEN * MILLION else 1, lang=lang, signed=signed)
    return euros(value, lang=lang, signed=signed)


def round_amount(value: float, *, lang: Lang = "fr") -> str:
    """Format a round amount, of one significant digit, in short form: `2 M€`, `0,5 M€`."""
    return amount(value, lang=lang) if value < MILLION else millions(value, 0, lang=lang)
