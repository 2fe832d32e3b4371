"""Tooltips of the marks in a live chart: exact values where labels are rounded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.language.money import euros
from tradefiche.language.typography import MISSING, number, weight

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tradefiche.charts.scene.datum import Datum, Value
    from tradefiche.language.typography import Lang


_DECIMALS: Mapping[str | None, int] = {"whole": 0, "index": 3}


def tooltip(datum: Datum, lang: Lang) -> dict[str, str]:
    """Return the lines of a tooltip: its `title`, then each value by its label."""
    return {"title": datum.name, **{each.label: _written(each, lang) for each in datum.values}}


def _written(value: Value, lang: Lang) -> str:
    if value.value is None:
        return MISSING
    if value.column.endswith("_pct") or value.unit == "percent":
        return weight(value.value, lang=lang)
    if value.column.endswith("_eur") or value.unit == "EUR":
        return euros(value.value, lang=lang)
    return number(value.value, _DECIMALS.get(value.unit, 2), lang=lang)
