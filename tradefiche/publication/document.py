"""A fiche as a document: what is said, in reading order, before any page or markup.

Texts are plain: no markup, no escapes. A renderer escapes them for its own format, so that a
label such as `#let` or `<script>` stays what it is.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tradefiche.charts.scene.marks import Listing
    from tradefiche.language.typography import Lang

PROVENANCE = "table-provenance"
"""The table that tells where the figures come from."""

Role = Literal["ink", "exports", "imports", "surplus", "deficit"]
"""What a colour means: the flow that a thing belongs to, or the sign of a balance."""

Kind = Literal["plain", "rest", "total"]
"""What a row of a table is: one thing, what is left over, or the total."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style.

    Attributes:
        strong: whether it is set off.
        url: where it leads on the web.
        fiche: id of the territory to whose fiche it leads, `dept-62`: a renderer makes the path,
            `../dept-62/dept-62_2024.pdf` or `.html`.
    """

    text: str
    strong: bool = False
    url: str | None = None
    fiche: str | None = None


Runs: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section; the section's own title is level 1."""

    text: str
    level: Literal[2, 3] = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: the lead of a page, its body, or a note in small type."""

    runs: Runs
    role: Literal["lead", "body", "note"] = "body"


@dataclass(frozen=True, slots=True)
class Points:
    """A list, numbered or not."""

    points: tuple[Runs, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Tile:
    """A key figure: its name, its value without the unit, the unit, and lines below."""

    label: str
    value: str
    unit: str
    notes: tuple[str, ...]
    role: Role


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """The figures to remember, side by side."""

    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart to draw: see `fiche.pictures`.

    Attributes:
        kind: a kind of `tradefiche.charts`, or `band`, the cover's decoration.
        territory: id of the territory drawn: the fiche's own, its région or France.
        compact: half a page high, for the région and France.
    """

    kind: str
    territory: str
    compact: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A share of a total: `de la valeur exportée par la région`, `42,4 %`, length 0.424."""

    text: str
    value: str
    length: float


@dataclass(frozen=True, slots=True)
class Total:
    """The total of a flow, and what it weighs."""

    label: str
    value: str
    unit: str
    parts: tuple[Part, ...]
    role: Role


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart with all that stands around it.

    Attributes:
        id: anchor, `figure-1`.
        label: `Figure 1`.
        title: the finding, a sentence.
        subtitle: what is drawn.
        picture: the chart; it holds neither title nor source.
        alt: what a reader would say who looks at it, for those who cannot.
        lists: what the numbers in the picture stand for, as it is drawn on paper; a drawing for
            another width may number other cells, and brings its own (see `fiche.pictures`).
        total: the flow's total and shares, to stand beside the list.
        notes: what the picture cannot show, such as negative corrections.
        key: how to read it, with an example from the data; it opens with `Clé de lecture`; may
            be empty.
        source: source, period, release, caveat.
        tables: ids of the tables that repeat its numbers.
    """

    id: str
    label: str
    title: str
    subtitle: str
    picture: Picture
    alt: str
    lists: tuple[Listing, ...]
    total: Total | None
    notes: tuple[str, ...]
    key: Runs
    source: str
    tables: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        header: its name; unique in the table, with the unit where it has one.
        kind: how its cells are set: `text`, `number` (right, digits of one width) or `code`.
        role: colour of the header.
        group: header above it, shared with its neighbours of the same group.
        narrow: a column of a matrix, whose header may be turned.
        of: what it is of, as marks of figures name it; see `charts.scene.datum`.
        measure: unit of its numbers, where the header does not say it.
    """

    header: str
    kind: Literal["text", "number", "code"] = "number"
    role: Role = "ink"
    group: str = ""
    narrow: bool = False
    of: str = ""
    measure: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it is printed; a balance has the role of its sign, and shows a triangle.

    `more` is what a page says of it beside a figure: share and rank that have no column.
    """

    text: str
    role: Role = "ink"
    more: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: plain, what is left over (`rest`), or the `total`.

    `of` is what it is of, as marks of figures name it; see `charts.scene.datum`.
    """

    cells: tuple[Cell, ...]
    kind: Kind = "plain"
    of: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `header` is the column whose cells name the rows.

    Attributes:
        id: anchor, `table-partners`.
        title: heading of the table, with territory and unit.
        summary: what it holds and for which figure, for those who do not see it.
        notes: below it, in small type.
    """

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    summary: str
    notes: tuple[str, ...] = ()
    header: int = 0


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a ranking: name, share as printed, and the length of its bar from 0 to 1."""

    name: str
    value: str
    length: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """The first of something, with bars."""

    title: str
    role: Role
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Rankings:
    """Rankings side by side; their bars are on one scale."""

    rankings: tuple[Ranking, ...]


@dataclass(frozen=True, slots=True)
class Definitions:
    """Terms and what they mean."""

    entries: tuple[tuple[str, Runs], ...]


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A sign of the figures: its swatch, its name, its meaning."""

    mark: Literal["imports", "exports", "flow", "others", "surplus", "deficit"]
    term: str
    text: str


@dataclass(frozen=True, slots=True)
class Legend:
    """The conventions of all figures."""

    entries: tuple[LegendEntry, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """The list of sections; a renderer takes it from the document and adds pages or links."""

    title: str


@dataclass(frozen=True, slots=True)
class Panel:
    """A box beside or below the text."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """Two columns on a wide page, one after the other on a narrow one.

    Attributes:
        shape: `aside` (a wide column and a narrow one) or `halves`.
    """

    first: tuple[Block, ...]
    second: tuple[Block, ...]
    shape: Literal["aside", "halves"] = "aside"


Block: TypeAlias = (
    Heading | Paragraph | Points | KeyFigures | Figure | Table | Rankings | Definitions
    | Legend | Contents | Panel | Split
)  # fmt: skip


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
    band: Picture | None
    imports: str
    exports: str
    industrials: tuple[Block, ...]
    about: tuple[Block, ...]
    disclaimer: str


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
        mark: what file names say of filters, `hors-energie`; empty if there are none.
        date: year, month and day of the release, else the day after the period, for metadata.
        names: territories named in it; a line never breaks within one.
        words: the few that a renderer needs of its own: `contents`, `page`, `open_table`, ….
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
    words: Mapping[str, str] = field(default_factory=dict)

    def blocks(self) -> Iterator[Block]:
        """Yield every block, those inside columns and panels too, in reading order."""
        yield from _inside(self.cover.industrials)
        yield from _inside(self.cover.about)
        for section in self.sections:
            yield from _inside(section.blocks)

    def pictures(self) -> tuple[Picture, ...]:
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
        case Table() if block.id != PROVENANCE:
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
