"""Territories by one measure: bars of the first, of those around the one asked for, of the last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts.kinds.ranking.captions import tell
from tradefiche.charts.kinds.ranking.drawing import Drawing
from tradefiche.charts.scene.empty import instead
from tradefiche.charts.scene.frame import Figure
from tradefiche.views.ranking import read

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

    from tradefiche.charts.look.theme import Size, Theme
    from tradefiche.charts.scene.frame import Area, Plot
    from tradefiche.language.phrases import Texts
    from tradefiche.views.subject import Subject


def figure(
    tables: Mapping[str, pl.DataFrame],
    subject: Subject,
    theme: Theme,
    texts: Texts,
    *,
    size: Size,
    top: int,
) -> Figure:
    """Return the place of a territory among all, by the measure of the table.

    Args:
        tables: `ranking`, as in the contract, with the rows of every territory.
        subject: whose place it is.
        theme: colours, type and widths.
        texts: the words of the charts.
        size: screen, paper or phone.
        top: how many of the first are shown; half of them on a phone.
    """
    wording = texts.wording(subject.lang)
    ranking = read(tables["ranking"], subject)
    told = tell(ranking, subject, wording)
    sizes, palette = theme.measures(size), theme.palette

    def draw(area: Area) -> Plot:
        """Draw the places, or say why there are none."""
        if not ranking.places:
            text = wording.say("common.missing")
            return instead(text, area, sizes=sizes, palette=palette, notes=told.notes)
        drawing = Drawing(ranking, told, area, sizes, palette, stacked=size == "phone")
        return drawing.plot(top)

    return Figure(told.words, draw)
