"""Lists of what can be asked for, as rows of text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tradefiche.language.typography import LANGS
from tradefiche.reference.countries import countries
from tradefiche.reference.gazetteer import gazetteer
from tradefiche.reference.matching import unknown
from tradefiche.reference.method import method
from tradefiche.reference.product_groups import product_groups
from tradefiche.reference.products import nomenclature
from tradefiche.reference.searching import first_fitting, nothing_found, split
from tradefiche.report.further import further_names, names_below

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tradefiche.language.typography import Lang
    from tradefiche.reference.products import Level

ListRows = list[dict[str, str]]

LISTS = {
    "departements": "Départements with the codes of INSEE and the Customs, for --dept",
    "regions": "Régions with INSEE's codes, for --region",
    "territoires": "Territoires d'industrie and their départements, for --ti",
    "products": "Products of a nomenclature (--level), for --product",
    "countries": "Countries with the Customs' codes and zones, for --country",
    "groups": "Groups of products and countries, for the same options and those that exclude",
    "tables": "Tables that compute and export give",
    "charts": "Pictures that chart draws",
    "measures": "What ranking can rank by, for --measure",
    "indicators": "What each column holds: definition, formula, source",
}
"""What can be listed, and what each list is for."""


class ListedRow(NamedTuple):
    """A row of a list; `by` is the further name that a search found it by, empty if none."""

    row: dict[str, str]
    by: str = ""


def catalogue(
    what: str | None, dirs: tuple[Path, ...], *, level: Level, lang: Lang, search: str | None = None
) -> list[ListedRow]:
    """Return the rows of a list; without a name, the list of lists.

    All rows of a list have the same keys. A search keeps the rows that have each of its words in
    their codes or names, in either language, or in another name of theirs; for products, if none
    has, those with such a product below them.

    Raises:
        UsageError: there is no such list, or the search has no words or finds nothing.
    """
    rows = _rows(what, dirs, level, lang)
    if search is None:
        return [ListedRow(row) for row in rows]
    (other,) = (each for each in LANGS if each != lang)
    words, known = split(search), []
    also, below = further_names(what, dirs, level), names_below(what, dirs, level)
    found, made_of = [], []
    for row, translated in zip(rows, _rows(what, dirs, level, other), strict=True):
        key, own = next(iter(row.values())), " ".join(row.values())
        further = [*translated.values(), *also.get(key, ())]
        known += [own, *further]
        if first_fitting(words, [own]):
            found.append(ListedRow(row))
        elif by := first_fitting(words, further):
            found.append(ListedRow(row, by))
        elif by := first_fitting(words, below.get(key, ())):
            made_of.append(ListedRow(row, by))
    if not (found or made_of):
        raise nothing_found(what or "the lists", search, known)
    return found or made_of


def _rows(what: str | None, dirs: tuple[Path, ...], level: Level, lang: Lang) -> ListRows:
    if what is None:
        return [{"name": name, "about": about} for name, about in LISTS.items()]
    lists: dict[str, Callable[[], ListRows]] = {
        "departements": lambda: _departements(dirs, lang),
        "regions": lambda: _regions(dirs, lang),
        "territoires": lambda: _territoires(dirs),
        "products": lambda: _products(dirs, level, lang),
        "countries": lambda: _countries(dirs, lang),
        "groups": lambda: _groups(dirs, lang),
        "tables": lambda: _tables(dirs, lang),
        "charts": _charts,
        "measures": lambda: _measures(dirs, lang),
        "indicators": lambda: _indicators(dirs, lang),
    }
    if what not in lists:
        raise unknown("list", what, lists)
    return lists[what]()


def territories(
    dirs: tuple[Path, ...], lang: Lang, search: str | None = None
) -> list[dict[str, str | None]]:
    """Return one row per territory that can be asked for, Territoires d'industrie included.

    Keys: id, kind, code, customs, region, departements (of a Territoire d'industrie), name; None
    where it has none. A search keeps the rows that have each of its words in a value or name.

    Raises:
        UsageError: the search has no words or finds nothing.
    """
    places = gazetteer(dirs)
    every = (*places.units, places.monaco, *places.regions, places.france)
    rows: list[dict[str, str | None]] = [
        {
            "id": each.id,
            "kind": each.kind,
            "code": each.code,
            "customs": " ".join(each.customs) or None,
            "region": each.region,
            "departements": None,
            "name": each.name(lang),
        }
        for each in every
    ]
    none = dict.fromkeys(rows[0])
    rows += [
        none | {key: row[key] for key in ("id", "departements", "name")} | {"kind": "ti"}
        for row in _territoires(dirs)
    ]
    if search is None:
        return rows
    words = split(search)
    names = {each.id: (each.name("fr"), each.name("en"), *each.also) for each in every}
    known = [
        " ".join(filter(None, (*row.values(), *names.get(row["id"] or "", ())))) for row in rows
    ]
    found = [row for row, text in zip(rows, known, strict=True) if first_fitting(words, [text])]
    if not found:
        raise nothing_found("territories", search, known)
    return found


def _departements(dirs: tuple[Path, ...], lang: Lang) -> ListRows:
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


def _regions(dirs: tuple[Path, ...], lang: Lang) -> ListRows:
    regions = gazetteer(dirs).regions
    return [{"code": each.code, "id": each.id, "name": each.name(lang)} for each in regions]


def _territoires(dirs: tuple[Path, ...]) -> ListRows:
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


def _products(dirs: tuple[Path, ...], level: Level, lang: Lang) -> ListRows:
    products = nomenclature(dirs)
    return [
        {"code": code, "name": products.name(level, code, lang)} for code in products.codes(level)
    ]


def _countries(dirs: tuple[Path, ...], lang: Lang) -> ListRows:
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


def _groups(dirs: tuple[Path, ...], lang: Lang) -> ListRows:
    goods, places = product_groups(dirs), method(dirs)
    rows = [
        {
            "name": name,
            "of": "products",
            "title": group.text(lang),
            "members": " ".join(group.members),
            "definition": goods.definition(name, lang),
            "source": group.source,
        }
        for name, group in goods.by_name.items()
    ]
    none = dict.fromkeys(("definition", "source"), "")
    return rows + [
        {
            "name": name,
            "of": "countries",
            "title": places.group_name(name, lang),
            "members": " ".join(sorted(places.members(name))),
            **none,
        }
        for name in places.groups()
    ]


def _tables(dirs: tuple[Path, ...], lang: Lang) -> ListRows:
    from tradefiche.tabulation.registry import declared

    return [
        {"name": each.name, "title": each.title(lang), "row": each.row(lang)}
        for each in declared(dirs).tables.values()
    ]


def _charts() -> ListRows:
    from tradefiche.charts import KINDS

    return [{"name": kind.name, "about": kind.about} for kind in KINDS.values()]


def _measures(dirs: tuple[Path, ...], lang: Lang) -> ListRows:
    from tradefiche.indicators.measures import MEASURES
    from tradefiche.language.phrases import texts

    say = texts(dirs).wording(lang).say
    return [
        {"name": name, "unit": each.unit, "title": say(f"measure.{name}")}
        for name, each in MEASURES.items()
    ]


def _indicators(dirs: tuple[Path, ...], lang: Lang) -> ListRows:
    from tradefiche.tabulation.definitions import definitions
    from tradefiche.tabulation.registry import declared

    return definitions(declared(dirs).tables.values(), lang)
