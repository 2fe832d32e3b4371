"""Every kind of block as HTML."""

from __future__ import annotations

from functools import singledispatch
from itertools import groupby
from typing import TYPE_CHECKING

from tradefiche.publication.blocks import (
    Definitions,
    Figure,
    Heading,
    KeyFigures,
    Legend,
    Panel,
    Paragraph,
    Points,
    Split,
    Tile,
)
from tradefiche.publication.html.figures import figure, figures
from tradefiche.publication.html.markup import Markup, join, tag
from tradefiche.publication.html.page_context import amount
from tradefiche.publication.html.tables import opened, opened_table
from tradefiche.publication.table import PrintedTable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tradefiche.publication.blocks import Block
    from tradefiche.publication.html.page_context import Setting


def blocks(setting: Setting, each: Iterable[Block], level: int) -> Markup:
    """Return blocks one after the other; `level` is that of their headings, `<h…>`.

    Blocks for paper alone are left out.
    """
    seen = (one for one in each if getattr(one, "on", "both") != "paper")
    return join(_alike(list(run), setting, level) for _, run in groupby(seen, _kind))


def _kind(each: Block) -> str | None:
    """Return the chart kind of a figure, by which adjacent figures are grouped; else None."""
    return each.picture.kind if isinstance(each, Figure) else None


def _alike(run: list[Block], setting: Setting, level: int) -> Markup:
    several = [one for one in run if isinstance(one, Figure)]
    if len(several) > 1:
        return figures(several, setting, level)
    return join(block(one, setting, level) for one in run)


@singledispatch
def block(each: object, setting: Setting, level: int) -> Markup:
    """Return one block; TypeError if it is of an unknown class."""
    raise TypeError(f"no block of a fiche: {type(each).__name__} ({setting}, {level})")


@block.register(Heading)
def _heading(each: Heading, setting: Setting, level: int) -> Markup:
    return tag(f"h{level + each.level - 2}", setting.text(each.text))


@block.register(Paragraph)
def _paragraph(each: Paragraph, setting: Setting, _level: int) -> Markup:
    return tag("p", setting.runs(each.runs), class_=None if each.role == "body" else each.role)


@block.register(Points)
def _points(each: Points, setting: Setting, _level: int) -> Markup:
    points = (tag("li", setting.runs(runs)) for runs in each.points)
    return tag("ol", *points, class_="points") if each.numbered else tag("ul", *points)


@block.register(KeyFigures)
def _key_figures(each: KeyFigures, setting: Setting, _level: int) -> Markup:
    return tag("dl", *(_tile(tile, setting) for tile in each.tiles), class_="tiles")


def _tile(tile: Tile, setting: Setting) -> Markup:
    return tag(
        "div",
        tag("dt", setting.text(tile.label)),
        tag("dd", amount(tile.value, tile.unit, setting.document.lang), class_="value"),
        *(tag("dd", setting.text(note)) for note in tile.notes),
        class_=tile.role,
    )


block.register(Figure, figure)


@block.register(PrintedTable)
def _table(each: PrintedTable, setting: Setting, _level: int) -> Markup:
    """Return a table, or nothing if a figure carries it and shows it itself."""
    return Markup() if each.id in setting.carried else opened_table(each, setting)


@block.register(Definitions)
def _definitions(each: Definitions, setting: Setting, level: int) -> Markup:
    entries = (
        tag("div", tag("dt", setting.text(term)), tag("dd", setting.runs(meaning)))
        for term, meaning in each.entries
    )
    title = tag(f"h{level}", setting.document.words["definitions"])
    return opened(title, tag("dl", *entries, class_="definitions"))


@block.register(Legend)
def _legend(each: Legend, setting: Setting, _level: int) -> Markup:
    entries = (
        tag(
            "div",
            tag("dt", tag("span", class_=f"swatch {entry.mark}"), setting.text(entry.term)),
            tag("dd", setting.text(entry.text)),
        )
        for entry in each.entries
    )
    return tag("dl", *entries, class_="legend")


@block.register(Panel)
def _panel(each: Panel, setting: Setting, level: int) -> Markup:
    title = tag(f"h{level}", setting.text(each.title))
    return tag("div", title, blocks(setting, each.blocks, level + 1), class_="panel")


@block.register(Split)
def _split(each: Split, setting: Setting, level: int) -> Markup:
    parts = (tag("div", blocks(setting, half, level)) for half in (each.first, each.second))
    return tag("div", *parts, class_=f"split {each.shape}")
