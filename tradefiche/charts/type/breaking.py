"""Line breaking: a paragraph in lines as even in length as possible."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tradefiche.charts.type.faces import Face

SLACK = 1e-9
"""Tolerance for the width of a line, at size 1: the rounding error of adding up widths."""
_SHORT_WORD = 3
_LONE = 100.0
_DANGLING = 0.2


def even(pieces: Sequence[str], width: float, metrics: Face) -> list[str]:
    """Return the fewest lines, broken where the sum of squared gaps at their ends is least.

    Args:
        pieces: the parts between which a line may break, each with the spaces after it.
        width: greatest width of a line, at size 1.
        metrics: metrics of the font.

    Returns:
        The lines, at least one; a piece wider than a line has a line of its own.
    """
    spans = _Spans.of(pieces, metrics)
    count = _greedy(spans, width)
    if count == 1:
        return ["".join(pieces).rstrip(" ")]
    total = len(pieces)
    # best[n][end]: least cost of n lines for the pieces before `end`, and start of the last line.
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for number in range(1, count + 1):
        before = best[number - 1]
        row: dict[int, tuple[float, int]] = {}
        for end in range(number, total + 1):
            choices = [
                (before[start][0] + _cost(pieces[start:end], free, width, last=end == total), start)
                for start, free in spans.lines(end, width)
                if start in before
            ]
            if choices:
                row[end] = min(choices)
        best.append(row)
    lines: list[str] = []
    end = total
    for number in range(count, 0, -1):
        start = best[number][end][1]
        lines.insert(0, "".join(pieces[start:end]).rstrip(" "))
        end = start
    return lines


@dataclass(frozen=True, slots=True)
class _Spans:
    """Where the pieces of a paragraph begin and end if set on a single line, at size 1."""

    starts: Sequence[float]
    ends: Sequence[float]

    @classmethod
    def of(cls, pieces: Sequence[str], metrics: Face) -> _Spans:
        """Measure the pieces without the spaces after them."""
        offsets = metrics.offsets("".join(pieces))
        starts, ends, at = [], [], 0
        for piece in pieces:
            bare = piece.rstrip(" ")
            starts.append(offsets[at])
            last = at + len(bare) - 1
            ends.append(
                offsets[last] + metrics.advances[metrics.known(bare[-1])] if bare else offsets[at]
            )
            at += len(piece)
        return cls(starts, ends)

    def lines(self, end: int, width: float) -> Iterator[tuple[int, float]]:
        """Yield the possible lines that end before piece `end`: first piece and free width.

        A piece that is wider than a line has a line of its own.
        """
        for start in range(end - 1, -1, -1):
            free = width - (self.ends[end - 1] - self.starts[start])
            if free < -SLACK and start < end - 1:
                return
            yield start, free


def _cost(pieces: Sequence[str], free: float, width: float, *, last: bool) -> float:
    """Return a line's squared free width, plus a penalty for a short word alone or at its end."""
    alone = len(pieces) == 1 and len(pieces[0].rstrip(" ")) <= _SHORT_WORD
    dangling = not last and len(pieces[-1].strip(" ")) <= _SHORT_WORD
    extra = (_LONE if alone else 0.0) + ((_DANGLING * width) ** 2 if dangling else 0.0)
    return extra + max(free, 0.0) ** 2


def _greedy(spans: _Spans, width: float) -> int:
    """Return the least number of lines, filling each as far as possible."""
    count, first = 1, 0
    for place, end in enumerate(spans.ends):
        if place > first and end - spans.starts[first] > width + SLACK:
            count, first = count + 1, place
    return count
