"""The words of the text report, in French and English."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tradefiche.language.typography import Lang

WORDS: Mapping[Lang, Mapping[str, str]] = {
    "fr": {
        "sample": "DONNÉES D’EXEMPLE SYNTHÉTIQUES : hors les totaux publiés, aucun chiffre "
        "n’est réel.",
        "in_millions": "M€",
        "export": "Export",
        "import": "Import",
        "exports": "Exportations",
        "imports": "Importations",
        "balance": "Solde",
        "of_france": "Export / France",
        "total": "Total",
        "share_region": "Part de la région {region}",
        "share_france": "Part de la France",
        "rank": "Rang",
        "change": "Évolution sur un an",
        "mass": "Masse",
        "coverage": "Taux de couverture",
        "industry": "Territoires d’industrie",
        "no_industry": "Aucun Territoire d’industrie.",
        "partners": "Pays partenaires (M€)",
        "products": "Activités (M€)",
        "more": "… et {count} de plus : --table {table} --format csv",
        "more_checks": "… et {count} de plus :",
        "flows_export": "Premiers flux à l’export (M€, % du total)",
        "flows_import": "Premiers flux à l’import (M€, % du total)",
        "flows_share": "Ensemble, ces {count} flux représentent {share} du total.",
        "emebi": "Évolution non affichée : la collecte a changé en janvier 2022 (EMEBI).",
        "vintage": "* Évolution à lire avec réserve : de premiers chiffres sont comparés à "
        "des chiffres révisés.",
        "foot": "{cited}. {kind}. Exportations FAB, importations CAF. "
        "Le département est celui d’où les biens partent initialement, ou celui où "
        "ils arrivent.",
    },
    "en": {
        "sample": "SYNTHETIC SAMPLE DATA: but for the published totals, no figure is real.",
        "in_millions": "€M",
        "export": "Exports",
        "import": "Imports",
        "exports": "Exports",
        "imports": "Imports",
        "balance": "Balance",
        "of_france": "Exports / France",
        "total": "Total",
        "share_region": "Share of {region}",
        "share_france": "Share of France",
        "rank": "Rank",
        "change": "Change on the year",
        "mass": "Mass",
        "coverage": "Coverage",
        "industry": "Territoires d’industrie",
        "no_industry": "No Territoire d’industrie.",
        "partners": "Partner countries (€M)",
        "products": "Activities (€M)",
        "more": "… and {count} more: --table {table} --format csv",
        "more_checks": "… and {count} more:",
        "flows_export": "Largest export flows (€M, % of the total)",
        "flows_import": "Largest import flows (€M, % of the total)",
        "flows_share": "Together, these {count} flows make up {share} of the total.",
        "emebi": "No change shown: the collection changed in January 2022 (EMEBI).",
        "vintage": "* Change to be read with reserve: first figures are compared with revised "
        "ones.",
        "foot": "{cited}. {kind}. Exports FOB, imports CIF. The "
        "département is the one that goods leave first, or in which they arrive.",
    },
}
