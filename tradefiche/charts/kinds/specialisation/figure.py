"""The products with a larger share in a territory's exports than in France's."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from tradefiche.charts import rows
from tradefiche.charts.kinds.specialisation.captions import Captions
from tradefiche.charts.scene.datum import Value
from tradefiche.charts.scene.empty import nothing
from tradefiche.charts.scene.frame import PlottedStory
from tradefiche.charts.units import Unit, bounded
from tradefiche.reference.codes import OTHER
from tradefiche.views.specialisation import MOST, read

if TYPE_CHECKING:
    from tradefiche.charts.rows.model import Glyph
    from tradefiche.charts.scene.brief import Brief
    from tradefiche.charts.scene.frame import Area, Plot
    from tradefiche.views.specialisation import Profile

_TABLE = 45.0  # greatest width of a plain table, times the label's size


def figure(brief: Brief) -> PlottedStory:
    """Return one row per product, the highest ratio to France first; if few, a plain table.

    A bar is the product's share of exports, a tick its share of France's.
    """
    totals, table = brief.tables["totals"], brief.tables["specialisation"]
    profile = read(totals, table, brief.subject, most=brief.at_most(MOST))
    captions = Captions(profile, brief)
    if not profile.products:
        return nothing(brief, captions.story(), why=captions.none())
    board = _board(profile, captions, brief)
    widest = math.inf if profile.drawn else _TABLE * brief.sizes.label

    def draw(area: Area) -> Plot:
        return rows.plot(board, replace(area, width=min(area.width, widest)), brief)

    return PlottedStory(captions.story(), draw)


def _board(profile: Profile, captions: Captions, brief: Brief) -> rows.Board:
    palette = brief.palette
    unit = Unit.up_to(max(each.value for each in profile.shown), brief.lang)
    bar: Glyph = "bar" if profile.drawn else "none"
    tick: Glyph = "tick" if profile.drawn else "none"
    place, france = brief.subject.place, brief.say("comparison.france")
    ratio, amount = (brief.say(f"specialisation.head_{each}") for each in ("ratio", unit.name))
    ours, theirs = (brief.say("specialisation.head_share", who=who) for who in (place, france))
    series = (
        rows.BoardSeries("none", ratio, ratio, palette.ink, bold=True),
        rows.BoardSeries(bar, place, ours, palette.exports, column="exports_share_pct"),
        rows.BoardSeries(tick, france, theirs, palette.ink, column="france_exports_share_pct"),
        rows.BoardSeries("none", amount, amount, palette.ink),
    )
    lines = tuple(
        rows.BoardRow(
            each.name,
            (rows.BoardCell((None, each.share, each.france, None)),),
            (
                captions.ratio(each),
                bounded(each.share, 1, brief.lang),
                bounded(each.france, 1, brief.lang),
                unit.text(each.value),
            ),
            code=each.code,
            marked=each is captions.told,
            more=(
                Value("rca", ratio, each.ratio),
                Value("exports_eur", brief.say("common.exports"), each.value),
            ),
        )
        for each in profile.shown
    )
    if brief.few is not None and len(profile.shown) < len(profile.products):
        lines = (*lines, _rest(profile, unit, brief))
    return rows.Board((rows.BoardPanel(series, breaks=True),), lines)


def _rest(profile: Profile, unit: Unit, brief: Brief) -> rows.BoardRow:
    """Return the row of all other exports: in numbers, as its bars would dwarf the others."""
    share, france = (
        100 - math.fsum(getattr(each, name) for each in profile.shown)
        for name in ("share", "france")
    )
    value = (profile.total or 0) - sum(each.value for each in profile.shown)
    return rows.BoardRow(
        brief.say("common.other_products"),
        (rows.BoardCell((None,) * 4),),
        ("", bounded(share, 1, brief.lang), bounded(france, 1, brief.lang), unit.text(value)),
        "rest",
        OTHER,
        more=(
            Value("exports_share_pct", brief.subject.place, share),
            Value("france_exports_share_pct", brief.say("comparison.france"), france),
            Value("exports_eur", brief.say("common.exports"), value),
        ),
    )
