"""A period in words, for titles and sources."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tradefiche.language.typography import NBSP

if TYPE_CHECKING:
    from tradefiche.language.phrases import Wording
    from tradefiche.language.typography import Lang

_QUARTER = re.compile(r"(\d{4})Q([1-4])")


def within(period: str, wording: Wording) -> str:
    """Return a period as it stands in a sentence: `en 2024`, `au 3e trimestre 2024`."""
    return _said(period, wording, "in_")


def label(period: str, wording: Wording) -> str:
    """Return a period on its own: `2024`, `3e trimestre 2024`."""
    return _said(period, wording, "")


def _said(period: str, wording: Wording, prefix: str) -> str:
    if not (quarters := _QUARTER.findall(period)):
        return wording.say(f"common.{prefix}year", year=period).replace(
            f" {period}", f"{NBSP}{period}"
        )
    (year, quarter), (year_end, quarter_end) = quarters[0], quarters[-1]
    values = {
        "year": year, "quarter": quarter, "ordinal": _ordinal(quarter, wording.lang),
        "year_end": year_end, "quarter_end": quarter_end,
        "ordinal_end": _ordinal(quarter_end, wording.lang),
    }  # fmt: skip
    count = "quarter" if len(quarters) == 1 else "quarters"
    said = wording.say(f"common.{prefix}{count}", **values)
    return said.replace(f" {year}", f"{NBSP}{year}").replace(f" {year_end}", f"{NBSP}{year_end}")


def _ordinal(quarter: str, lang: Lang) -> str:
    if lang == "en":
        return quarter
    return ("1ᵉʳ" if quarter == "1" else f"{quarter}ᵉ") + NBSP
