"""The figures of one territory, read from its tables for sentences and printed tables.

Figures are only read here: shares of several rows are sums of euros over the flow's total.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tradefiche.reference.codes import OTHER
from tradefiche.reference.terms import FLOWS
from tradefiche.views.changes import change, codes
from tradefiche.views.shares import share, weight

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import polars as pl

    from tradefiche.reference.terms import Dimension, Flow, Side
    from tradefiche.reference.territories import Territory
    from tradefiche.views.changes import Change


@dataclass(frozen=True, slots=True)
class Item:
    """A country or product of one flow: code, whole euros, share of the flow in percent."""

    code: str
    value: int
    share: float | None


@dataclass(frozen=True, slots=True)
class ProductCountryFlow:
    """A flow between a product and a country: whole euros, share of the flow in percent.

    `rank` is None if either is `OTHER`; `named` tells whether the diagram names the flow.
    """

    product: str
    country: str
    value: int
    share: float | None
    rank: int | None
    named: bool


@dataclass(frozen=True, slots=True)
class FlowFigures:
    """One flow of a territory.

    Attributes:
        name: `exports` or `imports`, as columns and phrases are named.
        total: whole euros; None if the store does not hold the flow.
        region_share, france_share: its share in the région's and France's total, in percent; None
            if meaningless. Shares of items and pairs too are None unless the total is above 0.
        rank: among départements or régions; None unless the total is above 0.
        change: on the same quarters a year earlier; None if it may not be printed.
        countries, products: those with a rank and a value above 0, by rank.
        pairs: flows between the first products and countries, `OTHER` included.
    """

    flow: Flow
    name: Side
    total: int | None
    region_share: float | None
    france_share: float | None
    rank: int | None
    change: Change | None
    countries: tuple[Item, ...]
    products: tuple[Item, ...]
    pairs: tuple[ProductCountryFlow, ...]

    @property
    def known(self) -> bool:
        """Whether the store holds the flow."""
        return self.total is not None

    @property
    def named(self) -> tuple[ProductCountryFlow, ...]:
        """The flows above 0 euros that the diagram names, by rank."""
        found = (pair for pair in self.pairs if pair.named and pair.value > 0)
        return tuple(sorted(found, key=lambda pair: pair.rank or 0))

    def share_of(self, items: Iterable[Item | ProductCountryFlow]) -> float | None:
        """Return the joint share of rows in the total, in percent; None if there is none."""
        values = [each.value for each in items]
        return share(100 * sum(values) / self.total, self.total) if self.total and values else None

    @property
    def cancelled(self) -> bool:
        """Whether goods are traded, but corrections bring the total to 0."""
        return self.total == 0 and bool(self.pairs)


@dataclass(frozen=True, slots=True)
class Balance:
    """The balance with one ranked country: exports minus imports, in whole euros."""

    code: str
    value: int


@dataclass(frozen=True, slots=True)
class TerritoryFigures:
    """The figures of one territory and period.

    Attributes:
        balance: whole euros; None unless both flows are held.
        coverage: exports over imports in percent; None if unknown or meaningless.
        change_notes: codes that qualify a comparison with the year before: `emebi`, `vintage`.
        balances: with ranked countries, by exports plus imports.
    """

    territory: Territory
    exports: FlowFigures
    imports: FlowFigures
    balance: int | None
    coverage: float | None
    change_notes: frozenset[str]
    balances: tuple[Balance, ...]

    @property
    def sides(self) -> tuple[FlowFigures, FlowFigures]:
        """Imports and exports, in the order in which both are shown: left, right."""
        return (self.imports, self.exports)

    @property
    def traded(self) -> bool:
        """Whether either flow has a total other than 0."""
        return any(side.total for side in self.sides)


def read(territory: Territory, tables: Mapping[str, pl.DataFrame]) -> TerritoryFigures:
    """Return the figures of one territory from its tables."""
    (total,) = tables["totals"].to_dicts()
    partners, products = tables["partners"].to_dicts(), tables["products"].to_dicts()
    pairs = tables["flows"].to_dicts()
    exports, imports = (_side(flow, total, partners, products, pairs) for flow in FLOWS)
    return TerritoryFigures(
        territory=territory,
        exports=exports,
        imports=imports,
        balance=total["balance_eur"],
        coverage=_coverage(exports, imports, total["coverage_pct"]),
        change_notes=codes(total),
        balances=tuple(
            Balance(row["country"], row["balance_eur"])
            for row in partners
            if row["balance_eur"] is not None and (row["exports_rank"] or row["imports_rank"])
        ),
    )


def _coverage(exports: FlowFigures, imports: FlowFigures, percent: float | None) -> float | None:
    """Return the coverage; None if exports are below 0 or imports are not above 0."""
    return None if (exports.total or 0) < 0 else share(percent, imports.total)


def _side(
    flow: Flow,
    total: Mapping[str, Any],
    partners: Iterable[Mapping[str, Any]],
    products: Iterable[Mapping[str, Any]],
    pairs: Iterable[Mapping[str, Any]],
) -> FlowFigures:
    name: Side = "exports" if flow == "export" else "imports"
    whole = total[f"{name}_eur"]
    return FlowFigures(
        flow=flow,
        name=name,
        total=whole,
        region_share=weight(total[f"{name}_share_region_pct"], whole),
        france_share=weight(total[f"{name}_share_france_pct"], whole),
        rank=total[f"{name}_rank"] if whole and whole > 0 else None,
        change=change(total, name),
        countries=_items("country", name, partners, whole),
        products=_items("product", name, products, whole),
        pairs=tuple(
            ProductCountryFlow(
                str(row["product"]), str(row["country"]), row["value_eur"] or 0,
                share(row["share_pct"], whole), row["rank"],
                bool(row["highlighted"]),
            )
            for row in pairs
            if row["flow"] == flow
        ),
    )  # fmt: skip


def _items(
    key: str, name: str, rows: Iterable[Mapping[str, Any]], whole: int | None
) -> tuple[Item, ...]:
    """Return the ranked rows of one flow with a value above 0, by rank."""
    ranked = sorted(
        (row for row in rows if row[f"{name}_rank"] is not None),
        key=lambda row: row[f"{name}_rank"] or 0,
    )
    found = (
        Item(
            str(row[key]),
            row[f"{name}_eur"] or 0,
            share(row[f"{name}_share_pct"], whole),
        )
        for row in ranked
    )
    return tuple(item for item in found if item.value > 0)


def nodes(side: FlowFigures, key: Dimension) -> tuple[str, ...]:
    """Return the codes on one side of the diagram, by falling value, `OTHER` last."""
    sums: dict[str, int] = {}
    for pair in side.pairs:
        code = pair.product if key == "product" else pair.country
        sums[code] = sums.get(code, 0) + pair.value
    return tuple(sorted(sums, key=lambda code: (code == OTHER, -sums[code], code)))
