"""The tables of `export` as a test reads them back, and the numbers that a fiche may print."""

from __future__ import annotations

import csv
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tradefiche.language.typography import Lang

TABLES = (
    "totals", "partners", "products", "flows", "evolution", "contributions", "structure",
    "specialisation", "concentration", "dependence", "exposure", "shift_share", "peers", "checks",
)  # fmt: skip
RATIOS = {
    "rca", "hhi", "effective_hhi", "extra_eu_hhi", "extra_eu_to_exports",
    "products_similarity", "countries_similarity",
}  # fmt: skip
MILLION, BILLION = Decimal(10**6), Decimal(10**9)
NUMBER = {
    "fr": r"[−+]?\d{1,3}(?:\u202f\d{3})*(?:,\d+)?",
    "en": r"[−+]?\d{1,3}(?:,\d{3})*(?:\.\d+)?",
}


@dataclass(frozen=True)
class Place:
    """The tables of `export` of one territory.

    Attributes:
        names: what the text calls it.
        rows: table to rows.
        euros, percents, ratios: every measure, and the sums that a fiche may say; contributions
            in points are among the percents.
    """

    names: tuple[str, ...]
    rows: dict[str, list[dict[str, str]]]
    euros: frozenset[Decimal]
    percents: frozenset[Decimal]
    ratios: frozenset[Decimal]

    def total(self, side: str) -> Decimal:
        return Decimal(self.rows["totals"][0][f"{side}_eur"])

    @cached_property
    def readings(self) -> dict[str, list[Decimal]]:
        """Return the values, sorted, that a number may have, by how its unit is printed.

        A bare number has its unit in a header or on an axis.
        """
        percents = {*self.percents, *(-each for each in self.percents)}
        signed = {*self.euros, *(-each for each in self.euros)}
        millions, billions = ({each / unit for each in signed} for unit in (MILLION, BILLION))
        return {
            "pct": sorted(percents),
            "mn": sorted(millions),
            "bn": sorted(billions),
            "eur": sorted(self.euros),
            "eur_en": sorted(self.euros),
            "bare": sorted(percents | millions | billions | self.ratios),
        }


@dataclass
class Findings:
    """What was checked, strictly and loosely, and what was found wrong; on paper or elsewhere."""

    lang: Lang
    paper: bool = False
    strict: int = 0
    loose: int = 0
    faults: list[str] = field(default_factory=list)

    def check(self, text: str, value: Decimal | None, scale: Decimal, where: str) -> None:
        """Hold a printed number against the one value that it is to be; `–` against none or 0."""
        self.strict += 1
        if text == "–":
            right = value is None or value == 0
        else:
            right = value is not None and fits(text, [value / scale], self.lang)
        if not right:
            self.faults.append(f"{where}: {text} for {value}")

    def check_cell(self, text: str, value: Decimal | None, scale: Decimal, where: str) -> None:
        """Hold a cell against its value; a share may print as `< 0,1 %`."""
        if text.startswith("<"):
            self.strict += 1
            if value is None or not 0 < value < Decimal("0.05"):
                self.faults.append(f"{where}: {text} for {value}")
        else:
            self.check(text.rstrip("%").rstrip("\u202f"), value, scale, where)


def place(folder: Path, territory: str, period: str, lang: Lang = "fr") -> Place:
    """Read the CSV files of a territory."""
    suffix = "" if lang == "fr" else f"_{lang}"
    rows = {}
    for name in TABLES:
        path = folder / territory / f"{territory}_{period}_{name}{suffix}.csv"
        rows[name] = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    name = rows["totals"][0]["territory_name"]
    euros, percents = _measures(rows)
    whole = ("France entière", "Whole of France") if territory == "france" else ()
    ratios = {
        Decimal(cell)
        for table in rows.values()
        for row in table
        for key, cell in row.items()
        if key in RATIOS and cell
    }
    return Place((name, *whole), rows, frozenset(euros), frozenset(percents), frozenset(ratios))


