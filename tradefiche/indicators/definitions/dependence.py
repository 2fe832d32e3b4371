"""Measures of the table `dependence`."""

from __future__ import annotations

from tradefiche.indicators.definitions.column import Column, Words
from tradefiche.indicators.definitions.common import SHARES

_METHOD = "after European Commission, SWD(2021) 352 final"
_CAUTION = Words(
    "Calculé sur les importations d’un territoire et des produits agrégés : ni la production "
    "locale, ni les achats au reste de la France, ni les substituts n’y entrent.",
    "Computed on one territory's imports of broad products: local production, purchases from the "
    "rest of France and substitutes are left out.",
)
FIRST_COUNTRY = Column(
    "first_country", "string", None, "Premier fournisseur", "First supplier",
    "Code du pays d’où le territoire importe le plus ce produit, parmi ceux que l’on peut classer.",
    "Code of the country from which the territory imports most of this product, among those that "
    "can be ranked.",
    caution_fr="Pays d’origine du bien, non celui du vendeur.",
    caution_en="The country of origin of the goods, not the seller's.",
)  # fmt: skip
FIRST_COUNTRY_NAME = Column(
    "first_country_name", "string", None, "Nom du premier fournisseur", "First supplier, name",
    "Nom du premier fournisseur.", "Name of the first supplier.",
)  # fmt: skip
FIRST_SHARE = Column(
    "first_share_pct", "number", "percent", "Part du premier fournisseur", "First supplier’s share",
    "Part du premier fournisseur dans les importations de ce produit, en %.",
    "Share of the first supplier in the imports of this product, in %.",
    formula="100 · max_c m_tpc / m_tp",
)  # fmt: skip
EXTRA_EU_HHI = Column(
    "extra_eu_hhi", "number", None, "Indice des fournisseurs hors UE",
    "Index of suppliers outside the EU",
    "Indice de Herfindahl-Hirschman des fournisseurs hors UE à 27 : somme des carrés de leurs "
    "parts dans les importations hors UE ; non calculé s’il n’y en a pas.",
    "Herfindahl–Hirschman index of suppliers outside the EU of 27: sum of their squared shares in "
    "imports from outside it; not computed where there are none.",
    formula="Σ_c (m_tpc / Σ m_tpc)², c ∉ eu27", source=_METHOD,
    caution_fr=_CAUTION.fr, caution_en=_CAUTION.en,
)  # fmt: skip
EXTRA_EU_SHARE = Column(
    "extra_eu_share_pct", "number", "percent", "Part hors UE", "Share from outside the EU",
    "Part des importations de ce produit qui vient de pays hors UE à 27, en %.",
    "Share of the imports of this product that comes from countries outside the EU of 27, in %.",
    formula="100 · Σ m_tpc / m_tp, c ∉ eu27", source=_METHOD,
    caution_fr=_CAUTION.fr, caution_en=_CAUTION.en,
)  # fmt: skip
TO_EXPORTS = Column(
    "extra_eu_to_exports", "number", None, "Importations hors UE sur exportations",
    "Imports from outside the EU over exports",
    "Importations hors UE du produit rapportées à toutes les exportations de ce produit par le "
    "territoire ; non calculé s’il n’en exporte pas.",
    "Imports of the product from outside the EU over all exports of it by the territory; not "
    "computed where it exports none.",
    formula="Σ m_tpc / x_tp, c ∉ eu27", source=_METHOD,
    caution_fr="Rapproche des importations CAF d’exportations FAB. " + _CAUTION.fr,
    caution_en="Sets imports CIF against exports FOB. " + _CAUTION.en,
)  # fmt: skip
TO_EXAMINE = Column(
    "to_examine", "boolean", None, "À examiner", "To be examined",
    "Vrai si les trois seuils de config/indicators.yaml sont dépassés ; sans exportation, le "
    "troisième l’est.",
    "True where the three thresholds of config/indicators.yaml are exceeded; without exports, the "
    "third one is.",
    source=_METHOD,
    caution_fr="Ne dit pas que le produit est stratégique : la méthode est faite pour l’Union "
    "entière et des produits bien plus fins.",
    caution_en="Does not say that the product is strategic: the method is made for the whole Union "
    "and for far finer products.",
)  # fmt: skip

MEASURES = (
    SHARES[1], FIRST_COUNTRY, FIRST_SHARE, EXTRA_EU_HHI, EXTRA_EU_SHARE, TO_EXPORTS, TO_EXAMINE,
)  # fmt: skip
COLUMNS = (
    SHARES[1], FIRST_COUNTRY, FIRST_COUNTRY_NAME, FIRST_SHARE, EXTRA_EU_HHI, EXTRA_EU_SHARE,
    TO_EXPORTS, TO_EXAMINE,
)  # fmt: skip
"""The measures, and the name of the country, which is added later."""
