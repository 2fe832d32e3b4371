"""Further names by which a search finds the entries of lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.language.typography import LANGS
from tradefiche.reference.countries import countries
from tradefiche.reference.gazetteer import gazetteer
from tradefiche.reference.product_groups import product_groups
from tradefiche.reference.products import nomenclature

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from tradefiche.reference.products import Level


def further_names(
    what: str | None, dirs: tuple[Path, ...], level: Level
) -> Mapping[str, Sequence[str]]:
    """Return further names, short ones and `also` of `config/`, by the first value of a row."""
    match what:
        case "departements":
            places = gazetteer(dirs)
            return {each.code: each.also for each in (*places.units, places.monaco)}
        case "regions":
            return {each.code: each.also for each in gazetteer(dirs).regions}
        case "countries":
            partners = countries(dirs)
            return {code: partners.also(code) for code in partners.codes}
        case "groups":
            partners = countries(dirs)
            zones = {zone: partners.zone_also(zone) for zone in partners.zones}
            return zones | {
                name: group.also for name, group in product_groups(dirs).by_name.items()
            }
        case "products":
            products = nomenclature(dirs)
            return {code: products.also(level, code) for code in products.codes(level)}
        case _:
            return {}


def names_below(
    what: str | None, dirs: tuple[Path, ...], level: Level
) -> Mapping[str, Sequence[str]]:
    """Return codes and names of the products below each product, by its code; else nothing."""
    found: dict[str, list[str]] = {}
    if what == "products":
        products = nomenclature(dirs)
        below: Level = "cpf4" if level == "a129" else "a129"
        for code, above in products.parents(level).items():
            names = dict.fromkeys(products.name(below, code, lang) for lang in LANGS)
            also = products.also(below, code)
            found.setdefault(above, []).extend(f"{code} {name}" for name in (*names, *also))
    return found
