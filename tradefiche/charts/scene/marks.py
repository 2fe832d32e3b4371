"""What a picture is made of, before any drawing library: shapes with absolute coordinates.

Units are pixels of the picture (points on paper); y grows downwards; marks are painted in order.
A mark that stands for figures has them as its `datum`, as have words that lie on such a mark.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tradefiche.charts.type.fonts import INTER

if TYPE_CHECKING:
    from tradefiche.charts.scene.datum import Datum
    from tradefiche.charts.type.fonts import Typeface, Weight
    from tradefiche.language.typography import Lang

Anchor = Literal["start", "middle", "end"]
Baseline = Literal["middle", "alphabetic"]


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle with its upper left corner at (x, y)."""

    x: float
    y: float
    width: float
    height: float
    fill: str | None
    stroke: str | None = None
    stroke_width: float = 0.0
    corner: float = 0.0
    datum: Datum | None = None

    @classmethod
    def outlined(
        cls, x: float, y: float, width: float, height: float, colours: tuple[str, str],
        line: float, datum: Datum,
    ) -> Rect:  # fmt: skip
        """Return one whose outline stays inside it, so that a bar's length is still its value.

        `colours` are those of the inside and of the outline, whose width is at most `line`.
        """
        line = min(line, width / 2, height / 2)
        return cls(
            x + line / 2, y + line / 2, width - line, height - line, *colours, line, datum=datum
        )


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text; `numeric` sets it in the face whose digits have one width."""

    x: float
    y: float
    text: str
    size: float
    fill: str
    weight: Weight = 400
    anchor: Anchor = "start"
    baseline: Baseline = "middle"
    numeric: bool = False
    datum: Datum | None = None


@dataclass(frozen=True, slots=True)
class Path:
    """An SVG path in absolute coordinates of the picture."""

    d: str
    fill: str | None
    fill_opacity: float = 1.0
    stroke: str | None = None
    stroke_width: float = 0.0
    datum: Datum | None = None


Mark = Rect | Text | Path


@dataclass(frozen=True, slots=True)
class Image:
    """A picture within the picture; `uri` carries it whole."""

    x: float
    y: float
    width: float
    height: float
    uri: str


@dataclass(frozen=True, slots=True)
class NumberedEntry:
    """What a number in the picture stands for; `figures` are its value and share, as printed.

    `number` is None for what is drawn without one: the activities that are too small for a cell.
    """

    number: int | None
    name: str
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """The entries of one series of numbers; `role` is the colour of the numbers in the theme."""

    title: str
    role: str
    entries: tuple[NumberedEntry, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """A finished picture, and its words for whoever prints them as text.

    Attributes:
        width, height: size in pixels, in points on paper.
        background: colour of the ground, None if it is whatever the picture lies on.
        marks: what is painted, in this order.
        title: the finding.
        description: what a reader would say of it, for those who cannot see it.
        subtitle: what is drawn.
        lists: what the numbers in the picture stand for.
        notes: what is not drawn, and why.
        source: source, period, release and caveats.
        licence: of the figures, its name and address.
        lang: language of all words.
        typeface: the faces in which it was measured.
        logo: an agency's mark, where there is one.
        heading: those of the marks that are the lines of the title.
    """

    width: float
    height: float
    background: str | None
    marks: tuple[Mark, ...]
    title: str
    description: str
    subtitle: str = ""
    lists: tuple[Listing, ...] = ()
    notes: tuple[str, ...] = ()
    source: str = ""
    licence: str = ""
    lang: Lang = "fr"
    typeface: Typeface = INTER
    logo: Image | None = None
    heading: tuple[Text, ...] = ()
