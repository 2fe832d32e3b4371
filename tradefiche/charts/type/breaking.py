"""A paragraph in lines of lengths as even as can be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tradefiche.charts.type.text import Face

SLACK = 1e-9
"""By how much a line may be wider than its room, at size 1: what adding up widths may err."""
_SHORT_WORD = 3
_LONE = 100.0
_DANGLING = 0.2


def even(pieces: Sequence[str], width: float, metrics: Face) -> list[str]:
    """Break into the fewest lines, then take the breaks with the least sum of squared gaps.

    Args:
        pieces: what a line may break between, spaces behind them.
        width: greatest width of a line, at size 1.
        metrics: of the face.

    Returns:
        The lines, at least one; a piece wider than a line stands alone on one.
    """
    spans = _Spans.of(pieces, metrics)
    count = _greedy(spans, width)
    if count == 1:
        return ["".join(pieces).rstrip(" ")]
    total = len(pieces)
    # best[n][end]: cost and start of the last of n lines that set the pieces before `end`.
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
    """Where the pieces of a paragraph begin and end on one endless line, at size 1."""

    starts: Sequence[float]
    ends: Sequence[float]

    @classmethod
    def of(cls, pieces: Sequence[str], metrics: Face) -> _Spans:
        """Measure the pieces, the spaces behind them left out."""
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
        """Yield each line whose last piece is that before `end`: its first piece, its free space.

        A piece that is wider than a line stands alone on one.
        """
        for start in range(end - 1, -1, -1):
            free = width - (self.ends[end - 1] - self.starts[start])
            if free < -SLACK and start < end - 1:
                return
            yield start, free


def _cost(pieces: Sequence[str], free: float, width: float, *, last: bool) -> float:
    """Return the squared free space of a line, more where a short word stands alone or dangles."""
    alone = len(pieces) == 1 and len(pieces[0].rstrip(" ")) <= _SHORT_WORD
    dangling = not last and len(pieces[-1].strip(" ")) <= _SHORT_WORD
    extra = (_LONE if alone else 0.0) + ((_DANGLING * width) ** 2 if dangling else 0.0)
    return extra + max(free, 0.0) ** 2


def _greedy(spans: _Spans, width: float) -> int:
    """Return the least number of lines."""
    count, first = 1, 0
    for place, end in enumerate(spans.ends):
        if place > first and end - spans.starts[first] > width + SLACK:
            count, first = count + 1, place
    return count
