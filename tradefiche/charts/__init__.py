"""Charts: tables in, scenes and Altair charts out; each kind is a module with a `scene`.

A kind's `scene(tables, subject, theme, texts, *, size, top, highlight)` gets the tables of one
territory and period and solves its own layout for the width of the size.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, Protocol

from tradefiche.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    import altair as alt
    import polars as pl

    from tradefiche.charts.scene import Scene
    from tradefiche.charts.subject import Subject
    from tradefiche.charts.texts import Texts
    from tradefiche.charts.theme import Size, Theme

Format = Literal["svg", "png", "pdf"]
TOP = 10
HIGHLIGHT = 5


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
        highlight: int,
    ) -> Scene:
        """Return the picture of these tables."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of chart: the tables it draws, and where its function is."""

    name: str
    tables: tuple[str, ...]
    module: str
    function: str
    about: str

    def solver(self) -> Solver:
        """Import the module of this kind and return its function."""
        solver: Solver = getattr(import_module(self.module), self.function)
        return solver


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            Kind(
                "balance",
                ("totals", "partners"),
                "tradefiche.charts.balance",
                "scene",
                "imports, exports and balance by partner country",
            ),
            Kind(
                "treemap",
                ("totals", "products"),
                "tradefiche.charts.treemap",
                "scene",
                "imports and exports by product, on one scale of area",
            ),
            Kind(
                "sankey-exports",
                ("totals", "flows"),
                "tradefiche.charts.sankey",
                "exports",
                "exports from products to countries, the largest flows named",
            ),
            Kind(
                "sankey-imports",
                ("totals", "flows"),
                "tradefiche.charts.sankey",
                "imports",
                "imports from countries to products, the largest flows named",
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
    top: int = TOP,
    highlight: int = HIGHLIGHT,
) -> Scene:
    """Return the picture of one kind.

    Args:
        kind: one of `KINDS`.
        tables: the tables that the kind needs, rows of one territory and period only.
        subject: what the tables are about.
        theme: colours, type and widths.
        texts: the words of the charts.
        size: screen, paper or phone.
        top: how many countries or products are shown on their own.
        highlight: how many flows a Sankey diagram names.

    Raises:
        UsageError: there is no such kind.
    """
    if kind not in KINDS:
        raise UsageError(f"unknown chart {kind!r}", hint=f"one of {', '.join(KINDS)}")
    solve = KINDS[kind].solver()
    return solve(tables, subject, theme, texts, size=size, top=top, highlight=highlight)


def chart(scene: Scene) -> alt.LayerChart:
    """Return a scene as a layered Altair chart."""
    from tradefiche.charts.draw import draw

    return draw(scene)


def render(scene: Scene, to: Format, *, scale: float | None = None) -> bytes:
    """Return a scene as a file; `scale` is the pixels of a PNG per unit, 2 by default."""
    from tradefiche.charts import rendering

    if to == "svg":
        return rendering.svg(scene)
    if to == "pdf":
        return rendering.pdf(scene)
    return rendering.png(scene, scale=rendering.PNG_SCALE if scale is None else scale)
