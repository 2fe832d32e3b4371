"""The parts of a picture, independent of drawing libraries: shapes with absolute coordinates.

Units are pixels of the picture (points on paper); y grows downwards; marks are painted in order.
A mark that represents figures holds them as its `datum`; so does text that lies on such a mark.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tradefiche.charts.look.theme import LABEL_LEADING
from tradefiche.charts.type.fonts import INTER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tradefiche.charts.look.theme import FlowColours
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
        """Return a rectangle with its outline inside it, so that a bar's length remains exact.

        `colours` are those of the inside and of the outline, which is at most `line` wide.
        """
        line = min(line, width / 2, height / 2)
        return cls(
            x + line / 2, y + line / 2, width - line, height - line, *colours, line, datum=datum
        )

    @classmethod
    def bar(
        cls, x: float, y: float, width: float, height: float, colours: FlowColours, datum: Datum,
        *, pale: bool, line: float,
    ) -> Rect:  # fmt: skip
        """Return a bar: full, or `pale` with an outline at most `line` wide."""
        if not pale:
            return cls(x, y, width, height, colours.fill, datum=datum)
        return cls.outlined(x, y, width, height, (colours.pale, colours.edge), line, datum)


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text; `numeric` sets it in the font whose digits all have the same width."""

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

    @classmethod
    def stacked(
        cls, texts: Iterable[str], x: float, y: float, size: float, fill: str,
        weight: Weight = 400, anchor: Anchor = "start", *, datum: Datum | None = None,
    ) -> Iterator[Text]:  # fmt: skip
        """Yield the lines of a label one below the other, the middle of the first at `y`."""
        for number, text in enumerate(texts):
            at = y + number * LABEL_LEADING * size
            yield cls(x, at, text, size, fill, weight, anchor, datum=datum)


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
    """An embedded image; `uri` is a data URI with its content."""

    x: float
    y: float
    width: float
    height: float
    uri: str


@dataclass(frozen=True, slots=True)
class NumberedEntry:
    """The explanation of a number in the picture; `figures` are its value and share, as printed.

    `number` is None for activities that are drawn without one, being too small for a cell.
    """

    number: int | None
    name: str
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """The entries of one series of numbers; `role` names their colour in the theme's palette."""

    title: str
    role: str
    entries: tuple[NumberedEntry, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """A finished picture, and its texts for writers that print them outside the picture.

    Attributes:
        width, height: size in pixels, in points on paper.
        background: background colour, None if transparent.
        marks: the marks, in painting order.
        title: the finding.
        description: description for readers who cannot see it.
        subtitle: what is drawn.
        lists: explanations of the numbers in the picture.
        notes: what is not drawn, and why.
        source: source, period, release and restrictions.
        licence: the licence of the figures, its name and address.
        lang: language of all texts.
        typeface: the typeface with which it was laid out.
        logo: the agency's logo, if there is one.
        heading: the marks that are the lines of the title.
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
