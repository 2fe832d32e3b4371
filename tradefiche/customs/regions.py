"""The régions by the Customs' codes: which there are, and in which each département lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.configuration.loading import kept
from tradefiche.reference.gazetteer import gazetteer
from tradefiche.settings import shipped_config

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tradefiche.reference.territories import Gazetteer, Territory

DROM = "24"
"""The Customs' one région for the five overseas."""
MONACO = "99"
"""The Customs' code of Monaco, which counts in a région."""
_NAMED = 4


def home_regions(places: Gazetteer) -> dict[str, str]:
    """Return the Customs' région of every département, both by the Customs' codes."""
    codes = {insee: code for code, insee in places.customs_regions.items() if insee}
    units = (*places.units, places.monaco)
    return {
        code: DROM if unit.drom else codes[str(unit.region)]
        for unit in units
        for code in unit.customs
    }


@kept
def homes() -> Mapping[str, str]:
    """Return the same as the Customs have it, whatever a user's configuration says."""
    return home_regions(gazetteer((shipped_config(),)))


@kept
def every_region() -> frozenset[str]:
    """Return the codes of the régions, each of which has a workbook a year."""
    return frozenset(homes().values())


def departments_of(regions: Iterable[str]) -> frozenset[str]:
    """Return the Customs' codes of the départements of some régions."""
    wanted = frozenset(regions)
    return frozenset(code for code, region in homes().items() if region in wanted)


def regions_of(territory: Territory) -> frozenset[str]:
    """Return the régions in which a territory lies; all of them for France."""
    if not territory.customs:
        return every_region()
    return frozenset(homes()[code] for code in territory.customs if code in homes())


def named(regions: Iterable[str]) -> str:
    """Write régions by code and name, many by code alone: `01 (Hauts-de-France), 24 (DROM)`."""
    codes = sorted(regions)
    if len(codes) > _NAMED:
        return ", ".join(codes)
    places = gazetteer((shipped_config(),))
    names = {each.code: each.name("fr") for each in places.regions}
    insee = places.customs_regions
    return ", ".join(f"{code} ({names.get(insee.get(code) or '', 'DROM')})" for code in codes)
