"""Made-up series of quarters, with the tables that the indicators would make of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import polars as pl

from tests.charts.makers import shipped_texts, shipped_theme, subject
from tradefiche import charts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tradefiche.charts import Dress
    from tradefiche.charts.look.theme import Size
    from tradefiche.charts.scene.marks import Scene
    from tradefiche.language.typography import Lang
    from tradefiche.views.subject import Subject

Pair = tuple[int | None, int | None]
_SCHEMA = {
    "territory": pl.String, "period": pl.String, "span": pl.String, "exports_eur": pl.Int64,
    "imports_eur": pl.Int64, "balance_eur": pl.Int64, "change_note": pl.String,
}  # fmt: skip
_TOTALS = {
    "territory": pl.String, "period": pl.String, "exports_eur": pl.Int64, "imports_eur": pl.Int64,
    "exports_change_pct": pl.Float64, "imports_change_pct": pl.Float64, "change_note": pl.String,
}  # fmt: skip
_BREAK = (2022, 1)


@dataclass(frozen=True)
class Quarters:
    """Quarters up to `last`, each as (imports, exports); the period is the last `length` ones."""

    pairs: tuple[Pair, ...]
    last: tuple[int, int] = (2024, 4)
    length: int = 4
    vintage: bool = False
    lang: Lang = "fr"
    size: Size = "screen"
    dress: Dress = "framed"

    @property
    def dates(self) -> list[tuple[int, int]]:
        end = self.last[0] * 4 + self.last[1] - 1
        return [divmod(end - back, 4) for back in range(len(self.pairs) - 1, -1, -1)]

    @property
    def labels(self) -> list[str]:
        return [f"{year}Q{quarter + 1}" for year, quarter in self.dates]

    @property
    def period(self) -> str:
        end = self.last[0] * 4 + self.last[1] - 1
        first, last = divmod(end - self.length + 1, 4), divmod(end, 4)
        if self.length == 4 and first[1] == 0:
            return str(self.last[0])
        start, stop = (f"{year}Q{quarter + 1}" for year, quarter in (first, last))
        return start if start == stop else f"{start}..{stop}"

    @property
    def drawn(self) -> list[tuple[str, Pair]]:
        """The quarters of the picture."""
        return list(zip(self.labels, self.pairs, strict=True))[-16:]

    @property
    def tables(self) -> dict[str, pl.DataFrame]:
        rows = [
            ("dept-59", label, "quarter", exported, imported, _less(exported, imported), note)
            for label, (imported, exported), note in zip(
                self.labels, self.pairs, self._notes(), strict=True
            )
        ]
        years = list(self._years())  # drawn where there are more than 16 quarters
        now, before = self.pairs[-self.length :], self._before()
        codes = sorted({code for note in self._notes()[-self.length :] for code in note.split()})
        totals = [
            (
                "dept-59", self.period, _sum(now, 1), _sum(now, 0), *(
                    _change(_sum(now, side), _sum(before, side)) for side in (1, 0)
                ), " ".join(codes) or None,
            )
        ]  # fmt: skip
        return {
            "evolution": pl.DataFrame([*rows, *years], schema=_SCHEMA, orient="row"),
            "totals": pl.DataFrame(totals, schema=_TOTALS, orient="row"),
        }

    @property
    def about(self) -> Subject:
        return subject(period=self.period, lang=self.lang)

    def _before(self) -> Sequence[Pair]:
        end = len(self.pairs) - 4
        return self.pairs[end - self.length : end] if end >= self.length else ((None, None),)

    def _years(self) -> Iterator[tuple[object, ...]]:
        """Yield the row of every four quarters in a row."""
        for start in range(len(self.pairs) - 3):
            (first, *_), four = self.dates[start : start + 4], self.pairs[start : start + 4]
            exported, imported = _sum(four, 1), _sum(four, 0)
            ends = self.labels[start], self.labels[start + 3]
            label = str(first[0]) if first[1] == 0 else "..".join(ends)
            straddles = (first[0] - 1, first[1] + 1) < _BREAK <= _one_based(self.dates[start + 3])
            note = "emebi" if straddles else None
            balance = _less(exported, imported)
            yield "dept-59", label, "year", exported, imported, balance, note

    def _notes(self) -> list[str]:
        late = f"{self.last[0]}Q"
        return [
            " ".join(
                code
                for code, holds in (
                    ("emebi", (year - 1, quarter + 1) < _BREAK <= (year, quarter + 1)),
                    ("vintage", self.vintage and f"{year}Q" == late),
                )
                if holds
            )
            for year, quarter in self.dates
        ]


def _one_based(date: tuple[int, int]) -> tuple[int, int]:
    return date[0], date[1] + 1


@cache
def drawn(quarters: Quarters) -> Scene:
    return charts.compose(
        "evolution", quarters.tables, quarters.about, shipped_theme(), shipped_texts(),
        size=quarters.size, dress=quarters.dress,
    )  # fmt: skip


def _less(exported: int | None, imported: int | None) -> int | None:
    return None if exported is None or imported is None else exported - imported


def _sum(pairs: Sequence[Pair], side: int) -> int | None:
    values = [pair[side] for pair in pairs]
    return None if None in values else sum(value or 0 for value in values)


def _change(now: int | None, before: int | None) -> float | None:
    return None if now is None or not before else 100.0 * (now - before) / before
