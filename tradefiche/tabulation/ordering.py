"""Rows of finished tables in another order, and the first of them: whatever is written next."""

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
    """How the rows of tables are put in order and cut.

    Attributes:
        sort: a column; None keeps the table's own order.
        head: how many rows are kept of each table; all if None.
        ascending: the smallest first, rather than the largest.
    """

    sort: str | None = None
    head: int | None = None
    ascending: bool = False

    def __bool__(self) -> bool:
        """Say whether anything is asked."""
        return self.sort is not None or self.head is not None

    def checked(self, tables: Sequence[str]) -> RowOrder:
        """Return it if it fits these tables; UsageError, with the columns there are, if not."""
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
    """Return the answer with these tables in order: equal rows as they were, the empty last."""
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
