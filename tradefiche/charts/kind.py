"""A kind of chart: what it says of itself, and how the kinds are found.

Each folder of `charts/kinds/` declares its own in its `__init__.py`, as `KINDS`; what draws them
is in its module `figure`, imported when it is asked for.
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
        name: as it is asked for.
        about: what it draws, in a line.
        tables: the tables it draws; of the last its marks are.
        folder: the package that declares it.
        place: among all kinds, where they are listed.
        solver: the function of its module `figure`.
        compact: whether it has a form for half a page.
        levelled: whether it draws products at the level asked for.
        parts: the level of the parts that it sets side by side: where there is one part alone, it
            says nothing.
        peers: whether it sets a territory among all the others, by a measure, and needs the rows
            of every one of them.
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
        """Whether it draws trade with the one country or group that is asked for, if any is."""
        return self.peers or "exposure" in self.tables

    def figure(self, brief: Brief) -> PlottedStory:
        """Return the chart of a brief, not yet dressed."""
        module = import_module(f"{self.folder}.figure")
        figure: PlottedStory = getattr(module, self.solver)(brief)
        return figure


def declared() -> tuple[ChartKind, ...]:
    """Return the kinds of all folders, in their order."""
    folders = pkgutil.iter_modules(import_module(_FOLDERS).__path__, f"{_FOLDERS}.")
    found = (kind for folder in folders for kind in import_module(folder.name).KINDS)
    return tuple(sorted(found, key=lambda kind: kind.place))
