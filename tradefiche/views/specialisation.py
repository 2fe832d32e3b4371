"""Exported products compared with France: their share here and there, and the ratio of the two."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from tradefiche.language.typography import number

if TYPE_CHECKING:
    import polars as pl

    from tradefiche.language.phrases import Wording
    from tradefiche.views.subject import Floor, Subject

MOST = 12  # products
_DRAWN = 8  # products; fewer are listed, not drawn
LEAST = 0.05  # a ratio under it would print as 0,0
_ALIKE = (0.95, 1.05)  # between them a ratio prints as 1,0


@dataclass(frozen=True, slots=True)
class SpecialisedProduct:
    """A product: whole euros, share of exports here and in France in percent, and their ratio."""

    code: str
    name: str
    value: int
    share: float
    france: float
    ratio: float

    @property
    def specialised(self) -> bool:
        """Whether it weighs at least as much as in France's exports."""
        return self.ratio >= 1

    @property
    def alike(self) -> bool:
        """Whether it weighs about as much as in France's exports."""
        least, most = _ALIKE
        return least <= self.ratio < most


@dataclass(frozen=True)
class Profile:
    """The exports of a territory and period, compared with those of France.

    Attributes:
        total: whole euros exported, None if the flow is not held.
        level: nomenclature level of the products.
        products: those that can be compared, in the order of the table: the greatest ratio first,
            then by code.
        beyond: names of exported products of which France, after corrections, exports nothing.
        floor: minimum value and share for a product to be in the table, and to be a finding.
        compared: whether France's exports are known.
        most: maximum number of products shown.
    """

    total: int | None
    level: str
    products: tuple[SpecialisedProduct, ...]
    beyond: tuple[str, ...]
    floor: Floor
    compared: bool
    most: int = MOST

    @cached_property
    def weighty(self) -> tuple[SpecialisedProduct, ...]:
        """The products large enough to be a finding, by falling ratio."""
        floor = self.floor
        return tuple(
            product
            for product in self.products
            if product.share >= floor.finding_pct and product.value >= floor.finding_euros
        )

    @cached_property
    def shown(self) -> tuple[SpecialisedProduct, ...]:
        """The `most` products with the greatest ratio among the weighty ones, by falling ratio.

        If there are fewer, they are completed by the largest of the others.
        """
        weighty = self.weighty[: self.most]
        others = sorted(set(self.products) - {*self.weighty}, key=lambda p: (-p.value, p.code))
        chosen = {*weighty, *others[: self.most - len(weighty)]}
        return tuple(product for product in self.products if product in chosen)

    @property
    def drawn(self) -> bool:
        """Whether there are enough products to draw: a few are easier to read as a list."""
        return len(self.products) >= _DRAWN

    @property
    def leading(self) -> SpecialisedProduct | None:
        """The product of the finding: the greatest ratio among the weighty ones, else of all."""
        return next(iter(self.weighty or self.products), None)


def read(
    totals: pl.DataFrame, table: pl.DataFrame, subject: Subject, *, most: int = MOST
) -> Profile:
    """Return the profile of one territory and period, which shows at most `most` products."""
    products: list[SpecialisedProduct] = []
    beyond: list[tuple[int, str]] = []
    for row in table.iter_rows(named=True):
        code, value, ratio = row["product"], row["exports_eur"], row["rca"]
        france = row["france_exports_share_pct"]
        if ratio is not None and ratio > 0:
            share = row["exports_share_pct"]
            products.append(
                SpecialisedProduct(code, subject.product(code), value, share, france, ratio)
            )
        elif value is not None and value > 0 and france is not None and france <= 0:
            beyond.append((-value, code))
    products.sort(key=lambda each: (-each.ratio, each.code))
    return Profile(
        total=totals["exports_eur"][0] if totals.height else None,
        level=next(iter(table["level"]), "a129"),
        products=tuple(products),
        beyond=tuple(subject.product(code) for _, code in sorted(beyond)),
        floor=subject.floor,
        compared=not table["france_exports_share_pct"].null_count(),
        most=most,
    )


def times(ratio: float, wording: Wording) -> str:
    """Return a ratio as written in a sentence: `4,4`, `moins de 0,1`."""
    if ratio < LEAST:
        return wording.say("specialisation.under", times=number(0.1, 1, lang=wording.lang))
    return number(ratio, 1, lang=wording.lang)
