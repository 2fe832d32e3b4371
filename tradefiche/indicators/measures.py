"""Measures that territories can be ranked by, and how each is read from computed tables."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from tradefiche.reference.changes import BREAK, may_be_told
from tradefiche.reference.terms import SIDES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import polars as pl

    from tradefiche.reference.terms import Dimension, Flow, MeasureUnit

MeasureKind = Literal[
    "flow", "balance", "coverage", "change_pct", "change_eur", "share_france", "share", "hhi"
]


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of a territory in a period.

    Attributes:
        name: as in `--measure`.
        flows: the flows it is computed from; no territory is ranked where one of them is not held
            for all of France.
        column: the column of its value, or of what it derives from, in the frame that `ranking`
            builds from `totals` and `concentration`.
        spread: the dimension whose concentration it measures; None for all other kinds.
    """

    name: str
    kind: MeasureKind
    flows: tuple[Flow, ...]
    column: str
    spread: Dimension | None = None

    @property
    def unit(self) -> MeasureUnit:
        """The unit of its value: whole euros, percent or an index."""
        if self.kind == "hhi":
            return "index"
        return "EUR" if self.kind in ("flow", "balance", "change_eur") else "percent"

    @property
    def adds_up(self) -> bool:
        """Whether the values of `column` add up to that of France."""
        return self.kind in ("flow", "share_france")

    @property
    def over_year(self) -> bool:
        """Whether it is a change from the year before."""
        return self.kind in ("change_pct", "change_eur")

    @property
    def needs_filter(self) -> bool:
        """Whether it is the share of the filtered trade in the trade without filters."""
        return self.kind == "share"

    @property
    def by_product(self) -> bool:
        """Whether it depends on the level of products."""
        return self.spread == "product"

    def value(self) -> pl.Expr:
        """Return its value; null where it is unknown, and where a change must not be stated.

        Reads the columns of the frame that `ranking` builds; there, `whole_<side>_eur` is the flow
        without filters.
        """
        import polars as pl

        from tradefiche.indicators.columns import ratio_pct

        value = pl.col(self.column)
        comparable = ~pl.col("change_note").fill_null("").str.contains(BREAK)
        match self.kind:
            case "change_pct":
                flow = pl.col(f"{SIDES[self.flows[0]]}_eur")
                told = may_be_told(comparable=comparable, value=flow, percent=value)
                return pl.when(told).then(value)
            case "change_eur":
                return pl.when(comparable).then(value)
            case "share":
                return ratio_pct(value, pl.col(f"whole_{self.column}"))
            case "share_france":
                return ratio_pct(value, pl.col(f"france_{self.column}"))
            case _:
                return value

    def recorded(self) -> pl.Expr:
        """Say whether there is something to rank: a flow of 0 has no rank.

        A balance or a change may be 0, unless all flows that it is computed from are 0.
        """
        import polars as pl

        sides = [SIDES[flow] for flow in self.flows]
        match self.kind:
            case "change_eur":
                names = [f"{side}_{when}" for side in sides for when in ("eur", "before")]
            case "change_pct" | "balance":
                names = [f"{side}_eur" for side in sides]
            case _:
                names = [self.column]
        return pl.any_horizontal(pl.col(name) != 0 for name in names)


def _measures() -> Iterator[Measure]:
    both = tuple(SIDES)
    for flow, side in SIDES.items():
        yield Measure(side, "flow", (flow,), f"{side}_eur")
    yield Measure("balance", "balance", both, "balance_eur")
    yield Measure("coverage", "coverage", both, "coverage_pct")
    for flow, side in SIDES.items():
        yield Measure(f"{side}_change_pct", "change_pct", (flow,), f"{side}_change_pct")
    for flow, side in SIDES.items():
        yield Measure(f"{side}_change_eur", "change_eur", (flow,), f"{side}_change_eur")
    yield Measure("balance_change_eur", "change_eur", both, "balance_change_eur")
    for flow, side in SIDES.items():
        yield Measure(f"{side}_share_france_pct", "share_france", (flow,), f"{side}_eur")
    for flow, side in SIDES.items():
        yield Measure(f"{side}_share_pct", "share", (flow,), f"{side}_eur")
    names: tuple[tuple[Dimension, str], ...] = (("country", "countries"), ("product", "products"))
    for flow, side in SIDES.items():
        for dimension, several in names:
            yield Measure(f"{side}_hhi_{several}", "hhi", (flow,), "hhi", dimension)


MEASURES: Mapping[str, Measure] = MappingProxyType({each.name: each for each in _measures()})
"""Every measure by name, in listing order."""
