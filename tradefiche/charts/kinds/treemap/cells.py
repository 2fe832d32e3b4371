"""What the treemap draws: for each flow its activities, largest first, and its corrections."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tradefiche.reference.codes import OTHER
from tradefiche.views.shares import share

if TYPE_CHECKING:
    import polars as pl

    from tradefiche.reference.terms import Flow
    from tradefiche.views.subject import Subject


@dataclass(frozen=True, slots=True)
class ActivityCell:
    """An activity: its value in whole euros, and its share of the whole flow in percent.

    The share is None where the whole flow is not above 0.
    """

    code: str
    name: str
    value: int
    share: float | None


@dataclass(frozen=True, slots=True)
class FlowBlock:
    """One flow of a territory and period.

    Attributes:
        flow: `export` or `import`.
        total: the whole flow in euros, None if it is not held.
        cells: activities above 0, which have an area: the largest first, ties by code.
        negative: activities that corrections make negative; named in a note, not drawn.
    """

    flow: Flow
    total: int | None
    cells: tuple[ActivityCell, ...]
    negative: tuple[ActivityCell, ...]

    @property
    def bare(self) -> str:
        """The key of the phrase that says why there is no cell."""
        if self.total is None:
            return "common.missing"
        return "treemap.only_corrections" if self.negative else "common.empty"

    @property
    def drawn(self) -> int:
        """The value in euros that the area of the block stands for."""
        return sum(cell.value for cell in self.cells)

    def weight(self, value: int) -> float:
        """Return the part of the block's area that a value takes, in percent."""
        return 100 * value / self.drawn

    def first(self, count: int, others: str) -> tuple[ActivityCell, ...]:
        """Return the first activities, and all others as one named `others` if it is several."""
        beyond = self.cells[count:]
        if len(beyond) <= 1:
            return self.cells
        value = sum(cell.value for cell in beyond)
        part = 100 * value / self.total if self.total is not None and self.total > 0 else None
        return (*self.cells[:count], ActivityCell(OTHER, others, value, part))


def read(
    totals: pl.DataFrame, products: pl.DataFrame, subject: Subject
) -> tuple[FlowBlock, FlowBlock]:
    """Return imports and exports of one territory and period."""
    return _block(totals, products, subject, "import"), _block(totals, products, subject, "export")


def _block(totals: pl.DataFrame, products: pl.DataFrame, subject: Subject, flow: Flow) -> FlowBlock:
    values, shares = products[f"{flow}s_eur"], products[f"{flow}s_share_pct"]
    total = totals[f"{flow}s_eur"][0]
    found = [
        ActivityCell(code, subject.product(code), value, share(percent, total))
        for code, value, percent in zip(products["product"], values, shares, strict=True)
        if value
    ]
    found.sort(key=lambda cell: (-cell.value, cell.code))
    return FlowBlock(
        flow=flow,
        total=total,
        cells=tuple(cell for cell in found if cell.value > 0),
        negative=tuple(cell for cell in found if cell.value < 0),
    )
