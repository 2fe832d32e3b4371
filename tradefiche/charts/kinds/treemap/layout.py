"""Where blocks and cells go: the tiling in which most activities can be named in their cells."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tradefiche.charts.geometry.squarify import STRETCH, block_with_foot
from tradefiche.charts.kinds.treemap.fitting import fit, holds_number

if TYPE_CHECKING:
    from collections.abc import Callable

    from tradefiche.charts.geometry.squarify import Box
    from tradefiche.charts.kinds.treemap.cells import Block, Cell
    from tradefiche.charts.kinds.treemap.fitting import Label, Said
    from tradefiche.charts.look.theme import Measures, Size

# Smaller parts of a block, in percent of its area, are summed up at its foot.
_LEAST: dict[Size, float] = {"screen": 0.4, "paper": 0.4, "phone": 0.75}
# How much wider than high cells should be: the first one unless another names more of them.
_STRETCHES = (1.55, 1.3, 1.8, 2.05)
_UNSAID = {"name": 0.6, "share": 0.1, "all": 0.0}
_BENT = 0.04
_TORN = 0.1


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell in its place: with words, or with a number to be looked up."""

    cell: Cell
    box: Box
    label: Label | None
    number: int | None


@dataclass(frozen=True, slots=True)
class Tiled:
    """A block in its place.

    Attributes:
        box: the whole block.
        cells: the cells that can be named or numbered.
        rest: value of the activities without a cell, and how many they are.
        foot: the strip that stands for them; the whole block where it has no cell.
    """

    block: Block
    box: Box
    cells: tuple[Placed, ...]
    rest: int
    count: int
    foot: Box | None


def tile(
    block: Block, box: Box, say: Callable[[Cell], Said], sizes: Measures, size: Size, *, gap: float
) -> Tiled:
    """Tile the box of a block.

    Args:
        block: what is drawn.
        box: its place; its area stands for the whole block.
        say: gives the words of a cell.
        sizes: type sizes.
        size: screen, paper or phone.
        gap: free space between two cells, half of it taken from each.
    """
    room = (sizes.note * 1.2) ** 2
    enough = max(_LEAST[size], 100 * room / box.area) if box.area > 0 else 100.0
    count = sum(block.weight(cell.value) >= enough for cell in block.cells)
    for seen in range(count, 0, -1):
        trial = _Trial(block, seen, box, say, sizes, gap)
        _, placed, foot = min(map(trial.tile, _STRETCHES), key=lambda found: found[0])
        if placed:
            return Tiled(block, box, placed, trial.rest, len(block.cells) - seen, foot)
    return Tiled(block, box, (), block.drawn, len(block.cells), box if block.cells else None)


class _Trial:
    """A block of which the first so many activities have a cell."""

    def __init__(
        self,
        block: Block,
        seen: int,
        box: Box,
        say: Callable[[Cell], Said],
        sizes: Measures,
        gap: float,
    ) -> None:
        self.box, self.sizes, self.gap = box, sizes, gap
        self.cells = block.cells[:seen]
        self.weights = [block.weight(cell.value) for cell in self.cells]
        self.said = [say(cell) for cell in self.cells]
        self.rest = block.drawn - sum(cell.value for cell in self.cells)

    def tile(self, stretch: float) -> tuple[float, tuple[Placed, ...], Box | None]:
        """Return what a tiling costs, its cells (none if that is no use), and its foot."""
        values = [float(cell.value) for cell in self.cells]
        boxes, foot = block_with_foot(values, float(self.rest), self.box, stretch=stretch)
        cost, number = 0.0, 0
        placed: list[Placed] = []
        for cell, weight, said, whole in zip(
            self.cells, self.weights, self.said, boxes, strict=True
        ):
            box = whole.inset(self.gap / 2)
            label = fit(said, weight, box, self.sizes)
            if label is None:
                number += 1
                if not holds_number(number, box, self.sizes):
                    return math.inf, (), None
            cost += _cost(label, weight, box)
            placed.append(Placed(cell, box, label, None if label else number))
        if len(placed) == number == 1:
            return math.inf, (), None
        return cost, tuple(placed), foot and foot.inset(self.gap / 2)


def _cost(label: Label | None, weight: float, box: Box) -> float:
    """Return how much is lost with what a cell does not say, and with its shape.

    Words weigh more in large cells; so does a shape unlike the one that words like best.
    """
    shape = _BENT * weight * abs(math.log(box.width / box.height / STRETCH))
    if label is None:
        return shape + 1.0 + weight
    return shape + _UNSAID[label.told] + (_TORN if label.torn else 0.0)
