"""Every column of the tables: type, unit, title and description in French and English."""

from __future__ import annotations

from typing import Literal

from tradefiche.indicators.definitions.column import Column
from tradefiche.indicators.definitions.common import (
    BALANCE,
    CHANGE_NOTE,
    CHANGES_PCT,
    COVERAGE,
    SHARES,
)
from tradefiche.reference.products import LEVELS

_FLOW_TITLES = {"exports": ("Exportations", "Exports"), "imports": ("Importations", "Imports")}
_OF_FLOW = {"exports": "des exportations", "imports": "des importations"}


def _text(name: str, fr: tuple[str, str], en: tuple[str, str]) -> Column:
    return Column(name, "string", None, fr[0], en[0], fr[1], en[1])


def _key(
    name: str, fr: tuple[str, str], en: tuple[str, str], values: tuple[str, ...] = ()
) -> Column:
    return Column(name, "string", None, fr[0], en[0], fr[1], en[1], key=True, values=values)


def _measures(flow: str) -> tuple[Column, Column]:
    """Return value and mass of a flow."""
    fr, en = _FLOW_TITLES[flow]
    value_fr, value_en = (
        ("FAB, par pays de destination finale", "FOB, by country of final destination")
        if flow == "exports"
        else ("CAF, par pays d’origine", "CIF, by country of origin")
    )
    value = Column(
        f"{flow}_eur", "integer", "EUR", fr, en,
        f"{fr} en euros entiers, {value_fr}.", f"{en} in whole euros, {value_en}.",
    )  # fmt: skip
    mass = Column(
        f"{flow}_kg", "integer", "kg", f"{fr}, masse", f"{en}, mass",
        f"Masse {_OF_FLOW[flow]} en kilogrammes entiers.", f"Mass of {flow} in whole kilograms.",
    )  # fmt: skip
    return value, mass


def _of_area(flow: str, area: Literal["region", "france"]) -> Column:
    """Return the share of a territory in its région or in France."""
    fr, en = _FLOW_TITLES[flow]
    symbol = "x" if flow == "exports" else "m"
    where_fr, where_en = (
        ("de la région", "the région") if area == "region" else ("de la France", "France")
    )
    return Column(
        f"{flow}_share_{area}_pct", "number", "percent",
        f"{fr}, part {where_fr}", f"{en}, share of {where_en}",
        f"Part dans les {fr.lower()} {where_fr}, en % ; vide pour cet ensemble lui-même.",
        f"Share of the {flow} of {where_en}, in %; empty for that whole itself.",
        formula=f"100 · {symbol}_t / {symbol}_{area[0].upper()}",
    )  # fmt: skip


def _rank(flow: str, among_fr: str, among_en: str) -> Column:
    fr, en = _FLOW_TITLES[flow]
    return Column(
        f"{flow}_rank", "integer", None, f"{fr}, rang", f"{en}, rank",
        f"Rang, 1 pour la plus grande valeur, {among_fr}.",
        f"Rank, 1 for the largest value, {among_en}.",
    )  # fmt: skip


