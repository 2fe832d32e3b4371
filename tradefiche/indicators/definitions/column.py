"""A column of a table, with the definition of what it measures."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import indent, wrap
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar

from tradefiche.language.typography import typeset

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tradefiche.language.typography import Lang

    Function = TypeVar("Function", bound=Callable[..., object])

Kind = Literal["string", "integer", "number", "boolean"]
Unit = Literal["EUR", "kg", "percent", "points"]


class Words(NamedTuple):
    """A text in French and English; plain spaces and apostrophes are enough."""

    fr: str
    en: str


NOTHING = Words("", "")
SYMBOLS = Words(
    "x : exportations, m : importations, v : l’un ou l’autre flux ; t : territoire, R : sa "
    "région, F : France, territoire compris ; p : produit, c : pays, i : élément d’une "
    "ventilation, r : élément classable ; 0 : un an plus tôt. Un indice absent est sommé.",
    "x: exports, m: imports, v: either flow; t: territory, R: its région, F: France, the "
    "territory included; p: product, c: country, i: element of a breakdown, r: one that can be "
    "ranked; 0: a year earlier. An index that is left out is summed over.",
)
"""What the letters in formulas stand for."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        kind: string, integer (64 bits), number (float) or boolean.
        unit: euros, kilograms, percent (4.97, not 0.0497), percentage points, or None.
        key: whether it is part of what identifies a row, hence never empty.
        values: the only values that it may have; empty for any.
        formula: how it is computed, in `SYMBOLS`; empty for what is plainly a sum or a name.
        source: where the definition comes from, if from elsewhere.
        caution_fr, caution_en: what it must not be read as.
    """

    name: str
    kind: Kind
    unit: Unit | None
    title_fr: str
    title_en: str
    description_fr: str
    description_en: str
    key: bool = False
    values: tuple[str, ...] = ()
    formula: str = ""
    source: str = ""
    caution_fr: str = ""
    caution_en: str = ""

    @property
    def measure(self) -> bool:
        """Whether it is an indicator rather than a code, a name or a note."""
        return not self.key and self.kind != "string" and not self.values

    def title(self, lang: Lang) -> str:
        """Return the title, without unit."""
        return typeset(self.title_en if lang == "en" else self.title_fr, lang)

    def description(self, lang: Lang) -> str:
        """Return a sentence that says what the column holds."""
        return typeset(self.description_en if lang == "en" else self.description_fr, lang)

    def caution(self, lang: Lang) -> str:
        """Return what it must not be read as; empty where nothing is to be said."""
        return typeset(self.caution_en if lang == "en" else self.caution_fr, lang)


def both_flows(
    name: str,
    kind: Kind,
    unit: Unit | None,
    title: Words,
    description: Words,
    formula: str = "",
    caution: Words = NOTHING,
    source: str = "",
) -> tuple[Column, Column]:
    """Return the column of exports and that of imports.

    The texts may hold `{side}` (exports), `{flow}` (exportations, exports), `{flow_of}` (des
    exportations), `{Flow}` and `{v}` (x or m).
    """
    made = []
    for side, french, v in (("exports", "exportations", "x"), ("imports", "importations", "m")):
        fr = {"side": side, "flow": french, "Flow": french.title(), "flow_of": f"des {french}"}
        en = {"side": side, "flow": side, "Flow": side.title(), "flow_of": side}
        column = Column(
            name.format(side=side), kind, unit,
            title.fr.format(**fr), title.en.format(**en),
            description.fr.format(**fr), description.en.format(**en),
            formula=formula.format(v=v), source=source,
            caution_fr=caution.fr.format(**fr), caution_en=caution.en.format(**en),
        )  # fmt: skip
        made.append(column)
    return made[0], made[1]


def defined(columns: Iterable[Column]) -> Callable[[Function], Function]:
    """Append the definitions of the columns that a function counts to its docstring."""

    def document(function: Function) -> Function:
        lines = [line for column in columns for line in _lines(column)]
        head = (function.__doc__ or "").rstrip()
        function.__doc__ = "\n".join([head, "", "    Columns:", *lines, "    "])
        return function

    return document


def _lines(column: Column) -> list[str]:
    unit = f" ({column.unit})" if column.unit else ""
    text = " ".join(
        filter(
            None,
            (
                f"{column.name}{unit}: {column.description_en}",
                f"Formula: {column.formula}." if column.formula else "",
                column.caution_en,
                f"Source: {column.source}." if column.source else "",
            ),
        )
    )
    first, *rest = wrap(text, 84)
    return [indent(first, " " * 8), *(indent(line, " " * 12) for line in rest)]
