"""Flows between products and countries: ribbons of one scale, the first ones red and numbered."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Literal

from tradefiche.charts import periods
from tradefiche.charts.balance.words import Unit
from tradefiche.charts.frame import Area, Figure, Plot, Words
from tradefiche.charts.geometry import labels as placing
from tradefiche.charts.geometry import sankey as geometry
from tradefiche.charts.scene import Entry, Listing, Path, Rect, Text
from tradefiche.charts.subject import OTHER
from tradefiche.charts.text import measure, wrap
from tradefiche.charts.theme import LABEL_LEADING
from tradefiche.typography import MILLION, millions, percent, share

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import polars as pl

    from tradefiche.charts.geometry.sankey import Ribbon, Span
    from tradefiche.charts.scene import Anchor, Mark
    from tradefiche.charts.subject import Subject
    from tradefiche.charts.texts import Texts, Wording
    from tradefiche.charts.theme import Flow, Measures, Size, Theme

_HEIGHT: dict[Size, float] = {"screen": 0.78, "paper": 0.78, "phone": 2.1}
_LABELS: dict[Size, float] = {"screen": 0.25, "paper": 0.26, "phone": 0.31}
_LINE = 1.6
_FAINT = 0.006


@dataclass(frozen=True, slots=True)
class _Node:
    code: str
    name: str
    value: int
    drawn: int


@dataclass(frozen=True, slots=True)
class _Pair:
    left: str
    right: str
    value: int
    share: float | None
    rank: int | None
    highlighted: bool


def exports(
    tables: Mapping[str, pl.DataFrame],
    subject: Subject,
    theme: Theme,
    texts: Texts,
    *,
    size: Size,
    top: int,
) -> Figure:
    """Return the exports of a territory and period, from products to countries."""
    return _figure(tables, subject, theme, texts, size, "export", top)


def imports(
    tables: Mapping[str, pl.DataFrame],
    subject: Subject,
    theme: Theme,
    texts: Texts,
    *,
    size: Size,
    top: int,
) -> Figure:
    """Return the imports of a territory and period, from countries to products."""
    return _figure(tables, subject, theme, texts, size, "import", top)


def _figure(
    tables: Mapping[str, pl.DataFrame],
    subject: Subject,
    theme: Theme,
    texts: Texts,
    size: Size,
    flow: Flow,
    top: int,
) -> Figure:
    wording = texts.wording(subject.lang)
    total = tables["totals"][f"{flow}s_eur"][0]
    chart = _Chart(tables["flows"], subject, wording, theme, size, flow, total)
    return Figure(chart.words(top), partial(_Chart.plot, chart))


class _Chart:
    """One diagram: reads the pairs, then solves and draws."""

    def __init__(
        self,
        flows: pl.DataFrame,
        subject: Subject,
        wording: Wording,
        theme: Theme,
        size: Size,
        flow: Flow,
        total: int | None,
    ) -> None:
        self.subject, self.wording, self.flow, self.total = subject, wording, flow, total
        self.palette = theme.palette
        self.colours = theme.palette.flow(flow)
        self.sizes: Measures = theme.measures(size)
        self.size: Size = size
        sides = ("product", "country") if flow == "export" else ("country", "product")
        self.sides = sides
        self.pairs = [
            _Pair(
                row[sides[0]], row[sides[1]], row["value_eur"], row["share_pct"], row["rank"],
                row["highlighted"],
            )
            for row in flows.iter_rows(named=True)
            if row["flow"] == flow
        ]  # fmt: skip
        self.drawn = [pair for pair in self.pairs if pair.value > 0]
        self.left = self._nodes(0)
        self.right = self._nodes(1)
        self.named = sorted(
            (pair for pair in self.drawn if pair.highlighted), key=lambda pair: pair.rank or 0
        )
        largest = max((node.value for node in (*self.left, *self.right)), default=0)
        euros = MILLION if largest >= MILLION or not largest else 1000
        self.unit = Unit(euros, 0 if largest >= 1000 * euros else 1, subject.lang)

    def _nodes(self, side: Literal[0, 1]) -> list[_Node]:
        sums: dict[str, list[int]] = {}
        for pair in self.pairs:
            both = sums.setdefault((pair.left, pair.right)[side], [0, 0])
            both[0] += pair.value
            both[1] += max(pair.value, 0)
        nodes = [
            _Node(code, self._name(self.sides[side], code), value, drawn)
            for code, (value, drawn) in sums.items()
            if drawn > 0
        ]
        return sorted(nodes, key=lambda node: (node.code == OTHER, -node.value, node.code))

    def _name(self, kind: str, code: str) -> str:
        if code == OTHER:
            key = "other_products" if kind == "product" else "other_countries"
            return self.wording.say(f"common.{key}")
        if kind == "product":
            return self.subject.product(code)
        return self.subject.country(code)

    def words(self, top: int) -> Words:
        """Return the finding, what is drawn, and the named flows for those who cannot see."""
        say, lang = self.wording.say, self.subject.lang
        when = periods.within(self.subject.period, self.wording)
        place = self.subject.place
        total = "–" if self.total is None else millions(self.total, lang=lang)
        subtitle = say(f"sankey.subtitle_{self.flow}s", top=self.wording.count(top), total=total)
        if not self.drawn:
            key = "common.unknown" if self.total is None else "common.nothing"
            title = say(key, place=place, when=when)
            return Words(title, subtitle, title + ".")
        part = share(sum(pair.share or 0 for pair in self.named), lang=lang)
        values = {"place": place, "when": when, "share": part}
        if not self.named:
            title = say(f"sankey.title_none_{self.flow}s", amount=total, **values)
        elif len(self.named) == 1:
            title = say(f"sankey.title_one_{self.flow}s", **values)
        else:
            count = self.wording.count(len(self.named))
            title = say(f"sankey.title_{self.flow}s", count=count, **values)
        listed = "; ".join(
            f"{pair.rank}. {self._pair(pair)}, {self._figures(pair.value, pair.share)}"
            for pair in self.named
        )
        return Words(title, subtitle, listed + "." if listed else title + ".")

    def _pair(self, pair: _Pair) -> str:
        source = self._name(self.sides[0], pair.left)
        target = self._name(self.sides[1], pair.right)
        return self.wording.say("sankey.pair", source=source, target=target)

    def _figures(self, value: int, part: float | None) -> str:
        sign = "M" if self.unit.euros == MILLION else "k"
        text = self.unit.text(value)
        money = f"€{text}{sign}" if self.subject.lang == "en" else f"{text}\u00a0{sign}€"
        return money if part is None else f"{money} · {percent(part, lang=self.subject.lang)}"

    def plot(self, area: Area) -> Plot:
        """Draw headers, ribbons, nodes, labels and the list of the named flows."""
        if not self.drawn:
            key = "sankey.missing" if self.total is None else "sankey.empty"
            y = area.top + self.sizes.label * 2
            text = Text(area.left, y, self.wording.say(key), self.sizes.label, self.palette.grey)
            return Plot((text,), y + self.sizes.label)
        label = self.sizes.label
        marks: list[Mark] = list(self._headers(area))
        top = area.top + label * 2
        room = _LABELS[self.size] * area.width
        texts = [self._texts(nodes, room) for nodes in (self.left, self.right)]
        heights = [[self._height(lines) for lines in side] for side in texts]
        needed = max(sum(side) for side in heights) * 1.2
        height = max(area.width * _HEIGHT[self.size], needed)
        values = [[float(node.drawn) for node in nodes] for nodes in (self.left, self.right)]
        k = geometry.scale(values, heights, height, gap=label * 0.3)
        spans = [geometry.place(v, h, height, k) for v, h in zip(values, heights, strict=True)]
        spans = [tuple(geometry.Span(s.top + top, s.bottom + top) for s in side) for side in spans]
        bar = label * 0.9
        gap = label * 0.7
        x0, x1 = area.left + room + gap, area.right - room - gap
        marks += self._ribbons(spans, k, (x0 + bar, x1 - bar))
        for nodes, side, lines, x, edge, anchor in (
            (self.left, spans[0], texts[0], x0, x0 - gap, "end"),
            (self.right, spans[1], texts[1], x1 - bar, x1 + gap, "start"),
        ):
            marks += self._bars(nodes, side, x, bar)
            marks += self._labels(nodes, side, lines, edge, "end" if anchor == "end" else "start")
        listed, bottom = (
            self._list(area, top + height + label) if area.lists else ([], top + height)
        )
        return Plot((*marks, *listed), bottom, tuple(self._notes()), tuple(self._listing()))

    def _listing(self) -> Iterator[Listing]:
        if self.named:
            entries = (
                Entry(pair.rank or 0, self._pair(pair), (self._figures(pair.value, pair.share),))
                for pair in self.named
            )
            yield Listing(self._list_title(), "red", tuple(entries))

    def _list_title(self) -> str:
        key = "sankey.list_one" if len(self.named) == 1 else "sankey.list"
        return self.wording.say(key, count=self.wording.count(len(self.named)))

    def _headers(self, area: Area) -> Iterator[Mark]:
        keys = ("products", "destinations") if self.flow == "export" else ("origins", "products")
        room = _LABELS[self.size] * area.width
        gap = self.sizes.label * 0.7
        inner: tuple[tuple[float, Anchor], ...] = (
            (area.left + room, "end"), (area.right - room, "start")
        )  # fmt: skip
        outer: tuple[tuple[float, Anchor], ...] = ((area.left, "start"), (area.right, "end"))
        y = area.top + self.sizes.label * 0.6
        for key, near, far in zip(keys, inner, outer, strict=True):
            text = self.wording.say(f"sankey.{key}")
            wide = measure(text, self.sizes.label, 700) > room + gap
            x, anchor = far if wide else near
            yield Text(x, y, text, self.sizes.label, self.colours.text, 700, anchor)

    def _texts(self, nodes: Sequence[_Node], room: float) -> list[list[str]]:
        return [wrap(node.name, room, self.sizes.label, 600) for node in nodes]

    def _height(self, lines: Sequence[str]) -> float:
        return (len(lines) * self.sizes.label + self.sizes.value) * LABEL_LEADING

    def _ribbons(
        self, spans: Sequence[Sequence[Span]], k: float, across: tuple[float, float]
    ) -> Iterator[Mark]:
        at = [{n.code: i for i, n in enumerate(nodes)} for nodes in (self.left, self.right)]
        pairs = {(at[0][pair.left], at[1][pair.right]): pair for pair in self.drawn}
        flows = {key: float(pair.value) for key, pair in pairs.items()}
        laid = geometry.ribbons(flows, spans[0], spans[1], k, across)
        others = [key for key in laid if OTHER in (pairs[key].left, pairs[key].right)]
        rest = [key for key in laid if key not in others and not pairs[key].highlighted]
        red = sorted(
            (key for key in laid if pairs[key].highlighted and key not in others),
            key=lambda key: -(pairs[key].rank or 0),
        )
        for key in others:
            yield Path(laid[key].path(), self.palette.others_pale, fill_opacity=0.62)
        thin = self.sizes.label / 25
        floor = _FAINT * sum(flows.values())
        for key in rest:
            edge = self.colours.edge if flows[key] > floor else None
            yield Path(laid[key].path(), self.colours.pale, 0.5, edge, thin if edge else 0.0)
        for key in red:
            halo = min(self.sizes.label / 10, 0.18 * laid[key].width)
            path = laid[key].path(thinnest=1.0)
            yield Path(path, self.palette.red, 1.0, self.palette.background, halo)
        yield from self._badges([(pairs[key], laid[key]) for key in reversed(red)])

    def _badges(self, ribbons: Sequence[tuple[_Pair, Ribbon]]) -> Iterator[Mark]:
        radius = self.sizes.label * 0.66
        points = placing.badges([ribbon for _, ribbon in ribbons], radius)
        for (pair, _), (x, y) in zip(ribbons, points, strict=True):
            yield from self._badge(x, y, pair.rank or 0)

    def _badge(self, x: float, y: float, rank: int) -> Iterator[Mark]:
        radius = self.sizes.label * 0.66
        ring = self.sizes.label * 0.1
        yield Rect(
            x - radius, y - radius, 2 * radius, 2 * radius, self.palette.red,
            self.palette.background, ring, corner=radius,
        )  # fmt: skip
        size = self.sizes.value * 0.9
        yield Text(x, y, str(rank), size, self.palette.on_red, 700, "middle", numeric=True)

    def _bars(
        self, nodes: Sequence[_Node], spans: Sequence[Span], x: float, width: float
    ) -> Iterator[Mark]:
        for node, span in zip(nodes, spans, strict=True):
            fill = self.palette.others if node.code == OTHER else self.colours.fill
            yield Rect(x, span.top, width, max(span.height, 0.5), fill)

    def _labels(
        self,
        nodes: Sequence[_Node],
        spans: Sequence[Span],
        lines: Sequence[Sequence[str]],
        x: float,
        anchor: Anchor,
    ) -> Iterator[Mark]:
        sizes = self.sizes
        total = sum(pair.value for pair in self.pairs)
        for node, span, texts in zip(nodes, spans, lines, strict=True):
            y = span.middle - self._height(texts) / 2
            for text in texts:
                middle = y + sizes.label * LABEL_LEADING / 2
                yield Text(x, middle, text, sizes.label, self.palette.ink, 600, anchor)
                y += sizes.label * LABEL_LEADING
            part = 100 * node.value / total if total > 0 else None
            figures = self._figures(node.value, part)
            middle = y + sizes.value * LABEL_LEADING / 2
            yield Text(
                x, middle, figures, sizes.value, self.palette.grey, 400, anchor, numeric=True
            )

    def _list(self, area: Area, y: float) -> tuple[list[Mark], float]:
        """Draw the named flows with value and share below the plot."""
        if not self.named:
            return [], y
        sizes = self.sizes
        title = self._list_title()
        y += sizes.label * _LINE / 2
        marks: list[Mark] = [Text(area.left, y, title, sizes.label * 1.1, self.palette.red, 700)]
        indent = sizes.label * 2.2
        for pair in self.named:
            y += sizes.label * _LINE
            marks += self._badge(area.left + sizes.label * 0.75, y, pair.rank or 0)
            figures = self._figures(pair.value, pair.share)
            text = self._pair(pair)
            room = area.width - indent
            width = measure(figures, sizes.value, 400, numeric=True) + sizes.label
            beside = measure(text, sizes.label, 600) + width <= room
            lines = [text] if beside else wrap(text, room, sizes.label, 600)
            for number, line in enumerate(lines):
                y += sizes.label * LABEL_LEADING if number else 0
                marks.append(Text(area.left + indent, y, line, sizes.label, self.palette.ink, 600))
            x = area.left + indent
            if beside:
                x += measure(text, sizes.label, 600) + sizes.label
            else:
                y += sizes.label * LABEL_LEADING
            marks.append(Text(x, y, figures, sizes.value, self.palette.grey, numeric=True))
        return marks, y + sizes.label

    def _notes(self) -> Iterator[str]:
        lost = [pair for pair in self.pairs if pair.value < 0]
        if lost:
            amount = "; ".join(
                f"{self._pair(pair)} {self._figures(pair.value, None)}" for pair in lost
            )
            yield self.wording.say("sankey.corrections", amount=amount)
