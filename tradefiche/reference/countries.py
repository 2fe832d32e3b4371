"""Partner countries by Customs code: names, French articles, zones, whether they are ranked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.configuration.loading import kept, read
from tradefiche.reference.codes import EU, NO_ZONE
from tradefiche.reference.matching import fold

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tradefiche.language.typography import Lang
    from tradefiche.reference.schema import Country, Zone


class Countries:
    """Names and zones of partner countries; an unknown code is its own name."""

    def __init__(
        self,
        countries: Mapping[str, Country],
        zones: Mapping[str, Zone],
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
        """Return the full name, or the code itself if it is unknown."""
        country = self._countries.get(code)
        if country is None:
            return self._labels.get(code, code)
        return country.text(lang)

    def short(self, code: str, lang: Lang) -> str:
        """Return the short name for charts, or the full one if there is none."""
        country = self._countries.get(code)
        short = None
        if country is not None:
            short = country.short_en if lang == "en" else country.short
        return short or self.name(code, lang)

    def with_article(self, code: str, lang: Lang = "fr") -> str:
        """Return a name for use in a sentence: `la Chine`, `Israël`; `the United States`, `China`.

        In English a name without article is the short one.
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
        """Return a zone's name, or the id itself if it is unknown."""
        names = self._zones.get(zone)
        if names is None:
            return zone
        return names.text(lang)

    def zone_called(self, text: str) -> str | None:
        """Return the id of the zone that has `text` as an alias, such as `UE`; None if none has."""
        wanted = fold(text)
        known = ((zone, map(fold, names.also)) for zone, names in self._zones.items())
        return next((zone for zone, also in known if wanted in also), None)

    def also(self, code: str) -> tuple[str, ...]:
        """Return the short names of a country, and its aliases."""
        country = self._countries[code]
        return tuple(filter(None, (country.short, country.short_en, *country.also)))

    def zone_also(self, zone: str) -> tuple[str, ...]:
        """Return the aliases of a zone."""
        return self._zones[zone].also

    def called(self, text: str) -> list[str]:
        """Return the countries of a name, else those whose name starts so: `GB (Royaume-Uni)`."""
        wanted = fold(text)
        exact, fitting = [], []
        for code, each in self._countries.items():
            shown = {fold(other): each.fr for other in each.also}
            shown |= {fold(each.en): each.en, fold(each.fr): each.fr}
            if wanted in shown:
                exact.append(f"{code} ({shown[wanted]})")
            elif near := next((own for own in shown if wanted and own.startswith(wanted)), None):
                fitting.append(f"{code} ({shown[near]})")
        return exact or fitting

    def rankable(self, code: str) -> bool:
        """Return whether it is a partner country: not high seas, returned goods, a département."""
        country = self._countries.get(code)
        return country.rank if country else True

    def eu(self, code: str) -> bool:
        """Return whether it is one of today's 27 EU members, whatever the year of the data."""
        return self.zone(code) == EU and self.rankable(code)


@kept
def countries(dirs: tuple[Path, ...]) -> Countries:
    """Return the countries of these folders, cached; ConfigError if the file is wrong."""
    from tradefiche.reference import schema

    layers = read("countries.yaml", dirs)
    file = layers.checked(schema.CountryList)
    for code, country in file.countries.items():
        if country.zone not in file.zones:
            expected = "a zone named under zones"
            keys = ("countries", code, "zone")
            raise layers.slip(keys, expected=expected, got=country.zone)
        if not country.rank and country.zone not in {NO_ZONE, EU}:
            expected = f"{NO_ZONE} or {EU}, as it cannot be ranked"
            keys = ("countries", code, "zone")
            raise layers.slip(keys, expected=expected, got=country.zone)
    return Countries(file.countries, {str(zone): names for zone, names in file.zones.items()})
