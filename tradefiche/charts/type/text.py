"""The width of texts in the current typeface, and how they break into lines."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

from tradefiche.charts.type import fonts
from tradefiche.charts.type.breaking import SLACK, even
from tradefiche.charts.type.faces import face, face_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from tradefiche.charts.type.fonts import Typeface, Weight

    Room = Callable[[str], bool]

# A line may break at a space, but not at U+00A0 or U+202F, and after a hyphen within a word.
_PIECES = re.compile(r"[^ ]*?[^ \-]-(?=[^\W\d_])|[^ ]+ *")
_HYPHENED = re.compile(r"[^\s\-]+(?:-[^\s\-]+)+")


def measure(text: str, size: float, weight: Weight = 400, *, numeric: bool = False) -> float:
    """Return the width of one line of text, in the unit of `size`."""
    return _width(fonts.in_use(), text, weight, numeric=numeric) * size


@lru_cache(4096)
def _width(typeface: Typeface, text: str, weight: Weight, *, numeric: bool = False) -> float:
    return face_of(typeface, weight, numeric=numeric).width(text)


def narrowest(text: str, weight: Weight = 400) -> tuple[float, ...]:
    """Return the least widths, at size 1, of a text set on one line, on two lines, and so on.

    The last one is the width of its widest unbreakable piece.
    """
    return _narrowest(fonts.in_use(), text, weight)


@lru_cache(1024)
def _narrowest(typeface: Typeface, text: str, weight: Weight) -> tuple[float, ...]:
    pieces = _pieces(text)
    total = len(pieces)
    widths = {
        (start, end): _width(typeface, "".join(pieces[start:end]).rstrip(" "), weight)
        for start in range(total)
        for end in range(start + 1, total + 1)
    }
    best = [widths[0, end] for end in range(1, total + 1)]
    found = [best[-1]]
    for lines in range(2, total + 1):
        best = [
            min(max(best[cut - 1], widths[cut, end]) for cut in range(lines - 1, end))
            if end >= lines
            else math.inf
            for end in range(1, total + 1)
        ]
        found.append(best[-1])
    return tuple(found)


def wrap(
    text: str, width: float, size: float, weight: Weight = 400, names: Sequence[str] = ()
) -> list[str]:
    """Break a text into the fewest lines that fit, as even in length as possible.

    Lines break at spaces and after hyphens, never at no-break spaces; a short word alone on a line
    is avoided. Names that fit on a line are not broken: those given, and words such as
    Hauts-de-France. A piece wider than the line is not cut; see `lines`.

    Args:
        text: words separated by single spaces; a line break in it is kept.
        width: greatest width of a line, in the unit of `size`.
        size: type size.
        weight: font weight.
        names: phrases not to be broken, spelt as in the text.

    Returns:
        The lines, at least one.
    """
    metrics, room = face(weight), width / size
    return [
        line
        for paragraph in text.split("\n")
        for line in even(
            _pieces(paragraph.strip(" "), names, lambda name: metrics.width(name) <= room + SLACK),
            room,
            metrics,
        )
    ]


def lines(
    text: str, width: float, size: float, weight: Weight = 400, names: Sequence[str] = ()
) -> list[str]:
    """Break a label like `wrap`; a word wider than a line is hyphenated."""
    return wrap(hyphenated(text, width, size, weight), width, size, weight, names)


def fits(text: str, width: float, size: float, weight: Weight = 400) -> bool:
    """Return whether one line of text is no wider than `width`."""
    return measure(text, size, weight) <= width + SLACK


def widest(
    texts: Sequence[str], size: float, weight: Weight = 400, *, numeric: bool = False
) -> float:
    """Return the width of the widest of several lines, in the unit of `size`; 0 if none."""
    return max((measure(each, size, weight, numeric=numeric) for each in texts), default=0.0)


def hyphenated(text: str, width: float, size: float, weight: Weight = 400) -> str:
    """Return the text with hyphens and spaces inserted in unbreakable pieces wider than `width`.

    Each part but the last fills a line, so that `wrap` then breaks after it.
    """
    pieces = _PIECES.findall(text)
    return "".join(_cut(piece, width, size, weight) for piece in pieces)


def _cut(piece: str, width: float, size: float, weight: Weight) -> str:
    metrics, room = face(weight), (width + SLACK) / size
    begins = metrics.offsets(piece)
    last = len(piece.rstrip(" ")) - 1

    def reach(end: int, hyphen: str = "") -> float:
        """Return the abscissa at which the letters before `end`, then a hyphen if given, end."""
        return begins[end - 1] + metrics.width(piece[end - 1] + hyphen)

    parts: list[str] = []
    start = 0
    while last > start and reach(last + 1) - begins[start] > room:
        end = min(bisect_right(begins, begins[start] + room), len(piece) - 1)
        while end > start + 1 and reach(end, "-") - begins[start] > room:
            end -= 1
        parts.append(piece[start:end] + ("" if piece[end - 1] == "-" else "-"))
        start = end
    return " ".join([*parts, piece[start:]])


def _pieces(text: str, names: Iterable[str] = (), room: Room = lambda _: True) -> list[str]:
    """Return the pieces between which a line may break; a name that fits is one piece."""
    whole = [match for match in _HYPHENED.finditer(text) if _named(match[0])]
    for name in names:
        whole += re.finditer(re.escape(name), text)
    spans = [match.span() for match in whole if room(match[0])]
    found, end = [""], 0
    for piece in _PIECES.findall(text):
        if end and not any(first < end < last for first, last in spans):
            found.append("")
        found[-1] += piece
        end += len(piece)
    return found


def _named(word: str) -> bool:
    """Return whether a hyphenated word is a name: capitals in its first and in another part."""
    first, *rest = word.split("-")
    return any(map(str.isupper, first)) and any(map(str.isupper, "".join(rest)))