def _measures(rows: dict[str, list[dict[str, str]]]) -> tuple[set[Decimal], set[Decimal]]:
    """Return every value in euros and percent, and the sums that a fiche may say."""
    cells = [(name, cell) for table in rows.values() for row in table for name, cell in row.items()]
    euros = {
        Decimal(cell)
        for name, cell in cells
        if (name.endswith("_eur") or name in {"value", "reference"}) and cell
    }
    percents = {
        abs(Decimal(cell)) for name, cell in cells if name.endswith(("_pct", "_pts")) and cell
    }
    marked = [r for r in rows["dependence"] if r["to_examine"] == "true"]
    percents.add(sum((Decimal(r["imports_share_pct"]) for r in marked), Decimal()))
    percents |= {  # the share of France a year before
        Decimal(row["share_france_pct"]) - Decimal(row["share_france_change_pts"])
        for row in rows["shift_share"]
        if row["share_france_change_pts"]
    }
    parts = sorted(
        (
            Decimal(row["exports_part_pct"])
            for row in rows["exposure"]
            if row["exports_part_pct"] and row["product"] != "TOTAL"
        ),
        reverse=True,
    )
    percents.add(sum(parts[:12], Decimal()))  # those that the picture shows
    total = rows["totals"][0]
    for side, flow in (("exports", "export"), ("imports", "import")):
        if not total[f"{side}_eur"]:
            continue
        whole = Decimal(total[f"{side}_eur"])
        for table in ("partners", "products"):
            ranked = sorted(
                (r for r in rows[table] if r[f"{side}_rank"]), key=lambda r: int(r[f"{side}_rank"])
            )
            values = [Decimal(r[f"{side}_eur"]) for r in ranked]
            # the first three or five together; what is left beyond the first, in figures
            percents |= {100 * sum(values[:count]) / whole for count in (3, 5)}
            shown = [Decimal(r[f"{side}_eur"]) for r in rows[table] if in_picture(r, table, side)]
            rests = [whole - sum(shown, Decimal())]
            rests += [sum(values[count:], Decimal()) for count in range(len(values))]
            euros |= {*rests}
            percents |= {100 * rest / whole for rest in rests}
        named = [r for r in rows["flows"] if r["flow"] == flow and r["highlighted"] == "true"]
        percents.add(100 * sum((Decimal(r["value_eur"]) for r in named), Decimal()) / whole)
        for key in ("product", "country"):
            sums: dict[str, Decimal] = defaultdict(Decimal)
            for row in rows["flows"]:
                if row["flow"] == flow:
                    sums[row[key]] += Decimal(row["value_eur"])
            euros |= {*sums.values()}
            percents |= {100 * value / whole for value in sums.values()}
    if total["exports_eur"] and total["imports_eur"]:
        sides = [
            Decimal(total[f"{side}_eur"])
            - sum(
                Decimal(r[f"{side}_eur"])
                for r in rows["partners"]
                if in_picture(r, "partners", side)
            )
            for side in ("exports", "imports")
        ]
        euros.add(sides[0] - sides[1])
    return euros, percents


def in_picture(row: dict[str, str], table: str, side: str) -> bool:
    """Say whether the balance or the treemap shows a row on its own."""
    if table == "partners":
        ranks = [row["exports_rank"], row["imports_rank"]]
        return any(rank and int(rank) <= 10 for rank in ranks)
    return bool(row[f"{side}_share_pct"]) and Decimal(row[f"{side}_share_pct"]) >= Decimal("0.4")


def fits(text: str, values: Sequence[Decimal], lang: Lang) -> bool:
    """Say whether one of the sorted values prints like this at the decimals that it has."""
    signs: dict[str, str | int | None] = {
        "−": "-",
        "+": "",
        "\u202f": "",
        ",": "." if lang == "fr" else "",
    }
    wanted = Decimal(text.translate(str.maketrans(signs)))
    step = Decimal(1).scaleb(min(0, int(wanted.as_tuple().exponent)))
    near = values[bisect_left(values, wanted - step) : bisect_right(values, wanted + step)]
    return any(value.quantize(step, ROUND_HALF_UP) == wanted for value in near)
