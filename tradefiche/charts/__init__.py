"""Charts: tables in, scenes and Altair charts out; each kind is a folder of `kinds/`.

A kind gets a brief (the tables of one territory and period, the words, the look) and solves its
own layout for the width that its dress leaves it.
"""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from tradefiche.charts.kind import ChartKind, declared
from tradefiche.charts.scene.brief import TOP, Brief
from tradefiche.charts.writers.rendering import Lettering, PictureFormat, render
from tradefiche.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import polars as pl

    from tradefiche.charts.look.theme import Size, Theme
    from tradefiche.charts.picture import Picture
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
    "chart",
    "compose",
    "inline",
    "render",
]

Dress = Literal["framed", "bare"]
_ROWS = 16  # that a picture of a given height has at most, unless more are asked for
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
    """Return the picture of one kind.

    Args:
        kind: one of `KINDS`.
        tables: the tables that the kind needs, rows of one territory and period only.
        subject: what the tables are about.
        theme: colours, type and widths.
        texts: the words of the charts.
        size: screen, paper, phone or slide.
        dress: framed with title, subtitle and source, or bare: the plot alone, whose words the
            scene then holds for the page that it lies on.
        top: how many countries or products are shown on their own.
        compact: the form for half a page, about a third as high, which some kinds have.

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
    """Return the picture of as many rows as a height has room for: one row at least."""
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


def chart(scene: Scene) -> Picture:
    """Return a scene as an Altair chart, which shows and saves itself."""
    from tradefiche.charts.picture import picture

    return picture(scene)


def inline(scene: Scene, *, prefix: str, apart: bool = False, drawn: str | None = None) -> str:
    """Return a scene as an SVG element to stand in a web page.

    The page brings the faces (`fonts.FAMILY` and `fonts.NUMERIC_FAMILY`) and, if the scene was
    composed with `theme.by_role()`, the colours as custom properties.

    Args:
        scene: what to draw.
        prefix: beginning of the ids in it, another one for each picture of the page; a scene
            without a title is decoration, and hidden from those who cannot see it.
        apart: whether the page itself says title and description, under the ids that would stand
            in it, `{prefix}-title` and `{prefix}-desc`, and has the numbers under `{prefix}-data`.
        drawn: its marks, from `inline_marks`, where it stands in several places.
    """
    from tradefiche.charts.writers.inline_svg import element

    return element(scene, prefix=prefix, apart=apart, drawn=drawn)


def inline_marks(scene: Scene) -> str:
    """Return the part of `inline` that is the same wherever the scene stands."""
    from tradefiche.charts.writers.inline_svg import marks

    return marks(scene)
