"""Build the gazetteer from its three files, and refuse files that contradict each other."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from tradefiche.configuration.loading import kept, read
from tradefiche.reference.matching import fold
from tradefiche.reference.territories import Gazetteer, IndustrialTerritory, Territory

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from tradefiche.configuration.layers import Layers
    from tradefiche.reference.schema import Departement, Departements, Industrials, Place, Regions
    from tradefiche.reference.territories import TerritoryKind

DEPARTEMENTS = "departements.yaml"
REGIONS = "regions.yaml"
INDUSTRIALS = "territoires_industrie.yaml"
MONACO = "99"


@kept
def gazetteer(dirs: tuple[Path, ...]) -> Gazetteer:
    """Return the gazetteer of these folders, cached.

    Raises:
        ConfigError: a file is wrong, or the three contradict each other.
    """
    from tradefiche.reference import schema

    files = {name: read(name, dirs) for name in (REGIONS, DEPARTEMENTS, INDUSTRIALS)}
    regions = files[REGIONS].checked(schema.Regions)
    departements = files[DEPARTEMENTS].checked(schema.Departements)
    industrials = files[INDUSTRIALS].checked(schema.Industrials)
    _check_departements(departements, regions, files[DEPARTEMENTS])
    _check_industrials(industrials, departements, files[INDUSTRIALS])
    rows = departements.departements
    by_code = attrgetter("code")
    every = [_unit(code, row) for code, row in rows.items() if row.unit is None]
    return Gazetteer(
        units=tuple(sorted((unit for unit in every if unit.ranked), key=by_code)),
        regions=tuple(sorted(_regions(regions, every), key=by_code)),
        france=_territory("france", "FR", regions.france, customs=(), ranked=False),
        monaco=next(unit for unit in every if unit.code == MONACO),
        parts={code: (row.name, row.unit) for code, row in rows.items() if row.unit},
        prefectures=_prefectures(rows),
        industrials=_industrials(industrials),
        threshold=industrials.threshold,
        customs_regions=_customs_regions(regions),
    )


def _prefectures(rows: Mapping[str, Departement]) -> dict[str, tuple[str, ...]]:
    towns: dict[str, tuple[str, ...]] = {}
    for code, row in rows.items():
        if row.prefecture:
            unit = row.unit or code
            towns[unit] = (*towns.get(unit, ()), row.prefecture)
    return towns


def _unit(code: str, row: Departement) -> Territory:
    customs = (row.customs or code,)
    return _territory(
        "dept", code, row, customs=customs, ranked=row.ranked, drom=row.drom, region=row.region
    )


def _regions(regions: Regions, units: Iterable[Territory]) -> Iterable[Territory]:
    for code, row in regions.regions.items():
        customs = sorted(each for unit in units if unit.region == code for each in unit.customs)
        yield _territory("region", code, row, customs=tuple(customs), ranked=True, drom=row.drom)


def _territory(
    kind: TerritoryKind,
    code: str,
    place: Place,
    *,
    customs: tuple[str, ...],
    ranked: bool,
    drom: bool = False,
    region: str | None = None,
) -> Territory:
    return Territory(
        id="france" if kind == "france" else f"{kind}-{code}",
        kind=kind,
        code=code,
        customs=customs,
        region=region,
        ranked=ranked,
        drom=drom,
        name_fr=place.name,
        name_en=place.en or place.name,
        with_article=place.article,
        with_of=place.of,
        with_in=place.in_,
        also=place.also,
    )


def _industrials(file: Industrials) -> tuple[IndustrialTerritory, ...]:
    every = (
        IndustrialTerritory(key, row.name, row.communes) for key, row in file.territoires.items()
    )
    return tuple(sorted(every, key=lambda each: (fold(each.name), each.id)))


def _customs_regions(regions: Regions) -> dict[str, str | None]:
    codes: dict[str, str | None] = {}
    for code, row in regions.regions.items():
        codes[row.customs] = None if row.customs in codes else code
    return codes


def _check_departements(file: Departements, regions: Regions, layers: Layers) -> None:
    rows = file.departements
    for code, row in rows.items():
        key = ("departements", code)
        if row.region not in regions.regions:
            raise layers.slip((*key, "region"), expected=f"a code of {REGIONS}", got=row.region)
        if row.unit is not None and (row.unit not in rows or rows[row.unit].unit):
            expected = f"a unit of {DEPARTEMENTS}"
            raise layers.slip((*key, "unit"), expected=expected, got=row.unit)
    monaco = rows.get(MONACO)
    if monaco is None or monaco.ranked or monaco.unit:
        got = (
            "none" if monaco is None else f"unit: {monaco.unit}" if monaco.unit else "a ranked one"
        )
        raise layers.slip(("departements", MONACO), expected="Monaco, ranked: false", got=got)
    units = {code: row for code, row in rows.items() if row.unit is None}
    _refuse_twice({code: row.customs or code for code, row in units.items()}, "customs", layers)
    _refuse_twice({code: fold(row.name) for code, row in units.items()}, "name", layers)


def _refuse_twice(values: Mapping[str, str], field: str, layers: Layers) -> None:
    seen: dict[str, str] = {}
    for code, value in values.items():
        if value in seen:
            got = f"that of {seen[value]} ({value})"
            raise layers.slip(("departements", code, field), expected="one of its own", got=got)
        seen[value] = code


def _check_industrials(file: Industrials, departements: Departements, layers: Layers) -> None:
    rows = departements.departements
    of_insee = {code for code, row in rows.items() if row.ranked}
    of_insee -= {row.unit for row in rows.values() if row.unit}
    names: dict[str, str] = {}
    for key, row in file.territoires.items():
        for code in row.communes:
            if code not in of_insee:
                expected = f"an INSEE département of {DEPARTEMENTS}"
                raise layers.slip(("territoires", key, "communes"), expected=expected, got=code)
        name = fold(row.name)
        if name in names:
            got = f"that of {names[name]}"
            raise layers.slip(("territoires", key, "name"), expected="one of its own", got=got)
        names[name] = key
