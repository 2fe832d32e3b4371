"""Lists on a terminal: in columns with headings; definitions and groups as paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.language.typography import lead
from tradefiche.report.columns import table, wrapped
from tradefiche.report.page import heading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from tradefiche.language.phrases import Wording
    from tradefiche.language.typography import Lang
    from tradefiche.report.catalogue import ListedRow

_BY = "found by"
_INDENT = "    "


def list_text(
    what: str | None, found: Sequence[ListedRow], dirs: tuple[Path, ...], lang: Lang
) -> Iterator[str]:
    """Yield a list of `catalogue` as lines, with the further names that a search found rows by."""
    rows = [each.row for each in found]
    if what == "indicators":
        from tradefiche.language.phrases import texts
        from tradefiche.tabulation.registry import declared

        symbols = declared(dirs).symbols(lang)
        yield from _definitions(rows, symbols, texts(dirs).wording(lang))
    elif what == "groups":
        yield from _groups(rows)
    else:
        heads = [*rows[0]]
        cells = [[*row.values()] for row in rows]
        if any(each.by for each in found):
            heads.append(_BY)
            cells = [[*line, each.by] for line, each in zip(cells, found, strict=True)]
        yield from table([head.capitalize() for head in heads], cells)


def _definitions(
    rows: Iterable[Mapping[str, str]], symbols: str, wording: Wording
) -> Iterator[str]:
    """Yield the meaning of the symbols in formulas, then one paragraph per definition."""
    yield from wrapped(symbols)
    for row in rows:
        yield ""
        first, *rest = wrapped(
            f"{row['name']}  ({', '.join(row['tables'].split())})", indent=_INDENT
        )
        yield heading(first.lstrip())
        yield from rest
        unit = f" ({row['unit']})" if row["unit"] else ""
        yield from wrapped(f"{row['title']}{unit}. {row['definition']}", indent=_INDENT)
        for key in ("formula", "caution", "source"):
            if row[key]:
                said = lead(wording.say(f"labels.{key}"), wording.lang)
                yield from wrapped(f"{said}{row[key]}", indent=_INDENT)


def _groups(rows: Iterable[Mapping[str, str]]) -> Iterator[str]:
    """Yield the lines of each group of `catalogue`, separated by blank lines."""
    for number, row in enumerate(rows):
        if number:
            yield ""
        yield from map(heading, wrapped(f"{row['name']} – {row['title']} ({row['of']})"))
        source = f"({row['source']})" if row["source"] else ""
        for text in (row["members"], row["definition"], source):
            yield from filter(None, wrapped(text, indent="  "))
