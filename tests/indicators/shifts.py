"""What moves with France, and who is alike, counted a second time from their formulas.

Never imports ``tradefiche``. Rates are fractions, so that no rounding hides in them.
"""

from __future__ import annotations

import math
from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING

from tests.indicators.formulas import percent, region_above
from tests.indicators.indices import FLOW
from tests.recount import FLOWS
from tests.rereading import a_year_earlier, quarters_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tests.recount import Recount, Row
    from tests.rereading import Cell, Quarter

Pair = tuple[str, str]


def shift_share(count: Recount, territory: str, period: str, level: str) -> Iterator[Row]:
    """Yield the rows of `shift_share`."""
    quarters = quarters_of(period)
    for flow in FLOWS:
        value, before = _both(count, territory, flow, quarters)
        row: Row = {
            "territory": territory, "period": period, "flow": FLOW[flow], "level": level,
            "value_eur": value, "change_note": count.note(quarters), "data": "customs",
        }  # fmt: skip
        row["change_eur"] = change = None if value is None or before is None else value - before
        row["change_pts"] = percent(change, before)
        for area, place in (
            ("region", region_above(territory)),
            ("france", None if territory == "france" else "france"),
        ):
            now, then = _both(count, place, flow, quarters) if place else (None, None)
            known = now is not None and then
            row[f"{area}_change_pts"] = percent((now or 0) - (then or 0), then) if known else None
            if area == "france":
                row |= _share(percent(value, now), percent(before, then))
        yield row | _parts(count, territory, flow, level, quarters, change)


def _both(
    count: Recount, territory: str, flow: str, quarters: list[Quarter]
) -> tuple[int | None, int | None]:
    """Return the flow now and a year earlier, which only counts where the flow is held now."""
    now = count.total(territory, flow, quarters)
    before = count.total(territory, flow, a_year_earlier(quarters))
    return now, None if now is None else before


def _share(now: float | None, before: float | None) -> Row:
    moved = None if now is None or before is None else now - before
    return {"share_france_pct": now, "share_france_change_pts": moved}


def _parts(
    count: Recount,
    territory: str,
    flow: str,
    level: str,
    quarters: list[Quarter],
    change: int | None,
) -> Row:
    """Return the parts in whole euros and in points, from the rates of France."""
    parts = ("national", "product_mix", "country_mix", "own")
    own = _pairs(count.of(territory, flow, a_year_earlier(quarters)), level)
    then = _pairs(count.of("france", flow, a_year_earlier(quarters)), level)
    now = _pairs(count.of("france", flow, quarters), level)
    if change is None or sum(then.values()) <= 0:
        return dict.fromkeys(f"{part}_{unit}" for part in parts for unit in ("eur", "pts"))

    def rate(*key: str) -> Fraction:
        """Return the growth of all, of a product, or of a product with a country."""
        was, value = (_under(each, key) for each in (then, now))
        return Fraction(value, was) - 1 if was > 0 else rate(*key[:-1])

    exact: dict[str, Fraction] = {
        "national": rate() * sum(own.values()),
        "product_mix": sum(((rate(p) - rate()) * v for (p, _), v in own.items()), Fraction(0)),
        "country_mix": sum(((rate(p, c) - rate(p)) * v for (p, c), v in own.items()), Fraction(0)),
    }
    whole = {part: math.floor(value + Fraction(1, 2)) for part, value in exact.items()}
    exact["own"], whole["own"] = (
        change - sum(exact.values(), Fraction(0)),
        change - sum(whole.values()),
    )
    base = sum(own.values())
    return {
        **{f"{part}_eur": value for part, value in whole.items()},
        **{f"{part}_pts": float(100 * v / base) if base else None for part, v in exact.items()},
    }


def _pairs(cells: Iterable[Cell] | None, level: str) -> dict[Pair, int]:
    found: dict[Pair, int] = defaultdict(int)
    for cell in cells or ():
        found[cell.cpf4 if level == "cpf4" else cell.a129, cell.country] += cell.value
    return dict(found)


def _under(pairs: Mapping[Pair, int], key: tuple[str, ...]) -> int:
    return sum(value for pair, value in pairs.items() if pair[: len(key)] == key)
