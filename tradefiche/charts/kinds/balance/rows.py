"""The rows of the balance: the first countries of either flow, what is left, and the total."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

    from tradefiche.charts.subject import Subject
    from tradefiche.language.phrases import Wording


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the chart in whole euros; None where the flow is not held."""

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
    """All lines: countries by imports plus exports, the rest if there is any, the total."""

    countries: tuple[Row, ...]
    others: Row | None
    total: Row

    @property
    def barred(self) -> tuple[Row, ...]:
        """The lines that have bars, from top to bottom."""
        return self.countries if self.others is None else (*self.countries, self.others)

    @property
    def every(self) -> tuple[Row, ...]:
        """All lines, from top to bottom."""
        return (*self.barred, self.total)

    @property
    def complete(self) -> bool:
        """Whether both flows are held."""
        return self.total.imports is not None and self.total.exports is not None


def read(
    totals: pl.DataFrame, partners: pl.DataFrame, subject: Subject, wording: Wording, *, top: int
) -> Rows:
    """Return the rows of one territory and period.

    What is left is the total minus the countries shown, so that the partners that cannot be
    ranked are in it and every column adds up.
    """
    entry = totals.row(0, named=True) if totals.height else {}
    total = Row(wording.say("common.total"), entry.get("imports_eur"), entry.get("exports_eur"))
    countries = tuple(
        Row(subject.country(row["country"]), row["imports_eur"], row["exports_eur"], row["country"])
        for row in _first(partners, top).iter_rows(named=True)
    )
    rest = Row(
        wording.say("common.other_countries"),
        _left(total.imports, [row.imports for row in countries]),
        _left(total.exports, [row.exports for row in countries]),
    )
    remains = partners.height > len(countries) or bool(rest.imports) or bool(rest.exports)
    return Rows(countries, rest if remains else None, total)


def _first(partners: pl.DataFrame, top: int) -> pl.DataFrame:
    """Return the first countries of either flow, by both together, ties by code."""
    import polars as pl

    both = pl.sum_horizontal("imports_eur", "exports_eur")
    return (
        partners.filter((pl.col("exports_rank") <= top) | (pl.col("imports_rank") <= top))
        .with_columns(both.alias("_both"))
        .sort("_both", "country", descending=[True, False])
    )


def _left(total: int | None, shown: list[int | None]) -> int | None:
    return None if total is None else total - sum(value or 0 for value in shown)
