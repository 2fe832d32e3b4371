"""The marks of a ranking: one row per territory: rank, name, bar, value and share of France."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tradefiche.charts.look.theme import LABEL_LEADING, FlowColours
from tradefiche.charts.scene.datum import Datum, Value
from tradefiche.charts.scene.filling import filling
from tradefiche.charts.scene.frame import Plot
from tradefiche.charts.scene.marks import Rect, Text
from tradefiche.charts.scene.order import disjoint
from tradefiche.charts.type.text import lines, measure, widest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tradefiche.charts.kinds.ranking.captions import Printed
    from tradefiche.charts.scene.brief import Brief
    from tradefiche.charts.scene.frame import Area
    from tradefiche.charts.scene.marks import Anchor, Mark
    from tradefiche.charts.type.fonts import Weight
    from tradefiche.views.ranking import RankedPlace, Ranking

# Lengths are multiples of the label's size.
_ROW = 1.75
_CLOSE = 1.55  # least height of a row where that of the picture is given
_GAP = 1.1  # height of the dots that stand for territories left out
_BAR = 1.0
_BETWEEN = 0.9  # between two columns
_BEHIND = 0.45  # between a bar and its value
_LINE = 0.1
_DOT = 0.16
_NAMES = 0.3  # of the plot's width: most that names may take
_WORDS = 1.35  # height of the text above a bar
_PAD = 0.3
_FEW = 20  # all territories are shown where there are no more than this
_BESIDE = {True: 1, False: 2}  # neighbours shown on each side, on a phone (True) and elsewhere


@dataclass(frozen=True, slots=True)
class RankingColumns:
    """Positions of the columns: right edge of `ranks`, left edge of `names`.

    Bars and their heading begin at `left`, shares end at `right`. `zero` is the x of value 0,
    `scale` the length of one unit of value.
    """

    ranks: float
    names: float
    left: float
    right: float
    zero: float
    scale: float


class RankingDrawing:
    """Draws the headings, then row by row; on a phone the text of a row stands above its bar."""

    def __init__(self, ranking: Ranking, printed: Printed, area: Area, brief: Brief) -> None:
        """Choose the rows: the first, those around the territory, the last.

        The first are `top` (half of it on a phone); of up to 20 territories all, except on a phone.
        """
        self.ranking, self.told, self.area = ranking, printed, area
        self.sizes, self.palette = brief.sizes, brief.palette
        self.stacked = brief.phone
        first = max(brief.top // 2, 1) if self.stacked else brief.top
        if len(ranking.places) <= _FEW and not self.stacked:
            first = brief.at_most(_FEW)
        self.shown = ranking.shown(first, _BESIDE[self.stacked])
        self.row = _ROW if area.bottom is None else _CLOSE

    def plot(self) -> Plot:
        """Return the drawn rows, spread over the height of the area where it is given."""
        close, label = self.row, self.sizes.label
        return filling(
            lambda more: self._plot(close + more / label), self.area, len(self.shown), label
        )

    def _plot(self, row: float) -> Plot:
        self.row = row
        self.bands: list[Mark] = []
        self.bars: list[Mark] = []
        self.lines: list[Mark] = []
        self.masks: list[Mark] = []
        self.words: list[Mark] = []
        columns = self._columns([each for each in self.shown if each is not None])
        y = begin = self._heads(columns)
        for each in self.shown:
            y = self._gap(columns, y) if each is None else self._row(each, columns, y)
        if not self.stacked:
            self._uprights(columns, begin, y)
        layers = (self.bands, disjoint(self.bars), self.lines, self.masks, disjoint(self.words))
        marks = tuple(mark for layer in layers for mark in layer)
        return Plot(marks, y + self.sizes.label / 14)

    def _columns(self, shown: Sequence[RankedPlace]) -> RankingColumns:
        """Compute the columns: bars take the width that ranks, names, values and shares leave."""
        sizes, area, label = self.sizes, self.area, self.sizes.label
        told = self.told
        ranks = area.left + widest(
            [told.ranks[each.id] for each in shown], sizes.value, 700, numeric=True
        )
        names = left = ranks + _BETWEEN * label
        right, before, after = area.right, 0.0, 0.0
        if self.stacked:
            left = area.left
        else:
            wide = widest([each.name for each in shown], label, 700)
            left += min(wide, _NAMES * area.width) + _BETWEEN * label
            if told.shares:
                right -= self._shares(shown) + _BETWEEN * label
            after = self._values([each for each in shown if (each.value or 0) >= 0])
            before = self._values([each for each in shown if (each.value or 0) < 0])
        values = [each.value or 0.0 for each in shown]
        values += [] if told.at is None else [told.at]
        least, most = min(0.0, *values), max(0.0, *values)
        room = max(right - left - before - after, label)
        scale = room / (most - least) if most > least else 0.0
        return RankingColumns(ranks, names, left, area.right, left + before - least * scale, scale)

    def _shares(self, shown: Sequence[RankedPlace]) -> float:
        texts = [self.told.shares[each.id] for each in shown]
        head = measure(self.told.share_head, self.sizes.label)
        return max(widest(texts, self.sizes.value, 700, numeric=True), head)

    def _values(self, places: Sequence[RankedPlace]) -> float:
        """Return the width that values need beyond their bars."""
        texts = [self.told.values[each.id] for each in places]
        wide = widest(texts, self.sizes.value, 700, numeric=True)
        return wide + _BEHIND * self.sizes.value if texts else 0.0

    def _heads(self, columns: RankingColumns) -> float:
        """Draw the headings and the key of the reference line; return the y where rows begin."""
        size, y = self.sizes.label, self.area.top
        room = self.area.right - columns.left
        if self.told.shares and not self.stacked:
            room -= measure(self.told.share_head, size) + _BETWEEN * size
        indent = 0.9 * size
        marked = lines(self.told.mark, room - indent, size) if self.told.mark else []
        for text in lines(self.told.head, room, size, 700):
            y += LABEL_LEADING * size
            self.words.append(Text(columns.left, y - size / 2, text, size, self.palette.ink, 700))
        if self.told.shares and not self.stacked:
            head = self.told.share_head
            grey = self.palette.grey
            self.words.append(Text(columns.right, y - size / 2, head, size, grey, 400, "end"))
        for number, text in enumerate(marked):
            y += LABEL_LEADING * size
            if not number:
                x = columns.left + 0.3 * size
                self.bars.append(self._upright(x, y - size, y, self.palette.ink))
            self.words.append(
                Text(columns.left + indent, y - size / 2, text, size, self.palette.ink)
            )
        return y + 0.5 * size

    def _uprights(self, columns: RankingColumns, top: float, bottom: float) -> None:
        """Draw the vertical line at 0, and the reference line at the mean or France's value."""
        self.lines.append(self._upright(columns.zero, top, bottom, self.palette.axis))
        if self.told.at is not None:
            x = columns.zero + self.told.at * columns.scale
            self.lines.append(self._upright(x, top, bottom, self.palette.ink))

    def _upright(self, x: float, top: float, bottom: float, fill: str) -> Rect:
        width = _LINE * self.sizes.label
        return Rect(x - width / 2, top, width, bottom - top, fill)

    def _gap(self, columns: RankingColumns, y: float) -> float:
        """Draw three dots for the territories left out; return the y where they end."""
        size = self.sizes.label
        side = _DOT * size
        for number in range(3):
            x = columns.names + number * 2.2 * side
            middle = y + _GAP * size / 2
            self.bars.append(
                Rect(x, middle - side / 2, side, side, self.palette.grey, corner=side / 2)
            )
        return y + _GAP * size

    def _row(self, each: RankedPlace, columns: RankingColumns, y: float) -> float:
        """Draw a territory's row from `y` downwards; return the y where it ends."""
        size, told = self.sizes.label, self.told
        own = each is self.ranking.own
        bold: Weight = 700 if own else 400
        wide = (self.area.right if self.stacked else columns.left) - columns.names
        if self.stacked:
            wide -= measure(told.values[each.id], self.sizes.value, 700, numeric=True) + size
        else:
            wide -= _BETWEEN * size
        said = lines(each.name, wide, size, bold)
        tall = len(said) * LABEL_LEADING * size
        if self.stacked:
            top = y + _PAD * size
            bar = top + tall + (_WORDS - LABEL_LEADING + _BAR / 2) * size
            end = bar + (_BAR / 2 + _PAD) * size
        else:
            end = y + tall + (self.row - LABEL_LEADING) * size
            top, bar = y + (end - y - tall) / 2, (y + end) / 2
        if own:
            self.bands.append(Rect(self.area.left, y, self.area.width, end - y, self.palette.panel))
        first = top + LABEL_LEADING * size / 2
        self.words += Text.stacked(said, columns.names, first, size, self.palette.ink, bold)
        middle = first if self.stacked else bar
        self._number(told.ranks[each.id], columns.ranks, middle, bold, grey=not own)
        x = columns.zero + (each.value or 0.0) * columns.scale
        self._bar(each, min(x, columns.zero), abs(x - columns.zero), bar, own=own)
        if self.stacked:
            self._number(told.values[each.id], self.area.right, middle, bold)
            self._uprights(columns, bar - 0.65 * size, bar + 0.65 * size)
        else:
            self._value(each, x, bar, bold, columns)
            if told.shares:
                self._number(told.shares[each.id], columns.right, bar, bold, grey=not own)
        return end

    def _number(
        self,
        text: str,
        x: float,
        y: float,
        bold: Weight,
        *,
        grey: bool = False,
    ) -> None:
        fill = self.palette.grey if grey else self.palette.ink
        self.words.append(Text(x, y, text, self.sizes.value, fill, bold, "end", numeric=True))

    def _value(
        self, each: RankedPlace, x: float, y: float, bold: Weight, columns: RankingColumns
    ) -> None:
        """Draw a value at the end of its bar, masking the reference line where it crosses it."""
        size, text = self.sizes.value, self.told.values[each.id]
        anchor: Anchor = "end" if (each.value or 0) < 0 else "start"
        at = x + (_BEHIND if anchor == "start" else -_BEHIND) * size
        wide, pad = measure(text, size, bold, numeric=True), 0.25 * size
        left = (at if anchor == "start" else at - wide) - pad
        line = columns.zero + (self.told.at or 0.0) * columns.scale
        if self.told.at is not None and left <= line <= left + wide + 2 * pad:
            ground = self.palette.panel if each is self.ranking.own else self.palette.background
            self.masks.append(Rect(left, y - size * 0.7, wide + 2 * pad, 1.4 * size, ground))
        self.words.append(Text(at, y, text, size, self.palette.ink, bold, anchor, numeric=True))

    def _bar(self, each: RankedPlace, x: float, width: float, y: float, *, own: bool) -> None:
        """Draw a bar: solid for the territory, pale with an outline for the others."""
        if width <= 0:
            return
        size = self.sizes.label
        height, top = _BAR * size, y - _BAR * size / 2
        colours, datum = self._colours(each), self._datum(each)
        self.bars.append(
            Rect.bar(x, top, width, height, colours, datum, pale=not own, line=0.07 * size)
        )

    def _colours(self, each: RankedPlace) -> FlowColours:
        palette = self.palette
        match self.ranking.side:
            case "exports" | "imports" as side:
                return palette.flow(side)
            case "balance":
                fill = palette.green if (each.value or 0) >= 0 else palette.red
            case _:
                fill = palette.ink
        return FlowColours(fill, fill, palette.others_pale, palette.others)

    def _datum(self, each: RankedPlace) -> Datum:
        values = [Value("value", self.told.head, each.value, self.ranking.unit)]
        if each.rank is not None:
            values.append(Value("rank", self.told.rank_head, each.rank, "whole"))
        if each.share is not None:
            values.append(Value("share_france_pct", self.told.share_head, each.share))
        return Datum((each.id,), each.name, tuple(values), ("territory",))
