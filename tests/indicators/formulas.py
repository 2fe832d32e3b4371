"""The indicators beyond the four tables, counted a second time from their formulas.

Written from the definitions and the contract with the standard library alone; never imports
``tradefiche``. Slow and plain on purpose. Names and labels are left out: they are not counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.recount import FLOWS, WORD
from tests.rereading import CUSTOMS, MEMBERS, REGION_OF, a_year_earlier, order_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.recount import Recount, Row
    from tests.rereading import Quarter


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
                "data": "customs",
            }


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
