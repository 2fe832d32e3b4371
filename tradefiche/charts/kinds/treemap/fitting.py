"""What can be written in a cell: name, share and value, in the type of its rank."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tradefiche.charts.look.theme import LABEL_LEADING
from tradefiche.charts.type.text import measure, narrowest, widest, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradefiche.charts.geometry.squarify import Box
    from tradefiche.charts.look.theme import Measures

Told = Literal["name", "share", "all"]
# Type size by share of the block's area in percent, as a factor of the size of values.
_FACTORS = ((8.0, 1.65), (5.0, 1.42), (3.0, 1.22), (1.3, 1.08), (0.0, 1.0))
_PAD = 0.36  # of the type
_FIGURES = 0.85  # their type, of the name's
_LEADING = 1.3
_TWO = 2  # lines, between which there is none
_SHORT = 3  # letters of a word that should not stand alone between two lines


@dataclass(frozen=True, slots=True)
class Said:
    """What there is to say of a cell; `share` is empty where it has none."""

    name: str
    share: str
    value: str


@dataclass(frozen=True, slots=True)
class Label:
    """Words that fit into a cell, set from its upper left corner.

    Attributes:
        size: type size of the name.
        pad: free space around the words.
        figures: lines below the name, in type of `figure_size`.
        told: how much is said.
        torn: whether a short word stands alone between two lines: « Farines / et / amidons ».
    """

    size: float
    pad: float
    figure_size: float
    figures: tuple[str, ...]
    told: Told
    torn: bool

    def rows(self, said: Said, box: Box) -> Iterator[tuple[float, float, str, bool]]:
        """Yield abscissa, middle, text and whether it is a figure, from top to bottom."""
        x, y = box.x + self.pad, box.y + self.pad
        for line in wrap(said.name, box.width - 2 * self.pad, self.size, 600):
            yield x, y + self.size * LABEL_LEADING / 2, line, False
            y += self.size * LABEL_LEADING
        for figure in self.figures:
            yield x, y + self.figure_size * _LEADING / 2, figure, True
            y += self.figure_size * _LEADING


def fit(said: Said, weight: float, box: Box, sizes: Measures) -> Label | None:
    """Return the words of a cell; None where not even the name fits.

    The type is that of the rank, smaller only where that gains the share or the name, or keeps a
    short word from a line of its own; the value in euros goes first, then the share.

    Args:
        said: the words.
        weight: share of the block's area in percent.
        box: the cell.
        sizes: type sizes.
    """
    own = [sizes.value * factor for least, factor in _FACTORS if weight >= least]
    found: list[Label] = []
    for size in (*own, sizes.note):
        label = _fitted(said, size, box, sizes)
        if label is not None:
            found.append(label)
            if label.told != "name" and not label.torn:
                break
    return min(found, key=lambda label: (label.told == "name", label.torn), default=None)


def _fitted(said: Said, size: float, box: Box, sizes: Measures) -> Label | None:
    pad = size * _PAD
    room, free = box.width - 2 * pad, box.height - 2 * pad
    widths = narrowest(said.name, 600)
    lines = next((n for n, width in enumerate(widths, 1) if width * size <= room), None)
    if lines is None or lines * size * LABEL_LEADING > free:
        return None
    figure_size = max(sizes.note, size * _FIGURES)
    free -= lines * size * LABEL_LEADING
    for told, figures in _figures(said):
        high = len(figures) * figure_size * _LEADING
        wide = widest(figures, figure_size, numeric=True)
        if high <= free and wide <= room:
            between = wrap(said.name, room, size, 600)[1:-1] if lines > _TWO else []
            torn = any(len(line) <= _SHORT for line in between)
            return Label(size, pad, figure_size, figures, told, torn)
    return None


def _figures(said: Said) -> Iterator[tuple[Told, tuple[str, ...]]]:
    """Yield what may stand below the name, the most first."""
    if said.share:
        yield "all", (f"{said.share} · {said.value}",)
        yield "all", (said.share, said.value)
        yield "share", (said.share,)
    else:
        yield "all", (said.value,)
    yield "name", ()


def holds_number(number: int, box: Box, sizes: Measures) -> bool:
    """Say whether a cell has room for a number in place of its name."""
    width = measure(str(number), sizes.note, 600, numeric=True)
    return width + sizes.note * 0.25 <= box.width and sizes.note * 1.1 <= box.height
