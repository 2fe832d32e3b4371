"""Made-up tables and subjects for the charts; nothing here reads a store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec
import polars as pl

from tradefiche.charts.look.themefile import theme
from tradefiche.language.phrases import Texts, texts
from tradefiche.reference.countries import countries
from tradefiche.reference.gazetteer import gazetteer
from tradefiche.reference.products import nomenclature
from tradefiche.settings import shipped_config
from tradefiche.views.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tradefiche.charts.look.theme import Theme
    from tradefiche.language.typography import Lang

CONFIG = (shipped_config(),)
MILLION = 1_000_000
UNRANKED = ("QU", "FR")

Trade = tuple[str, int | None, int | None]
Origin = Literal["customs", "sample"]


def shipped_theme() -> Theme:
    return theme(CONFIG)


def colours(look: Theme) -> frozenset[str]:
    """Return every colour that a picture on a light background may contain."""
    tiers = (*look.tiers.imports, *look.tiers.exports)
    roles = msgspec.structs.astuple(look.palette)
    return frozenset((*roles, *(tier.fill for tier in tiers), *(tier.text for tier in tiers)))


def shipped_texts() -> Texts:
    return texts(CONFIG)


def subject(
    territory: str = "dept-59",
    *,
    period: str = "2024",
    data: Origin = "sample",
    lang: Lang = "fr",
    release: str | None = "2025-02",
) -> Subject:
    places, names, products = gazetteer(CONFIG), countries(CONFIG), nomenclature(CONFIG)
    found = places.by_id(territory)
    assert found is not None
    return Subject(
        territory=found,
        region=places.region_of(found),
        period=period,
        release=release,
        data=data,
        lang=lang,
        products={code: products.short("a129", code, lang) for code in products.codes("a129")},
        countries={code: names.short(code, lang) for code in names.codes},
        countries_with_article={code: names.with_article(code, lang) for code in names.codes},
    )


def balance_tables(
    trades: Sequence[Trade], *, period: str = "2024", unranked: Sequence[str] = UNRANKED
) -> dict[str, pl.DataFrame]:
    """Return `totals` and `partners` of trade given as (code, imports, exports)."""
    imports_rank = _ranks({code: value for code, value, _ in trades if code not in unranked})
    exports_rank = _ranks({code: value for code, _, value in trades if code not in unranked})
    rows = [
        {
            "country": code,
            "exports_eur": exported,
            "imports_eur": imported,
            "balance_eur": _minus(exported, imported),
            "exports_rank": exports_rank.get(code),
            "imports_rank": imports_rank.get(code),
        }
        for code, imported, exported in trades
    ]
    schema = {
        "country": pl.String,
        "exports_eur": pl.Int64,
        "imports_eur": pl.Int64,
        "balance_eur": pl.Int64,
        "exports_rank": pl.Int64,
        "imports_rank": pl.Int64,
    }
    total = {
        "territory": "dept-59",
        "period": period,
        "imports_eur": _sum([imported for _, imported, _ in trades]),
        "exports_eur": _sum([exported for _, _, exported in trades]),
    }
    totals = pl.DataFrame(
        [total],
        schema={
            "territory": pl.String,
            "period": pl.String,
            "imports_eur": pl.Int64,
            "exports_eur": pl.Int64,
        },
    )
    return {"totals": totals, "partners": pl.DataFrame(rows, schema=schema)}


def product_tables(
    trades: Sequence[Trade], *, period: str = "2024", level: str = "a129"
) -> dict[str, pl.DataFrame]:
    """Return `totals` and `products` of trade given as (code, imports, exports)."""
    schema = {
        "level": pl.String, "product": pl.String, "imports_eur": pl.Int64, "exports_eur": pl.Int64,
    }  # fmt: skip
    rows = [(level, *trade) for trade in trades]
    products = pl.DataFrame(rows, schema=schema, orient="row").with_columns(
        pl.when(pl.col(f"{flow}_eur").sum() != 0)
        .then(100 * pl.col(f"{flow}_eur") / pl.col(f"{flow}_eur").sum())
        .alias(f"{flow}_share_pct")
        for flow in ("imports", "exports")
    )
    return {"totals": balance_tables(trades, period=period)["totals"], "products": products}


def specialisation_tables(
    rows: Sequence[tuple[str, int | None, float | None]], *, period: str = "2024"
) -> dict[str, pl.DataFrame]:
    """Return `totals` and `specialisation` of exports given as (code, value, share in France)."""
    values = [value for _, value, _ in rows]
    total = _sum(values)
    schema = {
        "level": pl.String, "product": pl.String, "exports_eur": pl.Int64,
        "exports_share_pct": pl.Float64, "france_exports_share_pct": pl.Float64, "rca": pl.Float64,
    }  # fmt: skip
    found = []
    for code, value, france in rows:
        share = 100 * value / total if value is not None and total else None
        compared = share is not None and france is not None and france > 0
        ratio = share / france if share and compared and france else None
        found.append(("a129", code, value, share, france, ratio))
    table = pl.DataFrame(found, schema=schema, orient="row")
    totals = balance_tables([("BE", 0, total)], period=period)["totals"]
    return {"totals": totals, "specialisation": table}


def heavy_tailed(
    total: float, codes: Sequence[str], *, seed: int = 1, exports_share: float = 0.45
) -> list[tuple[str, int, int]]:
    """Return trade in whole euros that falls off as real trade does."""
    found: list[tuple[str, int, int]] = []
    for place, code in enumerate(codes, start=1):
        size = total / place**1.3 / 3
        first, second = (place * seed * prime % 101 / 100 for prime in (37, 59))
        imported = round(size * (1 - exports_share) * (0.3 + 1.4 * first))
        found.append((code, imported, round(size * exports_share * (0.1 + 2.3 * second))))
    return found


def _ranks(values: Mapping[str, int | None]) -> dict[str, int]:
    known = sorted((-value, code) for code, value in values.items() if value)
    return {code: place for place, (_, code) in enumerate(known, start=1)}


def _minus(left: int | None, right: int | None) -> int | None:
    return None if left is None or right is None else left - right


def _sum(values: Sequence[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if known or not values else None
