"""Columns of the table `checks`."""

from __future__ import annotations

from tradefiche.indicators.definitions.column import Column

SEVERITIES = ("error", "warning", "notice")
NUMBER = Column(
    "number", "integer", None, "Numéro", "Number",
    "Numéro du constat, les plus graves d’abord.", "Number of the finding, the gravest first.",
    key=True,
)  # fmt: skip
SEVERITY = Column(
    "severity", "string", None, "Niveau", "Severity",
    "error : contradiction ; warning : hors de proportion, à regarder ; notice : à savoir.",
    "error: a contradiction; warning: out of line, worth a look; notice: good to know.",
    values=SEVERITIES,
)  # fmt: skip
CODE = Column(
    "code", "string", None, "Code", "Code",
    "Code du constat, tel que dans config/checks.yaml.",
    "Code of the finding, as in config/checks.yaml.",
)  # fmt: skip
ABOUT = Column(
    "about", "string", None, "Table concernée", "Table concerned",
    "Table dont des lignes sont concernées ; vide pour toutes.",
    "Table of which rows are concerned; empty for all.",
)  # fmt: skip
OF_FLOW = Column(
    "flow", "string", None, "Flux concerné", "Flow concerned",
    "Flux concerné (export ou import) ; vide pour les deux.",
    "Flow concerned (export or import); empty for both.",
)  # fmt: skip
OF_ITEM = Column(
    "item", "string", None, "Ligne concernée", "Row concerned",
    "Trimestre, pays ou produit concerné, un texte ; vide pour tous.",
    "Quarter, country or product concerned, a text; empty for all.",
)  # fmt: skip
MEASURED = Column(
    "value", "number", None, "Mesure", "Measure",
    "Ce qui est mesuré, dans l’unité de la phrase (euros, lignes ou %).",
    "What is measured, in the unit of the sentence (euros, rows or %).",
)  # fmt: skip
REFERENCE = Column(
    "reference", "number", None, "Référence", "Reference",
    "Ce à quoi la mesure est comparée, dans la même unité.",
    "What the measure is set against, in the same unit.",
)  # fmt: skip
MESSAGE = Column(
    "message", "string", None, "Constat", "Finding",
    "Le constat en une phrase, dans la langue demandée.",
    "The finding as a sentence, in the language asked.",
)  # fmt: skip

COLUMNS = (NUMBER, SEVERITY, CODE, ABOUT, OF_FLOW, OF_ITEM, MEASURED, REFERENCE, MESSAGE)
