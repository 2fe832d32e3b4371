"""Percentages and ratios as a column of numbers has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.language.typography import MINUS, MISSING, NBSP, TENTH_OF_PERCENT, number

if TYPE_CHECKING:
    from tradefiche.language.typography import Lang


def tenths(value: float | None, lang: Lang) -> str:
    """Return a number with one decimal and no sign behind it: `12,2`, `< 0,1`, `–`.

    What is not 0 and would print as 0 prints as less than a tenth.
    """
    if value is None:
        return MISSING
    if value and abs(value) < TENTH_OF_PERCENT:
        least = number(0.1, 1, lang=lang)
        return f"<{NBSP}{least}" if value > 0 else f">{NBSP}{MINUS}{least}"
    return number(value, 1, lang=lang)
