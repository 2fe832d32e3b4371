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
"""How a column is written; `value` is as the measure of the row has it."""


class FlowWord(Names, frozen=True):
    """The word for a flow, and its letter in formulas."""

    v: Code


class FlowWords(Strict, frozen=True):
    """Both flows."""

    exports: FlowWord
    imports: FlowWord


class ColumnEntry(Strict, frozen=True):
    """A column, or that of each flow where its name has `{side}`; see `Column`.

    `caution` names texts of the file, which are said one after the other.
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
    """A column on the terminal: how its values are written, and its header of two lines at most.

    `if_any` leaves it out where it is empty, `wide` where there is no room beside the others.
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
        group: the column whose values make blocks of rows; each has its line above.
        last: whether the last rows of a block are shown rather than the first.
        most: how many of them.
    """

    name: Code
    columns: dict[Code, Shown]
    group: Code | None = None
    last: bool = False
    most: Count = 10


class TableEntry(Strict, frozen=True):
    """A table; `own` has the columns that mean in it what they do in no other."""

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
