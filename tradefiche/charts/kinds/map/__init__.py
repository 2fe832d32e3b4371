"""The units on a map of France, filled by classes of any measure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts.kinds.map.captions import tell
from tradefiche.charts.kinds.map.classes import CLASSES
from tradefiche.charts.kinds.map.drawing import Drawing
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
    """Return the map of a measure, the territory outlined; a région by its départements.

    Args:
        tables: `ranking`, as in the contract, with the rows of every territory.
        subject: who is outlined.
        theme: colours, type and widths.
        texts: the words of the charts.
        size: screen, paper or phone.
        top: of no use here: every unit is shown.
    """
    del top
    wording = texts.wording(subject.lang)
    ranking = read(tables["ranking"], subject, among="dept")
    told = tell(ranking, subject, wording)
    sizes, palette = theme.measures(size), theme.palette
    tiers = theme.tiers.imports if ranking.side == "imports" else theme.tiers.exports
    fills = [tier.fill for tier in tiers][::-1]
    steps = len(fills) - 1
    shades = [fills[round(n * steps / (CLASSES - 1))] for n in range(CLASSES)]

    def draw(area: Area) -> Plot:
        """Draw the map, or say why there is none."""
        if not ranking.places:
            text = wording.say("common.missing")
            return instead(text, area, sizes=sizes, palette=palette, notes=told.notes)
        own = frozenset(subject.units)
        stacked = size == "phone"
        return Drawing(ranking, told, own, shades, area, sizes, palette, stacked).plot()

    return Figure(told.words, draw)
