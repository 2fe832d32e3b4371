"""A period in words, for titles and sources."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tradefiche.language.typography import NBSP

if TYPE_CHECKING:
    from tradefiche.language.phrases import Wording

_YEARS = re.compile(r"(\d{4})\.\.(\d{4})")
_QUARTER = re.compile(r"(\d{4})Q([1-4])")


def within(period: str, wording: Wording) -> str:
    """Return a period for use in a sentence: `en 2024`, `au 3ᵉ trimestre 2024`."""
    return _said(period, wording, "in_")


def label(period: str, wording: Wording) -> str:
    """Return a period on its own: `2024`, `3ᵉ trimestre 2024`."""
    return _said(period, wording, "")


def month(text: str, wording: Wording) -> str:
    """Return a month given as `2025-02` in words: `février 2025`."""
    year, _, number = text.partition("-")
    return wording.say("common.month_of", month=wording.month(int(number)), year=year)


def days(first: tuple[int, int], last: tuple[int, int], wording: Wording) -> str:
    """Return the days of a run of quarters: `du 1ᵉʳ janvier au 31 décembre 2024`.

    Args:
        first: year and number of the first quarter.
        last: those of the last one.
        wording: phrases of the language.
    """
    (year, begin), (year_end, end) = first, last
    return wording.say(
        "common.days" if year == year_end else "common.days_of_years",
        month=wording.month(begin * 3 - 2),
        year=year,
        day_end=31 if end in {1, 4} else 30,
        month_end=wording.month(end * 3),
        year_end=year_end,
    )


def _said(period: str, wording: Wording, prefix: str) -> str:
    if years := _YEARS.fullmatch(period):
        first, last = years.groups()
        said = wording.say(f"common.{prefix}years", year=first, year_end=last)
        return said.replace(f" {first}", f"{NBSP}{first}").replace(f" {last}", f"{NBSP}{last}")
    if not (quarters := _QUARTER.findall(period)):
        return wording.say(f"common.{prefix}year", year=period).replace(
            f" {period}", f"{NBSP}{period}"
        )
    (year, quarter), (year_end, quarter_end) = quarters[0], quarters[-1]
    values = {
        "year": year, "quarter": quarter, "ordinal": wording.ordinal(int(quarter)) + NBSP,
        "year_end": year_end, "quarter_end": quarter_end,
        "ordinal_end": wording.ordinal(int(quarter_end)) + NBSP,
    }  # fmt: skip
    count = "quarter" if len(quarters) == 1 else "quarters"
    said = wording.say(f"common.{prefix}{count}", **values)
    return said.replace(f" {year}", f"{NBSP}{year}").replace(f" {year_end}", f"{NBSP}{year_end}")
