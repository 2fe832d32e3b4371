"""What a point's place means: scales, marks on them, and the line of what is as in France."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts.geometry.squarify import Box
from tradefiche.charts.kinds.specialisation.scales import Ratios, Shares
from tradefiche.charts.look.theme import LABEL_LEADING
from tradefiche.charts.scene.marks import Rect, Text
from tradefiche.charts.type.text import lines, measure, widest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradefiche.charts.kinds.specialisation.captions import Captions
    from tradefiche.charts.look.theme import Size
    from tradefiche.charts.scene.brief import Brief
    from tradefiche.charts.scene.frame import Area
    from tradefiche.views.specialisation import Product, Profile

_HEIGHT: dict[Size, float] = {"screen": 0.54, "paper": 0.56, "phone": 1.15}  # of the width
_LOW, _RISE = 0.4, 0.1  # of that height: with no point, and for each, up to the whole
_APART = 1.8  # of the label's size: shares that are marked
_BETWEEN = 0.3  # of a line, between the words of the sides and the name of the scale


class Axes:
    """The frame of the scatter, solved for one width."""

    def __init__(
        self, profile: Profile, captions: Captions, area: Area, brief: Brief, *, pad: float
    ) -> None:
        """Solve both scales; points stay `pad` away from the edges of the plot."""
        self.captions, self.area = captions, area
        self.sizes, self.palette = brief.sizes, brief.palette
        self.line = self.sizes.label / 14
        names = brief.subject.names
        above = lines(captions.shares_axis(), area.width, self.sizes.label, 700, names)
        self.above = above
        top = area.top + (len(above) + 0.6) * self.sizes.label * LABEL_LEADING
        rise = min(1.0, _LOW + _RISE * len(profile.products))
        bottom = top + area.width * _HEIGHT[brief.size] * rise
        shares = [product.share for product in profile.products]
        self.shares = Shares(max(shares), bottom, top + pad)
        self.marked = self.shares.ticks(_APART * self.sizes.label)
        numbers = [captions.share_mark(share) for share in self.marked]
        left = area.left + widest(numbers, self.sizes.value, numeric=True) + self.sizes.label * 0.6
        self.box = Box(left, top, area.right - left, bottom - top)
        ratios = [product.ratio for product in profile.products]
        self.ratios = Ratios.over(ratios, left, area.right, pad=pad)
        self.even = self.ratios(1.0)
        half = self.box.width / 2 - self.sizes.label
        self.less = lines(captions.less(), half, self.sizes.label, 600)
        self.more = lines(captions.more(), half, self.sizes.label, 700)
        self.below = lines(captions.ratios_axis(), area.width, self.sizes.note)

    def side(self, product: Product, gap: float) -> Box:
        """Return where a label may stand: on the side of the line where its point is."""
        box, away = self.box.inset(gap), self.line + gap
        if product.specialised:
            return Box(self.even + away, box.y, box.right - self.even - away, box.height)
        return Box(box.x, box.y, self.even - away - box.x, box.height)

    @property
    def bottom(self) -> float:
        """Where the words below the scale end."""
        rows = max(len(self.less), len(self.more))
        words = (rows + _BETWEEN) * self.sizes.label + len(self.below) * self.sizes.note
        return self._words + words * LABEL_LEADING

    @property
    def _words(self) -> float:
        """Where the words below the marked ratios begin."""
        return self.box.bottom + self.sizes.label * 1.9

    def shapes(self) -> Iterator[Rect]:
        """Yield the ground of what weighs more than in France, lines, and the line between."""
        box, line, palette = self.box, self.line, self.palette
        yield Rect(self.even, box.y, box.right - self.even, box.height, palette.panel)
        for share in self.marked[:-1]:
            yield Rect(box.x, self.shares(share) - line / 2, box.width, line, palette.rule)
        yield Rect(box.x, box.bottom, box.width, 1.4 * line, palette.axis)
        for ratio, _ in self._ratio_marks():
            yield Rect(
                self.ratios(ratio) - line / 2, box.bottom, line, self.sizes.label * 0.3,
                palette.axis,
            )  # fmt: skip
        yield Rect(self.even - line, box.y, 2 * line, box.height, palette.axis)

    def texts(self) -> Iterator[Text]:
        """Yield the words around the plot."""
        sizes, palette, box = self.sizes, self.palette, self.box
        line = sizes.label * LABEL_LEADING
        for number, text in enumerate(self.above):
            y = self.area.top + (number + 0.5) * line
            yield Text(self.area.left, y, text, sizes.label, palette.exports_text, 700)
        for share in self.marked:
            yield Text(
                box.x - sizes.label * 0.5, self.shares(share), self.captions.share_mark(share),
                sizes.value, palette.grey, 400, "end", numeric=True,
            )  # fmt: skip
        for ratio, text in self._ratio_marks():
            even = ratio == 1
            yield Text(
                self.ratios(ratio), box.bottom + sizes.label, text, sizes.value,
                palette.ink if even else palette.grey, 700 if even else 400, "middle",
                numeric=True,
            )  # fmt: skip
        yield from self._sides(line)

    def _sides(self, line: float) -> Iterator[Text]:
        """Yield what either side of the line means, and the name of the scale."""
        sizes, palette, box = self.sizes, self.palette, self.box
        for number, text in enumerate(self.less):
            y = self._words + (number + 0.5) * line
            yield Text(box.x, y, text, sizes.label, palette.grey, 600)
        for number, text in enumerate(self.more):
            y = self._words + (number + 0.5) * line
            yield Text(box.right, y, text, sizes.label, palette.exports_text, 700, "end")
        y = self._words + (max(len(self.less), len(self.more)) + _BETWEEN) * line
        for number, text in enumerate(self.below):
            middle = y + (number + 0.5) * sizes.note * LABEL_LEADING
            yield Text(box.x, middle, text, sizes.note, palette.grey)

    def _ratio_marks(self) -> Iterator[tuple[float, str]]:
        """Yield the ratios that are marked and their words, where those stay in the picture."""
        sizes, say = self.sizes, self.captions.ratio_mark

        def room(ratio: float) -> float:
            return measure(say(ratio), sizes.value, 700, numeric=True) + sizes.label

        for ratio in self.ratios.ticks(room):
            half, place = (
                measure(say(ratio), sizes.value, 700, numeric=True) / 2,
                self.ratios(ratio),
            )
            if self.area.left <= place - half and place + half <= self.area.right:
                yield ratio, say(ratio)
