"""A table and its columns, as `config/tables.yaml` declares them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tradefiche.language.typography import typeset
from tradefiche.reference.products import LEVELS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tradefiche.configuration.schema import Names
    from tradefiche.indicators.indicator import Scope
    from tradefiche.language.typography import Lang
    from tradefiche.tabulation.tables_schema import ColumnType, ColumnUnit, TerminalLayout

_SIGNS = {"EUR": "€", "kg": "kg", "percent": "%", "points": "points"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        kind: string, integer (64 bits), number (float) or boolean.
        unit: euros, kilograms, percent (4.97, not 0.0497), percentage points, or None.
        key: whether it is part of what identifies a row, hence never empty.
        values: the only values that it may have; empty for any.
        formula: how it is computed, in the symbols that the file explains; empty for what is
            plainly a sum or a name.
        source: where the definition comes from, if from elsewhere.
    """

    name: str
    kind: ColumnType
    unit: ColumnUnit | None
    titles: Names
    descriptions: Names
    cautions: Names
    key: bool
    values: tuple[str, ...]
    formula: str
    source: str

    @property
    def sign(self) -> str:
        """The symbol of its unit; empty for none."""
        return _SIGNS[self.unit] if self.unit else ""

    @property
    def measure(self) -> bool:
        """Whether it is an indicator rather than a code, a name or a note."""
        return not self.key and self.kind != "string" and not self.values

    @property
    def contract(self) -> tuple[str, ColumnType, ColumnUnit | None, bool, tuple[str, ...]]:
        """What texts of a configuration cannot change: name, type, unit, key and values."""
        return self.name, self.kind, self.unit, self.key, self.values

    def title(self, lang: Lang) -> str:
        """Return the title, without unit."""
        return _said(self.titles, lang)

    def header(self, lang: Lang) -> str:
        """Return the title with the symbol of the unit, as the header of a column."""
        return f"{self.title(lang)} ({self.sign})" if self.sign else self.title(lang)

    def description(self, lang: Lang) -> str:
        """Return a sentence that says what the column holds."""
        return _said(self.descriptions, lang)

    def caution(self, lang: Lang) -> str:
        """Return what the column must not be read as; empty if there is no caution."""
        return _said(self.cautions, lang)


def imports_first(columns: Sequence[Column]) -> list[Column]:
    """Return columns with those of exports and imports swapped, so that imports come first.

    This is for readers; files keep the order of the contract.
    """
    by_name = {each.name: each for each in columns}
    return [by_name.get(_other_flow(each.name), each) for each in columns]


def _other_flow(name: str) -> str:
    flow, _, rest = name.partition("_")
    other = {"imports": "exports", "exports": "imports"}.get(flow, flow)
    return f"{other}_{rest}"


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the contract.

    Attributes:
        name: as in `--table` and in file names.
        columns: in the order of every output.
        layout: how the terminal shows it; None for a table that is shown as sentences.
    """

    name: str
    titles: Names
    rows: Names
    columns: tuple[Column, ...]
    layout: TerminalLayout | None

    def title(self, lang: Lang) -> str:
        """Return the title."""
        return _said(self.titles, lang)

    def row(self, lang: Lang) -> str:
        """Return what a row is, and the order of rows."""
        return _said(self.rows, lang)

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names."""
        return tuple(column.name for column in self.columns)

    @property
    def key(self) -> tuple[str, ...]:
        """The columns that together identify a row."""
        return tuple(column.name for column in self.columns if column.key)

    @property
    def by_level(self) -> bool:
        """Whether its rows depend on the level of products."""
        return any({*LEVELS} <= {*column.values} for column in self.columns)

    @property
    def scope(self) -> Scope:
        """What it is computed from."""
        from tradefiche.indicators.indicator import indicator

        return indicator(self.name).scope


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of a file by name, and what the symbols in their formulas stand for."""

    tables: Mapping[str, Table]
    letters: Names

    def symbols(self, lang: Lang) -> str:
        """Return what the symbols in formulas stand for."""
        return _said(self.letters, lang)


def _said(words: Names, lang: Lang) -> str:
    return typeset(words.text(lang), lang)
