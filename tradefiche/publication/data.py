"""The data behind all fiches of one call, computed once, régions and France included."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tradefiche.formats.bundle import outputs
from tradefiche.formats.csv import DIALECTS
from tradefiche.tabulation.answer import answer
from tradefiche.tabulation.query import products_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

    from tradefiche.formats.datapackage import Output
    from tradefiche.reference.products import Level
    from tradefiche.reference.territories import Gazetteer, Territory
    from tradefiche.tabulation.answer import Answer, Query
    from tradefiche.tabulation.provenance import Meta

TABLES = (
    "totals", "partners", "products", "flows", "evolution", "contributions", "shift_share",
    "structure", "specialisation", "concentration", "dependence", "exposure", "peers", "checks",
)  # fmt: skip
TableFrames = dict[str, "pl.DataFrame"]
_FILES_KEPT = 40


@dataclass(frozen=True)
class FicheData:
    """The tables of every territory that the fiches show, by territory.

    Attributes:
        query: what was asked; its territories are those that get a fiche.
        answer: the tables of those and of what they are compared with.
    """

    query: Query
    answer: Answer
    _parts: Mapping[str, Mapping[str, pl.DataFrame]] = field(repr=False)
    _files: dict[tuple[str, ...], list[tuple[Output, bytes]]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def meta(self) -> Meta:
        """Provenance of the figures."""
        return self.answer.meta

    @property
    def period(self) -> str:
        """The period, as written in tables."""
        return self.answer.meta.periods[0]

    @property
    def places(self) -> Gazetteer:
        """All known territories."""
        return self.answer.names.places

    def place(self, territory: str) -> Territory:
        """Return a territory from its id; KeyError if there is none."""
        found = self.places.by_id(territory)
        if found is None:
            raise KeyError(territory)
        return found

    def single(self, level: Level) -> bool:
        """Whether filters leave only one product of a level, so that there is none to compare."""
        return len(products_of(self.query, level)) == 1

    def tables(self, territory: str) -> TableFrames:
        """Return the tables of one territory by name; a table without rows keeps its columns."""
        return {
            name: self._parts[name].get(territory, frame.clear())
            for name, frame in self.answer.tables.items()
        }

    def files(self, territory: str, *names: str) -> list[tuple[Output, bytes]]:
        """Return tables of a territory, all if none is named, as CSV in the language's dialect.

        PDF and page embed the same files, and many fiches those of France, so the last are cached.
        """
        key = (territory, *names)
        if key not in self._files:
            for old in [*self._files][: len(self._files) - _FILES_KEPT + 1]:
                del self._files[old]
            tables = self.tables(territory)
            self._files[key] = outputs(
                territory, self.period, {name: tables[name] for name in names or tables}, self.meta,
                formats=["csv"], dialect=DIALECTS[self.query.lang],
            )  # fmt: skip
        return self._files[key]

    def above(self, territory: Territory) -> tuple[Territory, ...]:
        """Return what a territory is compared with: see the function `above`."""
        return above(territory, self.places)


def above(territory: Territory, places: Gazetteer) -> tuple[Territory, ...]:
    """Return the région of a département, unless it is the same area, and France; () for France."""
    if territory.kind == "france":
        return ()
    region = places.region_of(territory)
    whole = region is not None and region.customs != territory.customs
    return (region, places.france) if region is not None and whole else (places.france,)


def gather(query: Query) -> FicheData:
    """Compute the tables for the territories of a query and what they are compared with.

    Raises:
        NoInputError: the store has nothing for the period.
    """
    from tradefiche.reference.gazetteer import gazetteer

    places = gazetteer(query.config_dirs)
    every = {each.id: each for each in query.territories}
    for territory in query.territories:
        every.update({each.id: each for each in above(territory, places)})
    if {each.id for each in places.units} <= every.keys():  # the index lists these too
        every.update({each.id: each for each in (places.monaco, *places.regions)})
    found = answer(replace(query, territories=tuple(every.values())), TABLES)
    parts = {name: _by_territory(frame) for name, frame in found.tables.items()}
    return FicheData(query, found, parts)


def _by_territory(frame: pl.DataFrame) -> dict[str, pl.DataFrame]:
    parts = frame.partition_by("territory", as_dict=True)
    return {str(key[0]): part for key, part in parts.items()}
