"""The tables of the contract: columns in order, titles, keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tradefiche.indicators.definitions.common import BALANCE, CHANGE_NOTE, COVERAGE
from tradefiche.indicators.definitions.evolution import MEASURES as EVOLUTION
from tradefiche.indicators.definitions.evolution import SPAN
from tradefiche.publish import columns as c
from tradefiche.typography import typeset

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tradefiche.indicators.definitions.column import Column
    from tradefiche.publish.meta import Scope
    from tradefiche.typography import Lang


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the contract.

    Attributes:
        name: as in `--table` and in file names.
        columns: in the order of every output.
        scope: what it is counted from.
    """

    name: str
    title_fr: str
    title_en: str
    row_fr: str
    row_en: str
    columns: tuple[Column, ...]
    scope: Scope = "period"

    def title(self, lang: Lang) -> str:
        """Return the title."""
        return typeset(self.title_en if lang == "en" else self.title_fr, lang)

    def row(self, lang: Lang) -> str:
        """Say what a row is, and in which order rows come."""
        return typeset(self.row_en if lang == "en" else self.row_fr, lang)

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
        return c.LEVEL in self.columns


TABLES: Mapping[str, Table] = {
    table.name: table
    for table in (
        Table(
            "totals",
            "Totaux",
            "Totals",
            "Un territoire et une période.",
            "A territory and period.",
            (c.TERRITORY, c.TERRITORY_NAME, c.PERIOD, *c.TOTALS_MEASURES, c.DATA),
            scope="year-before",
        ),
        Table(
            "partners",
            "Pays partenaires",
            "Partner countries",
            "Un pays, par exportations plus importations décroissantes.",
            "A country, by exports plus imports, falling.",
            (
                c.TERRITORY, c.PERIOD, c.COUNTRY, c.COUNTRY_NAME, c.ZONE,
                *c.breakdown("parmi les pays", "among the countries"), c.DATA,
            ),
        ),
        Table(
            "products",
            "Produits",
            "Products",
            "Un produit, par exportations plus importations décroissantes.",
            "A product, by exports plus imports, falling.",
            (
                c.TERRITORY, c.PERIOD, c.LEVEL, c.PRODUCT, c.PRODUCT_NAME,
                *c.breakdown("parmi les produits", "among the products"), c.DATA,
            ),
        ),
        Table(
            "flows",
            "Flux par produit et pays",
            "Flows by product and country",
            "Un couple produit × pays des premiers de chaque côté, OTHER pour le reste.",
            "A product × country pair of the first on either side, OTHER for the remainder.",
            (
                c.TERRITORY, c.PERIOD, c.FLOW, c.LEVEL, c.PRODUCT, c.PRODUCT_NAME, c.COUNTRY,
                c.COUNTRY_NAME, c.VALUE, c.SHARE, c.RANK, c.HIGHLIGHTED, c.DATA,
            ),
        ),
        Table(
            "evolution",
            "Évolution",
            "Evolution",
            "Un territoire et un trimestre, puis une année glissante, sur tout ce qui est détenu.",
            "A territory and quarter, then a rolling year, over all that is held.",
            (
                c.TERRITORY, c.TERRITORY_NAME, c.PERIOD, SPAN, c.EXPORTS, c.IMPORTS, BALANCE,
                COVERAGE, *EVOLUTION, CHANGE_NOTE, c.DATA,
            ),
            scope="store",
        ),
    )
}  # fmt: skip

DEFAULT = ("totals", "partners", "products", "flows")
"""What `compute` gives unless tables are named."""
