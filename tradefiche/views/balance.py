"""The rows of the balance: first countries or products of either flow, the rest, the total."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

    from tradefiche.language.phrases import Wording
    from tradefiche.reference.terms import Dimension
    from tradefiche.views.subject import Subject


@dataclass(frozen=True, slots=True)
class BalanceRow:
    """A row of the chart in whole euros; None where the flow is not held."""

    label: str
    imports: int | None
    exports: int | None
    code: str | None = None

    @property
    def balance(self) -> int | None:
        """Exports minus imports, None unless both are known."""
        if self.imports is None or self.exports is None:
            return None
        return self.exports - self.imports


@dataclass(frozen=True, slots=True)
class Rows:
    """All rows: countries or products by the sum of both flows, the rest if any, the total."""

    by: Dimension
    parts: tuple[BalanceRow, ...]
    others: BalanceRow | None
    total: BalanceRow

    @property
    def barred(self) -> tuple[BalanceRow, ...]:
        """The rows that have bars, from top to bottom."""
        return self.parts if self.others is None else (*self.parts, self.others)

    @property
    def every(self) -> tuple[BalanceRow, ...]:
        """All rows, from top to bottom."""
        return (*self.barred, self.total)

    @property
    def complete(self) -> bool:
        """Whether both flows are held."""
        return self.total.imports is not None and self.total.exports is not None


def read(
    totals: pl.DataFrame,
    parts: pl.DataFrame,
    subject: Subject,
    wording: Wording,
    *,
    top: int,
    by: Dimension = "country",
) -> Rows:
    """Return the rows of one territory and period.

    The rest is the total minus the parts shown: it includes the partners that cannot be ranked,
    so that every column adds up.

    Args:
        totals: the table `totals`, with one row or none.
        parts: the rows of `partners`, or of `products` if `by` is `product`.
        subject: gives the labels.
        wording: the phrases.
        top: parts are shown down to this rank in either flow.
        by: whether the parts are countries or products.
    """
    name = subject.country if by == "country" else subject.product
    entry = totals.row(0, named=True) if totals.height else {}
    total = BalanceRow(
        wording.say("common.total"), entry.get("imports_eur"), entry.get("exports_eur")
    )
    shown = tuple(
        BalanceRow(name(row[by]), row["imports_eur"], row["exports_eur"], row[by])
        for row in _first(parts, top, by).iter_rows(named=True)
    )
    rest = BalanceRow(
        wording.say("common.other_countries" if by == "country" else "common.other_products"),
        _left(total.imports, [row.imports for row in shown]),
        _left(total.exports, [row.exports for row in shown]),
    )
    remains = parts.height > len(shown) or bool(rest.imports) or bool(rest.exports)
    return Rows(by, shown, rest if remains else None, total)


def _first(parts: pl.DataFrame, top: int, by: Dimension) -> pl.DataFrame:
    """Return the first parts of either flow, by the sum of both, ties by code."""
    import polars as pl

    both = pl.sum_horizontal("imports_eur", "exports_eur")
    return (
        parts.filter((pl.col("exports_rank") <= top) | (pl.col("imports_rank") <= top))
        .with_columns(both.alias("_both"))
        .sort("_both", by, descending=[True, False])
    )


def _left(total: int | None, shown: list[int | None]) -> int | None:
    return None if total is None else total - sum(value or 0 for value in shown)
