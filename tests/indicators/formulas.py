"""The indicators beyond the four tables, counted a second time from their formulas.

Written from the definitions and the contract with the standard library alone; never imports
``tradefiche``. Slow and plain on purpose. Names and labels are left out: they are not counted.
"""

from __future__ import annotations

from collections import defaultdict
from operator import attrgetter
from typing import TYPE_CHECKING

from tests.recount import FLOWS, WORD
from tests.rereading import (
    CUSTOMS,
    MEMBERS,
    REGION_OF,
    a_year_earlier,
    order_of,
    quarters_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tests.recount import Recount, Row
    from tests.rereading import Cell, Quarter


BREAK = (2022, 1)
WITHIN = {"EU", "QR", "QV", "QY"}  # within the Union by their label, though no country
# What the territories, zones and sections are, by lists of their own.
ZONES = {
    "eu27": "DE BE IT ES NL PL SE",
    "europe": "GB CH TR XK XS",
    "america": "US BR",
    "asia": "CN JP IN KR SG VN",
    "africa": "MA DZ TN NA",
    "middle-east": "AE SA",
    "oceania": "",
    "none": "",
}
ZONE_OF = {code: zone for zone, codes in ZONES.items() for code in codes.split()}
A38 = {
    "A01Z": "AZ", "B06Z": "BZ", "C10A": "CA", "C11Z": "CA", "C14Z": "CB", "C17A": "CC",
    "C20A": "CE", "C20B": "CE", "C21Z": "CF", "C24A": "CH", "C28A": "CK", "C29A": "CL",
    "C29B": "CL", "C30C": "CL", "D35A": "DZ", "E38Z": "EZ",
}  # fmt: skip
A17 = {
    "AZ": "AZ", "BZ": "DE", "CA": "C1", "CB": "C5", "CC": "C5", "CE": "C5", "CF": "C5",
    "CH": "C5", "CK": "C3", "CL": "C4", "DZ": "DE", "EZ": "DE",
}  # fmt: skip
EVERY_A38 = (
    "AZ", "BZ", "CA", "CB", "CC", "CD", "CE", "CF", "CG", "CH", "CI", "CJ", "CK", "CL", "CM",
    "DZ", "EZ", "JA", "MA", "MC", "RZ", "SZ",
)  # fmt: skip
EVERY_A17 = ("AZ", "C1", "C2", "C3", "C4", "C5", "DE", "JZ", "MN", "RU")


def percent(part: float | None, whole: float | None) -> float | None:
    """Return 100 · part / whole; nothing over nothing."""
    return None if part is None or not whole else 100 * part / whole


def less(one: int | None, other: int | None) -> int | None:
    """Return the difference of what is known."""
    return None if one is None or other is None else one - other


def region_above(territory: str) -> str | None:
    """Return the région that a territory is set against; none where it is the territory."""
    kind, _, code = territory.partition("-")
    if kind != "dept":
        return None
    dept = CUSTOMS.get(code, code)
    region = REGION_OF[dept]
    return None if MEMBERS[region] == [dept] else f"region-{region}"


def written(quarters: list[Quarter]) -> str:
    """Return the contract's label of a quarter, a year or a run."""
    first, last = (f"{year}Q{number}" for year, number in (quarters[0], quarters[-1]))
    if len(quarters) == 4 and quarters[0][1] == 1:
        return str(quarters[0][0])
    return first if first == last else f"{first}..{last}"


def evolution(count: Recount, territory: str) -> Iterator[Row]:
    """Yield the rows of `evolution`."""
    held = sorted(order_of(year, quarter) for _, year, quarter in count.cells)
    every = [(n // 4, n % 4 + 1) for n in range(held[0], held[-1] + 1)]
    for length, span in ((1, "quarter"), (4, "year")):
        for start in range(len(every) - length + 1):
            quarters = every[start : start + length]
            yield {
                "territory": territory,
                "period": written(quarters),
                "span": span,
                **_movement(count, territory, quarters),
                "change_note": count.note(quarters),
                **_indices(count, territory, quarters),
                "data": "customs",
            }


def _indices(count: Recount, territory: str, quarters: list[Quarter]) -> Row:
    """Return the index of four quarters, set against the first year on their side of 2022."""
    eras = {quarter >= BREAK for quarter in quarters}
    base = _base(count, late=eras == {True}) if len(quarters) == 4 and len(eras) == 1 else None
    year = [(int(base), number) for number in (1, 2, 3, 4)] if base else []
    places = {
        "": territory,
        "region_": region_above(territory),
        "france_": None if territory == "france" else "france",
    }
    row: Row = {"index_base": base}
    for flow in FLOWS:
        for prefix, place in places.items():
            value = base_value = None
            if place and year:
                value, base_value = (count.total(place, flow, each) for each in (quarters, year))
            index = percent(value, base_value) if base_value and base_value > 0 else None
            row[f"{prefix}{WORD[flow]}_index"] = index
    return row


def _base(count: Recount, *, late: bool) -> str | None:
    """Return the first calendar year of both flows, else of one, before 2022 or since."""
    years = sorted({year for _, year, _ in count.cells if (year >= BREAK[0]) == late})
    held = {
        year: sum(count.held(flow, [(year, number) for number in (1, 2, 3, 4)]) for flow in FLOWS)
        for year in years
    }
    most = max(held.values(), default=0)
    return next((str(year) for year in years if held[year] == most), None) if most else None


def _movement(count: Recount, territory: str, quarters: list[Quarter]) -> Row:
    now = {f: count.total(territory, f, quarters) for f in FLOWS}
    before = {f: count.total(territory, f, a_year_earlier(quarters)) for f in FLOWS}
    balance = less(now["E"], now["I"])
    row: Row = {
        "balance_eur": balance,
        "coverage_pct": percent(now["E"], now["I"]),
        "balance_change_eur": less(balance, less(before["E"], before["I"])),
    }
    for flow in FLOWS:
        change = less(now[flow], before[flow])
        row[f"{WORD[flow]}_eur"] = now[flow]
        row[f"{WORD[flow]}_change_eur"] = change
        row[f"{WORD[flow]}_change_pct"] = percent(change, before[flow])
    return row


def _zone(cell: Cell) -> str:
    return "eu27" if cell.country in WITHIN else ZONE_OF.get(cell.country, "none")


def _eu(cell: Cell) -> str:
    return {"eu27": "eu27", "none": "none"}.get(_zone(cell), "extra-eu")


def _a38(cell: Cell) -> str:
    return A38.get(cell.a129, cell.a129)


CODE_OF: dict[str, Callable[[Cell], str]] = {
    "country": attrgetter("country"),
    "zone": _zone,
    "eu": _eu,
    "a38": _a38,
    "a17": lambda cell: A17.get(_a38(cell), _a38(cell)),
    "cpf4": attrgetter("cpf4"),
    "a129": attrgetter("a129"),
}
"""The element of a breakdown to which a record belongs."""


def sums(cells: Iterable[Cell] | None, dimension: str) -> dict[str, int] | None:
    """Return the value of each element; None where the flow is not known."""
    if cells is None:
        return None
    code_of = CODE_OF[dimension]
    found: dict[str, int] = defaultdict(int)
    for cell in cells:
        found[code_of(cell)] += cell.value
    return found


def contributions(count: Recount, territory: str, period: str, level: str) -> Iterator[Row]:
    """Yield the rows of `contributions`."""
    quarters = quarters_of(period)
    earlier = a_year_earlier(quarters)
    for dimension in ("country", level):
        now = {f: sums(count.of(territory, f, quarters), dimension) for f in FLOWS}
        before = {f: sums(count.of(territory, f, earlier), dimension) for f in FLOWS}
        items = {code for each in (*now.values(), *before.values()) for code in each or {}}
        rows: list[tuple[int, str, Row]] = []
        for item in sorted(items):
            row: Row = {
                "territory": territory, "period": period, "dimension": dimension, "item": item,
                "change_note": count.note(quarters), "data": "customs",
            }  # fmt: skip
            size = 0
            for flow in FLOWS:
                own = _added(now[flow], before[flow], item)
                row |= {f"{WORD[flow]}_{name}": value for name, value in own.items()}
                size += abs(int(own["change_eur"] or 0))
            rows.append((-size, item, row))
        yield from (row for _, _, row in sorted(rows, key=lambda each: each[:2]))


def _added(
    now: dict[str, int] | None, before: dict[str, int] | None, item: str
) -> dict[str, int | float | None]:
    value = None if now is None else now.get(item, 0)
    was = None if now is None or before is None else before.get(item, 0)
    change = less(value, was)
    total = None if was is None or before is None else sum(before.values())
    return {
        "eur": value,
        "change_eur": change,
        "contribution_pts": percent(change, total),
        "change_pct": percent(change, was),
    }


def structure(count: Recount, territory: str, period: str) -> Iterator[Row]:
    """Yield the rows of `structure`."""
    quarters = quarters_of(period)
    places = {"": territory, "region_": region_above(territory), "france_": "france"}
    if territory == "france":
        places["france_"] = None
    known: dict[str, Iterable[str]] = {
        "zone": ZONES,
        "eu": ("eu27", "extra-eu", "none"),
        "a17": EVERY_A17,
        "a38": EVERY_A38,
    }
    for dimension, items in known.items():
        for item in items:
            row: Row = {
                "territory": territory, "period": period, "dimension": dimension, "item": item,
                "data": "customs",
            }  # fmt: skip
            for flow in FLOWS:
                word = WORD[flow]
                for prefix, place in places.items():
                    found = sums(count.of(place, flow, quarters), dimension) if place else None
                    value = None if found is None else found.get(item, 0)
                    whole = None if found is None else sum(found.values())
                    row[f"{prefix}{word}_share_pct"] = percent(value, whole)
                    if not prefix:
                        row[f"{word}_eur"] = value
                for area in ("region", "france"):
                    mine, theirs = row[f"{word}_share_pct"], row[f"{area}_{word}_share_pct"]
                    gap = None
                    if mine is not None and theirs is not None:
                        gap = float(mine) - float(theirs)
                    row[f"{word}_gap_{area}_pts"] = gap
            yield row
