"""Sorting and truncating of the rows of finished tables, before they are written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tradefiche.errors import UsageError
from tradefiche.tabulation.registry import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tradefiche.tabulation.answer import Answer


@dataclass(frozen=True, slots=True)
class RowOrder:
    """How the rows of tables are sorted and truncated.

    Attributes:
        sort: a column; None keeps the table's own order.
        head: how many rows are kept of each table; all if None.
        ascending: the smallest first, rather than the largest.
    """

    sort: str | None = None
    head: int | None = None
    ascending: bool = False

    def __bool__(self) -> bool:
        """Say whether rows are to be sorted or truncated."""
        return self.sort is not None or self.head is not None

    def checked(self, tables: Sequence[str]) -> RowOrder:
        """Return the order if it fits these tables; otherwise UsageError, with their columns."""
        if self.ascending and self.sort is None:
            raise UsageError("--ascending bears on --sort", hint="name a column with --sort")
        if self.head is not None and self.head < 1:
            raise UsageError(f"--head {self.head} leaves no row", hint="ask for one at least")
        for name in tables:
            columns = table(name).names
            if self.sort is not None and self.sort not in columns:
                raise UsageError(
                    f"table {name} has no column {self.sort!r}", hint=f"one of {', '.join(columns)}"
                )
        return self


NO_ORDER = RowOrder()


def ordered(found: Answer, names: Sequence[str], order: RowOrder) -> Answer:
    """Return the answer with these tables sorted (stable, nulls last) and truncated."""
    tables = dict(found.tables)
    for name in names:
        frame = tables[name]
        if order.sort is not None:
            frame = frame.sort(
                order.sort,
                descending=not order.ascending,
                nulls_last=True,
                maintain_order=True,
            )
        tables[name] = frame if order.head is None else frame.head(order.head)
    return replace(found, tables=tables)
