"""The editions that a folder holds: the name of each index, and which pages link to which."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from tradefiche.formats.filenames import folder_file
from tradefiche.publication.document import Sibling
from tradefiche.reference.periods import Period

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from tradefiche.publication.batch.manifest import Edition, EditionKey
    from tradefiche.reference.periods import Quarter

_LEAST = 2  # a single fiche needs no index


class ShelvedEdition(NamedTuple):
    """An edition: its data, `customs` or `sample`, and file formats by territory."""

    data: str
    files: Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Shelf:
    """The editions of a folder.

    Among the indexes of a language, extent and filters, that of the newest period has no period in
    its name, so that `index.html` is always the newest in French. Editions link to each other if
    they have the same extent, filters and data, and the same language or period.
    """

    held: Mapping[EditionKey, ShelvedEdition]

    def index(self, key: EditionKey) -> str:
        """Return the file name of an edition's index; empty if it has too few fiches for one."""
        alike = [
            each
            for each, held in self.held.items()
            if (each.mark, each.lang) == (key.mark, key.lang) and len(held.files) >= _LEAST
        ]
        if key not in alike:
            return ""
        newest = max(alike, key=lambda each: _when(each.period))
        period = "" if key == newest else key.period
        return folder_file("index", "html", filters=key.mark, lang=key.lang, period=period)

    def indexes(self, key: EditionKey) -> tuple[Sibling, ...]:
        """Return the indexes of the editions that an edition links to, and its own."""
        found = ((each, self.index(each)) for each in (key, *self.beside(key)))
        return _ordered(Sibling(each.period, each.lang, name) for each, name in found if name)

    def fiches(self, key: EditionKey, territory: str) -> tuple[Sibling, ...]:
        """Return a territory's pages in the editions that an edition links to, without its own."""
        return _ordered(
            Sibling(each.period, each.lang, each.file(territory, "html"))
            for each in self.beside(key)
            if "html" in self.held[each].files.get(territory, ())
        )

    def beside(self, key: EditionKey) -> list[EditionKey]:
        """Return the editions that an edition links to."""
        own = self.held[key]
        return [
            each
            for each, held in self.held.items()
            if each != key and held.data == own.data and each.mark == key.mark
            if each.period == key.period or each.lang == key.lang
        ]


def listed(edition: Edition, folder: Path) -> ShelvedEdition:
    """Return the files of an edition that the manifest lists and that exist."""
    files = {
        entry.id: frozenset(
            kind_of(file.path) for file in entry.files if (folder / file.path).is_file()
        )
        for entry in edition.territories
    }
    return ShelvedEdition(edition.data, {name: kinds for name, kinds in files.items() if kinds})


def behind(
    before: Mapping[EditionKey, ShelvedEdition], after: Shelf, asked: Collection[EditionKey]
) -> list[EditionKey]:
    """Return the editions outside a call whose pages do not link to its new pages yet.

    That includes editions whose own index has a new name, or that linked to one that is gone.

    Args:
        before: the editions before the call.
        after: the editions after it.
        asked: the editions of the call.
    """
    new = {key: _pages(after.held[key]) - _pages(before.get(key)) for key in asked}
    shelf = Shelf(before)
    return [
        key
        for key, held in before.items()
        if key not in new
        if (after.index(key) and after.indexes(key) != shelf.indexes(key))
        or any(_pages(held) & new.get(each, set()) for each in after.beside(key))
    ]


def _pages(held: ShelvedEdition | None) -> set[str]:
    """Return the ids of the territories that have a page."""
    return {name for name, kinds in held.files.items() if "html" in kinds} if held else set()


def kind_of(path: str) -> str:
    """Return the format of a file from its name: `pdf`."""
    return path.rpartition(".")[2]


def _ordered(found: Iterable[Sibling]) -> tuple[Sibling, ...]:
    """Sort siblings by period, the newest first, then French first."""
    return tuple(sorted(found, key=lambda each: (_when(each.period), each.lang), reverse=True))


def _when(period: str) -> tuple[Quarter, int]:
    """Return the sort key of periods: their end; if two end alike, the longer is newer."""
    quarters = Period.named(period).quarters
    return quarters[-1], len(quarters)
