"""Who exports alike, counted a second time from the definition of Finger and Kreinin.

Never imports ``tradefiche``. Shares are fractions, so that no rounding hides in them.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

from tests.indicators import indices
from tests.indicators.formulas import sums
from tests.rereading import UNRANKABLE, quarters_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tests.recount import Recount, Row
    from tests.rereading import Quarter

NEAREST = 5
Shares = dict[str, Fraction]
Quarters = tuple["Quarter", ...]


@cache
def shares(count: Recount, territory: str, dimension: str, quarters: Quarters) -> Shares:
    """Return the share of each product, or country that can be ranked, in what is positive."""
    found = sums(count.of(territory, "E", quarters), dimension) or {}
    positive = {
        code: value
        for code, value in found.items()
        if value > 0 and (dimension != "country" or code not in UNRANKABLE)
    }
    return {code: Fraction(value, sum(positive.values())) for code, value in positive.items()}


def compared(count: Recount, territory: str, dimension: str, quarters: Quarters) -> Shares:
    """Return the shares, none where all of France has one product, or country, alone."""
    alone = len(shares(count, "france", dimension, quarters)) == 1
    return {} if alone else shares(count, territory, dimension, quarters)


def similarity(one: Shares, other: Shares) -> Fraction | None:
    """Return the sum of the smaller shares, of 100; none where there are none."""
    if not one or not other:
        return None
    return 100 * sum((min(one[code], other[code]) for code in {*one} & {*other}), Fraction(0))


def peers(
    count: Recount, territory: str, period: str, level: str, beside: Sequence[str] = ()
) -> Iterator[Row]:
    """Yield the rows of `peers`."""
    quarters = tuple(quarters_of(period))
    if not count.held("E", quarters):
        return
    group = [each for each in indices.peers(territory) if each != territory]
    if territory == "dept-99":
        group = indices.peers("dept-59")
    alike = {
        dimension: {
            each: similarity(
                compared(count, territory, dimension, quarters),
                compared(count, each, dimension, quarters),
            )
            for each in {*group, *beside} - {territory}
        }
        for dimension in (level, "country")
    }
    places = _places({each: alike[level][each] for each in group})
    chosen = [each for each in beside if each != territory] or [
        each for each, place in places.items() if place <= NEAREST
    ]
    chosen.sort(
        key=lambda each: (
            each not in places, places.get(each), -(alike[level][each] or 0),
            each.rpartition("-")[2],
        )
    )  # fmt: skip
    for each in chosen:
        yield {
            "territory": territory, "period": period, "level": level, "data": "customs",
            "rank": places.get(each), "peer": each,
            "products_similarity": _number(alike[level][each]),
            "countries_similarity": _number(alike["country"][each]),
            "exports_eur": count.total(territory, "E", quarters),
            "peer_exports_eur": count.total(each, "E", quarters),
            **_told(count, territory, each, level, quarters),
        }  # fmt: skip


def _places(values: Mapping[str, Fraction | None]) -> dict[str, int]:
    """Return the rank of what is above 0: the larger first, then the code."""
    ordered = sorted(
        (each for each, value in values.items() if value),
        key=lambda each: (-(values[each] or 0), each.rpartition("-")[2]),
    )
    return {each: place for place, each in enumerate(ordered, 1)}


def _told(count: Recount, territory: str, peer: str, level: str, quarters: Quarters) -> Row:
    row: Row = {}
    for name, dimension in (("product", level), ("country", "country")):
        mine, theirs = (compared(count, each, dimension, quarters) for each in (territory, peer))
        codes = sorted({*mine, *theirs})
        common = {code: min(mine.get(code, 0), theirs.get(code, 0)) for code in codes}
        gap = {code: abs(mine.get(code, 0) - theirs.get(code, 0)) for code in codes}
        first = max(codes, key=lambda code: (common[code], [-ord(c) for c in code]), default=None)
        apart = max(codes, key=lambda code: (gap[code], [-ord(c) for c in code]), default=None)
        some = first is not None and common[first] > 0
        row |= {
            f"common_{name}": first if some else None,
            f"common_{name}_pct": float(100 * common[first or ""]) if some else None,
            f"gap_{name}": apart,
            f"gap_{name}_pct": None if apart is None else float(100 * mine.get(apart, 0)),
            f"gap_{name}_peer_pct": None if apart is None else float(100 * theirs.get(apart, 0)),
        }
    return row


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(value)
