"""The places of territories by one measure, around the one that is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING, Any, Literal

from tradefiche.reference.gazetteer import MONACO
from tradefiche.views.changes import VINTAGE, codes

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
    """A territory's place; value and rank are None where they are not known."""

    id: str
    name: str
    value: float | None
    rank: int | None
    share: float | None
    change: int | None
    """Places won in a year."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """The places of all units, or of all régions.

    Attributes:
        measure: name of the measure.
        unit: of the values; `per` what they are divided by, if by something, and `divided` whether
            every unit is; `level` that of the products, where the measure depends on it.
        among: of what they are places.
        places: those whose value is known, the largest first; without rank among the others too.
        own: the territory's; None for France.
        france: the value of France; `mean` that of all units or régions, those without trade too,
            for amounts alone, and where all are known.
        unknown: how many have no value.
        reserved: whether a change is of first against revised figures.
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
        """How many are ranked."""
        return sum(each.rank is not None for each in self.places)

    @property
    def over_year(self) -> bool:
        """Whether the measure tells a change."""
        return "_change_" in self.measure

    @property
    def side(self) -> str:
        """What it is of: `exports`, `imports`, or `balance` and `coverage`."""
        return self.measure.partition("_")[0]

    def shown(self, first: int, beside: int) -> tuple[RankedPlace | None, ...]:
        """Return the first places, those around the territory's, and the last; None for a gap.

        Args:
            first: how many of the first.
            beside: how many before and behind the territory.
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
    """Return the places of one period; of France those of the départements.

    Args:
        ranking: the rows of every territory, as in the contract.
        subject: whose place it is.
        among: of what; of what the territory is one if None. Monaco, which is no unit, stands
            among them only where it is itself asked for and nothing is named here.
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
    """Return a measure as a heading has it: `Exportations, HHI des produits (A17)`.

    Args:
        measure: its name.
        level: that of the products, where it depends on it.
        per: what it is divided by, if by something.
        wording: the phrases.
    """
    name = wording.say(f"measure.{measure}")
    if level:
        name = f"{name} ({level.upper()})"
    return f"{name} / {per}" if per else name


def _order(row: Mapping[str, Any]) -> tuple[bool, float, str]:
    """Return what rows are sorted by: as in the table, in whatever order they come."""
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
