"""Sentences, those of the checks, on data that are missing or probably incomplete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.customs import inputs
from tradefiche.customs.regions import named
from tradefiche.tabulation.check_messages import sentence

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from tradefiche.customs.coverage import Thin
    from tradefiche.customs.grains import Choice
    from tradefiche.reference.terms import Flow
    from tradefiche.reference.territories import Territory
    from tradefiche.tabulation.names import TableNames

_NOTHING = {"about": None, "flow": None, "item": None, "value": None, "reference": None}


def missing(gaps: Iterable[tuple[Flow, Collection[str]]], names: TableNames) -> list[str]:
    """Return sentences on the régions that are missing, and from which flow."""
    flows: dict[str, set[Flow]] = {}
    for flow, regions in gaps:
        if regions:
            flows.setdefault(named(regions), set()).add(flow)
    row = _NOTHING | {"code": "missing-regions", "about": "totals"}
    return [
        sentence(row | {"item": item, "flow": "both" if len(of) > 1 else min(of)}, names)
        for item, of in flows.items()
    ]


def absent(
    chosen: Iterable[Sequence[Choice | None]], territories: Iterable[Territory], names: TableNames
) -> list[str]:
    """Return sentences on what workbooks have no row of, if a territory is concerned.

    `chosen`: what answers for both flows, one item per period.
    """
    from tradefiche.indicators.checks.caveats import LACKS

    asked = {each.id for each in territories}
    codes = sorted({code for both in chosen for code in inputs.absent(both)})
    return [
        sentence(_NOTHING | {"code": LACKS[code][0]}, names)
        for code in codes
        if asked.intersection(LACKS[code][1])
    ]


def thin(found: Thin, names: TableNames) -> str:
    """Return the sentence on a quarter that is probably incomplete."""
    code, value, reference = found.measured
    row = {"code": code, "flow": found.flow, "about": "evolution", "item": str(found.quarter)}
    return sentence(row | {"value": value, "reference": reference}, names)
