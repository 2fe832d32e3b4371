"""The ranking of territories by one measure, around the one that is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING, Any, Literal

from tradefiche.reference.changes import VINTAGE
from tradefiche.reference.gazetteer import MONACO
from tradefiche.views.changes import codes

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

    from tradefiche.language.phrases import Wording
    from tradefiche.reference.terms import MeasureUnit
    from tradefiche.views.subject import Subject

Among = Literal["dept", "region"]
_NO_UNIT = f"dept-{MONACO}"


@dataclass(frozen=True, slots=True)
class RankedPlace:
    """A territory in a ranking; None where unknown. `share` is of France's value, in percent."""

    id: str
    name: str
    value: float | None
    rank: int | None
    share: float | None
    change: int | None
    """Places gained over a year."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """The ranking of all départements (units), or of all régions.

    Attributes:
        measure: name of the measure.
        unit: unit of the values; `per` what they are divided by, if anything, and `divided` whether
            every territory has a divisor; `level` the product level, if the measure depends on it.
        among: whether départements or régions are ranked.
        places: territories with a known value, the largest first, those without a rank included.
        own: the territory asked for; None for France.
        france: the value of France; `mean` the average of all units or régions, those without
            trade included, only for undivided amounts in euros, and if all are known.
        unknown: number of territories without a value.
        reserved: whether a change compares first with revised figures.
    """

    measure: str
    unit: MeasureUnit
    per: str | None
    divided: bool
    level: str | None
    among: Among
    places: tuple[RankedPlace, ...]
    own: RankedPlace | None
    france: float | None
    mean: float | None
    unknown: int
    reserved: bool

    @property
    def count(self) -> int:
        """The number of territories that have a rank."""
        return sum(each.rank is not None for each in self.places)

    @property
    def over_year(self) -> bool:
        """Whether the measure is a change over a year."""
        return "_change_" in self.measure

    @property
    def side(self) -> str:
        """What the measure is of: `exports`, `imports`, `balance` or `coverage`."""
        return self.measure.partition("_")[0]

    def shown(self, first: int, beside: int) -> tuple[RankedPlace | None, ...]:
        """Return the first places, those around the territory's, and the last; None for a gap.

        A gap of a single place is filled with it.

        Args:
            first: number of places from the top.
            beside: number of places on either side of the territory.
        """
        kept = {*range(first), len(self.places) - 1}
        if self.own in self.places:
            place = self.places.index(self.own)
            kept |= {*range(place - beside, place + beside + 1)}
        wanted = sorted(each for each in kept if 0 <= each < len(self.places))
        found: list[RankedPlace | None] = []
        for number, place in enumerate(wanted):
            left_out = place - wanted[number - 1] - 1 if number else 0
            if left_out == 1:
                found.append(self.places[place - 1])
            elif left_out:
                found.append(None)
            found.append(self.places[place])
        return tuple(found)


def read(ranking: pl.DataFrame, subject: Subject, *, among: Among | None = None) -> Ranking:
    """Return the ranking of one period; for France, that of the départements.

    Args:
        ranking: the rows of `ranking` for every territory.
        subject: gives the territory asked for.
        among: what is ranked; None for the territory's own kind. Monaco, which is no unit, is
            included only if it is the territory asked for and this is None.
    """
    kind = subject.territory.kind
    apart = _NO_UNIT if among is not None or subject.territory.id != _NO_UNIT else None
    among = among or ("region" if kind == "region" else "dept")
    rows = sorted(ranking.to_dicts(), key=_order)
    own = next((row for row in rows if row["territory"] == subject.territory.id), rows[0])
    found = [_place(row) for row in rows]
    every = [each for each in found if each.id.startswith(among) and each.id != apart]
    units = [row for row in rows if row["territory"].startswith(among)]
    units = [row for row in units if row["territory"] != _NO_UNIT]
    values = [row["value"] for row in units]
    amount = own["unit"] == "EUR" and own["per"] is None
    return Ranking(
        measure=own["measure"],
        unit=own["unit"],
        per=own["per"],
        divided=all(row["divisor"] is not None for row in units),
        level=own["product_level"],
        among=among,
        places=tuple(each for each in every if each.value is not None),
        own=next(
            (each for each in found if each.id == subject.territory.id and kind != "france"), None
        ),
        france=own["france_value"],
        mean=fmean(values) if amount and values and None not in values else None,
        unknown=sum(each.value is None for each in every),
        reserved=VINTAGE in codes(own),
    )


def heading(measure: str, level: str | None, per: str | None, wording: Wording) -> str:
    """Return a measure's name for a heading: `Exportations, HHI des produits (A17)`.

    Args:
        measure: its name.
        level: product level, if the measure depends on it.
        per: what it is divided by, if anything.
        wording: the phrases.
    """
    name = wording.say(f"measure.{measure}")
    if level:
        name = f"{name} ({level.upper()})"
    return f"{name} / {per}" if per else name


def _order(row: Mapping[str, Any]) -> tuple[bool, float, str]:
    """Return the sort key of a row: the largest value first, unknown last, ties by territory."""
    return row["value"] is None, -(row["value"] or 0.0), row["territory"]


def _place(row: Mapping[str, Any]) -> RankedPlace:
    return RankedPlace(
        row["territory"],
        row["territory_name"],
        row["value"],
        row["rank"],
        row["share_france_pct"],
        row["rank_change"],
    )
