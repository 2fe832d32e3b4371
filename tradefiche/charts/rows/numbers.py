"""Percentages and ratios as printed in a column of numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.language.typography import MINUS, MISSING, NBSP, TENTH_OF_PERCENT, number

if TYPE_CHECKING:
    from tradefiche.language.typography import Lang


def tenths(value: float | None, lang: Lang) -> str:
    """Return a number with one decimal and without a unit: `12,2`, `< 0,1`, `–` where unknown.

    A value that is not 0 but would round to 0 prints as `< 0,1`, a negative one as `> −0,1`.
    """
    if value is None:
        return MISSING
    if value and abs(value) < TENTH_OF_PERCENT:
        least = number(0.1, 1, lang=lang)
        return f"<{NBSP}{least}" if value > 0 else f">{NBSP}{MINUS}{least}"
    return number(value, 1, lang=lang)
