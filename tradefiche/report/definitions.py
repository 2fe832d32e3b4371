"""The definitions of the indicators as paragraphs for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.language.typography import lead
from tradefiche.report.columns import wrapped
from tradefiche.report.page import heading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tradefiche.language.phrases import Wording

_INDENT = "    "


def as_text(rows: Iterable[Mapping[str, str]], symbols: str, wording: Wording) -> Iterator[str]:
    """Yield the meaning of the symbols in formulas, then one paragraph per definition."""
    yield from wrapped(symbols)
    for row in rows:
        yield ""
        first, *rest = wrapped(
            f"{row['name']}  ({', '.join(row['tables'].split())})", indent=_INDENT
        )
        yield heading(first.lstrip())
        yield from rest
        yield from wrapped(f"{row['title']}{_in(row['unit'])}. {row['definition']}", indent=_INDENT)
        for key in ("formula", "caution", "source"):
            if row[key]:
                said = lead(wording.say(f"labels.{key}"), wording.lang)
                yield from wrapped(f"{said}{row[key]}", indent=_INDENT)


def _in(sign: str) -> str:
    return f" ({sign})" if sign else ""
