"""Names for codes, in the requested language and at the requested level of products."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from tradefiche.language.typography import typeset, within
from tradefiche.reference.codes import EXTRA_EU, OTHER, TOTAL
from tradefiche.reference.method import is_country
from tradefiche.reference.products import LEVELS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tradefiche.language.phrases import Wording
    from tradefiche.language.typography import Lang
    from tradefiche.reference.checks_schema import ChecksFile
    from tradefiche.reference.countries import Countries
    from tradefiche.reference.method import Method
    from tradefiche.reference.product_groups import ProductGroups
    from tradefiche.reference.products import Level, Nomenclature
    from tradefiche.reference.territories import Gazetteer
    from tradefiche.tabulation.filters import Filters

NameScope = Literal["alone", "beside", "share"]
"""Filtered trade counts alone, is shown in tables beside all other trade, or is measured as a share
of all trade."""
_NOTES: Mapping[NameScope, str] = MappingProxyType(
    {
        "alone": "common.filtered",
        "beside": "common.filtered_beside",
        "share": "common.filtered_share",
    }
)


@dataclass(frozen=True, slots=True)
class TableNames:
    """The names for codes, in one language and at one level of products.

    `per`: the name of what values of `ranking` are divided by.
    """

    products: Nomenclature
    countries: Countries
    places: Gazetteer
    method: Method
    groups: ProductGroups
    checks: ChecksFile
    wording: Wording
    level: Level
    lang: Lang
    per: str | None = None

    def product(self, code: str) -> str:
        """Return the full label of a product."""
        if code == OTHER:
            return self.wording.say("common.other_products")
        if code == TOTAL:
            return self.wording.say("common.all_products")
        return self.products.name(self.level, code, self.lang)

    def country(self, code: str) -> str:
        """Return the full name of a country."""
        if code == OTHER:
            return self.wording.say("common.other_countries")
        return self.countries.name(code, self.lang)

    def item(self, dimension: str, code: str) -> str:
        """Return the name of an element of a breakdown."""
        if dimension == "country":
            return self.country(code)
        if dimension in ("zone", "eu"):
            if code == EXTRA_EU:
                return self.wording.say("common.outside_eu")
            return self.countries.zone_name(code, self.lang)
        level = next(level for level in LEVELS if level == dimension)
        return self.products.name(level, code, self.lang)

    def partner(self, code: str) -> str:
        """Return the name of a country, or of a group of them."""
        return self.country(code) if is_country(code) else self.method.group_name(code, self.lang)

    def filtered(self, filters: Filters) -> str:
        """Return what figures are restricted to: `automobile, hors Chine`; empty if unfiltered."""
        names = (self._product_term, self.partner, self._product_term, self.partner)
        goods, places, *excluded = (
            self.wording.listed([name(word) for word in words])
            for name, (_, words) in zip(names, filters.options(), strict=True)
        )
        without = [self.wording.say("common.without", these=each) for each in excluded if each]
        return typeset(", ".join(filter(None, (goods, places, *without))), self.lang)

    def filter_note(self, filters: Filters, scope: NameScope) -> str:
        """Return a sentence on the trade that figures are of; empty without filters."""
        if not filters:
            return ""
        return self.wording.say(_NOTES[scope], these=self.filtered(filters))

    def _product_term(self, word: str) -> str:
        """Return the name of a product, or of a group of products, for use within a sentence."""
        if word in self.groups.by_name:
            return self.groups.by_name[word].text(self.lang)
        level = self.products.level_of(word, self.level) or self.level
        return within(self.products.short(level, word, self.lang))

    def short_product(self, code: str) -> str:
        """Return the short label of a product, for charts and terminals."""
        if code == OTHER:
            return self.product(code)
        return self.products.short(self.level, code, self.lang)

    def short_country(self, code: str) -> str:
        """Return the short name of a country, for charts and terminals."""
        return self.country(code) if code == OTHER else self.countries.short(code, self.lang)

    def territory(self, identifier: str) -> str:
        """Return the name of a territory; its id where it has none."""
        found = self.places.by_id(identifier)
        return found.name(self.lang) if found else identifier
