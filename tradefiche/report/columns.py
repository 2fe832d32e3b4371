"""Text in columns for a terminal of 80 signs."""

from __future__ import annotations

import re
import unicodedata
from itertools import zip_longest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WIDTH = 80


def columns(
    rows: Sequence[Sequence[object]],
    *,
    right: frozenset[int] = frozenset(),
    least: Sequence[int] | None = None,
    apart: int = 2,
) -> Iterator[str]:
    """Yield rows as lines with aligned columns; those in `right` are aligned to the right.

    Columns are some blanks `apart`, or as wide as `least` says, which includes the gap. The last
    one is not padded, and may run on. A cell may hold several lines.
    """
    cells = [["" if value is None else str(value) for value in row] for row in rows]
    parts = [each for row in cells for each in _lines(row)]
    needed = [max(map(width, column)) for column in zip(*parts, strict=True)]
    widths = [max(pair) for pair in zip(needed, least, strict=True)] if least else needed
    gap = "" if least else " " * apart
    for line in parts:
        padded = [
            pad(text, size, right=index in right)
            for index, (text, size) in enumerate(zip(line, widths, strict=True))
        ]
        yield gap.join(padded).rstrip()


def pad(text: str, size: int, *, right: bool = False) -> str:
    """Fill a text with blanks to a width."""
    blanks = " " * max(0, size - width(text))
    return blanks + text if right else text + blanks


def wrapped(text: str, *, indent: str = "", size: int = WIDTH) -> Iterator[str]:
    """Yield a text as lines of so many columns; no-break spaces hold, and a longer word."""
    line = indent
    for word in text.split(" "):
        if width(line) + width(word) > size and line.strip():
            yield line.rstrip()
            line = indent
        line += word + " "
    yield line.rstrip()


def broken(text: str, size: int) -> Iterator[str]:
    """Yield a text as lines; a word that is too long breaks behind hyphens and in a run `a..b`."""
    for line in wrapped(text, size=size):
        held = ""
        for piece in re.split(r"(?<=-)|(?<=\.\.)", line) if width(line) > size else [line]:
            if held and width(held) + width(piece) > size:
                yield held
                held = ""
            held += piece
        yield held


def width(text: str) -> int:
    """Return the columns that a text takes on a terminal."""
    return sum(
        0 if unicodedata.combining(sign) else 1 + (unicodedata.east_asian_width(sign) in "WF")
        for sign in text
    )


def _lines(row: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the lines of a row, the first of every cell first."""
    return zip_longest(*(text.split("\n") for text in row), fillvalue="")
