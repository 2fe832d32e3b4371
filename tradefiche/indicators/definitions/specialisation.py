"""Measures of the table `specialisation`."""

from __future__ import annotations

from tradefiche.indicators.definitions.column import Column, Words, both_flows
from tradefiche.indicators.definitions.common import FRANCE_SHARES, SHARES

_BALASSA = "Balassa, 1965, Trade Liberalisation and “Revealed” Comparative Advantage"
_CAUTION = Words(
    "Compare à la France, non au monde, et décrit les flux du lieu de départ ou d’arrivée des "
    "biens : ni coûts, ni productivité, ni production locale. Non calculé sous un seuil "
    "de valeur et de part.",
    "Compares with France, not with the world, and describes flows where goods leave or arrive: "
    "neither costs, nor productivity, nor local production. Not computed under a floor of "
    "value and share.",
)
RCA = Column(
    "rca", "number", None, "Avantage comparatif révélé", "Revealed comparative advantage",
    "Part du produit dans les exportations du territoire, rapportée à sa part dans celles de la "
    "France, territoire compris ; au-dessus de 1, le territoire y est plus spécialisé.",
    "Share of the product in the territory's exports over its share in France's, the territory "
    "included; above 1, the territory is more specialised in it.",
    formula="(x_tp / x_t) / (x_Fp / x_F)", source=_BALASSA,
    caution_fr=_CAUTION.fr, caution_en=_CAUTION.en,
)  # fmt: skip
RSCA = Column(
    "rsca", "number", None, "Avantage comparatif symétrique", "Symmetric comparative advantage",
    "L’avantage comparatif révélé ramené entre −1 et 1 ; 0 quand il vaut 1.",
    "Revealed comparative advantage brought between −1 and 1; 0 where it is 1.",
    formula="(RCA − 1) / (RCA + 1)",
    source="Dalum, Laursen and Villumsen, 1998, Structural Change in OECD Export Specialisation",
    caution_fr=_CAUTION.fr, caution_en=_CAUTION.en,
)  # fmt: skip
IMPORTS_LQ = Column(
    "imports_lq", "number", None, "Quotient de localisation à l’import",
    "Location quotient of imports",
    "Part du produit dans les importations du territoire, rapportée à sa part dans celles de la "
    "France, territoire compris.",
    "Share of the product in the territory's imports over its share in France's, the territory "
    "included.",
    formula="(m_tp / m_t) / (m_Fp / m_F)",
    caution_fr=_CAUTION.fr, caution_en=_CAUTION.en,
)  # fmt: skip
RANKS = both_flows(
    "{side}_rank", "integer", None,
    Words("{Flow}, rang", "{Flow}, rank"),
    Words(
        "Rang du territoire pour les {flow} de ce produit, parmi les 100 unités départementales ou "
        "les 18 régions.",
        "Rank of the territory in {flow} of this product, among the 100 départemental units "
        "or the 18 régions.",
    ),
)  # fmt: skip
OF_FRANCE = both_flows(
    "{side}_share_france_pct", "number", "percent",
    Words("{Flow}, part de la France", "{Flow}, share of France"),
    Words(
        "Part du territoire dans les {flow} de ce produit par la France, en %.",
        "Share of the territory in France's {flow} of this product, in %.",
    ),
    "100 · {v}_tp / {v}_Fp",
)  # fmt: skip

MEASURES = (
    SHARES[0], FRANCE_SHARES[0], RCA, RSCA, RANKS[0], OF_FRANCE[0],
    SHARES[1], FRANCE_SHARES[1], IMPORTS_LQ, RANKS[1], OF_FRANCE[1],
)  # fmt: skip
