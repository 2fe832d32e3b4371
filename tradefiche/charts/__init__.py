"""Charts: turn tables into scenes and Altair charts; each kind is a folder of `kinds/`.

A kind gets a brief (tables, phrases and theme for one territory and period) and computes its own
layout for the width that the frame leaves it.
"""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from tradefiche.charts.kind import ChartKind, declared
from tradefiche.charts.scene.brief import TOP, Brief
from tradefiche.charts.writers.inline_svg import inline, inline_marks
from tradefiche.charts.writers.rendering import Lettering, PictureFormat, render
from tradefiche.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import polars as pl

    from tradefiche.charts.look.theme import Size, Theme
    from tradefiche.charts.scene.marks import Scene
    from tradefiche.language.phrases import Texts
    from tradefiche.views.subject import Subject

__all__ = [
    "KINDS",
    "TOP",
    "ChartKind",
    "Dress",
    "Lettering",
    "PictureFormat",
    "compose",
    "inline",
    "inline_marks",
    "render",
]

Dress = Literal["framed", "bare"]
_ROWS = 16  # most rows of a picture whose height is given, unless `top` is higher
KINDS: Mapping[str, ChartKind] = MappingProxyType({kind.name: kind for kind in declared()})


def compose(
    kind: str,
    tables: Mapping[str, pl.DataFrame],
    subject: Subject,
    theme: Theme,
    texts: Texts,
    *,
    size: Size = "screen",
    dress: Dress = "framed",
    top: int = TOP,
    compact: bool = False,
) -> Scene:
    """Return the scene of one kind of chart; where the size has a height, with the rows that fit.

    Args:
        kind: one of `KINDS`.
        tables: the tables that the kind needs: rows of one territory and period only, or of every
            territory for a kind with `peers`.
        subject: what the tables are about.
        theme: colours, type and widths.
        texts: the phrases of the charts.
        size: screen, paper, phone or slide.
        dress: framed with title, subtitle and source, or bare: the plot alone; the page around it
            then prints title, notes and source from the scene.
        top: how many countries or products are shown individually.
        compact: use the form for half a page, about a third as high; only some kinds have one.

    Raises:
        UsageError: there is no such kind, or it has no compact form.
    """
    if kind not in KINDS:
        raise UsageError(f"unknown chart {kind!r}", hint=f"one of {', '.join(KINDS)}")
    if compact and not KINDS[kind].compact:
        having = ", ".join(each.name for each in KINDS.values() if each.compact)
        raise UsageError(f"no compact form of {kind}", hint=f"one of {having}")
    from tradefiche.charts.scene import frame
    from tradefiche.charts.type import fonts

    brief = Brief(tables, subject, theme, texts, size, top, compact)
    put_on = frame.framed if dress == "framed" else frame.bare

    def drawn(few: int | None) -> Scene:
        each = brief if few is None else replace(brief, top=min(top, few), few=few)
        return put_on(KINDS[kind].figure(each).restricted(subject.only), each)

    with fonts.using(theme.typeface):
        height = brief.sizes.height
        scene = drawn(None) if height is None else _highest(drawn, max(top, _ROWS), height)
    return replace(scene, lang=subject.lang, typeface=theme.typeface, licence=subject.licence)


def _highest(drawn: Callable[[int], Scene], most: int, height: float) -> Scene:
    """Return the scene with as many rows as fit into a height, at least one (bisection)."""
    scene = drawn(most)
    if scene.height <= height:
        return scene
    least, found = 1, drawn(1)
    while most - least > 1:
        few = (least + most) // 2
        scene = drawn(few)
        if scene.height <= height:
            least, found = few, scene
        else:
            most = few
    return found
