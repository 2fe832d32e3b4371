"""The blocks that a fiche is made of: text, key figures, charts, rankings, boxes.

Texts are plain: no markup, no escapes. A renderer escapes them for its own format, so that a
label such as `#let` or `<script>` stays what it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from tradefiche.publication.table import PrintedTable

if TYPE_CHECKING:
    from tradefiche.charts.scene.marks import Listing
    from tradefiche.publication.table import Medium, Role


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style.

    Attributes:
        strong: whether it is emphasised.
        url: web address that it links to.
        fiche: id of the territory whose fiche it links to, `dept-62`; a renderer makes the path,
            `../dept-62/dept-62_2024.pdf` or `.html`.
    """

    text: str
    strong: bool = False
    url: str | None = None
    fiche: str | None = None


Runs: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section; the section's own title is level 1.

    `on` is `paper` if the web page omits it.
    """

    text: str
    level: Literal[2, 3] = 2
    on: Medium = "both"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: the lead of a page, body text, or a note in small type.

    `on` is `paper` if the web page omits it.
    """

    runs: Runs
    role: Literal["lead", "body", "note"] = "body"
    on: Medium = "both"


@dataclass(frozen=True, slots=True)
class Points:
    """A list, numbered or not."""

    points: tuple[Runs, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Tile:
    """A key figure: its label, its value without the unit, the unit, and notes below."""

    label: str
    value: str
    unit: str
    notes: tuple[str, ...]
    role: Role


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """The key figures, side by side."""

    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class FigurePicture:
    """A chart to draw: see `publication.pictures`.

    Attributes:
        kind: a kind of `tradefiche.charts`, or `band`, the cover's decoration.
        territory: id of the territory drawn: the fiche's own, its région or France.
        compact: whether to draw the form for half a page.
    """

    kind: str
    territory: str
    compact: bool = False


@dataclass(frozen=True, slots=True)
class TotalShare:
    """A share of a total: `de la valeur exportée par la région`, `42,4 %`, bar of 0.424."""

    text: str
    value: str
    length: float


@dataclass(frozen=True, slots=True)
class FigureTotal:
    """The total of a flow, and its shares of larger totals."""

    label: str
    value: str
    unit: str
    parts: tuple[TotalShare, ...]
    role: Role


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart with the texts and tables around it.

    Attributes:
        id: anchor, `figure-1`.
        label: `Figure 1`.
        title: the finding, as a sentence.
        subtitle: what is drawn.
        picture: the chart; it holds neither title nor source.
        alt: description of the picture for readers who cannot see it.
        lists: what the numbers in the picture stand for, as drawn on paper; a drawing for another
            width may number other cells, and has its own lists (see `publication.pictures`).
        total: the flow's total and shares, shown beside the list; None if it has none.
        notes: what the picture cannot show, such as negative corrections.
        key: how to read it, with an example from the data, starting with `Clé de lecture`; may
            be empty.
        source: source, period, release, caveat.
        tables: ids of the tables that repeat its numbers.
        level: heading level of its title.
    """

    id: str
    label: str
    title: str
    subtitle: str
    picture: FigurePicture
    alt: str
    lists: tuple[Listing, ...]
    total: FigureTotal | None
    notes: tuple[str, ...]
    key: Runs
    source: str
    tables: tuple[str, ...]
    level: Literal[2, 3] = 2


@dataclass(frozen=True, slots=True)
class Definitions:
    """Terms and what they mean."""

    entries: tuple[tuple[str, Runs], ...]


LegendMark: TypeAlias = Literal["imports", "exports", "flow", "others", "surplus", "deficit"]


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A symbol used in figures: its swatch, its name, its meaning."""

    mark: LegendMark
    term: str
    text: str


@dataclass(frozen=True, slots=True)
class Legend:
    """The conventions of all figures."""

    entries: tuple[LegendEntry, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents, whose entries and page numbers the PDF takes from the document.

    The web page has a navigation bar instead.
    """

    title: str
    on: Medium = "paper"


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
    Heading | Paragraph | Points | KeyFigures | Figure | PrintedTable | Definitions
    | Legend | Contents | Panel | Split
)  # fmt: skip
