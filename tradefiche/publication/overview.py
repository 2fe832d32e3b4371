"""What the index of a batch says: every fiche with its totals, by région."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tradefiche.language.phrases import texts
from tradefiche.publication.words import Speaker, fiche_file
from tradefiche.reference.gazetteer import gazetteer
from tradefiche.reference.periods import Period
from tradefiche.tabulation.answer import answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tradefiche.publication.document import Sibling
    from tradefiche.reference.territories import Gazetteer, Territory
    from tradefiche.tabulation.answer import Query
    from tradefiche.tabulation.provenance import Meta


@dataclass(frozen=True, slots=True)
class Line:
    """A territory: totals in whole euros, None where not known; its files by kind, maybe none."""

    place: Territory
    exports: int | None
    imports: int | None
    balance: int | None
    files: Mapping[str, str]


@dataclass(frozen=True)
class Overview:
    """All of the index.

    Attributes:
        lines: territories with a fiche, régions and France also without, by id.
        speak: says phrases about France.
        meta: provenance of the totals.
        manifest: name of the manifest beside the index.
        editions: the indexes in other languages, of the period, and of other periods, in the
            language, its own among them, by period, the newest first.
    """

    lines: Mapping[str, Line]
    places: Gazetteer
    speak: Speaker
    meta: Meta
    query: Query
    manifest: str
    editions: tuple[Sibling, ...] = ()

    @property
    def france(self) -> Line:
        """The whole."""
        return self.lines[self.places.france.id]

    @property
    def departements(self) -> tuple[Line, ...]:
        """The units with a fiche, by code; not Monaco."""
        return self._with_fiche(self.places.units)

    @property
    def regions(self) -> tuple[Line, ...]:
        """The régions with a fiche, by code."""
        return self._with_fiche(self.places.regions)

    @property
    def complete(self) -> bool:
        """Whether every unit has a fiche, so that the first of them are the first of all."""
        return len(self.departements) == len(self.places.units)

    @property
    def quarters(self) -> int:
        """How many quarters the totals are of."""
        return len(Period.named(self.meta.periods[0]).quarters)

    def by_region(self) -> list[tuple[Line, tuple[Line, ...]]]:
        """Return each région with the units in it that have a fiche, by name; Monaco in its own.

        A région without a fiche of its own or in it is left out.
        """
        found = []
        units = (*self.places.units, self.places.monaco)
        for region in sorted(self.places.regions, key=_by_name):
            inside = self._with_fiche(unit for unit in units if unit.region == region.code)
            if inside or self.lines[region.id].files:
                found.append((self.lines[region.id], inside))
        return found

    def first(self, count: int) -> tuple[Line, ...]:
        """Return the units with the largest exports, the first first."""
        known = [line for line in self.departements if line.exports]
        return tuple(
            sorted(known, key=lambda line: (-(line.exports or 0), line.place.code))[:count]
        )

    def _with_fiche(self, places: Iterable[Territory]) -> tuple[Line, ...]:
        found = (self.lines.get(place.id) for place in places)
        return tuple(line for line in found if line is not None and line.files)


def overview(
    query: Query,
    files: Mapping[str, Mapping[str, str]],
    manifest: str,
    editions: tuple[Sibling, ...] = (),
) -> Overview:
    """Return what the index says of the fiches listed.

    Args:
        query: period, release and language; its territories do not matter.
        files: the fiches that there are: paths by kind of file, by id of the territory.
        manifest: name of the manifest beside the index.
        editions: the indexes of its own and of other languages and periods.
    """
    places = gazetteer(query.config_dirs)
    every = (*places.units, places.monaco, *places.regions, places.france)
    shown = [each for each in every if each.id in files or each.kind != "dept"]
    found = answer(replace(query, territories=tuple(shown)), ["totals"])
    rows = {row["territory"]: row for row in found.tables["totals"].to_dicts()}
    lines = {
        each.id: Line(
            each,
            rows[each.id]["exports_eur"],
            rows[each.id]["imports_eur"],
            rows[each.id]["balance_eur"],
            files.get(each.id, {}),
        )
        for each in shown
    }
    wording = texts(query.config_dirs).wording(query.lang)
    speak = Speaker(
        fiche_file(query.config_dirs), wording, places.france,
        found.meta.periods[0], found.meta.only,
    )  # fmt: skip
    return Overview(lines, places, speak, found.meta, query, manifest, editions)


def _by_name(place: Territory) -> str:
    from tradefiche.reference.matching import fold

    return fold(place.name_fr)
