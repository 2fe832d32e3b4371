"""Made-up tables and provenance, with the awkward values that real ones may have."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from tradefiche.settings import shipped_config
from tradefiche.tabulation.caveats import load_statement
from tradefiche.tabulation.conform import conform
from tradefiche.tabulation.provenance import Meta, SourceFile

if TYPE_CHECKING:
    from tradefiche.customs.manifest import Data
    from tradefiche.language.typography import Lang

FORMULAS = {
    "=": "=1+1",
    "+": "+33 ; cadeau",
    "-": "-2 % de matière",
    "@": "@SUM(A1)",
    "=h": '=HYPERLINK("http://example.org")',
}
LABELS = ("Produits « fins » ; autres", 'dits "bruts", et', "Étoffes | tissus", *FORMULAS.values())


def totals(*territories: str, period: str = "2024", data: str = "customs") -> pl.DataFrame:
    """Return totals of as many territories, the second with nothing known of its imports."""
    rows = len(territories)
    known = [place % 2 == 0 for place in range(rows)]
    imports = [40_986_600_000 + place if yes else None for place, yes in enumerate(known)]
    return conform(
        "totals",
        pl.DataFrame(
            {
                "territory": territories,
                "territory_name": [name_of(territory) for territory in territories],
                "period": [period] * rows,
                "exports_eur": [28_822_900_001 - place for place in range(rows)],
                "imports_eur": imports,
                "balance_eur": [-12_163_699_999 if yes else None for yes in known],
                "coverage_pct": [70.32273962709372 if yes else None for yes in known],
                "exports_share_region_pct": [42.37351406183384] * rows,
                "exports_share_france_pct": [4.966430 + 1e-15] * rows,
                "imports_share_region_pct": [0.1 + 0.2 if yes else None for yes in known],
                "imports_share_france_pct": [1.7e-10 if yes else None for yes in known],
                "exports_rank": pl.Series([4] * rows, dtype=pl.UInt32),
                "imports_rank": [5 if yes else None for yes in known],
                "exports_change_pct": [-3.61] * rows,
                "imports_change_pct": pl.Series([None] * rows, dtype=pl.Float64),
                "change_note": pl.Series([None] * rows, dtype=pl.String),
                "exports_kg": [0] * rows,
                "imports_kg": pl.Series([None] * rows, dtype=pl.Int64),
                "exports_excl_energy_eur": [28_000_000_001] * rows,
                "imports_excl_energy_eur": imports,
                "balance_excl_energy_eur": [-9_163_699_999 if yes else None for yes in known],
                "data": [data] * rows,
            }
        ),
    )


def products(
    territory: str = "dept-59", *, level: str = "cpf4", data: str = "customs"
) -> pl.DataFrame:
    """Return a product for each awkward label, with codes that begin with 0."""
    rows = len(LABELS)
    return conform(
        "products",
        pl.DataFrame(
            {
                "territory": [territory] * rows,
                "period": ["2024"] * rows,
                "level": [level] * rows,
                "product": [f"{place + 1:04d}" for place in range(rows)],
                "product_name": LABELS,
                **_breakdown(rows),
                "data": [data] * rows,
            }
        ),
    )


def partners(territory: str = "dept-59", *, data: str = "customs") -> pl.DataFrame:
    """Return three partners, among them Namibia, whose code is NA."""
    return conform(
        "partners",
        pl.DataFrame(
            {
                "territory": [territory] * 3,
                "period": ["2024"] * 3,
                "country": ["DE", "NA", "QU"],
                "country_name": ["Allemagne", "Namibie", "Pays non précisés"],
                "zone": ["eu27", "africa", "none"],
                **_breakdown(3),
                "data": [data] * 3,
            }
        ),
    )


def flows(
    territory: str = "dept-59", *, level: str = "cpf4", data: str = "customs"
) -> pl.DataFrame:
    """Return two pairs, one of them with OTHER."""
    return conform(
        "flows",
        pl.DataFrame(
            {
                "territory": [territory] * 2,
                "period": ["2024"] * 2,
                "flow": ["export", "import"],
                "level": [level] * 2,
                "product": ["0111", "OTHER"],
                "product_name": ["Céréales", "Autres activités"],
                "country": ["NA", "BE"],
                "country_name": ["Namibie", "Belgique"],
                "value_eur": [1_234_567, -5],
                "share_pct": [12.5, 100.0],
                "rank": [1, None],
                "highlighted": [True, False],
                "largest_pair_eur": [1_234_567, None],
                "data": [data] * 2,
            }
        ),
    )


def tables(
    territory: str = "dept-59", *, level: str = "cpf4", data: str = "customs"
) -> dict[str, pl.DataFrame]:
    """Return the four tables of a territory."""
    return {
        "totals": totals(territory, data=data),
        "partners": partners(territory, data=data),
        "products": products(territory, level=level, data=data),
        "flows": flows(territory, level=level, data=data),
    }


def meta(
    *territories: str,
    data: Data = "customs",
    lang: Lang = "fr",
    period: str = "2024",
    release: str | None = "2025-02",
) -> Meta:
    """Return provenance to match."""
    return Meta(
        territories={territory: name_of(territory) for territory in territories or ("dept-59",)},
        periods=(period,),
        releases={
            f"{flow} 2024Q{number}": release
            for flow in ("import", "export")
            for number in (1, 2, 3, 4)
        },
        release=release,
        data=data,
        sources=(
            SourceFile("202502-export.zip", "b" * 64),
            SourceFile("202502-Import.zip", "a" * 64),
        ),
        version="1.2.3",
        lang=lang,
        level="cpf4",
        statement=load_statement((shipped_config(),), data, lang),
    )


def name_of(territory: str) -> str:
    """Return a name for an id."""
    return {"dept-59": "Nord", "dept-01": "Ain", "france": "France"}.get(territory, territory)


def _breakdown(rows: int) -> dict[str, list[float | int | None]]:
    places = range(rows)
    return {
        "exports_eur": [10**9 // (place + 1) for place in places],
        "imports_eur": [None if place == 1 else 5_000 * place for place in places],
        "balance_eur": [
            None if place == 1 else 10**9 // (place + 1) - 5_000 * place for place in places
        ],
        "exports_share_pct": [100 / (place + 3) for place in places],
        "imports_share_pct": [None if place == 1 else 2.5 * place for place in places],
        "exports_rank": [place + 1 for place in places],
        "imports_rank": [None if place < 2 else rows - place for place in places],
        "exports_kg": [0 for _ in places],
        "imports_kg": [None for _ in places[:-1]] + [7],
    }
