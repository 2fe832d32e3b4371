"""Activities as areas: imports and exports side by side on one scale."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from tradefiche.charts import periods
from tradefiche.charts.frame import Area, Figure, Plot, Words
from tradefiche.charts.geometry import blocks
from tradefiche.charts.geometry.squarify import Box, block_with_foot
from tradefiche.charts.order import disjoint
from tradefiche.charts.scene import Entry, Listing, Rect, Text
from tradefiche.charts.text import measure, widest, wrap
from tradefiche.charts.theme import LABEL_LEADING
from tradefiche.typography import MILLION, millions, percent, share

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import polars as pl

    from tradefiche.charts.scene import Mark
    from tradefiche.charts.subject import Subject
    from tradefiche.charts.texts import Texts, Wording
    from tradefiche.charts.theme import Flow, Size, Theme

_HEIGHT: dict[Size, float] = {"screen": 0.62, "paper": 0.66, "phone": 1.5}
_LEAST_PCT: dict[Size, float] = {"screen": 0.4, "paper": 0.4, "phone": 0.75}
_NARROWEST = 0.22
_FACTORS = ((8.0, 1.65), (5.0, 1.42), (3.0, 1.22), (1.3, 1.08), (0.0, 1.0))
_LINE = 1.45


@dataclass(frozen=True, slots=True)
class _Cell:
    code: str
    name: str
    value: int
    share: float


@dataclass(frozen=True, slots=True)
class _Block:
    """One flow: its cells, largest first, what is too small for one, and what is negative."""

    flow: Flow
    total: int | None
    cells: tuple[_Cell, ...]
    rest: int
    negative: tuple[_Cell, ...]

    @property
    def drawn(self) -> int:
        """The value that the block's area stands for."""
        return sum(cell.value for cell in self.cells) + self.rest


def figure(
    tables: Mapping[str, pl.DataFrame],
    subject: Subject,
    theme: Theme,
    texts: Texts,
    *,
    size: Size,
    top: int,
) -> Figure:
    """Return the activities of a territory and period, imports in blue and exports in violet."""
    del top  # every activity that can be seen is drawn
    wording = texts.wording(subject.lang)
    found = tuple(_block(tables, subject, flow, size) for flow in ("import", "export"))
    chart = _Treemap(found, subject, wording, theme, size)
    level = next(iter(tables["products"]["level"]), "a129")
    return Figure(chart.words(level), partial(_Treemap.plot, chart))


def _block(tables: Mapping[str, pl.DataFrame], subject: Subject, flow: str, size: Size) -> _Block:
    side = f"{flow}s"
    rows = [
        (row["product"], row[f"{side}_eur"])
        for row in tables["products"].iter_rows(named=True)
        if row[f"{side}_eur"]
    ]
    positive = sum(value for _, value in rows if value > 0)
    cells = [
        _Cell(code, subject.product(code), value, 100 * value / positive if positive else 0.0)
        for code, value in sorted(rows, key=lambda row: (-row[1], row[0]))
    ]
    seen = tuple(cell for cell in cells if cell.share >= _LEAST_PCT[size])
    return _Block(
        flow="import" if flow == "import" else "export",
        total=tables["totals"][f"{side}_eur"][0],
        cells=seen,
        rest=positive - sum(cell.value for cell in seen),
        negative=tuple(cell for cell in cells if cell.value < 0),
    )


