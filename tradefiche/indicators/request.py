"""The request to the indicators: territories, products, filters, thresholds and list lengths."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tradefiche.indicators.sums import Exclusions, SharedSums

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tradefiche.reference.checks_schema import ChecksFile
    from tradefiche.reference.method import Partner
    from tradefiche.reference.method_schema import Dependence, Specialisation
    from tradefiche.reference.products import Level
    from tradefiche.reference.territories import Territory


@dataclass(frozen=True, slots=True, kw_only=True)
class Restriction:
    """Which rows count.

    Attributes:
        products, countries: filters; none if empty. `products` maps columns (`a129`, `cpf4`) to
            codes; a row with any of them counts.
        without_products, without_countries: exclusions in the same form; such rows never count.
        shown: the codes of `products` where all of them are of the requested level, else empty; if
            set, tables with a row per product show only these, with their ranks and shares among
            all products.
        uncounted: the A129 codes of which filters and exclusions leave nothing.
    """

    products: Mapping[str, frozenset[str]]
    countries: frozenset[str]
    without_products: Mapping[str, frozenset[str]]
    without_countries: frozenset[str]
    shown: frozenset[str]
    uncounted: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request(Restriction):
    """A request to the indicators.

    Attributes:
        territories: those requested, in order.
        ranked: all units and régions, which are ranked, and France; shares are of régions and
            France.
        specialisation, dependence: floors and thresholds of these tables.
        checks: bounds, issues and caveats.
        level: level of the product nomenclature.
        to_level: code in `column` to code of `level`; empty where they are the same.
        unrankable: country codes that have no rank.
        top: number of products and of countries that `flows` names.
        highlight: number of pairs per flow that `flows` highlights.
        energy: the products that figures excluding energy leave out, by column; empty where
            filters leave nothing else.
        zones: country code to zone; an absent code has none. `zone_order`: all zones.
        sections: for each level that `structure` breaks down by, A129 code to code of that level.
        partners: countries and groups that `exposure` is computed for; `tariff`: rate in percent.
        measure: what `ranking` ranks by: one of `measures.MEASURES`.
        per: numbers by territory id that values of `ranking` are divided by; None for no division.
        nearest: how many peers are listed; `beside`: named peers, listed instead of the nearest.
        sums: sums shared by the tables of one question; see `cells`.
    """

    territories: Sequence[Territory]
    ranked: Sequence[Territory]
    specialisation: Specialisation
    dependence: Dependence
    checks: ChecksFile
    level: Level
    to_level: Mapping[str, str]
    unrankable: frozenset[str]
    top: int
    highlight: int
    energy: Mapping[str, frozenset[str]]
    zones: Mapping[str, str]
    zone_order: Sequence[str]
    sections: Mapping[Level, Mapping[str, str]]
    partners: Sequence[Partner]
    tariff: float | None
    measure: str
    per: Mapping[str, float] | None
    nearest: int
    beside: Sequence[Territory]
    sums: SharedSums = field(default_factory=SharedSums, compare=False, repr=False)

    @property
    def column(self) -> str:
        """The column of the rows that product codes are read from."""
        return "cpf4" if self.level == "cpf4" else "a129"

    @property
    def restricted(self) -> bool:
        """Whether a filter or an exclusion restricts the rows that are counted."""
        chosen, left_out = self.products or self.countries, any(self.exclusions)
        return bool(chosen) or left_out

    @property
    def exclusions(self) -> Exclusions:
        """The exclusions in hashable form, as part of the key of a sum."""
        return frozenset(self.without_products.items()), self.without_countries

    def counts(self, country: str) -> bool:
        """Say whether filters and exclusions keep a country."""
        asked = not self.countries or country in self.countries
        return asked and country not in self.without_countries

    @property
    def without_energy(self) -> Request:
        """The same request with energy products excluded too."""
        none: frozenset[str] = frozenset()
        columns = {*self.without_products, *self.energy}
        return replace(
            self,
            without_products={
                column: self.without_products.get(column, none) | self.energy.get(column, none)
                for column in columns
            },
        )

    @property
    def whole(self) -> Request:
        """The same request without filters; exclusions remain."""
        none: frozenset[str] = frozenset()
        return replace(self, products={}, shown=none, countries=none, uncounted=none)

    @property
    def unrestricted(self) -> Request:
        """The same request for all rows, without filters or exclusions."""
        return replace(self.whole, without_products={}, without_countries=frozenset())
