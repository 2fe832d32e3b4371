"""Text in columns for a terminal of 80 signs."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WIDTH = 80


def columns(
    rows: Sequence[Sequence[object]],
    *,
    right: frozenset[int] = frozenset(),
    least: Sequence[int] | None = None,
) -> Iterator[str]:
    """Yield rows as lines with aligned columns; those in `right` are aligned to the right.

    Columns are two blanks apart, or as wide as `least` says, which includes the gap. The last
    one is not padded, and may run on.
    """
    cells = [["" if value is None else str(value) for value in row] for row in rows]
    needed = [max(map(width, column)) for column in zip(*cells, strict=True)]
    widths = [max(pair) for pair in zip(needed, least, strict=True)] if least else needed
    gap = "" if least else "  "
    for row in cells:
        padded = [
            pad(text, size, right=index in right)
            for index, (text, size) in enumerate(zip(row, widths, strict=True))
        ]
        yield gap.join(padded).rstrip()


def pad(text: str, size: int, *, right: bool = False) -> str:
    """Fill a text with blanks to a width."""
    blanks = " " * max(0, size - width(text))
    return blanks + text if right else text + blanks


def cut(text: str, size: int) -> str:
    """Shorten a text to a width, between words where one ends near."""
    if width(text) <= size:
        return text
    kept = text[: size - 1]
    if " " in kept[size // 2 :]:
        kept = kept[: kept.rindex(" ")]
    return kept.rstrip(" ,;") + "…"


def wrapped(text: str, *, indent: str = "") -> Iterator[str]:
    """Yield a text as lines of 80 columns; no-break spaces hold."""
    line = indent
    for word in text.split(" "):
        if width(line) + width(word) + 1 > WIDTH and line.strip():
            yield line.rstrip()
            line = indent
        line += word + " "
    yield line.rstrip()


def width(text: str) -> int:
    """Return the columns that a text takes on a terminal."""
    return sum(
        0 if unicodedata.combining(sign) else 1 + (unicodedata.east_asian_width(sign) in "WF")
        for sign in text
    )
