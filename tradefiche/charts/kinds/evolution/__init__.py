"""Evolution: imports and exports by quarter as two lines, and the balance in columns below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts.kinds.evolution.captions import notes, words
from tradefiche.charts.kinds.evolution.drawing import Drawing
from tradefiche.charts.kinds.evolution.layout import Sheet
from tradefiche.charts.kinds.evolution.series import read
from tradefiche.charts.kinds.evolution.units import Money
from tradefiche.charts.scene.frame import Figure

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

    from tradefiche.charts.look.theme import Size, Theme
    from tradefiche.charts.scene.frame import Area, Plot
    from tradefiche.charts.subject import Subject
    from tradefiche.language.phrases import Texts


def figure(
    tables: Mapping[str, pl.DataFrame],
    subject: Subject,
    theme: Theme,
    texts: Texts,
    *,
    size: Size,
    top: int,
) -> Figure:
    """Return the evolution of one territory's trade up to the end of the period.

    Args:
        tables: `totals` with one row and `evolution` with every quarter, as in the contract.
        subject: what the tables are about.
        theme: colours, type and widths.
        texts: the words of the charts.
        size: screen and paper have the names at the lines' ends; a phone has them among the lines.
        top: of no use here; every kind takes it.
    """
    del top
    wording = texts.wording(subject.lang)
    series = read(tables, subject)
    money = Money.of(series, subject.lang)
    caveats = tuple(notes(series, wording))

    def draw(area: Area) -> Plot:
        sheet = Sheet(area, size, theme.measures(size))
        return Drawing(series, money, wording, sheet, theme.palette).plot(caveats)

    return Figure(words(series, subject, wording, money), draw)
