"""Names and zones for the codes of counted tables, in the language asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tradefiche.indicators.exposure import TOTAL
from tradefiche.indicators.request import OTHER
from tradefiche.indicators.structure import EXTRA_EU
from tradefiche.reference.method import is_country
from tradefiche.reference.products import LEVELS
from tradefiche.tabulation.check_messages import worded
from tradefiche.tabulation.conform import TABLES, conform

if TYPE_CHECKING:
    from collections.abc import Callable

    import polars as pl

    from tradefiche.customs.manifest import Data
    from tradefiche.language.phrases import Wording
    from tradefiche.language.typography import Lang
    from tradefiche.reference.checks_schema import ChecksFile
    from tradefiche.reference.countries import Countries
    from tradefiche.reference.method import Method
    from tradefiche.reference.products import Level, Nomenclature
    from tradefiche.reference.territories import Gazetteer

_OTHERS = {
    "product": {"fr": "Autres activités", "en": "Other activities"},
    "country": {"fr": "Autres pays", "en": "Other countries"},
}
_ALL_PRODUCTS = {"fr": "Ensemble des produits", "en": "All products"}
_OUTSIDE = {"fr": "Hors Union européenne à 27", "en": "Outside the European Union (27)"}


@dataclass(frozen=True, slots=True)
class Names:
    """Where names come from, and in which language and at which level."""

    products: Nomenclature
    countries: Countries
    places: Gazetteer
    method: Method
    checks: ChecksFile
    wording: Wording
    level: Level
    lang: Lang

    def product(self, code: str) -> str:
        """Return the full label of a product."""
        if code == OTHER:
            return _OTHERS["product"][self.lang]
        if code == TOTAL:
            return _ALL_PRODUCTS[self.lang]
        return self.products.name(self.level, code, self.lang)

    def country(self, code: str) -> str:
        """Return the full name of a country."""
        if code == OTHER:
            return _OTHERS["country"][self.lang]
        return self.countries.name(code, self.lang)

    def item(self, dimension: str, code: str) -> str:
        """Return the name of an element of a breakdown."""
        if dimension == "country":
            return self.country(code)
        if dimension in ("zone", "eu"):
            zone = self.countries.zone_name(code, self.lang)
            return _OUTSIDE[self.lang] if code == EXTRA_EU else zone
        level = next(level for level in LEVELS if level == dimension)
        return self.products.name(level, code, self.lang)

    def partner(self, code: str) -> str:
        """Return the name of a country, or of a group of them."""
        return self.country(code) if is_country(code) else self.method.group_name(code, self.lang)

    def short_product(self, code: str) -> str:
        """Return the label of a product for charts and terminals."""
        return (
            self.product(code)
            if code == OTHER
            else self.products.short(self.level, code, self.lang)
        )

    def short_country(self, code: str) -> str:
        """Return the name of a country for charts and terminals."""
        return self.country(code) if code == OTHER else self.countries.short(code, self.lang)

    def territory(self, identifier: str) -> str:
        """Return the name of a territory; its id where it has none."""
        found = self.places.by_id(identifier)
        return found.name(self.lang) if found else identifier


def labelled(table: str, frame: pl.DataFrame, names: Names, data: Data) -> pl.DataFrame:
    """Add names, zone and origin to a counted table; return it as it is published."""
    import polars as pl

    added: dict[str, tuple[str, Callable[[str], str]]] = {
        "territory_name": ("territory", names.territory),
        "product_name": ("product", names.product),
        "country_name": ("country", names.country),
        "zone": ("country", names.countries.zone),
        "partner_name": ("partner", names.partner),
        "first_country_name": ("first_country", names.country),
    }
    wanted = TABLES[table].names
    columns = [
        pl.col(key)
        .replace_strict(
            {code: name(code) for code in frame[key].unique().drop_nulls()},
            return_dtype=pl.String,
        )
        .alias(column)
        for column, (key, name) in added.items()
        if column in wanted
    ]
    if "item_name" in wanted:
        frame = _with_items(frame, names)
    if table == "checks":
        frame = worded(frame, names)
    return conform(table, frame.with_columns(*columns, pl.lit(data).alias("data")))


def _with_items(frame: pl.DataFrame, names: Names) -> pl.DataFrame:
    """Add the names of the elements of breakdowns."""
    import polars as pl

    pairs = frame.select("dimension", "item").unique().rows()
    known = pl.DataFrame(
        [(dimension, code, names.item(dimension, code)) for dimension, code in pairs],
        schema=dict.fromkeys(("dimension", "item", "item_name"), pl.String),
        orient="row",
    )
    return frame.join(known, on=["dimension", "item"], how="left", maintain_order="left")
