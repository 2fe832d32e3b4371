"""What a chart that is shown live says of the mark under the pointer: exact where labels round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.language.typography import MINUS, MISSING, NBSP, number, weight

if TYPE_CHECKING:
    from tradefiche.charts.scene.datum import Datum, Value
    from tradefiche.language.typography import Lang


def tooltip(datum: Datum, lang: Lang) -> dict[str, str]:
    """Return the lines of a tooltip: its title, then each value by what is measured."""
    return {"title": datum.name, **{each.label: _written(each, lang) for each in datum.values}}


def _written(value: Value, lang: Lang) -> str:
    if value.value is None:
        return MISSING
    if value.column.endswith("_pct"):
        return weight(value.value, lang=lang)
    if not value.column.endswith("_eur"):
        return number(value.value, 2, lang=lang)
    text = number(value.value, lang=lang)
    if lang == "fr":
        return f"{text}{NBSP}€"
    sign = MINUS if text.startswith(MINUS) else ""
    return f"{sign}€{text.removeprefix(sign)}"
