"""Filters as the indicators take them: groups resolved, codes checked, contradictions refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tradefiche.errors import UsageError
from tradefiche.indicators.request import Restriction
from tradefiche.reference.countries import countries
from tradefiche.reference.method import is_country, method
from tradefiche.reference.product_groups import ENERGY, product_groups
from tradefiche.reference.products import nomenclature

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from tradefiche.reference.method import Partner
    from tradefiche.reference.products import Level
    from tradefiche.tabulation.filters import Filters

FIELDS: tuple[Level, ...] = ("a129", "cpf4")
"""The levels of products whose codes are columns of the rows."""


class Known(NamedTuple):
    """Where codes are looked up: the configuration, and what a store has beyond it."""

    dirs: tuple[Path, ...]
    unlisted: Collection[tuple[str, str]]


def restriction(filters: Filters, level: Level, known: Known) -> Restriction:
    """Return what filters stand for.

    Raises:
        UsageError: a code or group is unknown, or exclusions leave nothing of what is requested.
    """
    chosen = {word: _codes(word, level, known) for word in filters.products}
    left_out = [pair for word in filters.exclude_products for pair in _codes(word, level, known)]
    levels = {code: each for pairs in chosen.values() for code, each in pairs}
    products, without = _columns([*levels.items()], known), _columns(left_out, known)
    asked = partners(filters.countries, known)
    without_countries = _members(partners(filters.exclude_countries, known))
    gone = _within(without, known)
    for word, codes in chosen.items():
        columns = _columns(codes, known)
        if all(code in gone[column] for column, some in columns.items() for code in some):
            raise _nothing_left(f"--product {word}", "--exclude-product")
    for partner in asked:
        require_partner(partner, without_countries)
    every = frozenset(nomenclature(known.dirs).codes("a129"))
    if gone["a129"] >= every:
        raise UsageError("--exclude-product leaves no product", hint="exclude fewer")
    if without_countries.issuperset(countries(known.dirs).codes):
        raise UsageError("--exclude-country leaves no country", hint="exclude fewer")
    return Restriction(
        products=products,
        countries=_members(asked),
        without_products=without,
        without_countries=without_countries,
        shown=frozenset(levels) if {*levels.values()} == {level} else frozenset(),
        uncounted=(every - _touched(products, known) if products else frozenset()) | gone["a129"],
    )


def products_left(found: Restriction, level: Level, known: Known) -> frozenset[str]:
    """Return the codes of a level of which filters and exclusions leave something."""
    products = nomenclature(known.dirs)
    left = frozenset(products.codes("a129")) - found.uncounted
    if level == "a129":
        return left
    if level != "cpf4":
        parents = products.parents(level)
        return frozenset(parents[code] for code in left)
    asked, without = found.products, _within(found.without_products, known)["cpf4"]
    return frozenset(
        code
        for code, parent in products.parents("a129").items()
        if parent in left
        and code not in without
        and (not asked or parent in asked.get("a129", ()) or code in asked.get("cpf4", ()))
    )


def energy(found: Restriction, known: Known) -> dict[str, frozenset[str]]:
    """Return the energy products by column; empty where filters leave nothing else."""
    columns = _columns(_codes(ENERGY, "a129", known), known)
    left = frozenset(nomenclature(known.dirs).codes("a129")) - found.uncounted
    return {} if left <= columns["a129"] else columns


def partners(words: Sequence[str], known: Known) -> tuple[Partner, ...]:
    """Return countries and groups with their members; UsageError if one is unknown."""
    if not words:
        return ()
    return method(known.dirs).partners([_country(word, known) for word in words])


def _members(found: Sequence[Partner]) -> frozenset[str]:
    none: frozenset[str] = frozenset()
    return none.union(*(each.members for each in found))


def _country(code: str, known: Known) -> str:
    """Return the code if `config/` or the store knows it, or if it may be the name of a group.

    Raises:
        UsageError: an unknown code, since a misspelt one would count as 0.
    """
    listed = countries(known.dirs).codes
    if not is_country(code) or code in listed or ("country", code) in known.unlisted:
        return code
    raise method(known.dirs).unknown(code)


def _codes(word: str, level: Level, known: Known) -> list[tuple[str, Level]]:
    """Return the codes that a word stands for, with their levels; UsageError if unknown."""
    groups = product_groups(known.dirs)
    codes = groups.by_name[word].members if word in groups.by_name else (word,)
    found = [(code, level_of(code, level, known)) for code in codes]
    if any(each is None for _, each in found):
        raise groups.unknown(word)
    return [(code, each) for code, each in found if each]


def level_of(code: str, first: Level, known: Known) -> Level | None:
    """Return the level that has a product code, `first` if possible; None if no level has."""
    unlisted = (level for level in FIELDS if (level, code) in known.unlisted)
    return nomenclature(known.dirs).level_of(code, first) or next(unlisted, None)


def _columns(codes: Sequence[tuple[str, Level]], known: Known) -> dict[str, frozenset[str]]:
    """Return the codes to look for in each column of the rows; coarser codes become A129."""
    wanted: dict[str, set[str]] = {}
    for code, level in codes:
        if level in FIELDS:
            wanted.setdefault(level, set()).add(code)
        else:
            wanted.setdefault("a129", set()).update(_below(code, level, known))
    return {column: frozenset(found) for column, found in wanted.items()}


def _below(code: str, level: Level, known: Known) -> set[str]:
    parents = nomenclature(known.dirs).parents(level)
    return {child for child, parent in parents.items() if parent == code}


def require_partner(partner: Partner, without: frozenset[str]) -> None:
    """Raise UsageError if exclusions leave nothing of a country or group."""
    if partner.members <= without:
        raise _nothing_left(f"--country {partner.id}", "--exclude-country")


def _nothing_left(asked: str, exclusion: str) -> UsageError:
    return UsageError(f"{exclusion} leaves nothing of {asked}", hint="leave one of the two out")


def _within(columns: Mapping[str, frozenset[str]], known: Known) -> dict[str, set[str]]:
    """Return the A129 and CPF4 codes all of whose rows are covered by these codes."""
    found = {column: set(columns.get(column, ())) for column in ("a129", "cpf4")}
    if columns:
        children: dict[str, set[str]] = {}
        for child, parent in nomenclature(known.dirs).parents("a129").items():
            children.setdefault(parent, set()).add(child)
            if parent in found["a129"]:
                found["cpf4"].add(child)
        found["a129"] |= {code for code, some in children.items() if some <= found["cpf4"]}
    return found


def _touched(columns: Mapping[str, frozenset[str]], known: Known) -> set[str]:
    """Return the A129 codes at least some of whose rows are covered by these codes."""
    parents = nomenclature(known.dirs).parents("a129")
    finer = columns.get("cpf4", frozenset[str]())
    return {*columns.get("a129", ()), *(parents[code] for code in finer if code in parents)}
