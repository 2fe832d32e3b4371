"""Text in and around the chart: finding, column headings, notes, text alternative."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from tradefiche.charts.scene.frame import Story
from tradefiche.language.money import millions
from tradefiche.language.typography import MILLION, NBSP, number
from tradefiche.views.specialisation import LEAST, times

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradefiche.charts.scene.brief import Brief
    from tradefiche.language.phrases import Wording
    from tradefiche.views.specialisation import Profile, SpecialisedProduct

_SAID = 3
_NO_FLOW = {"unknown": "missing", "nothing": "empty"}  # phrases that all kinds share


@dataclass(frozen=True, slots=True)
class Captions:
    """The texts of one territory and period."""

    profile: Profile
    brief: Brief

    @property
    def wording(self) -> Wording:
        """The phrases in the language of the brief."""
        return self.brief.wording

    def story(self) -> Story:
        """Return the title, subtitle, notes and text alternative."""
        title = self._title()
        subtitle = self._say("subtitle", level=self.profile.level.upper())
        if not self.profile.products:
            return Story(title, subtitle, (f"{title}.", self.none()), tuple(self._notes()))
        return Story(title, subtitle, tuple(self._spoken()), tuple(self._notes()))

    def none(self) -> str:
        """Return the sentence that says why there is no row."""
        lacking = self._lacking
        if lacking in _NO_FLOW:
            return f"{self.wording.say(f'common.{_NO_FLOW[lacking]}')}."
        return self._say(f"none_{lacking}", **self._floor)

    @property
    def told(self) -> SpecialisedProduct | None:
        """The product that the title names, if it names one."""
        first = self.profile.leading
        if first is None or first not in self.profile.weighty or first.alike:
            return None
        return first if first.specialised else None

    def ratio(self, product: SpecialisedProduct) -> str:
        """Return a ratio as printed: `×4,4`; what would print as ×0,0 is written `< ×0,1`."""
        lang = self.wording.lang
        if product.ratio < LEAST:
            return f"<{NBSP}×{number(0.1, 1, lang=lang)}"
        return f"×{number(product.ratio, 1, lang=lang)}"

    def _notes(self) -> Iterator[str]:
        """Yield notes: which products have a row, which have none, and the ratio's limits."""
        profile = self.profile
        if profile.products:
            yield self._rule()
        if profile.beyond:
            yield self._say("beyond", names=self.wording.listed(profile.beyond))
        if profile.products:
            yield from self.brief.subject.caveats_of(each.code for each in profile.shown)
            yield self._say("caution")

    def _rule(self) -> str:
        """Return the note on the rule by which products are shown."""
        profile = self.profile
        shown, weighty = len(profile.shown), len(profile.weighty)
        if shown == len(profile.products):
            return self._say("rule_all", **self._floor)
        key = "rule_first" if shown <= weighty else "rule_filled" if weighty else "rule_largest"
        return self._say(key, shown=self.wording.count(shown), count=weighty, **self._floor)

    @property
    def _floor(self) -> dict[str, str]:
        """The thresholds of the table and of a finding, as printed."""
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
        """Return a threshold as printed, in whole millions where it is a multiple of one."""
        if euros and euros % MILLION == 0:
            return millions(euros, 0, lang=self.wording.lang)
        return self.wording.amount(euros)

    @property
    def _lacking(self) -> str:
        """The reason why there is no row, as the last part of its phrases' keys."""
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
        more = leading.specialised and not leading.alike
        weighs = leading in self.profile.weighty
        key = "more" if self.told else "none" if more or weighs else "none_all"
        return self._say(
            f"title_{key}",
            product=leading.name,
            value=self.wording.amount(leading.value),
            times=times(leading.ratio, self.wording),
            **self._floor,
        )

    def _spoken(self) -> Iterator[str]:
        """Yield the text alternative: how many rows weigh more than in France, the first rows."""
        shown = self.profile.shown
        more = sum(product.specialised for product in shown)
        key = "" if len(shown) > 1 else "_one"
        yield self._say(f"spoken_rows{key}", count=len(shown), more=more)
        yield self._say(
            f"spoken_first{key}",
            named=self.wording.listed([
                self._say(
                    "spoken_each",
                    product=product.name,
                    share=self.wording.share(product.share),
                    france=self.wording.share(product.france),
                    times=times(product.ratio, self.wording),
                )
                for product in shown[:_SAID]
            ]),
        )  # fmt: skip

    def _say(self, key: str, **values: object) -> str:
        return self.brief.say(f"specialisation.{key}", **values)


def _decimals(value: float) -> int:
    exponent = Decimal(repr(float(value))).normalize().as_tuple().exponent
    return max(0, -int(exponent))
