"""The tables of the contract: columns in order, titles, keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tradefiche.indicators.definitions.checks import COLUMNS as CHECKS
from tradefiche.indicators.definitions.common import BALANCE, CHANGE_NOTE, COVERAGE
from tradefiche.indicators.definitions.concentration import MEASURES as CONCENTRATION
from tradefiche.indicators.definitions.contributions import MEASURES as CONTRIBUTIONS
from tradefiche.indicators.definitions.dependence import COLUMNS as DEPENDENCE
from tradefiche.indicators.definitions.evolution import MEASURES as EVOLUTION
from tradefiche.indicators.definitions.evolution import SPAN
from tradefiche.indicators.definitions.exposure import MEASURES as EXPOSURE
from tradefiche.indicators.definitions.specialisation import MEASURES as SPECIALISATION
from tradefiche.indicators.definitions.structure import MEASURES as STRUCTURE
from tradefiche.language.typography import typeset
from tradefiche.tabulation import columns as c

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tradefiche.indicators.definitions.column import Column
    from tradefiche.language.typography import Lang
    from tradefiche.tabulation.provenance import Scope


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
        return c.LEVEL in self.columns or c.DIMENSION in self.columns


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
                c.COUNTRY_NAME, c.VALUE, c.SHARE, c.RANK, c.HIGHLIGHTED, c.LARGEST_PAIR,
                c.DATA,
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
        Table(
            "contributions",
            "Contributions à l’évolution",
            "Contributions to change",
            "Un pays, puis un produit, par ampleur décroissante de sa variation sur un an.",
            "A country, then a product, by size of its change on the year, falling.",
            (
                c.TERRITORY, c.PERIOD, c.DIMENSION, c.ITEM, c.ITEM_NAME, c.EXPORTS, c.IMPORTS,
                *CONTRIBUTIONS, CHANGE_NOTE, c.DATA,
            ),
            scope="year-before",
        ),
        Table(
            "structure",
            "Structure des échanges",
            "Structure of trade",
            "Une zone, l’Union ou non, puis une section de produits, échangée ou non.",
            "A zone, the Union or not, then a section of products, traded or not.",
            (
                c.TERRITORY, c.PERIOD, c.SECTION, c.ITEM, c.ITEM_NAME, c.EXPORTS, c.IMPORTS,
                *STRUCTURE, c.DATA,
            ),
        ),
        Table(
            "specialisation",
            "Spécialisation",
            "Specialisation",
            "Un produit au-dessus du plancher, par avantage comparatif décroissant, puis ceux qui "
            "ne le dépassent qu’à l’import.",
            "A product above the floor, by comparative advantage, falling, then those that are "
            "above it in imports only.",
            (
                c.TERRITORY, c.PERIOD, c.LEVEL, c.PRODUCT, c.PRODUCT_NAME, c.EXPORTS, c.IMPORTS,
                *SPECIALISATION, c.DATA,
            ),
        ),
        Table(
            "concentration",
            "Concentration",
            "Concentration",
            "Un flux et une ventilation : par pays, puis par produit.",
            "A flow and breakdown: by country, then by product.",
            (c.TERRITORY, c.PERIOD, c.FLOW, c.DIMENSION, c.VALUE, *CONCENTRATION, c.DATA),
        ),
        Table(
            "dependence",
            "Dépendance à l’import",
            "Import dependence",
            "Un produit importé, par importations décroissantes.",
            "An imported product, by imports, falling.",
            (
                c.TERRITORY, c.PERIOD, c.LEVEL, c.PRODUCT, c.PRODUCT_NAME, c.IMPORTS, c.EXPORTS,
                *DEPENDENCE, c.DATA,
            ),
        ),
        Table(
            "exposure",
            "Exposition à un partenaire",
            "Exposure to a partner",
            "Un partenaire en tout (TOTAL), puis un produit échangé avec lui, par exportations "
            "décroissantes.",
            "A partner in all (TOTAL), then a product traded with it, by exports, falling.",
            (
                c.TERRITORY, c.PERIOD, c.PARTNER, c.PARTNER_NAME, c.LEVEL, c.EXPOSED,
                c.PRODUCT_NAME, c.EXPORTS, c.IMPORTS, *EXPOSURE, c.DATA,
            ),
        ),
        Table(
            "checks",
            "Contrôles",
            "Checks",
            "Un constat, les plus graves d’abord ; aucun si tout va bien.",
            "A finding, the gravest first; none where all is well.",
            (c.TERRITORY, c.PERIOD, *CHECKS, c.DATA),
            scope="year-before",
        ),
    )
}  # fmt: skip

DEFAULT = ("totals", "partners", "products", "flows")
"""What `compute` gives unless tables are named."""
