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
    """Minimum value in euros and share of exports in percent for a product to be compared.

    `finding_euros` and `finding_pct` are the minimum for it to be a finding.
    """

    euros: int = 0
    share_pct: float = 0.0
    finding_pct: float = 0.0
    finding_euros: int = 0


@dataclass(frozen=True, slots=True)
class Subject:
    """What the text of a chart needs besides its tables.

    Attributes:
        territory: the one whose trade is drawn.
        region: the région of a département, None for others.
        period: as in tables: `2024`, `2024Q3` or `2023Q3..2024Q2`.
        release: month of the figures' release, `2025-02`; None if it is not known.
        data: origin of the figures; the picture says so if they are the sample.
        lang: language of all text.
        products: short label of each product by code.
        countries: short label of each country by code.
        countries_with_article: name of each country as written in a sentence: `la Chine`, `the
            United States`.
        sections: short label of each A38 section by code.
        partners: name of each country or group of countries for which exposure is computed.
        floor: minimum for a product to be compared with France.
        caveats: one sentence per code, for products and sections attributed to a place by
            convention.
        only: what the figures are restricted to, and `only_note` a sentence on it; both empty for
            all trade.
        beside: territories that replace its région in a comparison; `nearness` is a sentence on
            how similar they are, if they were chosen for that.
        units: INSEE codes of the units that the territory is made of; none for France.
        alerts: sentences on missing or probably incomplete data, and on what values are divided by.
        licence: name and address of the figures' licence.
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
        """The territory's name, as used before the colon of a title."""
        return self.territory.name(self.lang)

    @property
    def of_place(self) -> str:
        """The territory's name with `de`: `du Nord`; in English the bare name, to follow `from`."""
        return self.territory.of(self.lang)

    @property
    def names(self) -> tuple[str, ...]:
        """Text in which no line may break: the territory's name, with and without preposition."""
        return self.of_place, self.place

    def product(self, code: str) -> str:
        """Return the short label of a product; the code where there is none."""
        return self.products.get(code, code)

    def caveats_of(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Return the caveats on some products or sections, each sentence once."""
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
        """Return a country's name as written in a sentence: `la Chine`, `the United States`."""
        return self.countries_with_article.get(code, self.country(code))
