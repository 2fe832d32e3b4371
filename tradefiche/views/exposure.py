"""The products exported most to a partner, and the total of all products."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tradefiche.reference.codes import TOTAL

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

    from tradefiche.language.phrases import Wording
    from tradefiche.views.subject import Subject

MOST = 12  # products


@dataclass(frozen=True, slots=True)
class ExposedProduct:
    """Exports of a product to the partner, in euros, and the partner's shares in percent.

    Attributes:
        code: code of the product, or `TOTAL`.
        name: label of the product.
        value: exports of the territory to the partner.
        share, region, france: the partner's share of all exports of the product by the territory,
            by its région, by France.
        part: the product's share of all exports of the territory to the partner.
    """

    code: str
    name: str
    value: int
    share: float | None
    region: float | None
    france: float | None
    part: float | None


@dataclass(frozen=True, slots=True)
class Supply:
    """Imports from the partner in euros, and its share of all in percent, here and in France."""

    value: int | None
    share: float | None
    france: float | None


@dataclass(frozen=True, slots=True)
class ExposureView:
    """The rows of the chart, and the imports from the partner.

    Attributes:
        partner: code of a country, or name of a group.
        total: all products together; None if exports are not held.
        products: those exported most to the partner, by falling value.
        more: whether other products are exported to it.
        negative: products whose value is a correction below 0, the largest correction first.
        imports: imports from the partner.
    """

    partner: str
    total: ExposedProduct | None
    products: tuple[ExposedProduct, ...]
    more: bool
    negative: tuple[ExposedProduct, ...]
    imports: Supply

    @property
    def every(self) -> tuple[ExposedProduct, ...]:
        """The rows from top to bottom."""
        return self.products if self.total is None else (*self.products, self.total)

    @property
    def rest(self) -> int:
        """Exports of all other products to the partner in euros, corrections included."""
        return (self.total.value if self.total else 0) - sum(each.value for each in self.products)

    @property
    def beside_france(self) -> bool:
        """Whether there are shares of France to compare with; France itself has none."""
        return any(each.france is not None for each in self.every)


def read(
    exposure: pl.DataFrame,
    subject: Subject,
    wording: Wording,
    *,
    most: int = MOST,
    rest: bool = False,
) -> ExposureView:
    """Return the exposure of one territory and period to the first partner of the table.

    Args:
        exposure: the rows of `exposure`.
        subject: gives the labels.
        wording: the phrases.
        most: maximum number of rows beside the total.
        rest: whether one of them is kept free for the sum of the other products.
    """
    import polars as pl

    partner = str(exposure["partner"][0]) if exposure.height else ""
    table = exposure.filter(pl.col("partner") == partner)
    entry = next(iter(table.filter(pl.col("product") == TOTAL).to_dicts()), {})
    found = table.filter(pl.col("product") != TOTAL, pl.col("exports_eur") != 0)
    ordered = found.sort("exports_eur", "product", descending=[True, False])
    products = [_product(subject.product(row["product"]), row) for row in ordered.to_dicts()]
    exported = [each for each in products if each.value > 0]
    held = entry.get("exports_eur") is not None
    shown = most - 1 if rest and len(exported) > most else most
    return ExposureView(
        partner,
        _product(wording.say("common.total"), entry) if held else None,
        tuple(exported[:shown]) if held else (),
        len(exported) > shown,
        tuple(each for each in reversed(products) if each.value < 0),
        Supply(
            entry.get("imports_eur"),
            entry.get("imports_exposure_pct"),
            entry.get("france_imports_exposure_pct"),
        ),
    )


def there(exposure: ExposureView, subject: Subject, wording: Wording) -> str:
    """Return the partner as named after a preposition: `les États-Unis`, `ces pays`, `China`."""
    if exposure.partner not in subject.countries:
        return wording.say("exposure.these_countries")
    return subject.named_country(exposure.partner)


def _product(name: str, row: Mapping[str, Any]) -> ExposedProduct:
    return ExposedProduct(
        row["product"],
        name,
        row["exports_eur"],
        row["exports_exposure_pct"],
        row["region_exports_exposure_pct"],
        row["france_exports_exposure_pct"],
        row["exports_part_pct"],
    )
