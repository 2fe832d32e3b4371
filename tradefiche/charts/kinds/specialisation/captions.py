"""What the scatter says: finding, axes, named products, notes, and its points in sentences."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from tradefiche.charts.scene.datum import Datum, Value
from tradefiche.charts.scene.frame import Story
from tradefiche.charts.scene.marks import Entry, Listing
from tradefiche.language.money import millions
from tradefiche.language.typography import MILLION, NBSP, number
from tradefiche.views.specialisation import LEAST, times

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tradefiche.charts.scene.brief import Brief
    from tradefiche.language.phrases import Wording
    from tradefiche.views.specialisation import Product, Profile

_SAID = 3
_NO_FLOW = {"unknown": "missing", "nothing": "empty"}  # words that all kinds have


@dataclass(frozen=True, slots=True)
class Captions:
    """The texts of one scatter."""

    profile: Profile
    brief: Brief

    @property
    def wording(self) -> Wording:
        """The phrases."""
        return self.brief.wording

    def story(self) -> Story:
        """Return what is said around it; the notes on points are of who has drawn them."""
        title = self._title()
        subtitle = self._say("subtitle", level=self.profile.level.upper())
        if not self.profile.products:
            return Story(title, subtitle, (f"{title}.", self.none()), self.notes())
        return Story(title, subtitle, tuple(self._spoken()))

    def none(self) -> str:
        """Say why there is no point."""
        lacking = self._lacking
        if lacking in _NO_FLOW:
            return f"{self.wording.say(f'common.{_NO_FLOW[lacking]}')}."
        return self._say(f"none_{lacking}", **self._floor)

    def shares_axis(self) -> str:
        """Return the name of the upright scale."""
        return self._say("shares_axis")

    def ratios_axis(self) -> str:
        """Return the name of the level scale."""
        return self._say("ratios_axis")

    def datum(self, product: Product) -> Datum:
        """Return what the point of a product stands for."""
        values = (
            Value("exports_eur", self.wording.say("common.exports"), product.value),
            Value("exports_share_pct", _without_scale(self.shares_axis()), product.share),
            Value("rca", _without_scale(self.ratios_axis()), product.ratio),
        )
        return Datum((product.code,), product.name, values, ("product",))

    def less(self) -> str:
        """Say what stands left of the line."""
        return self._say("less")

    def more(self) -> str:
        """Say what stands right of the line."""
        return self._say("more")

    def share_mark(self, value: float) -> str:
        """Return a round share as the scale bears it."""
        return number(value, _decimals(value), lang=self.wording.lang)

    def ratio_mark(self, value: float) -> str:
        """Return a round ratio as the scale bears it: `×1/2`, `×5`."""
        lang = self.wording.lang
        if value >= 1:
            return f"×{number(value, lang=lang)}"
        return f"×1/{number(1 / value, lang=lang)}"

    def listing(self, numbers: Mapping[Product, int]) -> Listing:
        """Return the named products with ratio and share; those that are numbered say so."""
        entries = tuple(
            Entry(
                numbers.get(product),
                product.name,
                (self._ratio(product), self.wording.percent(product.share)),
            )
            for product in self.profile.named
        )
        return Listing(self._say("list"), "exports_text", entries)

    def notes(self, lost: Sequence[Product] = ()) -> tuple[str, ...]:
        """Return what is shown and named by which rule, what is not, and what it does not say.

        Args:
            lost: named products for which there is no room beside their points.
        """
        return tuple(self._notes(lost))

    def _notes(self, lost: Sequence[Product]) -> Iterator[str]:
        profile = self.profile
        if profile.products:
            said = [self._say("rule", count=len(profile.products), **self._floor)]
            if len(profile.named) < len(profile.products):
                key = "named" if profile.top > 1 else "named_one"
                top = self.wording.count(profile.top)
                said.append(self._say(key, top=top, **self._floor))
            yield " ".join(said)
        if lost:
            names = self.wording.listed([product.name for product in lost])
            yield self._say("lost", names=names)
        if profile.beyond:
            yield self._say("beyond", names=self.wording.listed(profile.beyond))
        if profile.products:
            yield from self.brief.subject.conventions_of(each.code for each in profile.products)
            yield self._say("caution")

    @property
    def _floor(self) -> dict[str, str]:
        """The floors of the table, and of what is a finding."""
        floor = self.profile.floor
        finding = self.wording.percent(floor.finding_pct, _decimals(floor.finding_pct))
        if floor.finding_euros:
            finding = self.wording.listed([self._round(floor.finding_euros), finding])
        return {
            "amount": self._round(floor.euros),
            "share": self.wording.percent(floor.share_pct, _decimals(floor.share_pct)),
            "finding": finding,
        }

    def _round(self, euros: int) -> str:
        """Return a floor, in whole millions where it is so many."""
        if euros and euros % MILLION == 0:
            return millions(euros, 0, lang=self.wording.lang)
        return self.wording.amount(euros)

    @property
    def _lacking(self) -> str:
        """Say which of the reasons there are for no point holds."""
        if self.profile.total is None:
            return "unknown"
        if self.profile.total == 0:
            return "nothing"
        if self.brief.subject.territory.kind == "france":
            return "france"
        if not self.profile.compared:
            return "apart"
        if self.profile.beyond:
            return "beyond"
        return "under"

    def _title(self) -> str:
        leading = self.profile.leading
        if leading is None:
            lacking = self._lacking
            if lacking in _NO_FLOW:
                return self.brief.say(f"common.{lacking}_exports")
            return self._say(f"title_{lacking}")
        weighs = leading in self.profile.weighty
        if not leading.specialised or leading.alike:
            key = "none" if weighs else "none_all"
        else:
            key = "more" if weighs else "none"
        return self._say(
            f"title_{key}",
            product=leading.name,
            value=self.wording.amount(leading.value),
            times=times(leading.ratio, self.wording),
            **self._floor,
        )

    def _spoken(self) -> Iterator[str]:
        """Say what a reader sees: how many points on either side, the heaviest, the farthest."""
        profile = self.profile
        right = sum(product.specialised for product in profile.products)
        count = len(profile.products)
        yield self._say("spoken_points", count=count, right=right, left=count - right)
        yield self._listed("heaviest", profile.heaviest[:_SAID])
        far = [each for each in profile.weighty if each.specialised and not each.alike]
        if far:
            yield self._listed("farthest", far[:_SAID])

    def _listed(self, key: str, products: Sequence[Product]) -> str:
        named = self.wording.listed([
            self._say(
                f"spoken_{key}_each",
                product=product.name,
                share=self.wording.share(product.share),
                times=times(product.ratio, self.wording),
            )
            for product in products
        ])  # fmt: skip
        one = "" if len(products) > 1 else "_one"
        return self._say(f"spoken_{key}{one}", named=named, **self._floor)

    def _ratio(self, product: Product) -> str:
        """Return a ratio as it is printed: `×4,4`; what would be ×0,0 is shown as less."""
        lang = self.wording.lang
        if product.ratio < LEAST:
            return f"<{NBSP}×{number(0.1, 1, lang=lang)}"
        return f"×{number(product.ratio, 1, lang=lang)}"

    def _say(self, key: str, **values: object) -> str:
        return self.brief.say(f"specialisation.{key}", **values)


def _decimals(value: float) -> int:
    exponent = Decimal(repr(float(value))).normalize().as_tuple().exponent
    return max(0, -int(exponent))


def _without_scale(axis: str) -> str:
    """Return what an axis measures; its words end with the kind of its scale, in brackets."""
    return axis.partition(" (")[0]
