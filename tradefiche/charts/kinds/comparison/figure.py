"""The structure of a territory's exports, beside what it is compared with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts import rows
from tradefiche.charts.kinds.comparison.captions import called, tell, telling
from tradefiche.charts.scene.empty import nothing
from tradefiche.charts.scene.frame import PlottedStory
from tradefiche.charts.units import bounded
from tradefiche.reference.codes import OTHER
from tradefiche.views.comparison import COLUMNS, MOST, read

if TYPE_CHECKING:
    from tradefiche.charts.rows.model import Glyph
    from tradefiche.charts.scene.brief import Brief
    from tradefiche.views.comparison import ComparedSide, Structure

_GLYPHS: dict[ComparedSide, tuple[Glyph, str]] = {
    "own": ("bar", "exports"),
    "exports": ("bar", "exports"),
    "imports": ("point", "imports"),
    "region": ("diamond", "ink"),
    "first": ("diamond", "ink"),
    "second": ("point", "grey"),
    "france": ("tick", "ink"),
}
"""The glyph of each side, and the role of its colour; there is a région or others in its place."""


def figure(brief: Brief) -> PlottedStory:
    """Return the chart: a row per A38 section traded; beyond `MOST` rows the least are added up."""
    most = brief.at_most(MOST)
    structure = read(brief.tables["structure"], brief.subject, brief.wording, most=most)
    story = tell(structure, brief)
    if not structure.drawn:
        return nothing(brief, story, held=structure.total is not None)
    return PlottedStory(story, lambda area: rows.plot(_board(structure, brief), area, brief))


def _board(structure: Structure, brief: Brief) -> rows.Board:
    series = tuple(_series(each, brief) for each in structure.sides)
    panel, named = rows.BoardPanel(series, breaks=True), telling(structure, brief)
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
    glyph, role = _GLYPHS[side]
    fill: str = getattr(brief.palette, role)
    head = name = called(side, brief)
    if side == "region" and brief.subject.region is not None:
        name = brief.subject.region.name(brief.lang)
    return rows.BoardSeries(glyph, name, head, fill, glyph == "bar", COLUMNS[side])
