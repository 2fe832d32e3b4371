"""Structure of exports by section, beside région and France; of France, beside its imports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts import rows
from tradefiche.charts.kinds.comparison.captions import tell
from tradefiche.charts.kinds.comparison.sections import read
from tradefiche.charts.scene.empty import instead
from tradefiche.charts.scene.frame import Figure

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

    from tradefiche.charts.kinds.comparison.sections import Structure
    from tradefiche.charts.look.theme import Palette, Size, Theme
    from tradefiche.charts.rows import Series
    from tradefiche.charts.scene.frame import Area, Plot
    from tradefiche.charts.subject import Subject
    from tradefiche.language.phrases import Texts, Wording


def figure(
    tables: Mapping[str, pl.DataFrame],
    subject: Subject,
    theme: Theme,
    texts: Texts,
    *,
    size: Size,
    top: int,
) -> Figure:
    """Return the structure of a territory's exports, beside what it can be set against.

    Args:
        tables: `structure`, as in the contract; its rows of A38 sections are drawn.
        subject: what the table is about.
        theme: colours, type and widths.
        texts: the words of the charts.
        size: screen, paper or phone.
        top: of no use here; see `sections` for how many are shown.
    """
    del top
    wording = texts.wording(subject.lang)
    structure = read(tables["structure"], subject, wording)
    told = tell(structure, subject, wording)
    sizes, palette = theme.measures(size), theme.palette

    def draw(area: Area) -> Plot:
        """Draw the sections, or say why there are none."""
        if not structure.drawn:
            text = wording.say("common.missing" if structure.total is None else "common.empty")
            return instead(text, area, sizes=sizes, palette=palette, notes=told.notes)
        board = _board(structure, subject, wording, palette)
        return rows.plot(board, area, size=size, sizes=sizes, palette=palette, notes=told.notes)

    return Figure(told.words, draw)


def _board(
    structure: Structure, subject: Subject, wording: Wording, palette: Palette
) -> rows.Board:
    panel = rows.Panel(tuple(_series(each, subject, wording, palette) for each in structure.sides))
    lines = tuple(
        rows.Row(
            section.name,
            (rows.Cell(section.shares),),
            tuple(rows.tenths(share, subject.lang) for share in section.shares),
            "plain" if section.code else "rest",
        )
        for section in structure.every
    )
    return rows.Board((panel,), lines, palette.flow("export"))


def _series(side: str, subject: Subject, wording: Wording, palette: Palette) -> Series:
    """Return how the shares of one side are marked and named."""
    if side == "own":
        return rows.Series("bar", subject.place, subject.place, palette.exports, bold=True)
    if side == "exports":
        name = wording.say("common.exports")
        return rows.Series("bar", name, name, palette.exports, bold=True)
    if side == "imports":
        name = wording.say("common.imports")
        return rows.Series("point", name, name, palette.imports)
    if side == "region" and subject.region is not None:
        name = subject.region.name(subject.lang)
        return rows.Series("diamond", name, wording.say("comparison.region"), palette.ink)
    name = wording.say("comparison.france")
    return rows.Series("tick", name, name, palette.ink)
