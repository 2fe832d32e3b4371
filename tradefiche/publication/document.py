"""A fiche as a document: what is said, in reading order, before any page or markup."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tradefiche.publication.blocks import Figure, Panel, Split
from tradefiche.publication.table import PROVENANCE, PrintedTable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tradefiche.language.typography import Lang
    from tradefiche.publication.blocks import Block, FigurePicture, Runs
    from tradefiche.tabulation.query import Pages


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the fiche.

    Attributes:
        id: anchor, `exports`; the same in both languages.
        title: heading of level 1.
        short: its name in page headers and in the list of sections.
    """

    id: str
    title: str
    short: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page.

    Attributes:
        kicker: what kind of fiche it is.
        title: of the publication, in lines.
        place: name of the territory, never broken.
        place_note: code and région.
        period: `2024`.
        band: decoration drawn from the territory's flows; None where there are none.
        imports, exports: captions of its two sides, empty where the flow is not known.
        industrials: heading and list of the Territoires d'industrie, with the footnote.
        about: what the fiche tells.
        disclaimer: that it is not official, and what the sample is.
    """

    kicker: str
    title: tuple[str, ...]
    place: str
    place_note: str
    period: str
    band: FigurePicture | None
    imports: str
    exports: str
    industrials: tuple[Block, ...]
    about: tuple[Block, ...]
    disclaimer: str


@dataclass(frozen=True, slots=True)
class Sibling:
    """A page of the same in another language or of another period: `dept-59_2023_en.html`."""

    period: str
    lang: Lang
    file: str


@dataclass(frozen=True, slots=True)
class Document:
    """A fiche.

    Attributes:
        territory: id, `dept-59`.
        period: as in tables and file names.
        title: of the document, for metadata and windows.
        description: one sentence, likewise.
        keywords: likewise.
        running: what stands in every page's header: `Commerce extérieur · Nord (59) · 2024`.
        sample: the words that mark every page; None for the Customs' data.
        unofficial: the line of every page.
        software: name and version of the program, for metadata.
        mark: what file names say of extent and filters, `hors-energie`; empty for none.
        pages: whether it is whole, or the page of the essential alone, whose cover is a head.
        date: year, month and day of the release, else the day after the period, for metadata.
        names: territories named in it; a line never breaks within one.
        around: where one goes to from it, of what lies beside it: `all`, the file name of the
            index one folder up, and ids of fiches made with it: `before` and `after` among the
            départements, `region`, `france`.
        editions: the same fiche in other languages, of its period, and of other periods, in its
            language, by period, the newest first; their pages lie in its folder.
        imprint: who publishes, a line each.
        words: the few that a renderer needs of its own: `page`, `skip`, `open_table`, ….
    """

    territory: str
    period: str
    lang: Lang
    title: str
    description: str
    keywords: tuple[str, ...]
    running: str
    sample: str | None
    unofficial: str
    software: str
    date: tuple[int, int, int]
    names: tuple[str, ...]
    cover: Cover
    sections: tuple[Section, ...]
    mark: str = ""
    pages: Pages = "all"
    words: Mapping[str, str] = field(default_factory=dict)
    around: Mapping[str, str] = field(default_factory=dict)
    editions: tuple[Sibling, ...] = ()
    imprint: tuple[Runs, ...] = ()

    def blocks(self) -> Iterator[Block]:
        """Yield every block, those inside columns and panels too, in reading order."""
        yield from _inside(self.cover.industrials)
        yield from _inside(self.cover.about)
        for section in self.sections:
            yield from _inside(section.blocks)

    def pictures(self) -> tuple[FigurePicture, ...]:
        """Return the charts in reading order, the cover's first."""
        band = [self.cover.band] if self.cover.band else []
        return (*band, *(each.picture for each in self.blocks() if isinstance(each, Figure)))


def scoped(section: Section, scope: str) -> Section:
    """Return a section whose tables say in their titles what their figures are restricted to."""
    if not scope:
        return section
    return replace(section, blocks=tuple(_scoped(each, scope) for each in section.blocks))


def _scoped(block: Block, scope: str) -> Block:
    match block:
        case PrintedTable() if block.id != PROVENANCE:
            return replace(block, title=f"{block.title} – {scope}")
        case Panel():
            return replace(block, blocks=tuple(_scoped(each, scope) for each in block.blocks))
        case Split():
            first, second = (
                tuple(_scoped(each, scope) for each in blocks)
                for blocks in (block.first, block.second)
            )
            return replace(block, first=first, second=second)
        case _:
            return block


def _inside(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if isinstance(block, Panel):
            yield from _inside(block.blocks)
        elif isinstance(block, Split):
            yield from _inside(block.first)
            yield from _inside(block.second)
