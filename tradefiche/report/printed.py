"""Figures as the terminal prints them, a dash if unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tradefiche.language.money import millions
from tradefiche.language.typography import MISSING, NARROW, NBSP, number, percent_cell, weight
from tradefiche.views.changes import change

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tradefiche.language.phrases import Wording
    from tradefiche.language.typography import Lang
    from tradefiche.reference.terms import Side


def money(value: int | None, lang: Lang, *, signed: bool = False) -> str:
    """Return an amount with its unit: `12,2 Md€`."""
    return MISSING if value is None else millions(value, lang=lang, signed=signed)


def in_millions(value: float | None, lang: Lang) -> str:
    """Return an amount in millions, without its unit."""
    return MISSING if value is None else millions(value, lang=lang, unit=False)


def share(value: float | None, lang: Lang) -> str:
    """Return a share with three significant digits: `42,4 %`."""
    return MISSING if value is None else weight(value, lang=lang)


def bare_share(value: float | None, lang: Lang) -> str:
    """Return a share with one decimal and no percent sign, which stands in the header."""
    return MISSING if value is None else percent_cell(value, lang=lang).rstrip(f"{NARROW}%")


def rank(value: int | None) -> str:
    """Return a rank; a dash where there is none."""
    return MISSING if value is None else str(value)


def change_of(row: Mapping[str, Any], side: Side, wording: Wording) -> str:
    """Return a change over a year in percent, with a star if it is to be read with caution."""
    found = change(row, side)
    if found is None:
        return MISSING
    said = wording.percent(found.percent, signed=True)
    return f"{said}{NBSP}*" if found.reserved else said


def tonnes(value: int | None, lang: Lang) -> str:
    """Return a weight in kilograms as tonnes."""
    return MISSING if value is None else f"{number(value / 1000, lang=lang)} t"
