"""The words of workbooks and packages that are not figures, in French and English."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tradefiche.language.typography import Lang
    from tradefiche.tabulation.provenance import Meta

_WORDS = {
    "trade": ("Commerce extérieur", "Foreign trade"),
    "workbook": ("Classeur", "Workbook"),
    "cover": ("Couverture", "Cover"),
    "overview": ("Synthèse", "Overview"),
    "columns": ("Colonnes", "Columns"),
    "territories": ("Territoires", "Territories"),
    "territory": ("Territoire", "Territory"),
    "period": ("Période", "Period"),
    "release": ("Diffusion", "Release"),
    "releases": ("Diffusion par trimestre", "Release by quarter"),
    "data": ("Données", "Data"),
    "source": ("Source", "Source"),
    "citation": ("À citer ainsi", "To be cited as"),
    "level": ("Niveau des produits", "Level of products"),
    "product": ("Produits retenus", "Products kept"),
    "country": ("Pays retenus", "Countries kept"),
    "exclude_product": ("Produits exclus", "Products left out"),
    "exclude_country": ("Pays exclus", "Countries left out"),
    "licence": ("Licence", "Licence"),
    "software": ("Logiciel", "Software"),
    "files": ("Fichiers lus", "Files read"),
    "caveats": ("À savoir avant de lire", "Before reading"),
    "table": ("Table", "Table"),
    "column": ("Colonne", "Column"),
    "title": ("Intitulé", "Title"),
    "unit": ("Unité", "Unit"),
    "meaning": ("Signification", "Meaning"),
    "formula": ("Formule", "Formula"),
    "caution": ("À savoir", "Caution"),
    "notes": ("Notes", "Notes"),
    "contents": ("Sommaire", "Contents"),
    "sheet": ("Feuille", "Sheet"),
    "rows": ("Lignes", "Rows"),
    "tables": ("Tables", "Tables"),
    "of_notes": (
        "Méthodes, lettres des formules, définition de chaque indicateur.",
        "Methods, letters in formulas, definition of each indicator.",
    ),
    "symbols": ("Lettres des formules", "Letters in formulas"),
    "indicator": ("Indicateur", "Indicator"),
    "regions": ("régions", "régions"),
    "unknown": ("inconnue", "unknown"),
    "export": ("exportations", "exports"),
    "import": ("importations", "imports"),
    "of_overview": (
        "Les totaux des territoires et périodes, côte à côte.",
        "The totals of territories and periods, side by side.",
    ),
    "of_columns": (
        "Ce que contient chaque colonne des tables.",
        "What each column of the tables holds.",
    ),
}
_UNITS = {"EUR": "€", "kg": "kg", "percent": "%", "points": "points"}


def word(key: str, lang: Lang) -> str:
    """Return a word of the interface."""
    return _WORDS[key][lang == "en"]


def unit(name: str | None) -> str:
    """Return the sign of a unit; empty for none."""
    return _UNITS[name] if name else ""


def title(meta: Meta) -> str:
    """Return the title of a workbook or file: `Commerce extérieur – Nord – 2024`."""
    return " – ".join((word("trade", meta.lang), meta.place, meta.when))
