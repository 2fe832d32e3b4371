"""What can be asked for, as rows of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.reference.matching import unknown

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tradefiche.language.typography import Lang
    from tradefiche.reference.products import Level

Rows = list[dict[str, str]]


def catalogue(what: str, dirs: tuple[Path, ...], *, level: Level, lang: Lang) -> Rows:
    """Return the rows of one of the lists; every row has the same keys."""
    lists: dict[str, Callable[[], Rows]] = {
        "departements": lambda: _departements(dirs, lang),
        "regions": lambda: _regions(dirs, lang),
        "territoires": lambda: _territoires(dirs),
        "products": lambda: _products(dirs, level, lang),
        "countries": lambda: _countries(dirs, lang),
        "tables": lambda: _tables(lang),
        "charts": _charts,
        "indicators": lambda: _indicators(lang),
    }
    if what not in lists:
        raise unknown("list", what, lists)
    return lists[what]()


def _departements(dirs: tuple[Path, ...], lang: Lang) -> Rows:
    from tradefiche.reference.territories import gazetteer

    places = gazetteer(dirs)
    return [
        {
            "code": unit.code,
            "customs": " ".join(unit.customs),
            "id": unit.id,
            "region": unit.region or "",
            "name": unit.name(lang),
        }
        for unit in (*places.units, places.monaco)
    ]


def _regions(dirs: tuple[Path, ...], lang: Lang) -> Rows:
    from tradefiche.reference.territories import gazetteer

    regions = gazetteer(dirs).regions
    return [{"code": each.code, "id": each.id, "name": each.name(lang)} for each in regions]


def _territoires(dirs: tuple[Path, ...]) -> Rows:
    from tradefiche.reference.territories import gazetteer

    places = gazetteer(dirs)
    return [
        {
            "id": each.id,
            "departements": " ".join(u.code for u in places.units if places.keeps(each, u)),
            "communes": " ".join(f"{code}:{count}" for code, count in each.communes.items()),
            "name": each.name,
        }
        for each in places.industrials
    ]


def _products(dirs: tuple[Path, ...], level: Level, lang: Lang) -> Rows:
    from tradefiche.reference.products import nomenclature

    products = nomenclature(dirs)
    return [
        {"code": code, "name": products.name(level, code, lang)} for code in products.codes(level)
    ]


def _countries(dirs: tuple[Path, ...], lang: Lang) -> Rows:
    from tradefiche.reference.countries import countries

    partners = countries(dirs)
    return [
        {
            "code": code,
            "zone": partners.zone(code),
            "ranked": "ranked" if partners.rankable(code) else "",
            "name": partners.name(code, lang),
        }
        for code in partners.codes
    ]


def _tables(lang: Lang) -> Rows:
    from tradefiche.tabulation.conform import TABLES

    return [
        {"name": each.name, "title": each.title(lang), "row": each.row(lang)}
        for each in TABLES.values()
    ]


def _charts() -> Rows:
    from tradefiche.charts import KINDS

    return [{"name": kind.name, "about": kind.about} for kind in KINDS.values()]


def _indicators(lang: Lang) -> Rows:
    from tradefiche.tabulation.definitions import definitions

    return definitions(lang)
