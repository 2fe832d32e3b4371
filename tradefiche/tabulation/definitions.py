"""The definitions of the indicators, as lists, workbooks and terminals show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tradefiche.language.typography import Lang
    from tradefiche.tabulation.table import Column, Table


def definitions(tables: Iterable[Table], lang: Lang) -> list[dict[str, str]]:
    """Return each measure of some tables once: name, tables, title, unit, definition and so on.

    Measures of one name that mean different things in different tables have a row each.
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