TERRITORY = _key(
    "territory",
    ("Territoire", "Identifiant du territoire : dept-59, region-32, france."),
    ("Territory", "Id of the territory: dept-59, region-32, france."),
)
TERRITORY_NAME = _text(
    "territory_name", ("Nom du territoire", "Nom du territoire."), ("Territory, name", "Its name.")
)
PERIOD = _key(
    "period",
    ("Période", "Année (2024), trimestre (2024Q3) ou suite de trimestres (2023Q3..2024Q2)."),
    ("Period", "Year (2024), quarter (2024Q3) or run of quarters (2023Q3..2024Q2)."),
)
LEVEL = _key(
    "level",
    ("Niveau", "Niveau de la nomenclature de produits."),
    ("Level", "Level of the product nomenclature."),
    values=tuple(LEVELS),
)
PRODUCT = _key(
    "product",
    ("Produit", "Code du produit, un texte (0111 et non 111) ; OTHER pour le reste."),
    ("Product", "Code of the product, a text (0111, not 111); OTHER for the remainder."),
)
PRODUCT_NAME = _text(
    "product_name",
    ("Libellé du produit", "Libellé du produit."),
    ("Product, name", "Name of the product."),
)
COUNTRY = _key(
    "country",
    (
        "Pays",
        "Code à deux lettres des Douanes (NA est la Namibie) ; OTHER pour le reste.",
    ),
    ("Country", "Two-letter code of the Customs (NA is Namibia); OTHER for the remainder."),
)
COUNTRY_NAME = _text(
    "country_name",
    ("Nom du pays", "Nom du pays ou du code spécial."),
    ("Country, name", "Name of the country or special code."),
)
ZONE = _text(
    "zone",
    ("Zone", "Zone géographique ; eu27 est l’Union européenne à 27, à composition constante."),
    ("Zone", "Geographic zone; eu27 is the European Union of 27, in constant composition."),
)
FLOW = _key(
    "flow",
    ("Flux", "Exportation (export) ou importation (import)."),
    ("Flow", "Export or import."),
    values=("export", "import"),
)
DIMENSION = _key(
    "dimension",
    ("Ventilation", "country : par pays ; sinon par produit, au niveau dit."),
    ("Breakdown", "country: by country; else by product, at the level said."),
    values=("country", *LEVELS),
)
SECTION = _key(
    "dimension",
    (
        "Ventilation",
        "zone : zone du monde ; eu : Union à 27 ou non ; a17, a38 : section de produits.",
    ),
    (
        "Breakdown",
        "zone: geographic zone; eu: European Union of 27 or not; a17, a38: section of products.",
    ),
    values=("zone", "eu", "a17", "a38"),
)
ITEM = _key(
    "item",
    ("Élément", "Code du pays, de la zone ou du produit, un texte."),
    ("Element", "Code of the country, zone or product, a text."),
)
ITEM_NAME = _text(
    "item_name",
    ("Nom de l’élément", "Nom du pays, de la zone ou du produit."),
    ("Element, name", "Name of the country, zone or product."),
)
PARTNER = _key(
    "partner",
    ("Partenaire", "Code d’un pays, ou nom d’un groupe de pays de config/indicators.yaml."),
    ("Partner", "Code of a country, or name of a group of countries of config/indicators.yaml."),
)
PARTNER_NAME = _text(
    "partner_name",
    ("Nom du partenaire", "Nom du pays ou du groupe."),
    ("Partner, name", "Name of the country or group."),
)
EXPOSED = _key(
    "product",
    ("Produit", "Code du produit, un texte ; TOTAL pour tous les produits."),
    ("Product", "Code of the product, a text; TOTAL for all products."),
)
VALUE = Column(
    "value_eur", "integer", "EUR", "Valeur", "Value",
    "Valeur du flux en euros entiers : FAB à l’exportation, CAF à l’importation.",
    "Value of the flow in whole euros: FOB for exports, CIF for imports.",
)  # fmt: skip
SHARE = Column(
    "share_pct", "number", "percent", "Part", "Share",
    "Part du total du flux du territoire sur la période, en %.",
    "Share of the territory’s total of the flow in the period, in %.",
)  # fmt: skip
RANK = Column(
    "rank", "integer", None, "Rang", "Rank",
    "Rang parmi les couples dont aucun côté n’est OTHER, 1 pour le plus grand.",
    "Rank among the pairs of which neither side is OTHER, 1 for the largest.",
)  # fmt: skip
HIGHLIGHTED = Column(
    "highlighted", "boolean", None, "Mis en avant", "Highlighted",
    "Vrai pour les premiers couples, cinq sauf demande contraire.",
    "True for the first pairs, five unless asked otherwise.",
)  # fmt: skip
LARGEST_PAIR = Column(
    "largest_pair_eur", "integer", "EUR", "Plus grand couple", "Largest pair",
    "Plus grand couple activité × pays classé que contient la ligne, en euros entiers : elle-même, "
    "ou l’un de ceux réunis sous OTHER.",
    "Largest pair of product and ranked country in the row, in whole euros: the row itself, or one "
    "of those that OTHER stands for.",
)  # fmt: skip
DATA = Column(
    "data", "string", None, "Données", "Data",
    "customs : données des Douanes ; sample : données d’exemple synthétiques.",
    "customs: data of the Customs; sample: synthetic sample data.",
    values=("customs", "sample"),
)  # fmt: skip

EXPORTS, EXPORTS_KG = _measures("exports")
IMPORTS, IMPORTS_KG = _measures("imports")

TOTALS_MEASURES = (
    EXPORTS, IMPORTS, BALANCE, COVERAGE,
    *(_of_area("exports", area) for area in ("region", "france")),
    *(_of_area("imports", area) for area in ("region", "france")),
    *(
        _rank(
            flow,
            "parmi les 100 unités départementales ou les 18 régions",
            "among the 100 départements or the 18 régions",
        )
        for flow in _FLOW_TITLES
    ),
    *CHANGES_PCT, CHANGE_NOTE, EXPORTS_KG, IMPORTS_KG,
)  # fmt: skip


def breakdown(among_fr: str, among_en: str) -> tuple[Column, ...]:
    """Return the measures of a table with a row for each country or product."""
    return (
        EXPORTS, IMPORTS, BALANCE, *SHARES,
        _rank("exports", among_fr, among_en), _rank("imports", among_fr, among_en),
        EXPORTS_KG, IMPORTS_KG,
    )  # fmt: skip
