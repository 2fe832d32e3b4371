"""The balance of one territory and period by partner country, or by product."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts.kinds.balance.captions import tell
from tradefiche.charts.kinds.balance.narrow import NarrowBalance
from tradefiche.charts.kinds.balance.wide import WideBalance
from tradefiche.charts.scene.frame import PlottedStory
from tradefiche.charts.units import Unit
from tradefiche.views.balance import read

if TYPE_CHECKING:
    from tradefiche.charts.scene.brief import Brief
    from tradefiche.reference.terms import Dimension


def figure(brief: Brief) -> PlottedStory:
    """Return the chart of the top countries of either flow: three columns, on a phone stacked."""
    return _figure(brief, "partners", "country")


def by_product(brief: Brief) -> PlottedStory:
    """Return the chart of the top products of either flow, laid out in the same way."""
    return _figure(brief, "products", "product")


def _figure(brief: Brief, table: str, by: Dimension) -> PlottedStory:
    totals, parts = brief.tables["totals"], brief.tables[table]
    rows = read(totals, parts, brief.subject, brief.wording, top=brief.top, by=by)
    values = (abs(each or 0) for row in rows.barred for each in (row.imports, row.exports))
    unit = Unit.up_to(max(values, default=0), brief.lang)
    layout = NarrowBalance if brief.phone else WideBalance
    return PlottedStory(
        tell(rows, parts, unit, brief), lambda area: layout(rows, unit, area, brief).plot()
    )
