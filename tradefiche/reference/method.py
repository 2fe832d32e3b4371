"""Parameters of the indicators, from `config/indicators.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from tradefiche.configuration.loading import kept, read
from tradefiche.errors import UsageError
from tradefiche.language.templates import filled, require_places
from tradefiche.language.typography import fixed_percent, typeset
from tradefiche.reference.codes import NO_ZONE
from tradefiche.reference.countries import countries
from tradefiche.reference.matching import suggestion

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tradefiche.language.typography import Lang
    from tradefiche.reference.method_schema import MethodFile

FILE = "indicators.yaml"
_CODE_LENGTH = 2
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Partner:
    """A country or group of countries to which a territory's exposure is measured.

    Attributes:
        id: a country's code, or the name of a group.
        members: codes of countries.
    """

    id: str
    members: frozenset[str]


class Method:
    """Floors and thresholds, in `file`; notes on these, and groups of countries."""

    def __init__(self, file: MethodFile, dirs: tuple[Path, ...]) -> None:
        """Keep the file, and the folders that countries are read from."""
        self.file = file
        self._dirs = dirs

    def tariff_note(self, rate: float, lang: Lang) -> str:
        """Return the note on what the figures of a tariff leave out; `rate` is in percent."""
        note = self.file.exposure.tariff_note
        decimals = len(f"{rate:.10g}".partition(".")[2])
        text = fixed_percent(rate, decimals, lang=lang)
        said = filled(note.text(lang), {"rate": text}, f"{FILE}: exposure.tariff_note.{lang}")
        return typeset(said, lang)

    def dependence_note(self, lang: Lang) -> str:
        """Return the note on what the mark of `dependence` means, and what it does not."""
        return typeset(self.file.dependence.note.text(lang), lang)

    def groups(self) -> tuple[str, ...]:
        """Return the names of all groups: those of the file, then the zones of the countries."""
        zones = (zone for zone in countries(self._dirs).zones if zone != NO_ZONE)
        return (*self.file.exposure.groups, *zones)

    def members(self, name: str) -> frozenset[str]:
        """Return the countries of a group; UsageError if there is no such group."""
        if name in self.file.exposure.groups:
            return frozenset(self.file.exposure.groups[name].members)
        partners = countries(self._dirs)
        found = frozenset(code for code in partners.codes if partners.zone(code) == name)
        if name not in self.groups() or not found:
            raise self.unknown(name)
        return found

    def meant(self, text: str) -> tuple[str, str | None]:
        """Return the code or group that a user's word stands for, and a notice to the user.

        An unknown word is returned too, its case adapted: a later look-up refuses it.
        """
        zone = countries(self._dirs).zone_called(text)
        if zone is None:
            return (text.upper() if is_country(text) else text.lower()), None
        return zone, f"{text} is taken as the group {zone}, {self.group_name(zone, 'en')}"

    def unknown(self, name: str) -> UsageError:
        """Return the error for a word that is no code and no group, perhaps a country's name."""
        near = countries(self._dirs).called(name)
        near = near or get_close_matches(name, self.groups(), n=1, cutoff=0.8)
        listed = f"`tradefiche list countries` for codes; groups are {', '.join(self.groups())}"
        hint = suggestion(near[:_SHOWN], f"see {listed}")
        return UsageError(f"{name!r} is no country's code and no group", hint=hint)

    def group_name(self, name: str, lang: Lang) -> str:
        """Return the full name of a group of countries."""
        group = self.file.exposure.groups.get(name)
        if group is None:
            return countries(self._dirs).zone_name(name, lang)
        return group.text(lang)

    def partners(self, asked: Sequence[str]) -> tuple[Partner, ...]:
        """Return the partners asked for, or the file's default; UsageError for an unknown group."""
        return tuple(
            Partner(name, frozenset({name}) if is_country(name) else self.members(name))
            for name in dict.fromkeys(asked or self.file.exposure.default)
        )


def is_country(name: str) -> bool:
    """Return whether a name has the form of a country code rather than of a group's name."""
    return len(name) == _CODE_LENGTH


@kept
def method(dirs: tuple[Path, ...]) -> Method:
    """Return the parameters of these folders, cached; ConfigError if the file is wrong."""
    from tradefiche.reference import method_schema

    layers = read(FILE, dirs)
    file = layers.checked(method_schema.MethodFile)
    require_places(layers, "exposure", "tariff_note")
    require_places(layers, "dependence", "note")
    found = Method(file, dirs)
    known = set(countries(dirs).codes)
    for name, group in file.exposure.groups.items():
        for code in group.members:
            if code not in known:
                keys = ("exposure", "groups", name, "members")
                expected = "codes of countries.yaml"
                raise layers.slip(keys, expected=expected, got=code)
    for name in file.exposure.default:
        if name not in known and name not in found.groups():
            expected = "a country's code or a group's name"
            raise layers.slip(("exposure", "default"), expected=expected, got=name)
    return found
