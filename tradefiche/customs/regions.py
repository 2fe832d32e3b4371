"""The régions by the Customs' codes, and the région of each département."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.configuration.loading import kept
from tradefiche.reference.gazetteer import gazetteer
from tradefiche.settings import shipped_config

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tradefiche.reference.territories import Gazetteer, Territory

DROM = "24"
"""The Customs' code for the five overseas régions together."""
MONACO = "99"
"""The Customs' département code of Monaco, which they count in a région."""


def home_regions(places: Gazetteer) -> dict[str, str]:
    """Return the région of every département and of Monaco, both as the Customs' codes."""
    codes = {insee: code for code, insee in places.customs_regions.items() if insee}
    units = (*places.units, places.monaco)
    return {
        code: DROM if unit.drom else codes[str(unit.region)]
        for unit in units
        for code in unit.customs
    }


@kept
def homes() -> Mapping[str, str]:
    """Return `home_regions` for the shipped configuration, whatever the user's says."""
    return home_regions(gazetteer((shipped_config(),)))


@kept
def every_region() -> frozenset[str]:
    """Return the Customs' codes of all régions, each of which has one workbook per year."""
    return frozenset(homes().values())


def departments_of(regions: Iterable[str]) -> frozenset[str]:
    """Return the Customs' codes of the départements of some régions."""
    wanted = frozenset(regions)
    return frozenset(code for code, region in homes().items() if region in wanted)


def regions_of(territory: Territory) -> frozenset[str]:
    """Return the Customs' codes of the régions in which a territory lies; all for France."""
    if not territory.customs:
        return every_region()
    return frozenset(homes()[code] for code in territory.customs if code in homes())


def named(regions: Iterable[str]) -> str:
    """Return régions by the Customs' codes and name: `01 (Hauts-de-France), 24 (DROM)`.

    A code alone would be taken for INSEE's, which are other ones.
    """
    codes = sorted(regions)
    places = gazetteer((shipped_config(),))
    names = {each.code: each.name("fr") for each in places.regions}
    insee = places.customs_regions
    return ", ".join(f"{code} ({names.get(insee.get(code) or '', 'DROM')})" for code in codes)
