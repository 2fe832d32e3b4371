"""The definitions of the indicators as paragraphs for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.language.typography import NBSP
from tradefiche.report.columns import wrapped
from tradefiche.tabulation.labels import word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tradefiche.language.typography import Lang

_INDENT = "    "


def as_text(rows: Iterable[Mapping[str, str]], symbols: str, lang: Lang) -> Iterator[str]:
    """Yield what the letters of formulas stand for, then definitions, in 80 columns."""
    yield from wrapped(symbols)
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
