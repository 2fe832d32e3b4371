"""The balance of one territory and period by partner country."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts.kinds.balance.captions import tell
from tradefiche.charts.kinds.balance.narrow import List
from tradefiche.charts.kinds.balance.wide import Table
from tradefiche.charts.scene.frame import Figure
from tradefiche.charts.units import Unit
from tradefiche.views.balance import read

if TYPE_CHECKING:
    from tradefiche.charts.scene.brief import Brief


def figure(brief: Brief) -> Figure:
    """Return the first countries of either flow: three columns, on a phone bars below names."""
    totals, partners = brief.tables["totals"], brief.tables["partners"]
    rows = read(totals, partners, brief.subject, brief.wording, top=brief.top)
    unit = Unit.of(rows, brief.lang)
    layout = List if brief.phone else Table
    return Figure(tell(rows, unit, brief), lambda area: layout(rows, unit, area, brief).plot())
