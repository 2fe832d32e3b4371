"""Flows between products and countries: ribbons of one scale, the first ones red and numbered."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from tradefiche.charts.kinds.sankey.alt_text import headed
from tradefiche.charts.kinds.sankey.captions import tell
from tradefiche.charts.kinds.sankey.drawing import Drawing
from tradefiche.charts.kinds.sankey.flows import read
from tradefiche.charts.kinds.sankey.layout import solve
from tradefiche.charts.kinds.sankey.listing import List
from tradefiche.charts.kinds.sankey.money import Money
from tradefiche.charts.kinds.sankey.sheet import Sheet
from tradefiche.charts.scene.empty import instead
from tradefiche.charts.scene.frame import Figure, Plot
from tradefiche.charts.scene.marks import Rect

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

    from tradefiche.charts.look.theme import Flow, Size, Theme
    from tradefiche.charts.scene.frame import Area
    from tradefiche.language.phrases import Texts
    from tradefiche.views.subject import Subject

__all__ = ["compact_exports", "compact_imports", "exports", "imports"]


def exports(
    tables: Mapping[str, pl.DataFrame],
    subject: Subject,
    theme: Theme,
    texts: Texts,
    *,
    size: Size,
    top: int,
    compact: bool = False,
) -> Figure:
    """Return the exports of a territory and period, from products to countries.

    Args:
        tables: `totals` with one row and `flows` with every pair, as in the contract; the table
            says which flows are named.
        subject: what the tables are about.
        theme: colours, type and widths.
        texts: the words of the charts.
        size: screen, paper or phone.
        top: how many products and countries the tables name.
        compact: for half a page: lower, each label on one line with its share.
    """
    return _figure("export", tables, subject, theme, texts, size, top=top, compact=compact)


def imports(
    tables: Mapping[str, pl.DataFrame],
    subject: Subject,
    theme: Theme,
    texts: Texts,
    *,
    size: Size,
    top: int,
    compact: bool = False,
) -> Figure:
    """Return the imports of a territory and period, from countries to products; see `exports`."""
    return _figure("import", tables, subject, theme, texts, size, top=top, compact=compact)


compact_exports = partial(exports, compact=True)
compact_imports = partial(imports, compact=True)


def _figure(
    flow: Flow,
    tables: Mapping[str, pl.DataFrame],
    subject: Subject,
    theme: Theme,
    texts: Texts,
    size: Size,
    *,
    top: int,
    compact: bool,
) -> Figure:
    wording = texts.wording(subject.lang)
    flows = read(tables, subject, wording, flow)
    money = Money(flows, wording)
    told = tell(flows, subject, wording, money, top=top)
    sizes, palette = theme.measures(size), theme.palette

    def draw(area: Area) -> Plot:
        """Draw the diagram, or say why there is none, and list the named flows below it."""
        if not flows.drawn:
            text = wording.say("common.missing" if flows.total is None else "common.empty")
            return instead(text, area, sizes=sizes, palette=palette, notes=told.notes)
        short = size == "phone"
        headers = (headed(flows, 0, wording, short=short), headed(flows, 1, wording, short=short))
        layout = solve(flows, money, headers, Sheet(area, size, sizes, compact))
        measured = wording.say(f"common.{flow}s")
        marks = [*Drawing(flows, layout, headers, measured, sizes, palette).marks(area)]
        rects = (mark for mark in marks if isinstance(mark, Rect))
        bottom = max(layout.bottom, *(r.y + r.height + r.stroke_width for r in rects))
        for listing in told.lists if area.lists else ():
            under = replace(area, top=bottom + sizes.label * 0.9)
            listed, bottom = List(listing, under, sizes, palette).marks()
            marks += listed
        return Plot(tuple(marks), bottom, told.notes, told.lists)

    return Figure(told.words, draw)
