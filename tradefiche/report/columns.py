"""Text in columns, as wide as the page."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING

from tradefiche.report.page import READABLE, heading, room

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def columns(
    rows: Sequence[Sequence[str]],
    *,
    right: frozenset[int] = frozenset(),
    least: Sequence[int] | None = None,
    apart: int = 2,
) -> Iterator[str]:
    """Yield rows as lines with aligned columns; those in `right` are aligned to the right.

    Columns are `apart` blanks apart; with `least` they are at least that wide instead, gap
    included. Trailing blanks are removed. A cell may hold several lines.
    """
    parts = [
        line
        for row in rows
        for line in zip_longest(*(text.split("\n") for text in row), fillvalue="")
    ]
    needed = [max(map(width, column)) for column in zip(*parts, strict=True)]
    widths = [max(pair) for pair in zip(needed, least, strict=True)] if least else needed
    gap = "" if least else " " * apart
    for line in parts:
        padded = [
            pad(text, size, right=index in right)
            for index, (text, size) in enumerate(zip(line, widths, strict=True))
        ]
        yield gap.join(padded).rstrip()


def table(
    heads: Sequence[str],
    rows: Sequence[Sequence[object]],
    *,
    right: frozenset[int] = frozenset(),
    front: int | None = None,
    indent: str = "",
) -> Iterator[str]:
    """Yield rows under their heads, with text columns wrapped so that the table fits the page.

    Text columns are the `front` ones; if it is None, those not in `right`. A head may have several
    lines.
    """
    cells = [["" if value is None else str(value) for value in row] for row in (heads, *rows)]
    every = range(len(heads))
    words = [place for place in every if (place not in right if front is None else place < front)]
    widths = [max(map(_widest, column)) for column in zip(*cells, strict=True)]
    texts = [[row[place] for row in cells] for place in words]
    spare = room() - len(indent) - sum(widths[place] for place in every if place not in words)
    gaps = len(heads) - 1
    apart = 2 if least_width(texts) + 2 * gaps <= spare else 1
    broken_up = fitted(texts, spare - apart * gaps)
    for place, column in zip(words, broken_up, strict=True):
        for row, text in zip(cells, column, strict=True):
            row[place] = text
    top = max(text.count("\n") + 1 for text in cells[0])
    for number, line in enumerate(columns(cells, right=right, apart=apart)):
        yield heading(f"{indent}{line}") if number < top else f"{indent}{line}"


def fitted(words: Sequence[Sequence[str]], size: int) -> list[list[str]]:
    """Wrap text columns, the widest first, until they fit `size` or can get no narrower."""
    widths = [max(map(width, each)) for each in words]
    needed = [least_width([each]) for each in words]
    while sum(widths) > size:
        spare = [each for each in range(len(widths)) if widths[each] > needed[each]]
        if not spare:
            break
        widths[max(spare, key=lambda each: widths[each])] -= 1
    return [
        ["\n".join(broken(text, each)) for text in texts]
        for texts, each in zip(words, widths, strict=True)
    ]


def least_width(words: Sequence[Sequence[str]]) -> int:
    """Return the total width that text columns need at least, however they are wrapped."""
    return sum(max(width(part) for text in each for part in broken(text, 1)) for each in words)


def _widest(text: str) -> int:
    return max(map(width, text.split("\n")))


def pad(text: str, size: int, *, right: bool = False) -> str:
    """Pad a text with blanks to a width; on the left if `right`."""
    blanks = " " * max(0, size - width(text))
    return blanks + text if right else text + blanks


def wrapped(text: str, *, indent: str = "", size: int | None = None) -> Iterator[str]:
    """Wrap a text into lines of `size` characters; by default the page's width, at most 100.

    Lines break at plain spaces only: no-break spaces hold, and a longer word stays whole.
    """
    size = size or min(room(), READABLE)
    line = indent
    for word in text.split(" "):
        if width(line) + width(word) > size and line.strip():
            yield line.rstrip()
            line = indent
        line += word + " "
    yield line.rstrip()


def broken(text: str, size: int) -> Iterator[str]:
    """Wrap a text; a word that is too long also breaks after a hyphen or the dots of `a..b`."""
    for line in wrapped(text, size=size):
        held = ""
        for piece in re.split(r"(?<=-)|(?<=\.\.)", line) if width(line) > size else [line]:
            if held and width(held) + width(piece) > size:
                yield held
                held = ""
            held += piece
        yield held


def width(text: str) -> int:
    """Return the number of terminal columns that a text takes."""
    return sum(map(_of_sign, text))


@cache
def _of_sign(sign: str) -> int:
    return 0 if unicodedata.combining(sign) else 1 + (unicodedata.east_asian_width(sign) in "WF")
