"""What has no room in its cell, named beside its block: in columns, by number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tradefiche.charts.scene.marks import Rect, Text
from tradefiche.charts.type.text import lines, measure, widest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tradefiche.charts.look.theme import Measures, Palette
    from tradefiche.charts.scene.marks import Entry

_LINE = 1.45  # of the type
_GAP = 0.4
_BETWEEN = 1.3
_UNEVEN = 3
_SQUARE = 0.7
_COLUMNS = 4


@dataclass(frozen=True, slots=True)
class _Column:
    """Entries below each other; their names begin at `indent`."""

    entries: tuple[Entry, ...]
    indent: float
    width: float


@dataclass(frozen=True, slots=True)
class Names:
    """The names beside one block.

    Attributes:
        colour: of the numbers.
        square: fill and edge of the square before an entry without a number, None for no square.
    """

    entries: tuple[Entry, ...]
    sizes: Measures
    palette: Palette
    colour: str
    square: tuple[str, str] | None

    @property
    def width(self) -> float:
        """The width of a column that holds every name on one line."""
        return self._column(self.entries).width

    @property
    def line(self) -> float:
        """The height of a line."""
        return self.sizes.note * _LINE

    def height(self, width: float) -> float:
        """Return how high the names are in so much width."""
        return self.draw(0.0, 0.0, width)[2]

    def draw(self, x: float, y: float, width: float) -> tuple[list[Rect], list[Text], float]:
        """Return shapes and words from (x, y) on, and where they end."""
        shapes: list[Rect] = []
        words: list[Text] = []
        size, bottom = self.sizes.note, y
        found = self._columns(width)
        for column in found:
            middle = y + size * _LINE / 2
            room = column.width if len(found) > 1 else width
            for entry in column.entries:
                shapes += self._shape(entry, x + column.indent, middle)
                words += self._number(entry, x + column.indent, middle)
                for text in self._entry(entry, x + column.indent, middle, room - column.indent):
                    words.append(text)
                    middle = text.y
                middle += size * _LINE
            bottom = max(bottom, middle - size * _LINE / 2)
            x += column.width + _BETWEEN * size
        return shapes, words, bottom

    def _columns(self, width: float) -> tuple[_Column, ...]:
        """Return entries in as many columns as fit; in a single one names break into lines."""
        entries = self.entries
        for count in range(min(_COLUMNS, len(entries)), 1, -1):
            even = -(-len(entries) // count)
            for rows in range(even, even + _UNEVEN):
                starts = range(0, len(entries), rows)
                found = tuple(self._column(entries[start : start + rows]) for start in starts)
                between = _BETWEEN * self.sizes.note * (len(found) - 1)
                if sum(each.width for each in found) + between <= width:
                    return found
        return (self._column(entries),)

    def _column(self, entries: Sequence[Entry]) -> _Column:
        size = self.sizes.note
        numbers = [str(entry.number) for entry in entries if entry.number is not None]
        marks = [widest(numbers, size, 700, numeric=True)] if numbers else []
        if self.square is not None and len(numbers) < len(entries):
            marks.append(size * _SQUARE)
        indent = max(marks) + _GAP * size if marks else 0.0
        names = max(measure(entry.name, size) + self._figures(entry)[1] for entry in entries)
        return _Column(tuple(entries), indent, indent + names)

    def _figures(self, entry: Entry) -> tuple[str, float]:
        """Return the figures of an entry, and the room that they take behind its name."""
        text, size = " · ".join(filter(None, entry.figures)), self.sizes.note
        return text, measure(text, size, numeric=True) + _GAP * size

    def _number(self, entry: Entry, x: float, middle: float) -> Iterator[Text]:
        if entry.number is not None:
            size = self.sizes.note
            yield Text(
                x - _GAP * size, middle, str(entry.number), size, self.colour, 700, "end",
                numeric=True,
            )  # fmt: skip

    def _shape(self, entry: Entry, x: float, middle: float) -> Iterator[Rect]:
        if entry.number is None and self.square is not None:
            side, line = self.sizes.note * _SQUARE, self.sizes.note / 16
            inner = side - line
            left, top = x - _GAP * self.sizes.note - side + line / 2, middle - inner / 2
            yield Rect(left, top, inner, inner, *self.square, line)

    def _entry(self, entry: Entry, x: float, middle: float, room: float) -> Iterator[Text]:
        """Yield the lines of the name, then the figures behind the last one."""
        size = self.sizes.note
        figures, needed = self._figures(entry)
        broken = lines(entry.name, max(room - needed, size * 4), size)
        for number, line in enumerate(broken):
            yield Text(x, middle + number * size * _LINE, line, size, self.palette.ink)
        x += measure(broken[-1], size) + _GAP * size
        middle += (len(broken) - 1) * size * _LINE
        yield Text(x, middle, figures, size, self.palette.grey, numeric=True)
