"""Text that fits into cells: names, shares and values, in type that shrinks with the share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from tradefiche.charts.look.theme import LABEL_LEADING
from tradefiche.charts.scene.marks import NumberedEntry
from tradefiche.charts.type.text import measure, narrowest, widest, wrap
from tradefiche.language.typography import NBSP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradefiche.charts.geometry.squarify import Box
    from tradefiche.charts.look.theme import Measures

Told = Literal["name", "share", "all"]
NAMED = 1.3
"""The least share of a block's area, in percent, for a cell to be named."""
# Type size by share of the block's area in percent, as a factor of the size of values.
_FACTORS = ((8.0, 1.65), (5.0, 1.42), (3.0, 1.22), (NAMED, 1.08), (0.0, 1.0))
_PAD = 0.36  # times the type's size
_FIGURES = 0.85  # their type, of the name's
_LEADING = 1.3
_BESIDE = 0.4  # times the type's size: around texts on one line, and between them
_SHORT = re.compile(r"(?<= )(\S{1,3}) ")


@dataclass(frozen=True)
class Said:
    """The texts of an activity; `share` is empty where it has none."""

    name: str
    share: str
    value: str

    @property
    def joined(self) -> str:
        """Share and value in one text."""
        return " · ".join(filter(None, (self.share, self.value)))

    def entry(self, number: int | None = None) -> NumberedEntry:
        """Return the entry that names it outside of its cell."""
        return NumberedEntry(number, self.name, (self.share, self.value))

    @cached_property
    def kept(self) -> str:
        """The name, bound so that no short word ends a line: « Farines / et amidons »."""
        return _SHORT.sub(rf"\1{NBSP}", self.name)

    @cached_property
    def widths(self) -> tuple[float, ...]:
        """The least width of the name at size 1 in one line, in two, and so on."""
        return narrowest(self.kept, 600)

    @cached_property
    def figures(self) -> tuple[tuple[Told, tuple[str, ...], float], ...]:
        """The lines that may stand below the name, the fullest first, with widths at size 1."""
        found: list[tuple[Told, tuple[str, ...]]] = [("all", (self.value,)), ("name", ())]
        if self.share:
            both, parts = (f"{self.share} · {self.value}",), (self.share, self.value)
            found = [("all", both), ("all", parts), ("share", (self.share,)), ("name", ())]
        return tuple((told, each, widest(each, 1.0, numeric=True)) for told, each in found)


@dataclass(frozen=True, slots=True)
class CellLabel:
    """Text that fits into a cell, starting at its upper left corner.

    Attributes:
        size: type size of the name.
        rank: type size that belongs to the cell's area; `size` is no larger.
        figures: lines below the name, in type of `figure_size`.
        told: how much is shown: the name alone, with the share, or all.
    """

    size: float
    rank: float
    figure_size: float
    figures: tuple[str, ...]
    told: Told

    def rows(self, said: Said, box: Box) -> Iterator[tuple[float, float, str, bool]]:
        """Yield x, y of the middle, text and whether it is a figure, from top to bottom."""
        pad = self.size * _PAD
        x, y = box.x + pad, box.y + pad
        for line in wrap(said.kept, box.width - 2 * pad, self.size, 600):
            yield x, y + self.size * LABEL_LEADING / 2, line, False
            y += self.size * LABEL_LEADING
        for figure in self.figures:
            yield x, y + self.figure_size * _LEADING / 2, figure, True
            y += self.figure_size * _LEADING


def fit(said: Said, weight: float, box: Box, sizes: Measures, most: float) -> CellLabel | None:
    """Return the label of a cell; None where not even the name fits.

    The type size belongs to the cell's share; it is reduced only if the share or the name then
    fits. Where room lacks, the value in euros is dropped first, then the share.

    Args:
        said: the texts.
        weight: share of the block's area in percent.
        box: the cell.
        sizes: type sizes.
        most: greatest type size: that of the preceding, larger cell.
    """
    name: CellLabel | None = None
    steps = ladder(weight, sizes)
    for size in steps:
        if size <= most and (label := _fitted(said, size, steps[0], box, sizes)) is not None:
            if label.told != "name":
                return label
            name = name or label
    return name


def ladder(weight: float, sizes: Measures) -> list[float]:
    """Return the type sizes to try, from that of a share of the block's area down to the least."""
    return [*(sizes.value * factor for least, factor in _FACTORS if weight >= least), sizes.note]


def _fitted(said: Said, size: float, rank: float, box: Box, sizes: Measures) -> CellLabel | None:
    pad = size * _PAD
    room, free = box.width - 2 * pad, box.height - 2 * pad
    lines = next((n for n, width in enumerate(said.widths, 1) if width * size <= room), None)
    if lines is None or lines * size * LABEL_LEADING > free:
        return None
    figure_size = max(sizes.note, size * _FIGURES)
    free -= lines * size * LABEL_LEADING
    for told, figures, wide in said.figures:
        if len(figures) * figure_size * _LEADING <= free and wide * figure_size <= room:
            return CellLabel(size, rank, figure_size, figures, told)
    return None


def holds_number(number: int, box: Box, sizes: Measures) -> bool:
    """Return whether a cell has room for a number in place of its name."""
    width = measure(str(number), sizes.note, 600, numeric=True)
    return width + sizes.note * 0.25 <= box.width and sizes.note * 1.1 <= box.height


def in_line(
    name: str, figures: str, weight: float, box: Box, sizes: Measures
) -> tuple[float, float] | None:
    """Return type size and margin for a name and its figures on one line; None if too wide."""
    needed = measure(name, 1.0) + measure(figures, 1.0, numeric=True) + 3 * _BESIDE
    for size in ladder(weight, sizes):
        if size * LABEL_LEADING <= box.height and needed * size <= box.width:
            return size, _BESIDE * size
    return None
