"""The groups of products and countries on a terminal: name, title, members, definition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.report.columns import wrapped
from tradefiche.report.page import READABLE, heading, room

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


def groups_text(rows: Iterable[Mapping[str, str]]) -> Iterator[str]:
    """Yield the lines of each group of `catalogue`, separated by blank lines."""
    for number, row in enumerate(rows):
        if number:
            yield ""
        yield from map(heading, wrapped(f"{row['name']} – {row['title']} ({row['of']})"))
        source = f"({row['source']})" if row["source"] else ""
        for text in (row["members"], row["definition"], source):
            yield from (
                f"  {line}" for line in wrapped(text, size=min(room(), READABLE) - 2) if line
            )
