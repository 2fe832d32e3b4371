"""The structure of a territory's exports, beside what it is compared with."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tradefiche.charts import rows
from tradefiche.charts.kinds.comparison.captions import tell, telling
from tradefiche.charts.scene.empty import nothing
from tradefiche.charts.scene.frame import PlottedStory
from tradefiche.charts.units import bounded
from tradefiche.reference.codes import OTHER
from tradefiche.views.comparison import BESIDE, COLUMNS, MOST, read

if TYPE_CHECKING:
    from tradefiche.charts.rows.model import Glyph
    from tradefiche.charts.scene.brief import Brief
    from tradefiche.views.comparison import ComparedSide, Structure


def figure(brief: Brief) -> PlottedStory:
    """Return the chart: a row per A38 section traded; beyond `MOST` rows the least are added up."""
    most = brief.at_most(MOST)
    structure = read(brief.tables["structure"], brief.subject, brief.wording, most=most)
    story = tell(structure, brief)
    if not structure.drawn:
        return nothing(brief, story, held=structure.total is not None)
    return PlottedStory(story, lambda area: rows.plot(_board(structure, brief), area, brief))


def _board(structure: Structure, brief: Brief) -> rows.Board:
    series = (replace(_series(each, brief), column=COLUMNS[each]) for each in structure.sides)
    panel, named = rows.BoardPanel(tuple(series), breaks=True), telling(structure, brief)
    lines = tuple(
        rows.BoardRow(
            section.name,
            (rows.BoardCell(section.shares),),
            tuple(bounded(share, 1, brief.lang) for share in section.shares),
            "plain" if section.code else "rest",
            section.code or OTHER,
            marked=section is named,
        )
        for section in structure.every
    )
    return rows.Board((panel,), lines)


def _series(side: ComparedSide, brief: Brief) -> rows.BoardSeries:
    """Return the glyph, names and colour of the shares of one side."""
    subject, palette = brief.subject, brief.palette
    if side == "own":
        return rows.BoardSeries("bar", subject.place, subject.place, palette.exports, bold=True)
    if side == "exports":
        name = brief.say("common.exports")
        return rows.BoardSeries("bar", name, name, palette.exports, bold=True)
    if side == "imports":
        name = brief.say("common.imports")
        return rows.BoardSeries("point", name, name, palette.imports)
    if side in BESIDE:
        place = BESIDE.index(side)
        name = subject.beside[place].name(subject.lang)
        marked: tuple[tuple[Glyph, str], ...] = (("diamond", palette.ink), ("point", palette.grey))
        glyph, fill = marked[place]
        return rows.BoardSeries(glyph, name, name, fill)
    if side == "region" and subject.region is not None:
        name = subject.region.name(subject.lang)
        return rows.BoardSeries("diamond", name, brief.say("comparison.region"), palette.ink)
    name = brief.say("comparison.france")
    return rows.BoardSeries("tick", name, name, palette.ink)
