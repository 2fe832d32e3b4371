"""The data behind a mark: rows of the tables, by their codes and columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

DatumUnit = Literal["EUR", "percent", "index", "whole"]
Of = Literal["country", "product", "period", "territory"]
_SIGN = {"country": "", "product": "-", "period": "", "territory": ""}


def key(of: Of, code: str) -> str:
    """Return a code as one word, distinct from other kinds: section CA is `-CA`, Canada `CA`."""
    return _SIGN[of] + "_".join(code.split())


@dataclass(frozen=True, slots=True)
class Value:
    """A number of a table.

    Attributes:
        column: its column, whose suffix gives the unit: `exports_eur` is in whole euros,
            `exports_share_pct` in percent, `rca` a ratio.
        label: what is measured, as worded in the picture.
        value: as in the table; None if it is not known.
        unit: its unit, where the column's name does not give it.
    """

    column: str
    label: str
    value: float | None
    unit: DatumUnit | None = None


@dataclass(frozen=True, slots=True)
class Datum:
    """The data behind a mark, for tooltips and for the script of a page.

    Attributes:
        codes: the codes of its row: a country, product, section or quarter; for a flow the
            product, then the country. The rest has the code `OTHER`, the total has none.
        name: its name in the language of the picture.
        values: the values that the mark shows, at least one.
        of: the kind of each code.
    """

    codes: tuple[str, ...]
    name: str
    values: tuple[Value, ...]
    of: tuple[Of, ...]

    @property
    def keys(self) -> str:
        """The codes as words: `DE` for a country, `-C29A DE` for a flow, empty for the total."""
        return " ".join(key(of, code) for of, code in zip(self.of, self.codes, strict=False))
