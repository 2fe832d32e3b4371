"""The definitions of the indicators, as lists, workbooks and terminals show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.indicators.definitions.column import SYMBOLS
from tradefiche.language.typography import NBSP, typeset
from tradefiche.report.columns import wrapped
from tradefiche.tabulation.labels import unit, word
from tradefiche.tabulation.registry import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tradefiche.indicators.definitions.column import Column
    from tradefiche.language.typography import Lang

_INDENT = "    "


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


def as_text(rows: Iterable[Mapping[str, str]], lang: Lang) -> Iterator[str]:
    """Yield definitions as paragraphs of 80 columns."""
    yield from wrapped(symbols(lang))
    for row in rows:
        yield ""
        yield f"{row['name']}  ({', '.join(row['tables'].split())})"
        yield from wrapped(f"{row['title']}{_in(row['unit'])}. {row['definition']}", indent=_INDENT)
        for key in ("formula", "caution", "source"):
            if row[key]:
                yield from wrapped(f"{_lead(word(key, lang), lang)}{row[key]}", indent=_INDENT)


def _lead(text: str, lang: Lang) -> str:
    return f"{text}: " if lang == "en" else f"{text}{NBSP}: "


def _in(sign: str) -> str:
    return f" ({sign})" if sign else ""
