"""The definitions of the indicators, as lists, workbooks and terminals show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.indicators.definitions.column import SYMBOLS
from tradefiche.language.typography import typeset
from tradefiche.tabulation.labels import unit
from tradefiche.tabulation.registry import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tradefiche.indicators.definitions.column import Column
    from tradefiche.language.typography import Lang


def definitions(lang: Lang, tables: Iterable[str] = TABLES) -> list[dict[str, str]]:
    """Return each measure of some tables once: name, tables, title, unit, definition and so on.

    Measures of one name that mean different things in different tables have a row each.
    """
    found: dict[tuple[str, str], tuple[Column, list[str]]] = {}
    for name in tables:
        for column in TABLES[name].columns:
            if column.measure:
                key = (column.name, column.description(lang))
                found.setdefault(key, (column, []))[1].append(name)
    return [
        {
            "name": column.name,
            "tables": " ".join(names),
            "unit": unit(column.unit),
            "title": column.title(lang),
            "definition": column.description(lang),
            "formula": column.formula,
            "caution": column.caution(lang),
            "source": column.source,
        }
        for column, names in found.values()
    ]


def symbols(lang: Lang) -> str:
    """Say what the letters of formulas stand for."""
    return typeset(SYMBOLS.en if lang == "en" else SYMBOLS.fr, lang)
