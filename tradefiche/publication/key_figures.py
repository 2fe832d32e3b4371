"""The figures of one territory as sentences and tables need them, read from its tables.

Nothing is counted here: shares of several rows are sums of euros over the total of the table.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

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
    """A flow between a product and a country; `rank` only where neither is `OTHER`."""

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
        total: whole euros; None if the flow is not held.
        region_share, france_share: of the total, in percent; None where that means nothing.
            Shares of items and pairs too: a total that is not above 0 has none.
        rank: among départements or régions; None where the total is not above 0.
        change: on the same quarters a year earlier, as far as it may be printed.
        countries, products: those with a rank, the first first.
        pairs: of the first products and countries, `OTHER` included.
    """

    flow: Flow
    total: int | None
    region_share: float | None
    france_share: float | None
    rank: int | None
    change: Change | None
    countries: tuple[Item, ...]
    products: tuple[Item, ...]
    pairs: tuple[ProductCountryFlow, ...]

    @property
    def name(self) -> str:
        """`exports` or `imports`, as columns and phrases are named."""
        return f"{self.flow}s"

    @property
    def known(self) -> bool:
        """Whether the flow is held."""
        return self.total is not None

    @property
    def named(self) -> tuple[ProductCountryFlow, ...]:
        """The named flows of the diagram, the first first: those that have a ribbon."""
        found = (pair for pair in self.pairs if pair.named and pair.value > 0)
        return tuple(sorted(found, key=lambda pair: pair.rank or 0))

    def share_of(self, items: Iterable[Item | ProductCountryFlow]) -> float | None:
        """Return the share of several rows in the total, in percent; None for none of them."""
        values = [each.value for each in items]
        return share(100 * sum(values) / self.total, self.total) if self.total and values else None

    @property
    def cancelled(self) -> bool:
        """Whether corrections leave a total of 0 of what is traded."""
        return self.total == 0 and bool(self.pairs)


@dataclass(frozen=True, slots=True)
class Balance:
    """The balance with one country that can be ranked, in whole euros."""

    code: str
    imports: int
    exports: int

    @property
    def value(self) -> int:
        """Exports less imports."""
        return self.exports - self.imports


@dataclass(frozen=True, slots=True)
class TerritoryFigures:
    """The figures of one territory and period.

    Attributes:
        balance: whole euros; None unless both flows are held.
        coverage: exports over imports in percent.
        change_notes: codes on comparing with the year before: `emebi`, `vintage`.
        balances: with countries that can be ranked, by exports plus imports.
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
        """Imports and exports: on the left and on the right wherever both are read."""
        return (self.imports, self.exports)

    @property
    def traded(self) -> bool:
        """Whether anything is recorded at all."""
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
            Balance(row["country"], row["imports_eur"], row["exports_eur"])
            for row in partners
            if row["balance_eur"] is not None and (row["exports_rank"] or row["imports_rank"])
        ),
    )


def _coverage(exports: FlowFigures, imports: FlowFigures, percent: float | None) -> float | None:
    """Return the coverage where neither flow is below 0."""
    return None if (exports.total or 0) < 0 else share(percent, imports.total)


_Row = dict[str, object]


def _side(
    flow: Flow,
    total: Mapping[str, object],
    partners: Iterable[Mapping[str, object]],
    products: Iterable[Mapping[str, object]],
    pairs: Iterable[Mapping[str, object]],
) -> FlowFigures:
    name: Side = "exports" if flow == "export" else "imports"
    whole = _int(total[f"{name}_eur"])
    return FlowFigures(
        flow=flow,
        total=whole,
        region_share=weight(_float(total[f"{name}_share_region_pct"]), whole),
        france_share=weight(_float(total[f"{name}_share_france_pct"]), whole),
        rank=_int(total[f"{name}_rank"]) if whole and whole > 0 else None,
        change=change(total, name),
        countries=_items("country", name, partners, whole),
        products=_items("product", name, products, whole),
        pairs=tuple(
            ProductCountryFlow(
                str(row["product"]), str(row["country"]), _int(row["value_eur"]) or 0,
                share(_float(row["share_pct"]), whole), _int(row["rank"]),
                bool(row["highlighted"]),
            )
            for row in pairs
            if row["flow"] == flow
        ),
    )  # fmt: skip


def _items(
    key: str, name: str, rows: Iterable[Mapping[str, object]], whole: int | None
) -> tuple[Item, ...]:
    """Return the ranked rows of one flow that have a value above 0, the first first."""
    ranked = sorted(
        (row for row in rows if row[f"{name}_rank"] is not None),
        key=lambda row: _int(row[f"{name}_rank"]) or 0,
    )
    found = (
        Item(
            str(row[key]),
            _int(row[f"{name}_eur"]) or 0,
            share(_float(row[f"{name}_share_pct"]), whole),
        )
        for row in ranked
    )
    return tuple(item for item in found if item.value > 0)


def nodes(side: FlowFigures, key: Dimension) -> tuple[str, ...]:
    """Return the codes on one side of the diagram by value, `OTHER` last."""
    sums: dict[str, int] = {}
    for pair in side.pairs:
        code = pair.product if key == "product" else pair.country
        sums[code] = sums.get(code, 0) + pair.value
    return tuple(sorted(sums, key=lambda code: (code == OTHER, -sums[code], code)))


def _int(value: object) -> int | None:
    return None if value is None else int(value)  # type: ignore[call-overload]  # what is no number says so


def _float(value: object) -> float | None:
    return None if value is None else float(value)  # type: ignore[arg-type]  # likewise
