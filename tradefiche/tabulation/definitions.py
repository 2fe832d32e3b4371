"""The definitions of the indicators, as lists, workbooks and terminals show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tradefiche.language.typography import Lang
    from tradefiche.tabulation.table import Column, Table


def definitions(tables: Iterable[Table], lang: Lang) -> list[dict[str, str]]:
    """Return one row per measure of some tables: name, tables, unit, title, definition and so on.

    Measures of the same name that are defined differently in different tables have a row each.
    """
    found: dict[tuple[str, str], tuple[Column, list[str]]] = {}
    for table in tables:
        for column in table.columns:
            if column.measure:
                key = (column.name, column.description(lang))
                found.setdefault(key, (column, []))[1].append(table.name)
    return [
        {
            "name": column.name,
            "tables": " ".join(names),
            "unit": column.sign,
            "title": column.title(lang),
            "definition": column.description(lang),
            "formula": column.formula,
            "caution": column.caution(lang),
            "source": column.source,
        }
        for column, names in found.values()
    ]
