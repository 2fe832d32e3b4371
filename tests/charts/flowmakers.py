"""Made-up tables of flows: pairs of product and country, counted in plain Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from tests.charts.makers import UNRANKED

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from tradefiche.reference.terms import Flow

Pairs = dict[tuple[str, str], int]
SCHEMA = {
    "flow": pl.String,
    "product": pl.String,
    "country": pl.String,
    "value_eur": pl.Int64,
    "share_pct": pl.Float64,
    "rank": pl.Int64,
    "highlighted": pl.Boolean,
    "largest_pair_eur": pl.Int64,
}


def flow_tables(
    pairs: Mapping[tuple[str, str], int],
    *,
    flow: Flow = "export",
    top: int = 10,
    highlight: int = 5,
    unranked: Collection[str] = UNRANKED,
    known: bool = True,
) -> dict[str, pl.DataFrame]:
    """Return `totals` and `flows` of pairs given as (product, country): whole euros."""
    products = _first([(product, value) for (product, _), value in pairs.items()], top)
    countries = _first([(c, value) for (_, c), value in pairs.items() if c not in unranked], top)
    sums: Pairs = {}
    largest: Pairs = {}
    for (product, country), value in pairs.items():
        ends = (
            product if product in products else "OTHER",
            country if country in countries else "OTHER",
        )
        sums[ends] = sums.get(ends, 0) + value
        if country not in unranked:
            largest[ends] = max(value, largest.get(ends, value))
    total = sum(pairs.values())
    ranks: dict[tuple[str, str], int] = {}
    for ends in sorted((e for e in sums if "OTHER" not in e), key=lambda e: (-sums[e], e)):
        if sums[ends]:
            ranks[ends] = len(ranks) + 1
    rows = [
        {
            "flow": flow,
            "product": ends[0],
            "country": ends[1],
            "value_eur": value,
            "share_pct": 100 * value / total if total else None,
            "rank": ranks.get(ends),
            "highlighted": ranks.get(ends, highlight + 1) <= highlight,
            "largest_pair_eur": largest.get(ends),
        }
        for ends, value in sums.items()
        if value
    ]
    totals = {"exports_eur": [None], "imports_eur": [None]} | {
        f"{flow}s_eur": [total if known else None]
    }
    return {
        "totals": pl.DataFrame(totals, schema={"exports_eur": pl.Int64, "imports_eur": pl.Int64}),
        "flows": pl.DataFrame(rows, schema=SCHEMA),
    }


def _first(values: Sequence[tuple[str, int]], top: int) -> set[str]:
    sums: dict[str, int] = {}
    for code, value in values:
        sums[code] = sums.get(code, 0) + value
    ordered = sorted((code for code in sums if sums[code]), key=lambda c: (-sums[c], c))
    return set(ordered[:top])


def trade(
    products: Sequence[str], countries: Sequence[str], *, total: float = 20e9, seed: int = 1
) -> Pairs:
    """Return flows of every product to every country that fall off as real trade does."""
    return {
        (product, country): round(
            total
            / (i + 1) ** 1.1
            / (j + 1) ** 1.2
            * (0.15 + (i * 37 + j * 59) * seed % 101 / 70)
            / 9
        )
        for i, product in enumerate(products)
        for j, country in enumerate(countries)
    }
