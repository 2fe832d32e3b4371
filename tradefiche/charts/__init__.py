"""Charts: tables in, scenes and Altair charts out; each kind is a module with a `figure`.

A kind's `figure(tables, subject, theme, texts, *, size, top)` gets the tables of one
territory and period and solves its own layout for the width that its dress leaves it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, Protocol

from tradefiche.charts.writers.rendering import Format, render
from tradefiche.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

    from tradefiche.charts.look.theme import Size, Theme
    from tradefiche.charts.picture import Picture
    from tradefiche.charts.scene.frame import Figure
    from tradefiche.charts.scene.marks import Scene
    from tradefiche.language.phrases import Texts
    from tradefiche.views.subject import Subject

__all__ = ["KINDS", "TOP", "Dress", "Format", "Kind", "chart", "compose", "inline", "render"]

Dress = Literal["framed", "bare"]
TOP = 10


class Solver(Protocol):
    """The function that each kind's module exposes."""

    def __call__(
        self,
        tables: Mapping[str, pl.DataFrame],
        subject: Subject,
        theme: Theme,
        texts: Texts,
        *,
        size: Size,
        top: int,
    ) -> Figure:
        """Return the chart of these tables, not yet dressed."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of chart: the tables it draws, and where its function is.

    A kind with a `compact` form names the function of it too; one that is `levelled` draws
    products at the level asked for. `parts` is the level of the parts that a kind sets side by
    side: where there is one part alone, it says nothing. A kind of `peers` sets a territory among
    all the others, by a measure, and needs the rows of every one of them.
    """

    name: str
    tables: tuple[str, ...]
    module: str
    function: str
    about: str
    compact: str | None = None
    levelled: bool = True
    parts: Literal["asked", "a38"] | None = None
    peers: bool = False

    def solver(self, *, compact: bool = False) -> Solver:
        """Import the module of this kind and return its function.

        Raises:
            UsageError: the compact form is asked of a kind that has none.
        """
        name = self.compact if compact else self.function
        if name is None:
            having = ", ".join(kind.name for kind in KINDS.values() if kind.compact)
            raise UsageError(f"no compact form of {self.name}", hint=f"one of {having}")
        solver: Solver = getattr(import_module(self.module), name)
        return solver


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            Kind(
                "balance",
                ("totals", "partners"),
                "tradefiche.charts.kinds.balance",
                "figure",
                "imports, exports and balance by partner country",
                levelled=False,
            ),
            Kind(
                "treemap",
                ("totals", "products"),
                "tradefiche.charts.kinds.treemap",
                "figure",
                "imports and exports by product, on one scale of area",
                parts="asked",
            ),
            Kind(
                "sankey-exports",
                ("totals", "flows"),
                "tradefiche.charts.kinds.sankey",
                "exports",
                "exports from products to countries, the largest flows named",
                "compact_exports",
            ),
            Kind(
                "sankey-imports",
                ("totals", "flows"),
                "tradefiche.charts.kinds.sankey",
                "imports",
                "imports from countries to products, the largest flows named",
                "compact_imports",
            ),
            Kind(
                "evolution",
                ("totals", "evolution"),
                "tradefiche.charts.kinds.evolution",
                "figure",
                "imports, exports and balance by quarter up to four years, by rolling year beyond",
                levelled=False,
            ),
            Kind(
                "comparison",
                ("structure",),
                "tradefiche.charts.kinds.comparison",
                "figure",
                "exports by section, beside région and France",
                levelled=False,
                parts="a38",
            ),
            Kind(
                "specialisation",
                ("totals", "specialisation"),
                "tradefiche.charts.kinds.specialisation",
                "figure",
                "exported products by weight, and by how much more than in France they weigh",
                parts="asked",
            ),
            Kind(
                "exposure",
                ("exposure",),
                "tradefiche.charts.kinds.exposure",
                "figure",
                "exports to a country or group by product, and its share of them",
            ),
            Kind(
                "ranking",
                ("ranking",),
                "tradefiche.charts.kinds.ranking",
                "figure",
                "the place of a territory among all, by any measure",
                levelled=False,
                peers=True,
            ),
            Kind(
                "map",
                ("ranking",),
                "tradefiche.charts.kinds.map",
                "figure",
                "the départements of France by any measure, in four classes",
                levelled=False,
                peers=True,
            ),
        )
    }
)


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
        size: screen, paper or phone.
        dress: framed with title, subtitle and source, or bare: the plot alone, whose words the
            scene then holds for the page that it lies on.
        top: how many countries or products are shown on their own.
        compact: the form for half a page, about a third as high; Sankey diagrams have it.

    Raises:
        UsageError: there is no such kind, or it has no compact form.
    """
    if kind not in KINDS:
        raise UsageError(f"unknown chart {kind!r}", hint=f"one of {', '.join(KINDS)}")
    from tradefiche.charts.scene import frame
    from tradefiche.charts.type import fonts

    solve = KINDS[kind].solver(compact=compact)
    put_on = frame.framed if dress == "framed" else frame.bare
    wording = texts.wording(subject.lang)
    with fonts.using(theme.typeface):
        figure = solve(tables, subject, theme, texts, size=size, top=top).restricted(subject.only)
        scene = put_on(figure, subject=subject, wording=wording, theme=theme, size=size)
    return replace(scene, lang=subject.lang, typeface=theme.typeface)


def chart(scene: Scene) -> Picture:
    """Return a scene as an Altair chart, which shows and saves itself."""
    from tradefiche.charts.picture import picture

    return picture(scene)


def inline(scene: Scene, *, prefix: str) -> str:
    """Return a scene as an SVG element to stand in a web page.

    The page brings the faces (`fonts.FAMILY` and `fonts.NUMERIC_FAMILY`) and, if the scene was
    composed with `theme.by_role()`, the colours as custom properties.

    Args:
        scene: what to draw.
        prefix: beginning of the ids in it, another one for each picture of the page; a scene
            without a title is decoration, and hidden from those who cannot see it.
    """
    from tradefiche.charts.writers.inline_svg import element

    return element(scene, prefix=prefix)
