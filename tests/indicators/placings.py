"""The ranking counted a second time from its definition, as `formulas` does.

Never imports ``tradefiche``. Quotients are fractions, so that equal ones are equal.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from tests.indicators.formulas import less, sums, written
from tests.recount import FLOWS, WORD
from tests.rereading import INSEE, MEMBERS, UNITS, UNRANKABLE, a_year_earlier, quarters_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.recount import Recount, Row
    from tests.rereading import Quarter

DEPTS = [f"dept-{INSEE.get(dept, dept)}" for dept in UNITS]
REGIONS = [f"region-{code}" for code in MEMBERS]
EVERYWHERE = [*DEPTS, "dept-99", *REGIONS, "france"]
_FLOW = {word: flow for flow, word in WORD.items()}
_SPREAD = {"countries": "country", "products": "a129"}


class Counted(NamedTuple):
    """A value, what of it adds up to France's, and whether anything is recorded."""

    value: Fraction | int | None
    amount: int | None = None
    recorded: bool = True


def ratio(part: int | None, whole: int | None) -> Fraction | None:
    """Return a share in percent; nothing over nothing."""
    return None if part is None or not whole else Fraction(100 * part, whole)


class Placing:
    """The measures of every territory in some quarters.

    Args:
        count: what is counted: of what filters leave.
        whole: the same of all products and countries.
    """

    def __init__(self, count: Recount, whole: Recount) -> None:
        self.count, self.whole = count, whole

    def rows(self, territories: Sequence[str], period: str, measure: str) -> Iterator[Row]:
        """Yield the rows of `ranking`, the largest value first."""
        quarters = quarters_of(period)
        found = {each: self.of(each, quarters, measure) for each in EVERYWHERE}
        ranks, earlier = self.ranks(quarters, measure), {}
        if "change" not in measure:
            earlier = self.ranks(a_year_earlier(quarters), measure)
        note = self.count.note(quarters)
        broken = "emebi" in (note or "")
        for each in sorted(territories, key=lambda t: _order(t, found)):
            value, amount, _ = found[each]
            rank, before = ranks.get(each), earlier.get(each)
            down_to = [found[t].amount or 0 for t, r in ranks.items() if rank and r <= rank
                       and t.partition("-")[0] == each.partition("-")[0]]  # fmt: skip
            france = found["france"].amount
            yield {
                "territory": each,
                "period": written(quarters),
                "measure": measure,
                "value": _number(value),
                "rank": rank,
                "share_france_pct": _number(ratio(amount, france)) if each != "france" else None,
                "cumulated_share_pct": _number(ratio(sum(down_to), france)) if down_to else None,
                "before_rank": before,
                "rank_change": None if broken else less(before, rank),
                "france_value": _number(found["france"].value),
                "product_level": "a129" if measure.endswith("hhi_products") else None,
                "change_note": note,
                "data": "customs",
            }

    def ranks(self, quarters: list[Quarter], measure: str) -> dict[str, int]:
        """Return the ranks of all units and of all régions."""
        found = {each: self.of(each, quarters, measure) for each in (*DEPTS, *REGIONS)}
        ranks: dict[str, int] = {}
        for peers in (DEPTS, REGIONS):
            known = [t for t in peers if found[t].value is not None and found[t].recorded]
            known.sort(key=lambda t: _order(t, found))
            ranks |= {each: place for place, each in enumerate(known, 1)}
        return ranks

    def of(self, territory: str, quarters: list[Quarter], measure: str) -> Counted:
        """Return one measure of one territory."""
        now = {f: self.count.total(territory, f, quarters) for f in FLOWS}
        before = {f: self.count.total(territory, f, a_year_earlier(quarters)) for f in FLOWS}
        side, _, what = measure.partition("_")
        if side in ("coverage", "balance"):
            return self._both(quarters, now, before, measure)
        flow = _FLOW[side]
        value, earlier = now[flow], before[flow]
        if what.startswith("hhi_"):
            return Counted(self._hhi(territory, flow, quarters, _SPREAD[what.removeprefix("hhi_")]))
        if what.startswith("change"):
            moved = None if self._broken(quarters) else less(value, earlier)
            if what == "change_eur":
                return Counted(moved, None, bool(value) or bool(earlier))
            told = (value or 0) > 0 and (earlier or 0) > 0
            return Counted(ratio(moved, earlier) if told else None)
        amount = None if what == "share_pct" else value
        if what == "share_france_pct":
            france = None if territory == "france" else self.count.total("france", flow, quarters)
            return Counted(ratio(value, france), amount, bool(value))
        whole = self.whole.total(territory, flow, quarters)
        return Counted(ratio(value, whole) if what else value, amount, bool(value))

    def _both(
        self,
        quarters: list[Quarter],
        now: dict[str, int | None],
        before: dict[str, int | None],
        measure: str,
    ) -> Counted:
        if measure == "coverage":
            return Counted(ratio(now["E"], now["I"]), None, bool(now["E"]))
        balance, earlier = less(now["E"], now["I"]), less(before["E"], before["I"])
        if measure == "balance":
            return Counted(balance, None, bool(now["E"]) or bool(now["I"]))
        some = any([*now.values(), *before.values()])
        return Counted(None if self._broken(quarters) else less(balance, earlier), None, some)

    def _broken(self, quarters: list[Quarter]) -> bool:
        return "emebi" in (self.count.note(quarters) or "")

    def _hhi(
        self, territory: str, flow: str, quarters: list[Quarter], dimension: str
    ) -> Fraction | None:
        found = sums(self.count.of(territory, flow, quarters), dimension) or {}
        kept = [v for c, v in found.items() if v > 0]
        if dimension == "country":
            kept = [v for c, v in found.items() if v > 0 and c not in UNRANKABLE]
        every = sums(self.count.of("france", flow, quarters), dimension) or {}
        left = [c for c, v in every.items() if v > 0]
        if dimension == "country":
            left = [c for c in left if c not in UNRANKABLE]
        if len(left) == 1:
            return None
        return Fraction(sum(v * v for v in kept), sum(kept) ** 2) if kept else None


def _order(territory: str, found: dict[str, Counted]) -> tuple[object, ...]:
    value = found[territory].value
    _, _, code = territory.partition("-")
    return (value is None, -(value or 0), code or "FR", territory)


def _number(value: Fraction | int | None) -> float | None:
    return None if value is None else float(value)
