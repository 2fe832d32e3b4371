"""What a chart is about: territory, period, origin of the data, language and short labels."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tradefiche.language.typography import Lang
    from tradefiche.reference.territories import Territory


@dataclass(frozen=True, slots=True)
class Floor:
    """From which value in euros and share of exports in percent on a product is compared.

    `finding_euros` and `finding_pct` are those from which on it is worth a finding.
    """

    euros: int = 0
    share_pct: float = 0.0
    finding_pct: float = 0.0
    finding_euros: int = 0


@dataclass(frozen=True, slots=True)
class Subject:
    """What the words of a chart need beside its tables.

    Attributes:
        territory: whose trade is drawn.
        region: the région of a département, None for others.
        period: as in tables: `2024`, `2024Q3` or `2023Q3..2024Q2`.
        release: month of the figures' release, `2025-02`; None if it is not known.
        data: origin of the figures; the picture says so if they are the sample.
        lang: language of all words.
        products: short label of each product by code.
        countries: short label of each country by code.
        countries_with_article: name of each country as sentences have it: `la Chine`, `the United
            States`.
        sections: short label of each A38 section by code.
        partners: name of each country or group of countries that exposure is counted to.
        floor: from where on a product is compared with France.
        caveats: a sentence by code for products and sections of which the place is a convention.
        only: what the figures are restricted to, and `only_note` a sentence on it; empty where they
            are of all trade.
        beside: whom a comparison sets it beside, in place of its région; `nearness` a sentence on
            how near they are, where that is why they are there.
        units: INSEE codes of the units that the territory is made of; none for France.
        alerts: sentences on quarters behind the figures that are probably incomplete.
        licence: of the figures, its name and address.
    """

    territory: Territory
    region: Territory | None
    period: str
    release: str | None
    data: Literal["customs", "sample"]
    lang: Lang
    products: Mapping[str, str]
    countries: Mapping[str, str]
    countries_with_article: Mapping[str, str]
    sections: Mapping[str, str] = field(default_factory=dict)
    partners: Mapping[str, str] = field(default_factory=dict)
    floor: Floor = field(default_factory=Floor)
    caveats: Mapping[str, str] = field(default_factory=dict)
    only: str = ""
    only_note: str = ""
    beside: tuple[Territory, ...] = ()
    nearness: str = ""
    units: tuple[str, ...] = ()
    alerts: tuple[str, ...] = ()
    licence: str = ""

    @property
    def place(self) -> str:
        """The territory's name, as it stands before a title's colon."""
        return self.territory.name(self.lang)

    @property
    def of_place(self) -> str:
        """The territory behind what is its own: `du Nord`; in English its name, behind `from`."""
        return self.territory.of(self.lang)

    @property
    def names(self) -> tuple[str, ...]:
        """What a line is not to break within: the territory's name, with its preposition too."""
        return self.of_place, self.place

    def product(self, code: str) -> str:
        """Return the short label of a product; the code where there is none."""
        return self.products.get(code, code)

    def caveats_of(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Return what is to be known of some products or sections, each sentence once."""
        said = (self.caveats[code] for code in codes if code in self.caveats)
        return tuple(dict.fromkeys(said))

    def section(self, code: str) -> str:
        """Return the short label of an A38 section; the code where there is none."""
        return self.sections.get(code, code)

    def partner(self, code: str) -> str:
        """Return the name of a country or group; the code where there is none."""
        return self.partners.get(code, code)

    def country(self, code: str) -> str:
        """Return the short name of a country; the code where there is none."""
        return self.countries.get(code, code)

    def named_country(self, code: str) -> str:
        """Return a country's name as it stands in a sentence: `la Chine`, `the United States`."""
        return self.countries_with_article.get(code, self.country(code))
