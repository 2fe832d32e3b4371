"""Top partners and activities of territories, and the départements that export most of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import polars as pl

    from tradefiche.reference.terms import Dimension
    from tradefiche.tabulation.names import TableNames

FIVE = 5
_PARTS = ("zone", "a17")


@dataclass(frozen=True, slots=True)
class First:
    """A territory's first export partner or activity: its name, its share of exports in percent."""

    name: str
    share: float


@dataclass(frozen=True, slots=True)
class Market:
    """A country or an activity, and the départements that export most to it, or of it.

    Attributes:
        names: the short name shown to readers, then the full name and others that users write.
        sellers: ids and exports in whole euros, the largest first; five at most.
    """

    what: Dimension
    code: str
    names: tuple[str, ...]
    sellers: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class TradePart:
    """A zone or a section of products, with its share of each flow in percent by territory."""

    what: Literal["zone", "a17"]
    name: str
    imports: Mapping[str, float | None]
    exports: Mapping[str, float | None]


def firsts(table: pl.DataFrame, what: Dimension, names: TableNames) -> dict[str, First]:
    """Return the first country or activity of exports by territory id, where one is ranked.

    Args:
        table: `partners` or `products` of all territories.
        what: which of the two it has.
        names: gives the short names.
    """
    import polars as pl

    rows = table.filter(pl.col("exports_rank") == 1).iter_rows(named=True)
    return {
        row["territory"]: First(_short(row[what], what, names), row["exports_share_pct"])
        for row in rows
    }


def markets(
    table: pl.DataFrame, what: Dimension, names: TableNames, units: Sequence[str]
) -> Iterator[Market]:
    """Yield each country that a unit exports to, or each activity that it exports, by code.

    Args:
        table: `partners` or `products` of all territories.
        what: which of the two it has.
        names: gives the names.
        units: ids of the territories that count as sellers.
    """
    import polars as pl

    ranked = pl.col("exports_rank").is_not_null() & pl.col("territory").is_in(units)
    rows = table.filter(ranked).sort(
        what, "exports_eur", "territory", descending=[False, True, False]
    )
    for (code,), group in rows.group_by(what, maintain_order=True):
        first = group.head(FIVE).select("territory", "exports_eur").rows()
        yield Market(what, str(code), _all_names(str(code), what, names), tuple(first))


def parts(structure: pl.DataFrame) -> tuple[TradePart, ...]:
    """Return the zones and the sections of products with the shares of each territory.

    Those without any trade are left out.
    """
    import polars as pl

    found = []
    rows = structure.filter(pl.col("dimension").is_in(_PARTS))
    for (what, _, name), group in rows.group_by(
        "dimension", "item", "item_name", maintain_order=True
    ):
        shares = {
            flow: dict(group.select("territory", f"{flow}_share_pct").iter_rows())
            for flow in ("imports", "exports")
        }
        if any(value for each in shares.values() for value in each.values()):
            found.append(TradePart("zone" if what == "zone" else "a17", str(name), **shares))
    return tuple(found)


def _short(code: str, what: Dimension, names: TableNames) -> str:
    if what == "country":
        return names.countries.short(code, names.lang)
    return names.products.short(names.level, code, names.lang)


def _all_names(code: str, what: Dimension, names: TableNames) -> tuple[str, ...]:
    if what == "country":
        full = names.country(code)
        also = names.countries.also(code) if code in names.countries.codes else ()
    else:
        full = names.product(code)
        known = code in names.products.codes(names.level)
        also = names.products.also(names.level, code) if known else ()
    return tuple(dict.fromkeys((_short(code, what, names), full, *also)))
