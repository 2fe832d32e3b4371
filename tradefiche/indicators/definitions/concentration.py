"""Measures of the table `concentration`."""

from __future__ import annotations

from tradefiche.indicators.definitions.column import Column, Words

_CAUTION = Words(
    "Mesure la dispersion du flux, non son risque ; les codes sans valeur positive et les "
    "pays non classables (avitaillement, pays non précisés, retours) sont hors du calcul. Un "
    "filtre restreint ce qui est compté.",
    "Measures how spread the flow is, not its risk; codes without a positive value and "
    "what cannot be ranked (bunkers, countries not given, returned goods) are left out. A filter "
    "restricts what is counted.",
)


def _measure(name: str, title: Words, text: Words, formula: str, source: str = "") -> Column:
    return Column(
        name, "number", None, title.fr, title.en, text.fr, text.en, formula=formula, source=source,
        caution_fr=_CAUTION.fr, caution_en=_CAUTION.en,
    )  # fmt: skip


COUNT = Column(
    "count", "integer", None, "Nombre", "Number",
    "Nombre de pays ou de produits dont la valeur est positive (n).",
    "Number of countries or products whose value is positive (n).",
)  # fmt: skip
EXCLUDED = Column(
    "excluded_share_pct", "number", "percent", "Part exclue", "Share left out",
    "Part du flux qui revient à des codes non classables, exclus des indices, en %.",
    "Share of the flow that falls to codes that cannot be ranked, left out of the indices, in %.",
    formula="100 · (v_t − Σ_r v_tr) / v_t",
)  # fmt: skip
HHI = _measure(
    "hhi",
    Words("Indice de Herfindahl-Hirschman", "Herfindahl–Hirschman index"),
    Words(
        "Somme des carrés des parts, de 1/n (parts égales) à 1 (un seul pays ou produit).",
        "Sum of the squared shares, from 1/n (equal shares) to 1 (one country or product).",
    ),
    "Σ s_i², s_i = v_ti / Σ v_tj",
    "Herfindahl, 1950; Hirschman, 1945",
)
HHI_NORMALISED = _measure(
    "hhi_normalised",
    Words("Indice normalisé", "Normalised index"),
    Words(
        "L’indice ramené entre 0 (parts égales) et 1 ; vide s’il n’y a qu’un pays ou produit.",
        "The index brought between 0 (equal shares) and 1; empty with one country or product.",
    ),
    "(HHI − 1/n) / (1 − 1/n)",
)
REGION_HHI = _measure(
    "region_hhi",
    Words("Indice de la région", "Index of the région"),
    Words(
        "L’indice de la région ; vide si elle est le territoire.",
        "The région's index; empty where it is the territory.",
    ),
    "Σ s_i²",
)
FRANCE_HHI = _measure(
    "france_hhi",
    Words("Indice de la France", "Index of France"),
    Words(
        "L’indice de la France ; vide si elle est le territoire.",
        "France's index; empty where it is the territory.",
    ),
    "Σ s_i²",
)
HHI_RANK = Column(
    "hhi_rank", "integer", None, "Rang", "Rank",
    "Rang, 1 pour le flux le plus concentré, parmi les 100 unités départementales ou les 18 "
    "régions.",
    "Rank, 1 for the most concentrated flow, among the 100 départemental units or the 18 régions.",
)  # fmt: skip
EFFECTIVE_HHI = _measure(
    "effective_hhi",
    Words("Nombre effectif (Herfindahl)", "Effective number (Herfindahl)"),
    Words(
        "Nombre de pays ou de produits de parts égales qui donneraient le même indice.",
        "Number of countries or products of equal shares that would give the same index.",
    ),
    "1 / HHI",
)
EFFECTIVE_ENTROPY = _measure(
    "effective_entropy",
    Words("Nombre effectif (entropie)", "Effective number (entropy)"),
    Words(
        "Nombre de pays ou de produits de parts égales qui donneraient la même entropie.",
        "Number of countries or products of equal shares that would give the same entropy.",
    ),
    "exp(−Σ s_i ln s_i)",
    "Shannon, 1948; Hill, 1973",
)
FIRST = (1, 3, 5, 10)
TOPS = tuple(
    Column(
        f"top{count}_share_pct", "number", "percent",
        "Part du premier" if count == 1 else f"Part des {count} premiers",
        "Share of the first" if count == 1 else f"Share of the first {count}",
        f"Part {'du premier' if count == 1 else f'des {count} premiers'} dans le flux entier, ce "
        "que les indices excluent compris, en %.",
        f"Share of the first{'' if count == 1 else f' {count}'} in the whole flow, what the "
        "indices leave out included, in %.",
        formula=f"100 · Σ v_ti / v_t, i ≤ {count}",
    )
    for count in FIRST
)  # fmt: skip

MEASURES = (
    COUNT, EXCLUDED, HHI, HHI_NORMALISED, REGION_HHI, FRANCE_HHI, HHI_RANK, EFFECTIVE_HHI,
    EFFECTIVE_ENTROPY, *TOPS,
)  # fmt: skip
