"""The two forms of a finished chart: framed with title and source, or the bare plot."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tradefiche.charts.look.logo import logo
from tradefiche.charts.look.theme import LEADING
from tradefiche.charts.scene.marks import Image, Rect, Scene, Text
from tradefiche.charts.type.breaking import SLACK
from tradefiche.charts.type.text import lines, measure
from tradefiche.language import periods
from tradefiche.language.citation import cited
from tradefiche.language.typography import capital

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tradefiche.charts.look.theme import Measures, Theme
    from tradefiche.charts.scene.brief import Brief
    from tradefiche.charts.scene.marks import Listing, Mark
    from tradefiche.charts.type.fonts import Weight

_TITLE_LEADING = 1.25
_LOGO = 2.4  # height, as a multiple of the title size
_FOOT = 1.5  # space between a plot and its notes, as a multiple of the note size
_NOTES = 4  # most lines of notes where the height is given


@dataclass(frozen=True, slots=True)
class Area:
    """The area of a plot: from `top` downwards, between `left` and `right`.

    Attributes:
        left, top, width: its position and width.
        bottom: where the plot should end, None where its content decides.
        lists: whether the lists that explain the plot's numbers are drawn too.
    """

    left: float
    top: float
    width: float
    bottom: float | None = None
    lists: bool = True

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def height(self) -> float | None:
        """The given height; None where the plot's content decides."""
        return None if self.bottom is None else self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Plot:
    """A drawn plot: its marks, the ordinate of its end, and the lists that explain its numbers.

    `notes` are notes that depend on how it was drawn.
    """

    marks: tuple[Mark, ...]
    bottom: float
    notes: tuple[str, ...] = ()
    lists: tuple[Listing, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """The texts around a plot.

    Attributes:
        title: the finding.
        subtitle: what is drawn.
        spoken: sentences that describe it to readers who cannot see it.
        notes: notes below the plot, one paragraph each.
        period: the period in the source line, where more is drawn than the subject's period.
    """

    title: str
    subtitle: str
    spoken: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    period: str | None = None

    @property
    def description(self) -> str:
        """The spoken sentences; the title where there are none."""
        return " ".join(self.spoken) or f"{self.title}."


@dataclass(frozen=True, slots=True)
class PlottedStory:
    """A chart before it is framed: its story, and the function that draws its plot in an area."""

    story: Story
    draw: Callable[[Area], Plot]

    def restricted(self, only: str) -> PlottedStory:
        """Return the chart with the restriction of its data, unless empty, before the title."""
        title = " · ".join(filter(None, (capital(only), self.story.title)))
        return replace(self, story=replace(self.story, title=title))


def framed(figure: PlottedStory, brief: Brief) -> Scene:
    """Return a complete picture: title and subtitle above the plot, notes and source below it."""
    story, subject, lengths = figure.story, brief.subject, brief.sizes
    dress = _Dress(brief.theme, lengths)
    pill = brief.say("common.sample") if subject.data == "sample" else None
    top = dress.head(story, pill, subject.names)
    area = Area(lengths.margin, top, lengths.width - 2 * lengths.margin)
    origin = source(brief, story.period)
    said: tuple[str, ...] = ()
    while True:  # notes that a plot adds below itself leave it less height, so draw it again
        notes = (*filter(None, (subject.only_note,)), *story.notes, *said, *subject.alerts)
        foot = dress.said_below(notes, origin)
        area = replace(area, bottom=dress.above(foot))
        plot = figure.draw(area)
        if plot.notes == said:
            break
        said = plot.notes
    dress.marks += plot.marks
    bottom = dress.foot(max(plot.bottom, area.bottom or 0.0), foot)
    return Scene(
        width=lengths.width,
        height=math.ceil(bottom - SLACK),
        background=brief.palette.background,
        marks=tuple(dress.marks),
        title=story.title,
        description=" ".join((story.subtitle + ".", story.description, *subject.alerts, origin)),
        subtitle=story.subtitle,
        lists=plot.lists,
        notes=notes,
        source=origin,
        logo=dress.logo,
        heading=tuple(dress.heading),
    )


def bare(figure: PlottedStory, brief: Brief) -> Scene:
    """Return the plot alone, without margin or background; the page around it prints its texts."""
    story, width, height = figure.story, brief.sizes.width, brief.sizes.height
    plot = figure.draw(Area(0.0, 0.0, width, height, lists=False))
    return Scene(
        width=width,
        height=math.ceil(max(plot.bottom, height or 0.0) - SLACK),
        background=None,
        marks=plot.marks,
        title=story.title,
        description=story.description,
        subtitle=story.subtitle,
        lists=plot.lists,
        notes=(*story.notes, *plot.notes),
        source=source(brief, story.period),
    )


def source(brief: Brief, period: str | None = None) -> str:
    """Return the source line: source, release, period (the subject's by default), restriction."""
    subject, wording = brief.subject, brief.wording
    when = periods.label(period or subject.period, wording)
    scope = [wording.say("common.scope", these=subject.only)] if subject.only else []
    if subject.data == "sample":
        key = "common.source_sample_only" if scope else "common.source_sample"
        return " ".join([wording.say(key, period=when), *scope])
    origin = cited(subject.data, subject.release, wording)
    return " ".join([wording.say("common.source", cited=origin, period=when), *scope])


class _Dress:
    """Collect the marks around a plot from top to bottom."""

    def __init__(self, theme: Theme, lengths: Measures) -> None:
        self.palette = theme.palette
        self.lengths = lengths
        self.left = lengths.margin
        self.right = lengths.width - lengths.margin
        self.marks: list[Mark] = []
        self.heading: list[Text] = []
        self.top = lengths.margin
        self.logo = self._mark(theme.logo) if theme.logo else None

    def _mark(self, file: str) -> Image:
        """Place the logo above the title, on the left."""
        uri, ratio = logo(file)
        height = min(_LOGO * self.lengths.title, (self.right - self.left) / 2 / ratio)
        self.top += height + self.lengths.title * 0.5
        return Image(self.left, self.lengths.margin, height * ratio, height, uri)

    def head(self, story: Story, pill: str | None, names: Sequence[str]) -> float:
        """Draw title, subtitle and, if given, the pill; return the ordinate where the plot begins.

        Lines do not break within `names`.
        """
        lengths = self.lengths
        size = lengths.title
        room = self.right - self.left
        title = lines(story.title, room, size, 700, names)
        subtitle = lines(story.subtitle, room, lengths.subtitle, names=names)
        y = self.top
        if pill is not None and not self._beside(pill, title, subtitle[0]):
            self._pill(pill, y + self._pill_height / 2, at_left=True)
            y += self._pill_height + size * 0.4
        for line in title:
            y += size * _TITLE_LEADING
            self.heading.append(self._line(line, y - size * 0.3, size, self.palette.ink, bold=True))
        y += size * 0.2
        for line in subtitle:
            y += lengths.subtitle * LEADING
            self._line(line, y - lengths.subtitle * 0.35, lengths.subtitle, self.palette.grey)
        return y + size * 0.9

    def _beside(self, pill: str, title: Sequence[str], subtitle: str) -> bool:
        """Draw the pill right of the first line that leaves room; return whether one does."""
        lengths = self.lengths
        size, y = lengths.title, self.top
        beside = self.right - self.left - self._pill_width(pill) - size
        for line in title:
            if measure(line, size, 700) <= beside:
                self._pill(pill, y + size * _TITLE_LEADING * 0.54)
                return True
            y += size * _TITLE_LEADING
        if measure(subtitle, lengths.subtitle) <= beside:
            self._pill(pill, y + size * 0.2 + lengths.subtitle * LEADING / 2)
            return True
        return False

    def said_below(self, notes: Sequence[str], origin: str) -> list[str]:
        """Return the lines below the plot: one paragraph per note, then the source.

        Where the height is given, the notes form one paragraph of at most `_NOTES` lines, cut with
        an ellipsis; the scene holds them complete.
        """
        size, room = self.lengths.note, self.right - self.left
        if self.lengths.height is None:
            return [line for each in (*notes, origin) for line in lines(each, room, size)]
        found = lines(" ".join(notes), room, size) if notes else []
        if len(found) > _NOTES:
            found[_NOTES - 1 :] = [found[_NOTES - 1].rpartition(" ")[0] + " …"]
        return [*found, *lines(origin, room, size)]

    def above(self, foot: Sequence[str]) -> float | None:
        """Return where a plot must end above these lines; None where the height is not given."""
        if self.lengths.height is None:
            return None
        tall = (_FOOT + len(foot) * LEADING) * self.lengths.note
        return self.lengths.height - tall - self.lengths.margin * 0.8

    def foot(self, y: float, foot: Sequence[str]) -> float:
        """Draw a rule and the lines below it; return the ordinate where the picture ends."""
        size = self.lengths.note
        y += size
        self.marks.append(
            Rect(self.left, y, self.right - self.left, size / 14, fill=self.palette.rule)
        )
        y += size * (_FOOT - 1)
        for line in foot:
            y += size * LEADING
            self._line(line, y - size * 0.35, size, self.palette.grey)
        return y + self.lengths.margin * 0.8

    def _line(self, text: str, y: float, size: float, fill: str, *, bold: bool = False) -> Text:
        weight: Weight = 700 if bold else 400
        mark = Text(self.left, y, text, size, fill, weight, baseline="alphabetic")
        self.marks.append(mark)
        return mark

    @property
    def _pill_height(self) -> float:
        return self.lengths.note * 1.7

    def _pill_width(self, text: str) -> float:
        return measure(text, self.lengths.note, 600) + self._pill_height

    def _pill(self, text: str, middle: float, *, at_left: bool = False) -> None:
        """Draw a rounded label at the left or right margin; its outline stays within its width."""
        size, height, width = self.lengths.note, self._pill_height, self._pill_width(text)
        stroke = size / 14
        x = self.left if at_left else self.right - width
        self.marks.append(
            Rect(
                x + stroke / 2, middle - height / 2, width - stroke, height, self.palette.panel,
                self.palette.axis, stroke, corner=height / 2,
            )
        )  # fmt: skip
        self.marks.append(
            Text(x + width / 2, middle, text, size, self.palette.ink, 600, anchor="middle")
        )
