"""What the tables of the part beyond the model are to hold, row by row, from those of `export`."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from tests.publication.exported import MILLION
from tradefiche.reference.countries import countries
from tradefiche.reference.products import nomenclature
from tradefiche.settings import shipped_config

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tests.publication.exported import Place
    from tradefiche.language.typography import Lang
    from tradefiche.reference.products import Level

    Cells = list[tuple[Decimal | None, Decimal]]

DIRS = (shipped_config(),)
ONE = Decimal(1)
TITLES = {
    "evolution": re.compile(r"(?:Échanges par trimestre|Trade by quarter), .+"),
    "structure": re.compile(r"(?:Structure des exportations|Structure of exports), .+"),
    "specialisation": re.compile(r"(?:Spécialisations à l’export|Specialisations in exports), .+"),
    "exposure": re.compile(r"(?:Exportations vers|Exports to) .+ \((?:M€|€M)\)"),
    "concentration": re.compile(r"Concentration"),
    "dependence": re.compile(r"Importations à examiner|Imports to be examined"),
    "peers": re.compile(r"\w+ au profil proche|\w+ with a similar profile"),
}
MEASURES = {
    ("country", "top1_share_pct"): ("Premier pays", "Top country"),
    ("country", "top3_share_pct"): ("Trois premiers pays", "Top three countries"),
    ("country", "top10_share_pct"): ("Dix premiers pays", "Top ten countries"),
    ("country", "hhi"): ("Indice HHI, pays", "HHI, countries"),
    ("country", "effective_hhi"): ("Nombre effectif de pays", "Effective number of countries"),
    ("a129", "top5_share_pct"): ("Cinq premières activités", "Top five activities"),
    ("a129", "hhi"): ("Indice HHI, activités", "HHI, activities"),
    ("a129", "effective_hhi"): ("Nombre effectif d’activités", "Effective number of activities"),
}
SHOWN = 16  # rows of the structure


def expected(kind: str, places: Sequence[Place], lang: Lang) -> dict[str, Cells]:
    """Return the cells of each row by its label: value and what it is divided by."""
    if kind == "concentration":
        return dict(_concentrated(places, lang))
    readers: dict[str, Callable[[Place, Lang], Iterator[tuple[str, Cells]]]] = {
        "evolution": _quarters,
        "structure": _sections,
        "specialisation": _products,
        "exposure": _exposed,
        "dependence": _examined,
        "peers": _alike,
    }
    return dict(readers[kind](places[0], lang))


def _number(cell: str) -> Decimal | None:
    return Decimal(cell) if cell else None


def _name(level: Level, code: str, lang: Lang) -> str:
    return nomenclature(DIRS).short(level, code, lang)


def _quarters(own: Place, lang: Lang) -> Iterator[tuple[str, Cells]]:
    for row in own.rows["evolution"]:
        if row["span"] == "quarter":
            year, _, number = row["period"].partition("Q")
            ordinal = "1ᵉʳ" if number == "1" else f"{number}ᵉ"
            french = f"{ordinal}\u00a0trimestre\u00a0{year}"
            names = ("imports_eur", "exports_eur", "balance_eur")
            label = french if lang == "fr" else f"Q{number}\u00a0{year}"
            yield label, [(_number(row[name]), MILLION) for name in names]


def _sections(own: Place, lang: Lang) -> Iterator[tuple[str, Cells]]:
    rows = [row for row in own.rows["structure"] if row["dimension"] == "a38"]
    names = ["exports_share_pct", "region_exports_share_pct", "france_exports_share_pct"]
    if not any(row[names[2]] for row in rows):
        names = ["imports_share_pct", "exports_share_pct"]
    names = [name for name in names if any(row[name] for row in rows)]
    shares = {row["item"]: [_number(row[name]) or Decimal() for name in names] for row in rows}
    found = sorted(
        (code for code, each in shares.items() if any(each)),
        key=lambda code: (-max(map(abs, shares[code])), code),
    )
    kept, rest = (found, []) if len(found) <= SHOWN else (found[: SHOWN - 1], found[SHOWN - 1 :])
    cells: dict[str, Cells] = {
        _name("a38", code, lang): [(value, ONE) for value in shares[code]] for code in kept
    }
    if rest:
        columns = zip(*(shares[code] for code in rest), strict=True)
        label = "Other sections" if lang == "en" else "Autres sections"
        cells[label] = [(sum(column, Decimal()), ONE) for column in columns]
    yield from cells.items()


def _products(own: Place, lang: Lang) -> Iterator[tuple[str, Cells]]:
    for row in own.rows["specialisation"]:
        yield (
            _name("a129", row["product"], lang),
            [
                (_number(row["rca"]), ONE),
                (_number(row["exports_share_pct"]), ONE),
                (_number(row["france_exports_share_pct"]), ONE),
                (_number(row["exports_eur"]), MILLION),
            ],
        )


def _exposed(own: Place, lang: Lang) -> Iterator[tuple[str, Cells]]:
    rows = own.rows["exposure"]
    names = ["exports_exposure_pct"]
    if any(row["france_exports_exposure_pct"] for row in rows):
        names.append("france_exports_exposure_pct")
    for row in rows:
        total = {"fr": "Ensemble", "en": "Total"}[lang]
        label = total if row["product"] == "TOTAL" else _name("a129", row["product"], lang)
        yield (
            label,
            [
                (_number(row["exports_eur"]), MILLION),
                *((_number(row[name]), ONE) for name in names),
            ],
        )


def _concentrated(places: Sequence[Place], lang: Lang) -> Iterator[tuple[str, Cells]]:
    values = [
        {(row["flow"], row["dimension"]): row for row in each.rows["concentration"]}
        for each in places
    ]
    for (dimension, measure), labels in MEASURES.items():
        yield (
            labels[lang == "en"],
            [
                (_number(rows[flow, dimension][measure]), ONE)
                for flow in ("import", "export")
                for rows in values
            ],
        )


def _alike(own: Place, lang: Lang) -> Iterator[tuple[str, Cells]]:
    for row in own.rows["peers"]:
        products = (_name("a129", row[name], lang) for name in ("common_product", "gap_product"))
        yield (
            " ".join((row["peer_name"], *products)),
            [
                (_number(row[name]), ONE)
                for name in (
                    "products_similarity", "countries_similarity", "common_product_pct",
                    "gap_product_pct", "gap_product_peer_pct",
                )
            ],
        )  # fmt: skip


def _examined(own: Place, lang: Lang) -> Iterator[tuple[str, Cells]]:
    for row in own.rows["dependence"]:
        if row["to_examine"] == "true":
            supplier = countries(DIRS).short(row["first_country"], lang)
            yield (
                f"{_name('a129', row['product'], lang)} {supplier}",
                [
                    (_number(row["first_share_pct"]), ONE),
                    (_number(row["imports_eur"]), MILLION),
                    (_number(row["extra_eu_share_pct"]), ONE),
                    (_number(row["extra_eu_hhi"]), ONE),
                    (_number(row["extra_eu_to_exports"]), ONE),
                ],
            )
