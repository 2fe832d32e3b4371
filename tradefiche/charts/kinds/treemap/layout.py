"""The tiling of a block: the one in which the most cells can be named."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tradefiche.charts.geometry.squarify import STRETCH, block_with_foot
from tradefiche.charts.kinds.treemap.fitting import NAMED, fit, holds_number

if TYPE_CHECKING:
    from collections.abc import Callable

    from tradefiche.charts.geometry.squarify import Box
    from tradefiche.charts.kinds.treemap.cells import ActivityCell, FlowBlock
    from tradefiche.charts.kinds.treemap.fitting import CellLabel, Said
    from tradefiche.charts.look.theme import Measures

_LEAST = 0.4  # percent of a block's area: smaller activities are added up in a strip at its foot
_CELLS = 24  # most cells of a block, so that the list of names stays readable
# Ratios of width to height tried for the cells: the first, unless another one costs less.
_STRETCHES = (1.55, 1.3, 1.8, 2.05)
_UNSAID = {"name": 0.6, "share": 0.1, "all": 0.0}
_SHRUNK = 1.5
_BENT = 0.04


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell in its place, with a label, or with a number explained below the picture."""

    cell: ActivityCell
    said: Said
    box: Box
    label: CellLabel | None
    number: int | None


def tile(
    block: FlowBlock, box: Box, say: Callable[[ActivityCell], Said], sizes: Measures, gap: float
) -> tuple[tuple[Placed, ...], Box | None]:
    """Tile the box of a block.

    Type never grows as cells shrink. From the first cell too small for its name, all have numbers;
    from the first too small even for a number, all are added up in the strip at the foot.

    Args:
        block: what is drawn.
        box: its place; its area stands for the whole block.
        say: returns the texts of a cell.
        sizes: type sizes.
        gap: free space between two cells, half of it taken from each.

    Returns:
        The cells, the largest first: those with a name, then those with a number. The strip that
        stands for all other activities, the whole box where there is no cell; None if all have one.
    """
    shown = [cell for cell in block.cells[:_CELLS] if block.weight(cell.value) >= _LEAST]
    said = [say(cell) for cell in shown]
    while shown:
        trials = [_Trial(block, shown, said, box, sizes, gap, stretch) for stretch in _STRETCHES]
        trial = min(trials, key=lambda each: each.cost)
        if len(trial.placed) == len(shown):
            return trial.placed, trial.foot
        shown = shown[: len(trial.placed)]
    return (), box if block.cells else None


class _Trial:
    """One tiling: `placed` are the cells up to the first with room for neither name nor number."""

    def __init__(
        self,
        block: FlowBlock,
        shown: list[ActivityCell],
        said: list[Said],
        box: Box,
        sizes: Measures,
        gap: float,
        stretch: float,
    ) -> None:
        values = [float(cell.value) for cell in shown]
        rest = block.drawn - sum(cell.value for cell in shown)
        boxes, foot = block_with_foot(values, float(rest), box, stretch=stretch)
        self.foot = foot and foot.inset(gap / 2)
        self.cost = 0.0
        most, number = math.inf, 0
        placed: list[Placed] = []
        for cell, words, whole in zip(shown, said, boxes, strict=False):
            inner, weight = whole.inset(gap / 2), block.weight(cell.value)
            label = None
            if weight >= NAMED and not number:
                label = fit(words, weight, inner, sizes, most)
            if label is not None:
                most = label.size
            else:
                number += 1
                if not holds_number(number, inner, sizes):
                    break
            self.cost += _cost(label, weight, inner)
            placed.append(Placed(cell, words, inner, label, number or None))
        self.cost += sum(map(block.weight, (cell.value for cell in shown[len(placed) :])))
        self.placed = tuple(placed)


def _cost(label: CellLabel | None, weight: float, box: Box) -> float:
    """Return the cost of a cell: of text left out, reduced type, and a shape unlike `STRETCH`.

    In large cells a missing name, reduced type and an unsuitable shape cost more.
    """
    shape = _BENT * weight * abs(math.log(box.width / box.height / STRETCH))
    if label is None:
        return shape + (1.0 + weight if weight >= NAMED else 0.0)
    return shape + _UNSAID[label.told] + _SHRUNK * weight * (1 - label.size / label.rank)