class _Treemap:
    """Both blocks, solved for one width."""

    def __init__(
        self,
        found: Sequence[_Block],
        subject: Subject,
        wording: Wording,
        theme: Theme,
        size: Size,
    ) -> None:
        self.blocks = found
        self.subject, self.wording, self.theme = subject, wording, theme
        self.size: Size = size
        self.sizes = theme.measures(size)
        self.palette = theme.palette
        largest = max((cell.value for block in found for cell in block.cells), default=0)
        self.decimals = 0 if largest >= 1000 * MILLION else 1

    def words(self, level: str) -> Words:
        """Return the finding, what is drawn, and the first activities."""
        say, lang = self.wording.say, self.subject.lang
        place = self.subject.place
        firsts = {
            f"{block.flow}s": (block.cells[0].name, share(block.cells[0].share, lang=lang))
            for block in self.blocks
            if block.cells
        }
        values = {key: name for key, (name, _) in firsts.items()}
        values |= {f"{key}_share": part for key, (_, part) in firsts.items()}
        subtitle = say("treemap.subtitle", level=level.upper())
        if not firsts:
            known = any(block.total is not None for block in self.blocks)
            when = periods.within(self.subject.period, self.wording)
            key = "common.nothing" if known else "common.unknown"
            title = say(key, place=place, when=when)
            return Words(title, subtitle, title + ".")
        key = "both" if len(firsts) > 1 else next(iter(firsts))
        title = say(f"treemap.title_{key}", place=place, **values)
        described = " ".join(
            say(f"common.{block.flow}s") + self._colon()
            + "; ".join(f"{c.name} {percent(c.share, lang=lang)}" for c in block.cells[:5]) + "."
            for block in self.blocks
            if block.cells
        )  # fmt: skip
        return Words(title, subtitle, described)

    def _colon(self) -> str:
        return "\u00a0: " if self.subject.lang == "fr" else ": "

    def plot(self, area: Area) -> Plot:
        """Draw the two blocks with header, cells and the names of numbered cells, and the key."""
        label = self.sizes.label
        header = label * 2.4
        boxes = self._boxes(area, header)
        shapes: list[Mark] = []
        words: list[Mark] = []
        lists: list[Listing] = []
        bottom = area.top
        stacked = self.size == "phone"
        y = area.top
        for block, box, column in boxes:
            placed = Box(box.x, y + header if stacked else box.y, box.width, box.height)
            words_at = y if stacked else area.top
            shapes_head, words_head = self._header(block, placed.x, words_at, column)
            shapes += shapes_head
            words += words_head
            numbered = self._cells(block, placed, shapes, words)
            low = placed.bottom if stacked else max(each.bottom for _, each, _ in boxes)
            end = low
            if area.lists:
                end = self._names(numbered, block, placed.x, low + label * 0.5, column, words)
            lists += self._listing(block, numbered)
            bottom = max(bottom, end)
            y = end + label * 1.2
        bottom = self._key(area, boxes, bottom, shapes, words)
        marks = (*disjoint(shapes), *disjoint(words))
        return Plot(marks, bottom, tuple(self._notes()), tuple(lists))

    def _listing(self, block: _Block, numbered: Sequence[tuple[int, _Cell]]) -> Iterator[Listing]:
        if numbered:
            entries = (
                Entry(number, cell.name, (percent(cell.share, lang=self.subject.lang),))
                for number, cell in numbered
            )
            title = self.wording.say(f"common.{block.flow}s")
            yield Listing(title, f"{block.flow}s_text", tuple(entries))

    def _boxes(self, area: Area, header: float) -> list[tuple[_Block, Box, float]]:
        """Place both blocks on one scale; the third figure is the width of the column."""
        drawn = (float(self.blocks[0].drawn), float(self.blocks[1].drawn))
        height = area.width * _HEIGHT[self.size]
        top = area.top + header
        if self.size == "phone":
            sizes = blocks.one_above_the_other(drawn, area.width, height=height)
            return [
                (block, Box(area.left, top, *wide), area.width)
                for block, wide in zip(self.blocks, sizes, strict=True)
            ]
        gap = self.sizes.label
        whole = Box(area.left, top, area.width, height)
        found = blocks.side_by_side(drawn, whole, gap=gap, narrowest=area.width * _NARROWEST)
        second = found[1].x
        columns = (second - gap - area.left, area.right - second)
        return list(zip(self.blocks, found, columns, strict=True))

    def _header(
        self, block: _Block, x: float, y: float, width: float
    ) -> tuple[list[Mark], list[Mark]]:
        label = self.sizes.label
        colours = self.palette.flow(block.flow)
        name = self.wording.say(f"common.{block.flow}s")
        total = "–" if block.total is None else millions(block.total, lang=self.subject.lang)
        rule: list[Mark] = [Rect(x, y, width, label * 0.22, colours.fill)]
        words: list[Mark] = [Text(x, y + label * 1.25, name, label, colours.text, 700)]
        room = measure(name, label, 700) + measure(total, label, 700, numeric=True) + label
        if room <= width:
            words.append(
                Text(x + width, y + label * 1.25, total, label, self.palette.ink, 700, "end",
                     numeric=True)
            )  # fmt: skip
        if not block.cells:
            key = "treemap.missing" if block.total is None else "treemap.empty"
            words.append(Text(x, y + label * 3.2, self.wording.say(key), label, self.palette.grey))
        return rule, words

    def _cells(
        self, block: _Block, box: Box, shapes: list[Mark], words: list[Mark]
    ) -> list[tuple[int, _Cell]]:
        """Draw cells and strip; return the cells that got a number instead of a name."""
        numbered: list[tuple[int, _Cell]] = []
        values = [float(cell.value) for cell in block.cells]
        boxes, strip = block_with_foot(values, float(block.rest), box)
        gap = self.sizes.label * 0.06
        edge = self.sizes.label * 0.06
        for cell, place in zip(block.cells, boxes, strict=True):
            inner = place.inset(gap)
            tier = self.theme.tier(block.flow, cell.share)
            colours = self.palette.flow(block.flow)
            shapes.append(self._outlined(inner, tier.fill, colours.edge, edge))
            texts = self._texts(cell, inner, tier.text)
            if texts is None:
                numbered.append((len(numbered) + 1, cell))
                words += self._number(len(numbered), inner, tier.text)
            else:
                words += texts
        if strip is not None:
            self._strip(block, strip.inset(gap), shapes, words)
        return numbered

    def _outlined(self, box: Box, fill: str, edge: str, line: float) -> Rect:
        line = min(line, box.width / 2, box.height / 2)
        return Rect(
            box.x + line / 2, box.y + line / 2, box.width - line, box.height - line, fill, edge,
            line,
        )  # fmt: skip

    def _texts(self, cell: _Cell, box: Box, fill: str) -> list[Text] | None:
        """Set name, share and value as far as they fit; None where not even the name does.

        The type is that of the cell's tier, smaller only where that gains the share or the name.
        """
        own = [factor for least, factor in _FACTORS if cell.share >= least]
        tries = [self._fitted(cell, box, self.sizes.value * factor, fill) for factor in own]
        found = [marks for marks in tries if marks]
        most = max((len([m for m in marks if m.numeric]) for marks in found), default=0)
        return next((m for m in found if len([t for t in m if t.numeric]) == most), None)

    def _fitted(self, cell: _Cell, box: Box, size: float, fill: str) -> list[Text] | None:
        """Set name, share and value at one size of type; None where the name does not fit."""
        figure = max(self.sizes.note, size * 0.85)
        pad = self.sizes.label * 0.4
        room = box.width - 2 * pad
        names = wrap(cell.name, room, size, 600)
        height = len(names) * size * LABEL_LEADING
        free = box.height - 1.4 * pad
        if widest(names, size, 600) > room or height > free:
            return None
        y = box.y + pad * 0.8
        marks = []
        for name in names:
            marks.append(Text(box.x + pad, y + size * LABEL_LEADING / 2, name, size, fill, 600))
            y += size * LABEL_LEADING
        part = percent(cell.share, lang=self.subject.lang)
        for text in (f"{part} · {self._money(cell.value)}", part):
            if measure(text, figure, numeric=True) <= room and height + figure * 1.3 <= free:
                middle = y + figure * 0.65
                marks.append(Text(box.x + pad, middle, text, figure, fill, 400, numeric=True))
                break
        return marks

    def _money(self, value: int) -> str:
        """Write a value with the decimals of all cells; one that would print as 0 in full."""
        if abs(value) < MILLION / 10:
            return self.wording.amount(value)
        return millions(value, self.decimals, lang=self.subject.lang)

    def _number(self, number: int, box: Box, fill: str) -> list[Mark]:
        size = self.sizes.note
        text = str(number)
        if measure(text, size, 600, numeric=True) > box.width or size > box.height:
            return []
        x, y = box.x + box.width / 2, box.y + box.height / 2
        return [Text(x, y, text, size, fill, 600, "middle", numeric=True)]

    def _strip(self, block: _Block, box: Box, shapes: list[Mark], words: list[Mark]) -> None:
        shapes.append(self._outlined(box, self.palette.others_pale, self.palette.others, 0.5))
        name = self.wording.say("common.other_products")
        part = 100 * block.rest / block.drawn
        figures = f"{percent(part, lang=self.subject.lang)} · {self._money(block.rest)}"
        size, pad = self.sizes.note, self.sizes.label * 0.4
        needed = measure(name, size, 600) + measure(figures, size, numeric=True) + 3 * pad
        if box.height < size * 1.1 or needed > box.width:
            return
        y = box.y + box.height / 2
        words.append(Text(box.x + pad, y, name, size, self.palette.ink, 600))
        words.append(
            Text(box.right - pad, y, figures, size, self.palette.ink, 400, "end", numeric=True)
        )

    def _names(
        self,
        numbered: Sequence[tuple[int, _Cell]],
        block: _Block,
        x: float,
        y: float,
        width: float,
        words: list[Mark],
    ) -> float:
        """Name the numbered cells below their block, as many on a line as fit."""
        size = self.sizes.note
        colour = self.palette.flow(block.flow).text
        at = x
        y += size * _LINE / 2
        for number, cell in numbered:
            texts = (str(number), cell.name, percent(cell.share, lang=self.subject.lang))
            gap = size * 0.35
            first = measure(texts[0], size, 700, numeric=True)
            second = measure(texts[1], size)
            needed = first + second + measure(texts[2], size, numeric=True) + 2 * gap
            if at > x and at + needed > x + width:
                at, y = x, y + size * _LINE
            words += [
                Text(at, y, texts[0], size, colour, 700, numeric=True),
                Text(at + first + gap, y, texts[1], size, self.palette.ink),
                Text(at + first + second + 2 * gap, y, texts[2], size, self.palette.grey,
                     numeric=True),
            ]  # fmt: skip
            at += needed + size * 1.4
        return y + size * _LINE / 2 if numbered else y

    def _key(
        self,
        area: Area,
        boxes: Sequence[tuple[_Block, Box, float]],
        y: float,
        shapes: list[Mark],
        words: list[Mark],
    ) -> float:
        """Draw the square that shows the scale of area."""
        found = next((pair for pair in boxes if pair[0].drawn and pair[1].area > 0), None)
        if found is None:
            return y
        block, box, _ = found
        value, side = blocks.key_square(box.area / block.drawn, largest=self.sizes.label * 1.9)
        y += self.sizes.label * 0.6
        line = self.sizes.label * 0.08
        shapes.append(
            Rect(area.left + line / 2, y + line / 2, side - line, side - line,
                 self.palette.background, self.palette.axis, line)
        )  # fmt: skip
        text = self.wording.say("treemap.key_numbers", amount=self.wording.amount(value))
        x = area.left + side + self.sizes.label * 0.6
        for number, part in enumerate(wrap(text, area.right - x, self.sizes.note)):
            middle = y + side / 2 + number * self.sizes.note * LABEL_LEADING
            words.append(Text(x, middle, part, self.sizes.note, self.palette.grey))
        return y + side + self.sizes.label * 0.4

    def _notes(self) -> Iterator[str]:
        lost = [cell for block in self.blocks for cell in block.negative]
        if lost:
            amount = "; ".join(f"{cell.name} {self.wording.amount(cell.value)}" for cell in lost)
            yield self.wording.say("treemap.corrections", amount=amount)
