"""Partner countries by the Customs' codes: names, French articles, zones, what can be ranked."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from tradefiche.configuration.loading import load, locate, slip

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tradefiche.configuration.schema import Names
    from tradefiche.language.typography import Lang
    from tradefiche.reference.schema import Country

EU = "eu27"
NO_ZONE = "none"


class Countries:
    """Names and zones of partner countries; a code that nobody knows is its own name."""

    def __init__(
        self,
        countries: Mapping[str, Country],
        zones: Mapping[str, Names],
        labels: Mapping[str, str] | None = None,
    ) -> None:
        """Keep the rows of the file, and French labels for codes that it lacks."""
        self._countries = countries
        self._zones = zones
        self._labels = labels or {}
        self.codes: tuple[str, ...] = tuple(sorted(countries))
        self.zones: tuple[str, ...] = tuple(zones)

    def with_labels(self, labels: Mapping[str, str]) -> Countries:
        """Return a copy that also knows these labels; those of `config/` come first."""
        return Countries(self._countries, self._zones, {**self._labels, **labels})

    def name(self, code: str, lang: Lang) -> str:
        """Return the full name; the code itself where nobody knows one."""
        country = self._countries.get(code)
        if country is None:
            return self._labels.get(code, code)
        return country.en if lang == "en" else country.fr

    def short(self, code: str, lang: Lang) -> str:
        """Return the name for charts; the full one where it is short enough."""
        country = self._countries.get(code)
        short = None
        if country is not None:
            short = country.short_en if lang == "en" else country.short
        return short or self.name(code, lang)

    def with_article(self, code: str, lang: Lang = "fr") -> str:
        """Return a name as sentences have it: `la Chine`, `Israël`; `the United States`, `China`.

        A name without article is in English the one for charts.
        """
        country = self._countries.get(code)
        if lang == "en":
            return f"the {country.en}" if country and country.the else self.short(code, "en")
        return (country.le if country else None) or self.name(code, "fr")

    def zone(self, code: str) -> str:
        """Return the id of the zone; `none` for special and unknown codes."""
        country = self._countries.get(code)
        return country.zone if country else NO_ZONE

    def zone_name(self, zone: str, lang: Lang) -> str:
        """Return a zone's name; the id itself where it has none."""
        names = self._zones.get(zone)
        if names is None:
            return zone
        return names.en if lang == "en" else names.fr

    def rankable(self, code: str) -> bool:
        """Say whether it is a partner country: not high seas, returned goods, a département."""
        country = self._countries.get(code)
        return country.rank if country else True

    def eu(self, code: str) -> bool:
        """Say whether it is one of the 27 members of today, whatever the year of the data."""
        return self.zone(code) == EU


@cache
def countries(dirs: tuple[Path, ...]) -> Countries:
    """Return the countries of these folders, read once; ConfigError if the file is wrong."""
    from tradefiche.reference import schema

    name = "countries.yaml"
    file = load(name, schema.CountryList, dirs)
    for code, country in file.countries.items():
        if country.zone not in file.zones:
            expected = "a zone named under zones"
            keys = ("countries", code, "zone")
            raise slip(locate(name, dirs), keys, expected=expected, got=country.zone)
        if not country.rank and country.zone != NO_ZONE:
            expected = f"{NO_ZONE}, as it cannot be ranked"
            keys = ("countries", code, "zone")
            raise slip(locate(name, dirs), keys, expected=expected, got=country.zone)
    return Countries(file.countries, {str(zone): names for zone, names in file.zones.items()})
