"""The indices and quotients counted a second time from their formulas, as `formulas` does.

Never imports ``tradefiche``. The thresholds and floors are those that the publication states.
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

from tests.indicators.formulas import ZONE_OF, percent, region_above, sums
from tests.recount import FLOWS, WORD
from tests.rereading import CUSTOMS, MEMBERS, UNITS, UNRANKABLE, quarters_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tests.recount import Recount, Row
    from tests.rereading import Cell, Quarter

INSEE = {customs: insee for insee, customs in CUSTOMS.items()}
FLOW = {"E": "export", "I": "import"}
FLOOR_EUR, FLOOR_PCT = 1_000_000, 0.1
HHI, SHARE_PCT, RATIO = 0.4, 50, 1


def peers(territory: str) -> list[str]:
    """Return the territories among which one is ranked."""
    kind = territory.partition("-")[0]
    if kind == "dept" and territory != "dept-99":
        return [f"dept-{INSEE.get(dept, dept)}" for dept in UNITS]
    return [f"region-{code}" for code in MEMBERS] if kind == "region" else []


def place(values: Mapping[str, float | None], mine: str) -> int | None:
    """Return the rank from 1, the larger first, then the code; none for 0 and the unknown."""
    counted = {each: value for each, value in values.items() if value}
    ordered = sorted(counted, key=lambda each: (-(counted[each] or 0), each.rpartition("-")[2]))
    return ordered.index(mine) + 1 if mine in counted else None


def specialisation(count: Recount, territory: str, period: str, level: str) -> Iterator[Row]:
    """Yield the rows of `specialisation`."""
    quarters = quarters_of(period)
    own = {f: sums(count.of(territory, f, quarters), level) for f in FLOWS}
    france = {f: sums(count.of("france", f, quarters), level) for f in FLOWS}
    rivals = {
        f: {peer: sums(count.of(peer, f, quarters), level) or {} for peer in peers(territory)}
        for f in FLOWS
    }
    rows = []
    for product in {code for each in own.values() for code in each or {}}:
        row: Row = {"territory": territory, "period": period, "level": level, "product": product}
        listed = [
            _compared(row, flow, own[flow], None if territory == "france" else france[flow], rivals)
            for flow in FLOWS
        ]
        if any(listed):
            rca, lq = row["rca"], row["imports_lq"]
            row["rsca"] = None if rca is None else (float(rca) - 1) / (float(rca) + 1)
            rows.append((rca is None, -float(rca or 0), lq is None, -float(lq or 0), product, row))
    for *_, row in sorted(rows, key=lambda each: each[:5]):
        yield row | {"data": "customs"}


def _compared(
    row: Row,
    flow: str,
    own: dict[str, int] | None,
    france: dict[str, int] | None,
    rivals: dict[str, dict[str, dict[str, int]]],
) -> bool:
    word, product = WORD[flow], str(row["product"])
    value = None if own is None else own.get(product, 0)
    share = percent(value, sum((own or {}).values()))
    whole = None if france is None else france.get(product, 0)
    share_france = percent(whole, sum((france or {}).values()))
    listed, quotient = False, None
    if value is not None and share is not None:
        listed = value >= FLOOR_EUR and share >= FLOOR_PCT
        quotient = share / share_france if listed and share_france and share_france > 0 else None
    ranked = {peer: found.get(product) for peer, found in rivals[flow].items()}
    row |= {
        f"{word}_eur": value,
        f"{word}_share_pct": share,
        f"france_{word}_share_pct": share_france,
        "rca" if flow == "E" else "imports_lq": quotient,
        f"{word}_share_france_pct": percent(value, whole),
        f"{word}_rank": None if value is None else place(ranked, str(row["territory"])),
    }
    return listed


def index(values: Iterable[int]) -> float | None:
    """Return the sum of squared shares of what is positive."""
    positive = [value for value in values if value > 0]
    return math.fsum((v / sum(positive)) ** 2 for v in positive) if positive else None


def _base(cells: list[Cell] | None, dimension: str) -> list[int] | None:
    """Return the positive values of what can be ranked, the largest first."""
    found = sums(cells, dimension)
    if found is None:
        return None
    rankable = {c: v for c, v in found.items() if dimension != "country" or c not in UNRANKABLE}
    return sorted((value for value in rankable.values() if value > 0), reverse=True)


def concentration(count: Recount, territory: str, period: str, level: str) -> Iterator[Row]:
    """Yield the rows of `concentration`."""
    quarters = quarters_of(period)
    for flow in FLOWS:
        for dimension in ("country", level):
            head: Row = {
                "territory": territory, "period": period, "flow": FLOW[flow],
                "dimension": dimension, "value_eur": count.total(territory, flow, quarters),
                "data": "customs",
            }  # fmt: skip
            yield head | _spread(count, territory, flow, dimension, quarters)


def _spread(
    count: Recount, territory: str, flow: str, dimension: str, quarters: list[Quarter]
) -> Row:
    alone = len(_base(count.of("france", flow, quarters), dimension) or []) == 1

    def hhi(where: str | None) -> float | None:
        if where is None or alone:
            return None
        return index(_base(count.of(where, flow, quarters), dimension) or [])

    cells = count.of(territory, flow, quarters)
    base = _base(cells, dimension)
    whole = sum(base or [])
    shares = [value / whole for value in base or []]
    n, mine = len(shares), hhi(territory)
    out = [c.value for c in cells or [] if dimension == "country" and c.country in UNRANKABLE]
    several = mine is not None and n > 1
    entropy = -math.fsum(share * math.log(share) for share in shares)
    return {
        "count": None if base is None else n,
        "excluded_share_pct": percent(sum(out), count.total(territory, flow, quarters)),
        "hhi": mine,
        "hhi_normalised": ((mine or 0) - 1 / n) / (1 - 1 / n) if several else None,
        "region_hhi": hhi(region_above(territory)),
        "france_hhi": None if territory == "france" else hhi("france"),
        "hhi_rank": place({peer: hhi(peer) for peer in peers(territory)}, territory),
        "effective_hhi": 1 / mine if mine else None,
        "effective_entropy": math.exp(entropy) if shares and not alone else None,
        **{
            f"top{k}_share_pct": percent(sum(base[:k]), count.total(territory, flow, quarters))
            if base
            else None
            for k in (1, 3, 5, 10)
        },
    }


def dependence(count: Recount, territory: str, period: str, level: str) -> Iterator[Row]:
    """Yield the rows of `dependence`."""
    quarters = quarters_of(period)
    imports = count.of(territory, "I", quarters) or []
    exports = sums(count.of(territory, "E", quarters), level)
    by_product: dict[str, list[Cell]] = defaultdict(list)
    for cell in imports:
        by_product[{"cpf4": cell.cpf4}.get(level, cell.a129)].append(cell)
    rows = []
    for product, cells in by_product.items():
        value = sum(cell.value for cell in cells)
        if value > 0:
            sold = None if exports is None else exports.get(product, 0)
            row: Row = {
                "territory": territory, "period": period, "level": level, "product": product,
                "imports_eur": value, "exports_eur": sold, "data": "customs",
                "imports_share_pct": percent(value, sum(cell.value for cell in imports)),
                **_suppliers(cells, value, sold),
            }  # fmt: skip
            rows.append((-value, product, row))
    yield from (row for _, _, row in sorted(rows, key=lambda each: each[:2]))


def _suppliers(cells: list[Cell], value: int, sold: int | None) -> Row:
    by_country = sums(cells, "country") or {}
    ranked = {c: v for c, v in by_country.items() if c not in UNRANKABLE}
    outside = {c: v for c, v in ranked.items() if ZONE_OF.get(c, "eu27") != "eu27"}
    first = min((c for c in ranked if ranked[c] > 0), key=lambda c: (-ranked[c], c), default=None)
    hhi, share = index(outside.values()), percent(sum(outside.values()), value)
    beyond = hhi is not None and share is not None and hhi > HHI and share > SHARE_PCT
    return {
        "first_country": first,
        "first_share_pct": percent(ranked[first], value) if first else None,
        "extra_eu_hhi": hhi,
        "extra_eu_share_pct": share,
        "extra_eu_to_exports": sum(outside.values()) / sold if sold else None,
        "to_examine": None if sold is None else beyond and sum(outside.values()) > RATIO * sold,
    }


def exposure(
    count: Recount,
    territory: str,
    period: str,
    level: str,
    partner: str,
    members: set[str],
    tariff: float | None = None,
) -> Iterator[Row]:
    """Yield the rows of `exposure` for one partner."""
    quarters = quarters_of(period)
    found = {f: count.of(territory, f, quarters) for f in FLOWS}
    products = {
        {"cpf4": c.cpf4}.get(level, c.a129)
        for cells in found.values()
        for c in cells or []
        if c.country in members
    }
    rows = []
    for product in (None, *products):
        row: Row = {
            "territory": territory, "period": period, "partner": partner, "level": level,
            "product": product or "TOTAL", "data": "customs", "tariff_pct": tariff,
        }  # fmt: skip
        for flow in FLOWS:
            _exposed(row, count, flow, quarters, product, members)
        sold, bought = (row[f"{WORD[flow]}_eur"] for flow in FLOWS)
        row["tariff_eur"] = None
        if tariff is not None and sold is not None:
            due = int(sold) * tariff / 100
            row["tariff_eur"] = int(math.copysign(math.floor(abs(due) + 0.5), due))
        key = (product is not None, sold is None, -int(sold or 0), -int(bought or 0), product or "")
        rows.append((key, row))
    yield from (row for _, row in sorted(rows, key=lambda each: each[0]))


def _exposed(
    row: Row,
    count: Recount,
    flow: str,
    quarters: list[Quarter],
    product: str | None,
    members: set[str],
) -> None:
    territory, level, word = str(row["territory"]), str(row["level"]), WORD[flow]

    def share(where: str | None) -> float | None:
        cells = None if where is None else count.of(where, flow, quarters)
        if cells is None:
            return None
        whole = [c for c in cells if product in (None, {"cpf4": c.cpf4}.get(level, c.a129))]
        mine = sum(c.value for c in whole if c.country in members)
        return percent(mine, sum(c.value for c in whole))

    cells = count.of(territory, flow, quarters)
    known = None if cells is None else [c for c in cells if c.country in members]
    by_product = sums(known, level)
    value = None
    if by_product is not None:
        value = by_product.get(product, 0) if product else sum(by_product.values())
    countries = {c: v for c, v in (sums(cells, "country") or {}).items() if c not in UNRANKABLE}
    single = next(iter(members)) if len(members) == 1 else ""
    row |= {
        f"{word}_eur": value,
        f"{word}_part_pct": percent(value, sum((by_product or {}).values())),
        f"{word}_rank": place(dict(by_product or {}), product)
        if product
        else place(dict(countries), single),
        f"{word}_exposure_pct": share(territory),
        f"region_{word}_exposure_pct": share(region_above(territory)),
        f"france_{word}_exposure_pct": None if territory == "france" else share("france"),
        f"{word}_exposure_rank": place({peer: share(peer) for peer in peers(territory)}, territory),
    }
