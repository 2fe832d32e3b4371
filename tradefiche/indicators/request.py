"""What is asked: which territories and products, and how far down the ranking."""

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


@dataclass(frozen=True, slots=True)
class Request:
    """A question to the indicators.

    Attributes:
        territories: those asked for, in order.
        ranked: the units and régions among which ranks are counted, and whose sums give shares.
        specialisation, dependence: floors and thresholds.
        checks: bounds and caveats.
        level: nomenclature of products.
        to_level: code of the column `below` to code of `level`; empty where they are one.
        unrankable: country codes that have no rank.
        top: number of products and of countries that `flows` names.
        highlight: number of flows marked.
        products, countries: filters; none if empty. `products` maps columns (`a129`, `cpf4`) to
            codes: a row counts that has one of them.
        without_products, without_countries: what is left out of all that is counted, likewise.
        energy: the products without which figures « hors énergie » are counted, by column; none
            where filters leave nothing else.
        uncounted: the A129 codes of which filters and exclusions leave nothing.
        zones: country code to zone; a code that is not there has none. `zone_order`: all zones.
        sections: the levels by which structure is shown: A129 code to code of the level.
        partners: the countries and groups to which exposure is counted; `tariff` a rate in percent.
        measure: what `ranking` ranks by: one of `measures.MEASURES`.
        per: numbers by id of a territory, by which its values are divided; None for none.
        nearest: how many peers are listed; `beside` those that are named, in place of the nearest.
        sums: those that the tables of one question share; see `cells`.
        shown: the codes of `products` where all of them are of `level`, else empty: then table
            `products` shows their rows alone, with the rank and share that they have among all.
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
    products: Mapping[str, frozenset[str]]
    shown: frozenset[str]
    countries: frozenset[str]
    without_products: Mapping[str, frozenset[str]]
    without_countries: frozenset[str]
    uncounted: frozenset[str]
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
        """The column of the rows from which the product is read."""
        return "cpf4" if self.level == "cpf4" else "a129"

    @property
    def restricted(self) -> bool:
        """Whether not all rows are counted: something is chosen, or left out."""
        chosen, left_out = self.products or self.countries, any(self.exclusions)
        return bool(chosen) or left_out

    @property
    def exclusions(self) -> Exclusions:
        """What is left out of all that is counted, to tell sums apart."""
        return frozenset(self.without_products.items()), self.without_countries

    def counts(self, country: str) -> bool:
        """Say whether filters and exclusions leave a country."""
        asked = not self.countries or country in self.countries
        return asked and country not in self.without_countries

    @property
    def without_energy(self) -> Request:
        """The same question with energy left out too."""
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
        """The same question without filters: of everything but what is left out."""
        none: frozenset[str] = frozenset()
        return replace(self, products={}, shown=none, countries=none, uncounted=none)

    @property
    def unrestricted(self) -> Request:
        """The same question of all rows: nothing is chosen, nothing left out."""
        return replace(self.whole, without_products={}, without_countries=frozenset())
