"""The scatter as marks: two scales, the line of what is as in France, points, labels, the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts.kinds.specialisation.axes import Axes
from tradefiche.charts.kinds.specialisation.label_placement import Field, Wanted, place
from tradefiche.charts.kinds.specialisation.labels import label
from tradefiche.charts.naming import Names
from tradefiche.charts.scene.frame import Plot
from tradefiche.charts.scene.marks import Path, Rect, Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tradefiche.charts.kinds.specialisation.captions import Captions
    from tradefiche.charts.kinds.specialisation.label_placement import Place
    from tradefiche.charts.kinds.specialisation.labels import Label
    from tradefiche.charts.kinds.specialisation.plane import Point
    from tradefiche.charts.scene.brief import Brief
    from tradefiche.charts.scene.frame import Area
    from tradefiche.charts.scene.marks import Listing, Mark
    from tradefiche.views.specialisation import Product, Profile

_RADIUS, _GAP, _LINE = 0.36, 0.22, 1 / 14  # of the label's size


class Scatter:
    """Solves the scales once, then points, labels and list."""

    def __init__(self, profile: Profile, captions: Captions, area: Area, brief: Brief) -> None:
        """Find the places of all points."""
        self.profile, self.captions, self.area = profile, captions, area
        self.sizes, self.palette = brief.sizes, brief.palette
        self.radius = _RADIUS * self.sizes.label
        self.axes = Axes(profile, captions, area, brief, pad=2.5 * self.radius)
        self.named = not brief.phone
        self.points = {product: self._point(product) for product in profile.products}

    def plot(self) -> Plot:
        """Draw from back to front; what stands for a number is set below the axis."""
        labels = self._worded()
        places = self._placed(labels)
        numbers = self._numbers(labels, places)
        listing = self.captions.listing(numbers)
        rules, listed, bottom = self._listed(listing)
        marks = (
            *self.axes.shapes(), *self._leaders(places), *self._points(), *self.axes.texts(),
            *self._labels(labels, places, numbers), *rules, *listed,
        )  # fmt: skip
        lost = [product for product in labels if product not in places]
        return Plot(marks, bottom, self.captions.notes(lost), (listing,))

    def _worded(self) -> dict[Product, Label]:
        """Return the ways to write the named products, the heaviest one first."""
        named = self.profile.named
        highest = {product: number for number, product in enumerate(named, start=1)}
        return {
            product: label(
                product.name,
                len(named) if self.named else highest[product],
                self.sizes,
                named=self.named,
            )
            for product in self.profile.heaviest
            if product in highest
        }

    def _point(self, product: Product) -> Point:
        return self.axes.ratios(product.ratio), self.axes.shares(product.share)

    def _placed(self, labels: Mapping[Product, Label]) -> dict[Product, Place]:
        """Place the labels, the heaviest product's first, each on its side of the line."""
        gap = _GAP * self.sizes.label
        field = Field(list(self.points.values()), self.radius, gap, self.sizes.label)
        wanted = [
            Wanted(self.points[product], each.forms, self.axes.side(product, gap))
            for product, each in labels.items()
        ]
        found = zip(labels, place(field, wanted), strict=True)
        return {product: where for product, where in found if where is not None}

    def _numbers(
        self, labels: Mapping[Product, Label], places: Mapping[Product, Place]
    ) -> dict[Product, int]:
        """Number what has no room for its name, in the order of the list."""
        numbered = [
            product
            for product in self.profile.named
            if product in places and labels[product].numbered(places[product])
        ]
        return {product: number for number, product in enumerate(numbered, start=1)}

    def _points(self) -> Iterator[Rect]:
        """Yield the points, the heaviest in front, each exactly as wide with its outline."""
        palette, line = self.palette, _LINE * self.sizes.label
        for product in reversed(self.profile.heaviest):
            x, y = self.points[product]
            filled = product.specialised
            fill = palette.exports if filled else palette.background
            stroke = palette.background if filled else palette.axis
            width = line if filled else 1.6 * line
            half = self.radius - width / 2
            yield Rect(
                x - half,
                y - half,
                2 * half,
                2 * half,
                fill,
                stroke,
                width,
                half,
                self.captions.datum(product),
            )

    def _leaders(self, places: Mapping[Product, Place]) -> Iterator[Path]:
        for where in places.values():
            if where.leader is not None:
                ends = "L".join(f"{x:.3f},{y:.3f}" for x, y in where.leader)
                yield Path(f"M{ends}", None, 1.0, self.palette.axis, _LINE * self.sizes.label)

    def _labels(
        self,
        labels: Mapping[Product, Label],
        places: Mapping[Product, Place],
        numbers: Mapping[Product, int],
    ) -> Iterator[Text]:
        sizes, palette = self.sizes, self.palette
        for product, where in places.items():
            if product in numbers:
                box = where.box
                yield Text(
                    box.x + box.width / 2, box.y + box.height / 2, str(numbers[product]),
                    sizes.note, palette.exports_text, 700, "middle", numeric=True,
                )  # fmt: skip
            else:
                yield from labels[product].texts(where, self.points[product], sizes, palette.ink)

    def _listed(self, listing: Listing) -> tuple[Sequence[Mark], Sequence[Mark], float]:
        """Return the list of the named products below the axis, unless the page prints it."""
        sizes, bottom = self.sizes, self.axes.bottom
        if not self.area.lists:
            return (), (), bottom
        names = Names((listing,), sizes, self.palette)
        return names.draw(self.area.left, bottom, self.area.width)
