"""Measures that several tables have in common."""

from __future__ import annotations

from tradefiche.indicators.definitions.column import Column, Words, both_flows

BALANCE = Column(
    "balance_eur", "integer", "EUR", "Solde", "Balance",
    "Exportations FAB moins importations CAF, en euros entiers.",
    "Exports FOB less imports CIF, in whole euros.",
    formula="x_t − m_t",
    caution_fr="Rapproche deux évaluations ; n’est pas le solde FAB/FAB publié par ailleurs.",
    caution_en="Sets two valuations together; not the FOB/FOB balance published elsewhere.",
)  # fmt: skip
COVERAGE = Column(
    "coverage_pct", "number", "percent", "Taux de couverture", "Coverage",
    "Exportations FAB rapportées aux importations CAF, en %.",
    "Exports FOB as a percentage of imports CIF.",
    formula="100 · x_t / m_t",
    caution_fr="Rapproche deux modes d’évaluation.",
    caution_en="Sets two valuations against each other.",
)  # fmt: skip
CHANGE_NOTE = Column(
    "change_note", "string", None, "Réserve sur l’évolution", "Note on change",
    "emebi : de part et d’autre de janvier 2022 (rupture) ; vintage : deux diffusions, l’une de "
    "premiers chiffres, l’autre de chiffres révisés.",
    "emebi: the periods straddle January 2022 (break in series); vintage: two releases, one of "
    "first figures, one of revised ones.",
)  # fmt: skip
CHANGE_CAUTION = Words(
    "À ne pas lire quand change_note contient emebi, à lire avec réserve quand il contient "
    "vintage. Aux prix courants, sans correction des variations saisonnières.",
    "Not to be read where change_note has emebi, to be read with reserve where it has vintage. At "
    "current prices, not seasonally adjusted.",
)
CHANGES_PCT = both_flows(
    "{side}_change_pct", "number", "percent",
    Words("{Flow}, évolution", "{Flow}, change"),
    Words(
        "Évolution par rapport aux mêmes trimestres un an plus tôt, en %.",
        "Change against the same quarters a year earlier, in %.",
    ),
    "100 · ({v}_t − {v}_t0) / {v}_t0", CHANGE_CAUTION,
)  # fmt: skip
CHANGES_EUR = both_flows(
    "{side}_change_eur", "integer", "EUR",
    Words("{Flow}, variation", "{Flow}, change in €"),
    Words(
        "Variation {flow_of} par rapport aux mêmes trimestres un an plus tôt, en euros entiers.",
        "Change in {flow} against the same quarters a year earlier, in whole euros.",
    ),
    "{v}_t − {v}_t0", CHANGE_CAUTION,
)  # fmt: skip
SHARES = both_flows(
    "{side}_share_pct", "number", "percent",
    Words("{Flow}, part", "{Flow}, share"),
    Words(
        "Part du total {flow_of} du territoire sur la période, en %.",
        "Share of the territory's total {flow} in the period, in %.",
    ),
    "100 · {v}_ti / {v}_t",
)  # fmt: skip
REGION_SHARES = both_flows(
    "region_{side}_share_pct", "number", "percent",
    Words("{Flow} de la région, part", "{Flow} of the région, share"),
    Words(
        "La même part dans le total {flow_of} de la région, en % ; vide si elle est le territoire.",
        "The same share in the région's total {flow}, in %; empty where it is the territory.",
    ),
    "100 · {v}_Ri / {v}_R",
)  # fmt: skip
FRANCE_SHARES = both_flows(
    "france_{side}_share_pct", "number", "percent",
    Words("{Flow} de la France, part", "{Flow} of France, share"),
    Words(
        "La même part dans le total {flow_of} de la France, en % ; vide si elle est le territoire.",
        "The same share in France's total {flow}, in %; empty where it is the territory.",
    ),
    "100 · {v}_Fi / {v}_F",
)  # fmt: skip
