"""Measures of the table `contributions`."""

from __future__ import annotations

from tradefiche.indicators.definitions.column import Words, both_flows
from tradefiche.indicators.definitions.common import CHANGE_CAUTION, CHANGES_EUR, CHANGES_PCT

CONTRIBUTIONS = both_flows(
    "{side}_contribution_pts", "number", "points",
    Words("{Flow}, contribution", "{Flow}, contribution"),
    Words(
        "Ce que la ligne ajoute à l’évolution du total {flow_of} du territoire, en points de "
        "pourcentage ; les lignes d’une ventilation font ensemble l’évolution du total.",
        "What the row adds to the change of the territory's total {flow}, in percentage points; "
        "the rows of a breakdown add up to the change of the total.",
    ),
    "100 · ({v}_ti − {v}_ti0) / {v}_t0",
    Words(
        f"N’est pas une cause. {CHANGE_CAUTION.fr}",
        f"Not a cause. {CHANGE_CAUTION.en}",
    ),
)  # fmt: skip

MEASURES = (*CHANGES_EUR, *CONTRIBUTIONS, *CHANGES_PCT)
