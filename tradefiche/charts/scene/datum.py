"""What a mark stands for: rows of the tables, by their codes and columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

DatumUnit = Literal["EUR", "percent", "index", "whole"]
Of = Literal["country", "product", "period", "territory"]
_SIGN = {"country": "", "product": "-", "period": "", "territory": ""}


def key(of: Of, code: str) -> str:
    """Return a code as one word that no code of another kind is: France's CA is not Canada's."""
    return _SIGN[of] + "_".join(code.split())


@dataclass(frozen=True, slots=True)
class Value:
    """A number of a table.

    Attributes:
        column: where it stands, by whose ending its unit is known: `exports_eur` is in whole
            euros, `exports_share_pct` in percent, `rca` a ratio.
        label: what is measured, in the words of the picture.
        value: as in the table; None if it is not known.
        unit: where the column does not tell it.
    """

    column: str
    label: str
    value: float | None
    unit: DatumUnit | None = None


@dataclass(frozen=True, slots=True)
class Datum:
    """What a mark stands for, in tooltips and for the script of a page.

    Attributes:
        codes: those of the row: a country, a product or a section, a quarter; of a flow the
            product, then the country. What is left over has `OTHER`, all together no code.
        name: what it is called, in the language of the picture.
        values: what is shown of it; at least one.
        of: what the codes are of, one for each.
    """

    codes: tuple[str, ...]
    name: str
    values: tuple[Value, ...]
    of: tuple[Of, ...]

    @property
    def keys(self) -> str:
        """The codes as words: `DE` of a country, `-C29A DE` of a flow; empty of the whole."""
        return " ".join(key(of, code) for of, code in zip(self.of, self.codes, strict=False))
