"""A fiche as a document: its content in reading order, without layout or markup."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tradefiche.formats.filenames import file_name
from tradefiche.publication.blocks import Panel, Split
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
        title: of the publication, one item per line.
        place: name of the territory, never split by a line break.
        place_note: code and région.
        period: `2024`.
        band: decoration drawn from the territory's flows; None if there are none.
        imports, exports: captions of its two sides, empty if the flow is unknown or 0.
        industrials: heading and list of the Territoires d'industrie, with the footnote.
        about: what the fiche covers, and its table of contents.
        disclaimer: that it is not official, and for sample data what the sample is.
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
    """One of several editions of a page, by period and language: `dept-59_2023_en.html`."""

    period: str
    lang: Lang
    file: str


@dataclass(frozen=True, slots=True)
class Document:
    """A fiche.

    Attributes:
        territory: id, `dept-59`.
        period: as in tables and file names.
        title: of the document, for metadata and window titles.
        description: one sentence, for metadata.
        keywords: for metadata.
        running: header of every page: `Commerce extérieur · Nord (59) · 2024`.
        sample: label that marks every page of sample data; None for the Customs' data.
        unofficial: line on every page that says it is not official.
        software: name and version of the program, for metadata.
        mark: extent and filters as in file names, `hors-energie`; empty if there are none.
        pages: `all`, or `essentiel` for the summary page alone, whose cover is a page header.
        date: year, month and day of the release, else the day after the period, for metadata.
        names: territory names that a line break never splits.
        around: targets of its navigation links: `all`, the file name of the index one folder up,
            and ids of fiches made with it: `before` and `after` among the départements, `region`,
            `france`.
        editions: the same fiche in other languages for its period, and for other periods in its
            language, the newest period first; their pages lie in its folder.
        imprint: who publishes it, one line per item.
        words: the few texts that a renderer needs itself: `page`, `skip`, `open_table`, ….
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

    def file(self, territory: str, kind: str) -> str:
        """Return the file name of a territory's page, `html`, or of its PDF, `pdf`."""
        return file_name(territory, self.period, kind, filters=self.mark, lang=self.lang)

    def blocks(self) -> Iterator[Block]:
        """Yield every block in reading order, including those inside columns and panels."""
        yield from _inside((*self.cover.industrials, *self.cover.about))
        for section in self.sections:
            yield from _inside(section.blocks)


def scoped(section: Section, scope: str) -> Section:
    """Return a section whose table titles say what the figures are restricted to, if anything."""
    return replace(section, blocks=_scoped(section.blocks, scope)) if scope else section


def _scoped(blocks: tuple[Block, ...], scope: str) -> tuple[Block, ...]:
    found: list[Block] = []
    for block in blocks:
        match block:
            case PrintedTable() if block.id != PROVENANCE:
                found.append(replace(block, title=f"{block.title} – {scope}"))
            case Panel():
                found.append(replace(block, blocks=_scoped(block.blocks, scope)))
            case Split(first=one, second=other):
                found.append(Split(_scoped(one, scope), _scoped(other, scope), block.shape))
            case _:
                found.append(block)
    return tuple(found)


def _inside(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if isinstance(block, Panel):
            yield from _inside(block.blocks)
        elif isinstance(block, Split):
            yield from _inside(block.first)
            yield from _inside(block.second)
