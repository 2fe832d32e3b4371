"""The exports of one territory and period as points, beside those of France."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts.kinds.specialisation.captions import Captions
from tradefiche.charts.kinds.specialisation.drawing import Scatter
from tradefiche.charts.scene.empty import nothing
from tradefiche.charts.scene.frame import Figure
from tradefiche.views.specialisation import read

if TYPE_CHECKING:
    from tradefiche.charts.scene.brief import Brief


def figure(brief: Brief) -> Figure:
    """Return a point a product; `top` are named for their share, as many for their ratio.

    A point's height is its product's share of exports, on a scale of square roots; from left to
    right stands that share over the share in France's exports, on a logarithmic scale. On a phone
    points have numbers, which stand below with the names.
    """
    totals, table = brief.tables["totals"], brief.tables["specialisation"]
    profile = read(totals, table, brief.subject, top=brief.top)
    captions = Captions(profile, brief)
    if not profile.products:
        return nothing(brief, captions.story(), why=captions.none())
    return Figure(captions.story(), lambda area: Scatter(profile, captions, area, brief).plot())
