"""Measures of the table `evolution`."""

from __future__ import annotations

from tradefiche.indicators.definitions.column import Column
from tradefiche.indicators.definitions.common import (
    CHANGE_CAUTION,
    CHANGES_EUR,
    CHANGES_PCT,
)

SPAN = Column(
    "span", "string", None, "Durée", "Span",
    "quarter : un trimestre ; year : quatre trimestres consécutifs (année glissante).",
    "quarter: one quarter; year: four consecutive quarters (rolling year).",
    values=("quarter", "year"),
)  # fmt: skip
BALANCE_CHANGE = Column(
    "balance_change_eur", "integer", "EUR", "Solde, variation", "Balance, change in €",
    "Variation du solde par rapport aux mêmes trimestres un an plus tôt, en euros entiers.",
    "Change in the balance against the same quarters a year earlier, in whole euros.",
    formula="(x_t − m_t) − (x_t0 − m_t0)",
    caution_fr=CHANGE_CAUTION[0], caution_en=CHANGE_CAUTION[1],
)  # fmt: skip

MEASURES = (*CHANGES_EUR, BALANCE_CHANGE, *CHANGES_PCT)
