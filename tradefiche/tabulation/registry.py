"""The tables of the contract, from `config/tables.yaml`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from tradefiche.configuration.loading import kept, read
from tradefiche.language.templates import filled
from tradefiche.reference.matching import unknown
from tradefiche.settings import shipped_config
from tradefiche.tabulation.table import Column, Table, Tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from tradefiche.configuration.layers import Layers
    from tradefiche.configuration.schema import Names
    from tradefiche.language.typography import Lang
    from tradefiche.tabulation.tables_schema import ColumnEntry, FlowWord, TableEntry, TablesFile

FILE = "tables.yaml"
RANKING = "ranking"
_BRACES = re.compile(r"\{[^{}]*\}|[{}]")
DEFAULT = ("totals", "partners", "products", "flows")
"""The tables that `compute` gives if none is named."""


def default_places(tables: Sequence[str]) -> Literal["all"] | None:
    """Return the default territories of some tables: all départements for a ranking alone."""
    return "all" if list(tables) == [RANKING] else None


def contract() -> Mapping[str, Table]:
    """Return the tables of the contract, with the texts of the shipped configuration."""
    return declared((shipped_config(),)).tables


def table(name: str) -> Table:
    """Return the table of this name; UsageError, with the nearest name or all, if unknown."""
    tables = contract()
    if name not in tables:
        raise unknown("table", name, tables)
    return tables[name]


@kept
def declared(dirs: tuple[Path, ...]) -> Tables:
    """Return the tables with the texts of these folders, read once.

    Raises:
        ConfigError: the file is invalid, or its tables or columns are not those of the contract.
    """
    from tradefiche.tabulation.tables_schema import TablesFile

    layers = read(FILE, dirs)
    file = layers.checked(TablesFile)
    shared = dict(_columns(file, file.columns, layers, ("columns",)))
    found = {name: _table(file, name, shared, layers) for name in file.tables}
    used = {name for each in found.values() for name in each.names}
    if idle := [name for name in shared if name not in used]:
        raise layers.slip(("columns", idle[0]), expected="a column of a table", got="one of none")
    if dirs != (shipped_config(),):
        _require_contract(found, layers)
    return Tables(found, file.symbols)


def _table(file: TablesFile, name: str, shared: Mapping[str, Column], layers: Layers) -> Table:
    entry, keys = file.tables[name], ("tables", name)
    own = dict(_columns(file, entry.own, layers, (*keys, "own")))
    known = {**shared, **own}
    for place, column in enumerate(entry.columns):
        if column not in known:
            expected = "a name of `columns` or of the table's `own`"
            raise layers.slip((*keys, "columns", place), expected=expected, got=column)
    listed = {*entry.columns}
    for key, column in _named(entry):
        if column not in listed:
            raise layers.slip((*keys, *key), expected="a column of the table", got=column)
    columns = tuple(known[column] for column in entry.columns)
    return Table(name, entry.title, entry.row, columns, entry.text)


def _named(entry: TableEntry) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the keys to each column that is named outside `columns`, and its name."""
    sides = ("exports", "imports")
    for name in entry.own:
        for each in sides if "{side}" in name else sides[:1]:
            yield ("own", name), name.replace("{side}", each)
    if entry.text:
        yield ("text", "name"), entry.text.name
        if entry.text.group:
            yield ("text", "group"), entry.text.group
        for name in entry.text.columns:
            yield ("text", "columns", name), name


def _columns(
    file: TablesFile, entries: Mapping[str, ColumnEntry], layers: Layers, keys: tuple[str, ...]
) -> Iterator[tuple[str, Column]]:
    """Yield the columns of these entries by name: two for a name that has `{side}`."""
    sides = {"exports": file.sides.exports, "imports": file.sides.imports}
    for name, entry in entries.items():
        for caution in entry.caution:
            if caution not in file.cautions:
                expected = f"one of {', '.join(file.cautions)}"
                raise layers.slip((*keys, name, "caution"), expected=expected, got=caution)
        for each, side in sides.items() if "{side}" in name else [("", None)]:
            column = name.replace("{side}", each)
            try:
                yield column, _column(file, column, entry, side)
            except ValueError as error:
                expected = "no braces but {flow}, {Flow} and {v}, where the name has {side}"
                raise layers.slip((*keys, name), expected=expected, got=str(error)) from error


def _column(file: TablesFile, name: str, entry: ColumnEntry, side: FlowWord | None) -> Column:
    from tradefiche.configuration.schema import Names

    def both(words: Names) -> Names:
        return Names(fr=_filled(words.fr, side, "fr"), en=_filled(words.en, side, "en"))

    cautions = [file.cautions[key] for key in entry.caution]
    return Column(
        name,
        entry.type,
        entry.unit,
        titles=both(entry.title),
        descriptions=both(entry.definition),
        cautions=Names(
            fr=" ".join(each.fr for each in cautions), en=" ".join(each.en for each in cautions)
        ),
        key=entry.key,
        values=entry.values,
        formula=_filled(entry.formula, side, "fr"),
        source=entry.source,
    )


def _filled(text: str, side: FlowWord | None, lang: Lang) -> str:
    """Fill in the word and the letter of a flow; ValueError for any other placeholder."""
    word = side.text(lang) if side else ""
    values = {"flow": word, "Flow": word.capitalize(), "v": side.v} if side else {}
    for brace in _BRACES.findall(text):
        if brace.strip("{}") not in values:
            raise ValueError(brace)
    return filled(text, values, FILE)


def _require_contract(found: Mapping[str, Table], layers: Layers) -> None:
    """Raise ConfigError unless tables and columns are the contract's: programs rely on them."""
    tables = contract()
    if missing := [name for name in tables if name not in found]:
        raise layers.slip(("tables",), expected=f"the key {missing[0]!r}", got="none")
    for name, mine in found.items():
        if name not in tables:
            expected = f"one of {', '.join(tables)}"
            raise layers.slip(("tables", name), expected=expected, got="an unknown key")
        ours = tables[name]
        if mine.names != ours.names:
            expected, got = ", ".join(ours.names), ", ".join(mine.names)
            raise layers.slip(("tables", name, "columns"), expected=expected, got=got)
        if (mine.layout is None) != (ours.layout is None):
            expected, got = ("none", "a mapping") if mine.layout else ("a mapping", "none")
            raise layers.slip(("tables", name, "text"), expected=expected, got=got)
        for column, wanted in zip(mine.columns, ours.columns, strict=True):
            if column.contract != wanted.contract:
                expected = "the type, unit, key and values of the contract"
                raise layers.slip(("tables", name, column.name), expected=expected, got="others")
