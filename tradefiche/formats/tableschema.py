"""A table's columns as a Frictionless Table Schema (v1), with the dialect of its CSV file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from tradefiche.formats.csv import Dialect
    from tradefiche.language.typography import Lang
    from tradefiche.tabulation.table import Column, Table


def tabular(table: Table, dialect: Dialect, lang: Lang) -> dict[str, Any]:
    """Return the properties that make a table's CSV file a tabular resource: dialect and schema."""
    french = dialect == "excel-fr"
    fields = [_field(column, lang) for column in table.columns]
    if french:
        fields = [
            field | {"decimalChar": ","} if field["type"] == "number" else field for field in fields
        ]
    return {
        "profile": "tabular-data-resource",
        "type": "table",
        "dialect": {
            "csvddfVersion": 1.2,
            "delimiter": ";" if french else ",",
            "lineTerminator": "\n",
            "quoteChar": '"',
            "doubleQuote": True,
            "header": True,
        },
        "schema": {
            "fields": fields,
            "primaryKey": list(table.key),
            "missingValues": [""],
        },
    }


def translations(
    title: Callable[[Lang], str], description: Callable[[Lang], str]
) -> dict[str, dict[str, str]]:
    """Return title and description in French and English, besides those in the file's language."""
    languages: tuple[Lang, Lang] = ("fr", "en")
    return {
        "titles": {lang: title(lang) for lang in languages},
        "descriptions": {lang: description(lang) for lang in languages},
    }


def _field(column: Column, lang: Lang) -> dict[str, Any]:
    constraints = {
        "required": bool(column.key or column.values),
        "enum": list(column.values),
        "minimum": 1 if column.name.endswith("rank") else None,
    }
    boolean = column.kind == "boolean"
    further = {
        "unit": column.unit,
        "formula": column.formula,
        "caution": column.caution(lang),
        "source": column.source,
        "trueValues": ["true"] if boolean else None,
        "falseValues": ["false"] if boolean else None,
        "constraints": {name: value for name, value in constraints.items() if value},
    }
    return {
        "name": column.name,
        "type": column.kind,
        "title": column.title(lang),
        "description": column.description(lang),
        **translations(column.title, column.description),
        **{name: value for name, value in further.items() if value},
    }
