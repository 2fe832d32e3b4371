"""The A38 sections to compare: those with a large share on any side, and the rest added up."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, fsum
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

    from tradefiche.language.phrases import Wording
    from tradefiche.views.subject import Subject

ComparedSide = Literal["own", "region", "first", "second", "france", "exports", "imports"]
BESIDE: tuple[ComparedSide, ComparedSide] = ("first", "second")
"""The sides of territories that are named, or nearest, and replace the région."""
MOST = 16  # rows
COLUMNS: dict[ComparedSide, str] = {
    "own": "exports_share_pct",
    "region": "region_exports_share_pct",
    "first": "first_exports_share_pct",
    "second": "second_exports_share_pct",
    "france": "france_exports_share_pct",
    "exports": "exports_share_pct",
    "imports": "imports_share_pct",
}


@dataclass(frozen=True, slots=True)
class ComparedSection:
    """A section and its share in percent on each side; `code` is None for the rest."""

    code: str | None
    name: str
    shares: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Structure:
    """The sections compared, and their shares.

    Attributes:
        sides: what the shares are of: the territory's own exports first, then those known of its
            région, or of the territories it is compared with, and of France; for France itself
            exports and imports.
        sections: those shown individually, the largest share on the first side first.
        rest: the others added up, None if there are none.
        gathered: names of the sections in the rest, the largest first; `limit` is the largest of
            their shares in percent, rounded up to one decimal.
        total: the territory's exports in euros, None if they are not held.
    """

    sides: tuple[ComparedSide, ...]
    sections: tuple[ComparedSection, ...]
    rest: ComparedSection | None
    gathered: tuple[str, ...]
    limit: float
    total: int | None

    @property
    def every(self) -> tuple[ComparedSection, ...]:
        """The rows from top to bottom."""
        return self.sections if self.rest is None else (*self.sections, self.rest)

    @property
    def drawn(self) -> bool:
        """Whether there are exports to draw."""
        return self.total is not None and self.total > 0 and bool(self.sections)


def read(
    structure: pl.DataFrame, subject: Subject, wording: Wording, *, most: int = MOST
) -> Structure:
    """Return the comparison of one territory and period.

    Sections that are 0 or unknown on every side are left out. If more than `most` rows remain,
    the sections with the smallest maximum share over all sides are added up.
    """
    import polars as pl

    table = structure.filter(pl.col("dimension") == "a38").sort("item")
    values = table["exports_eur"].to_list()
    total = None if not values or None in values else sum(values)
    sides = _sides(table, subject)
    columns = [table[COLUMNS[side]].to_list() for side in sides]
    every = [
        ComparedSection(code, subject.section(code), tuple(shares))
        for code, *shares in zip(table["item"], *columns, strict=True)
    ]
    found = [section for section in every if any(section.shares)]
    found.sort(key=lambda each: (-_weight(each), each.code))
    kept, others = (found, []) if len(found) <= most else (found[: most - 1], found[most - 1 :])
    return Structure(
        sides=sides,
        sections=tuple(sorted(kept, key=_order)),
        rest=_added(others, wording.say("comparison.rest")) if others else None,
        gathered=tuple(each.name for each in others),
        limit=ceil(10 * _weight(others[0])) / 10 if others else 0.0,
        total=total,
    )


def with_beside(structure: pl.DataFrame, others: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Return a territory's rows, with the shares of the others it is compared with as columns."""
    import polars as pl

    keys = ["dimension", "item"]
    for side, other in zip(BESIDE, others, strict=False):
        shares = other.select(*keys, pl.col("exports_share_pct").alias(COLUMNS[side]))
        structure = structure.join(shares, on=keys, how="left", maintain_order="left")
    return structure


def _sides(table: pl.DataFrame, subject: Subject) -> tuple[ComparedSide, ...]:
    """Return the sides to compare; those without any known share are left out."""
    france = subject.territory.kind == "france"
    first: ComparedSide = "exports" if france else "own"
    near: tuple[ComparedSide, ...] = BESIDE[: len(subject.beside)]
    if not near and subject.region is not None:
        near = ("region",)
    others = (near or ("imports",)) if france else (*near, "france")
    return (first, *(side for side in others if table[COLUMNS[side]].is_not_null().any()))


def _weight(section: ComparedSection) -> float:
    return max(abs(share or 0) for share in section.shares)


def _order(section: ComparedSection) -> tuple[object, ...]:
    """Return the sort key: by falling share of the first side, then of the others from the last.

    Unknown shares come last; ties are sorted by code.
    """
    first, *others = (float("inf") if share is None else -share for share in section.shares)
    return (first, *reversed(others), section.code)


def _added(sections: Sequence[ComparedSection], name: str) -> ComparedSection:
    columns = zip(*(section.shares for section in sections), strict=True)
    return ComparedSection(None, name, tuple(map(_sum, columns)))


def _sum(shares: Sequence[float | None]) -> float | None:
    known = [share for share in shares if share is not None]
    return fsum(known) if len(known) == len(shares) else None
