"""Tables of what has no room in a picture: number, name and figures, in groups side by side."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from tradefiche.charts.scene.marks import Rect, Text
from tradefiche.charts.type.text import lines, widest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradefiche.charts.look.theme import Measures, Palette
    from tradefiche.charts.scene.marks import Listing, NumberedEntry

_LINE = 1.45  # times the type's size
_GAP = 0.5
_FIGURE = 1.1
_BETWEEN = 2.2
_GROUPS = 3
_RULE = 1 / 16
_APART = 1.2
_HEAD = 0.7


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of a group: where names begin, and the widths of names and of each figure."""

    indent: float
    name: float
    figures: tuple[float, ...]
    groups: int


@dataclass(frozen=True, slots=True)
class NumberedNames:
    """Draws the tables of several listings, one below the other, with the same columns."""

    lists: tuple[Listing, ...]
    sizes: Measures
    palette: Palette

    def draw(self, x: float, y: float, width: float) -> tuple[list[Rect], list[Text], float]:
        """Return the shapes and texts from (x, y) on, and the y where they end."""
        shapes: list[Rect] = []
        words: list[Text] = []
        size, columns = self.sizes.note, self._columns(width)
        room = (width + _BETWEEN * size) / columns.groups - _BETWEEN * size
        for listing in self.lists:
            colour: str = getattr(self.palette, listing.role)
            y += size * _APART
            for number, line in enumerate(lines(listing.title, width, size, 700)):
                y += size * _LINE if number else 0.0
                words.append(Text(x, y, line, size, colour, 700))
            top = bottom = y = y + size * _HEAD
            rows = -(-len(listing.entries) // columns.groups)
            for place, entry in enumerate(listing.entries):
                group, row = divmod(place, rows)
                at = bottom if row else top
                left = x + group * (room + _BETWEEN * size)
                words += self._words(entry, colour, left, at + size * _LINE / 2, room, columns)
                bottom = words[-1].y + size * _LINE / 2
                shapes.append(Rect(left, bottom, room, size * _RULE, self.palette.rule))
                y = max(y, bottom + size * _RULE)
        return shapes, words, y

    def _columns(self, width: float) -> _Columns:
        """Return up to three groups; the last figures are dropped if two fit only without them."""
        size = self.sizes.note
        entries = [entry for listing in self.lists for entry in listing.entries]
        numbers = [str(entry.number) for entry in entries if entry.number is not None]
        indent = widest(numbers, size, 700, numeric=True) + _GAP * size if numbers else 0.0
        name = widest([entry.name for entry in entries], size)
        figures = tuple(
            widest(each, size, numeric=True) + _FIGURE * size
            for each in zip_longest(*(entry.figures for entry in entries), fillvalue="")
        )
        for seen in range(len(figures), 0, -1):
            needed = indent + name + sum(figures[:seen]) + _BETWEEN * size
            groups = int((width + _BETWEEN * size) / needed)
            if groups > 1:
                return _Columns(indent, name, figures[:seen], min(groups, _GROUPS))
        return _Columns(indent, max(width - indent - sum(figures), 4 * size), figures, 1)

    def _words(
        self,
        entry: NumberedEntry,
        colour: str,
        x: float,
        middle: float,
        room: float,
        columns: _Columns,
    ) -> Iterator[Text]:
        """Yield the number, the figures on the same line, and the lines of the name."""
        size, left = self.sizes.note, x + columns.indent
        if entry.number is not None:
            yield Text(
                left - _GAP * size, middle, str(entry.number), size, colour, 700, "end",
                numeric=True,
            )  # fmt: skip
        right = x + room - sum(columns.figures)
        for text, wide in zip(entry.figures, columns.figures, strict=False):
            right += wide
            yield Text(right, middle, text, size, self.palette.grey, 400, "end", numeric=True)
        for number, line in enumerate(lines(entry.name, columns.name + 0.01, size)):
            yield Text(left, middle + number * size * _LINE, line, size, self.palette.ink)
