"""The shape of `config/tables.yaml`. Imported only where the file is read."""

from __future__ import annotations

from typing import Literal

import msgspec

from tradefiche.configuration.schema import About, Code, Count, Names, Strict

ColumnType = Literal["string", "integer", "number", "boolean"]
ColumnUnit = Literal["EUR", "kg", "percent", "points"]
ColumnForm = Literal[
    "money", "change", "percent", "share", "points", "places", "index", "whole", "mark", "text",
    "euros", "euros_signed", "value",
]  # fmt: skip
"""How the values of a column are written; `value` as the measure of the row requires."""


class FlowWord(Names, frozen=True):
    """The word for a flow, and its letter in formulas."""

    v: Code


class FlowWords(Strict, frozen=True):
    """The words for both flows."""

    exports: FlowWord
    imports: FlowWord


class ColumnEntry(Strict, frozen=True):
    """A column, or one column per flow if its name has `{side}`; see `Column`.

    `caution` names texts of `cautions`, which are shown one after the other.
    """

    title: Names
    definition: Names
    type: ColumnType
    unit: ColumnUnit | None = None
    key: bool = False
    values: tuple[Code, ...] = ()
    formula: str = ""
    source: str = ""
    caution: tuple[Code, ...] = ()


class Shown(Strict, frozen=True):
    """A column on the terminal: how its values are written, and its header of at most two lines.

    `if_any` drops it if it is empty, `wide` if there is no room for it beside the others.
    """

    form: ColumnForm
    head: Names
    if_any: bool = False
    wide: bool = False


class TerminalLayout(Strict, frozen=True):
    """How the terminal shows a table.

    Attributes:
        name: the column that names a row.
        columns: those beside the name.
        group: the column whose values divide the rows into blocks, each with a heading.
        last: whether the last rows of a block are shown rather than the first.
        most: largest number of rows shown of a block.
    """

    name: Code
    columns: dict[Code, Shown]
    group: Code | None = None
    last: bool = False
    most: Count = 10


class TableEntry(Strict, frozen=True):
    """A table; `own` defines the columns whose meaning is specific to it."""

    title: Names
    row: Names
    columns: tuple[Code, ...]
    own: dict[Code, ColumnEntry] = msgspec.field(default_factory=dict)
    text: TerminalLayout | None = None


class TablesFile(Strict, frozen=True):
    """tables.yaml."""

    about: About
    symbols: Names
    sides: FlowWords
    cautions: dict[Code, Names]
    columns: dict[Code, ColumnEntry]
    tables: dict[Code, TableEntry]
