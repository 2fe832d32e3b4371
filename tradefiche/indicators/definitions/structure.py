"""Measures of the table `structure`."""

from __future__ import annotations

from tradefiche.indicators.definitions.column import Column, Words, both_flows
from tradefiche.indicators.definitions.common import FRANCE_SHARES, REGION_SHARES, SHARES

_CAUTION = Words(
    "Un écart de structure, non un avantage : il dit où le territoire diffère, pas pourquoi.",
    "A difference of structure, not an advantage: it says where the territory differs, not why.",
)
REGION_GAPS = both_flows(
    "{side}_gap_region_pts", "number", "points",
    Words("{Flow}, écart à la région", "{Flow}, gap to the région"),
    Words(
        "Part dans les {flow} du territoire moins part dans celles de la région, en points.",
        "Share in the territory's {flow} less share in the région's, in percentage points.",
    ),
    "100 · ({v}_ti / {v}_t − {v}_Ri / {v}_R)",
    _CAUTION,
)  # fmt: skip
FRANCE_GAPS = both_flows(
    "{side}_gap_france_pts", "number", "points",
    Words("{Flow}, écart à la France", "{Flow}, gap to France"),
    Words(
        "Part dans les {flow} du territoire moins part dans celles de la France, en points.",
        "Share in the territory's {flow} less share in France's, in percentage points.",
    ),
    "100 · ({v}_ti / {v}_t − {v}_Fi / {v}_F)",
    _CAUTION,
)  # fmt: skip


def _side(place: int) -> tuple[Column, ...]:
    pairs = (SHARES, REGION_SHARES, FRANCE_SHARES, REGION_GAPS, FRANCE_GAPS)
    return tuple(pair[place] for pair in pairs)


MEASURES = (*_side(0), *_side(1))
