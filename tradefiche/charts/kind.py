"""A kind of chart: its declaration, and how all kinds are found.

Each folder of `charts/kinds/` lists its kinds as `KINDS` in its `__init__.py`; the code that draws
them is in its module `figure`, imported only when a chart is drawn.
"""

from __future__ import annotations

import pkgutil
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from tradefiche.charts.scene.brief import Brief
    from tradefiche.charts.scene.frame import PlottedStory

_FOLDERS = "tradefiche.charts.kinds"


@dataclass(frozen=True, slots=True)
class ChartKind:
    """A kind of chart.

    Attributes:
        name: the name by which it is requested.
        about: what it draws, in one line.
        tables: the tables it reads; its marks stand for rows of the last one.
        folder: the package that declares it.
        place: its position where all kinds are listed.
        solver: name of the function in its module `figure`.
        compact: whether it has a form for half a page.
        levelled: whether it draws products at the requested level.
        parts: the product level of the parts that it compares: if filters leave a single part, it
            has nothing to show.
        peers: whether it compares a territory with all others by a measure, and so needs the rows
            of every territory.
    """

    name: str
    about: str
    tables: tuple[str, ...]
    folder: str
    place: int
    solver: str = "figure"
    compact: bool = False
    levelled: bool = False
    parts: Literal["asked", "a38"] | None = None
    peers: bool = False

    @property
    def of_partner(self) -> bool:
        """Whether it draws trade with the requested country or group, if one is requested."""
        return self.peers or "exposure" in self.tables

    def figure(self, brief: Brief) -> PlottedStory:
        """Return the chart of a brief, not yet drawn or framed."""
        module = import_module(f"{self.folder}.figure")
        figure: PlottedStory = getattr(module, self.solver)(brief)
        return figure


def declared() -> tuple[ChartKind, ...]:
    """Return the kinds of all folders, ordered by `place`."""
    folders = pkgutil.iter_modules(import_module(_FOLDERS).__path__, f"{_FOLDERS}.")
    found = (kind for folder in folders for kind in import_module(folder.name).KINDS)
    return tuple(sorted(found, key=lambda kind: kind.place))
