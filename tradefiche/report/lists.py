"""Lists on a terminal: in columns with headings; definitions and groups as paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.report.columns import table
from tradefiche.report.definitions import as_text
from tradefiche.report.groups import groups_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tradefiche.language.typography import Lang
    from tradefiche.report.catalogue import ListedRow

_BY = "found by"


def list_text(
    what: str | None, found: Sequence[ListedRow], dirs: tuple[Path, ...], lang: Lang
) -> Iterator[str]:
    """Yield a list of `catalogue` as lines, with the further names that a search found rows by."""
    rows = [each.row for each in found]
    if what == "indicators":
        from tradefiche.language.phrases import texts
        from tradefiche.tabulation.registry import declared

        symbols = declared(dirs).symbols(lang)
        yield from as_text(rows, symbols, texts(dirs).wording(lang))
    elif what == "groups":
        yield from groups_text(rows)
    else:
        heads = [*rows[0]]
        cells = [[*row.values()] for row in rows]
        if any(each.by for each in found):
            heads.append(_BY)
            cells = [[*line, each.by] for line, each in zip(cells, found, strict=True)]
        yield from table([head.capitalize() for head in heads], cells)
