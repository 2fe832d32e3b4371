"""Départements, régions, France, Territoires d'industrie: codes, names, which lie in which."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tradefiche.language.typography import Lang

TerritoryKind = Literal["dept", "region", "france"]


@dataclass(frozen=True, slots=True)
class Territory:
    """A territory that figures can be asked for.

    Attributes:
        id: `dept-59`, `dept-20` (Corse), `dept-971`, `dept-99` (Monaco), `region-32`, `france`.
        code: INSEE code; 20 for Corse as a whole, 99 for Monaco, FR for France.
        customs: the Customs' département codes whose rows it sums; empty for France, which sums
            every row, those of 98 included.
        region: INSEE code of a département's région.
        ranked: whether it is one of the 100 units or of the 18 régions.
        drom: whether it is overseas.
        with_article, with_of, with_in: French forms for sentences.
        also: aliases that users write.
    """

    id: str
    kind: TerritoryKind
    code: str
    customs: tuple[str, ...]
    region: str | None
    ranked: bool
    drom: bool
    name_fr: str
    name_en: str
    with_article: str
    with_of: str
    with_in: str
    also: tuple[str, ...] = ()

    def name(self, lang: Lang) -> str:
        """Return the name in one of the two languages."""
        return self.name_en if lang == "en" else self.name_fr

    def of(self, lang: Lang) -> str:
        """Return the name to follow a noun: `du Nord`; in English the bare name, to follow `of`."""
        return self.with_of if lang == "fr" else self.name_en

    def plural(self, lang: Lang) -> bool:
        """Whether its name takes a verb in the plural: `les Ardennes exportent`."""
        return lang == "fr" and self.with_article.startswith("les ")


@dataclass(frozen=True, slots=True)
class IndustrialTerritory:
    """A Territoire d'industrie, with its number of communes by INSEE département code."""

    id: str
    name: str
    communes: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class LocalTerritories:
    """The Territoires d'industrie of a territory, sorted by name with accents folded."""

    kept: tuple[IndustrialTerritory, ...]
    dropped: tuple[IndustrialTerritory, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """The territories that a selection stands for, and a notice about it to the user."""

    territories: tuple[Territory, ...]
    notice: str | None = None


@dataclass(frozen=True)
class Gazetteer:
    """All territories, and which lie in which; see `selection` for look-ups by user input.

    Attributes:
        units: the 100 units with an INSEE code, by code.
        regions: the 18 régions, by code.
        parts: INSEE code of a département that is only a part of a unit (2A, 2B) to its name
            and the unit's code.
        prefectures: code of a unit to the towns in which its préfectures are.
        industrials: the Territoires d'industrie, by folded name.
        threshold: least number of communes in a département for one to be shown there.
        customs_regions: the Customs' région codes to INSEE's; None where it covers several.
    """

    units: tuple[Territory, ...]
    regions: tuple[Territory, ...]
    france: Territory
    monaco: Territory
    parts: Mapping[str, tuple[str, str]]
    prefectures: Mapping[str, tuple[str, ...]]
    industrials: tuple[IndustrialTerritory, ...]
    threshold: int
    customs_regions: Mapping[str, str | None]

    def by_code(self, code: str) -> Territory | None:
        """Return the unit (Monaco included) with this code; 2A and 2B give Corse."""
        wanted = self.parts[code][1] if code in self.parts else code
        return next((unit for unit in (*self.units, self.monaco) if unit.code == wanted), None)

    def by_id(self, territory_id: str) -> Territory | None:
        """Return the territory with this id, such as `dept-59`, `region-32` or `france`."""
        every = (*self.units, self.monaco, *self.regions, self.france)
        return next((each for each in every if each.id == territory_id), None)

    def region_of(self, territory: Territory) -> Territory | None:
        """Return the région of a département (Monaco's is 93); None for régions and France."""
        return next((each for each in self.regions if each.code == territory.region), None)

    def of_customs(self, code: str) -> Territory | None:
        """Return the unit whose rows carry this code of the Customs; None for 98 and unknown."""
        return next((unit for unit in (*self.units, self.monaco) if code in unit.customs), None)

    def customs_region(self, code: str) -> str | None:
        """Return the INSEE code of a région of the Customs; None for DOM (several) and unknown."""
        return self.customs_regions.get(code)

    def keeps(self, industrial: IndustrialTerritory, unit: Territory) -> bool | None:
        """Return whether a Territoire d'industrie is shown in a unit; None if it is not in it.

        By the publication's rule it is shown in a unit with at least `threshold` of its communes,
        or with all of them.
        """
        counts = self.communes_by_unit(industrial)
        if unit.code not in counts:
            return None
        return counts[unit.code] >= self.threshold or len(counts) == 1

    def communes_by_unit(self, industrial: IndustrialTerritory) -> dict[str, int]:
        """Return the number of communes of a Territoire d'industrie by unit code (Corse as one)."""
        counts: dict[str, int] = {}
        for code, communes in industrial.communes.items():
            unit = self.parts[code][1] if code in self.parts else code
            counts[unit] = counts.get(unit, 0) + communes
        return counts

    def industrial_territories(self, territory: Territory) -> LocalTerritories:
        """Return the Territoires d'industrie of a territory: those kept and those left out.

        In a région or France, one is kept if it is in at least one of the départements.
        """
        within = self.units_of(territory)
        kept, dropped = [], []
        for industrial in self.industrials:
            outcomes = [self.keeps(industrial, unit) for unit in within]
            if True in outcomes:
                kept.append(industrial)
            elif False in outcomes:
                dropped.append(industrial)
        return LocalTerritories(tuple(kept), tuple(dropped))

    def units_of(self, territory: Territory) -> Sequence[Territory]:
        """Return the units that a territory consists of."""
        if territory.kind == "dept":
            return (territory,)
        if territory.kind == "france":
            return self.units
        return [unit for unit in self.units if unit.region == territory.code]
