"""The four tables counted a second time, with the standard library alone.

Written from the contract and from nothing else: it never imports ``tradefiche``. Slow and plain
on purpose. Names, labels and zones are left out: they are not counted.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from tests.rereading import (
    CUSTOMS,
    INSEE,
    MEMBERS,
    REGION_OF,
    UNITS,
    UNRANKABLE,
    Cell,
    Key,
    Quarter,
    a_year_earlier,
    depts_of,
    months_after,
    quarters_of,
    records,
    release_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

Value = int | float | str | bool | None
Row = dict[str, Value]

FLOWS = ("E", "I")
WORD = {"E": "exports", "I": "imports"}
ENERGY = {"B05Z", "B06Z", "C19Z", "D35A", "D35B"}


def _mass(cells: Iterable[Cell]) -> int | None:
    masses = [c.mass for c in cells]
    known = [m for m in masses if m is not None]
    return None if masses and not known else sum(known)


def _percent(part: int | None, whole: int | None) -> float | None:
    return None if part is None or not whole else 100 * part / whole


def _ranks(values: dict[str, int]) -> dict[str, int]:
    kept = sorted((code for code in values if values[code]), key=lambda c: (-values[c], c))
    return {code: place for place, code in enumerate(kept, 1)}


class Recount:
    """The tables of a set of Customs files, given in the order in which they arrived."""

    def __init__(self, paths: Sequence[Path], *, as_of: str | None = None) -> None:
        self.cells: dict[Key, list[Cell]] = {}
        self.release: dict[Key, str | None] = {}
        for path in paths:
            release = release_of(path)
            if as_of is None or (release is not None and release <= as_of):
                self._take(path, release)

    def _take(self, path: Path, release: str | None) -> None:
        new: dict[Key, list[Cell]] = defaultdict(list)
        for flow, quarter, year, dept, _, a129, cpf4, country, value, mass in records(path):
            cell = Cell(dept, a129, cpf4, country, int(value), int(mass) if mass else None)
            new[flow, int(year), int(quarter)].append(cell)
        for key, cells in new.items():
            if key not in self.cells or (self.release[key] or "") <= (release or ""):
                self.cells[key], self.release[key] = cells, release

    def held(self, flow: str, quarters: Iterable[Quarter]) -> bool:
        """Say whether the flow is known for all these quarters."""
        return all((flow, *quarter) in self.cells for quarter in quarters)

    def of(self, territory: str, flow: str, quarters: Sequence[Quarter]) -> list[Cell] | None:
        """Return the territory's records of a flow; None where the flow is not known."""
        if not self.held(flow, quarters):
            return None
        depts = depts_of(territory)
        cells = [c for quarter in quarters for c in self.cells[flow, *quarter]]
        return cells if depts is None else [c for c in cells if c.dept in depts]

    def total(self, territory: str, flow: str, quarters: Sequence[Quarter]) -> int | None:
        """Return the value of a flow in euros; None where it is not known."""
        cells = self.of(territory, flow, quarters)
        return None if cells is None else sum(c.value for c in cells)

    def table(
        self, name: str, territory: str, period: str, level: str = "a129", top: int = 10
    ) -> list[Row]:
        """Return the rows of one of the four tables for one territory and period."""
        quarters = quarters_of(period)
        if name == "totals":
            rows = [self._totals(territory, quarters)]
        elif name == "flows":
            rows = self._flows(territory, quarters, level, top)
        else:
            rows = self._sides(territory, quarters, "country" if name == "partners" else level)
        head: Row = {"territory": territory, "period": period}
        return [head | row | {"data": "customs"} for row in rows]

    def _totals(self, territory: str, quarters: list[Quarter]) -> Row:
        kind, _, code = territory.partition("-")
        dept = CUSTOMS.get(code, code)
        region = REGION_OF[dept] if kind == "dept" else None
        alone = region is not None and MEMBERS[region] == [dept]
        values = {flow: self.total(territory, flow, quarters) for flow in FLOWS}
        exports, imports = values["E"], values["I"]
        row: Row = {
            "exports_eur": exports,
            "imports_eur": imports,
            "balance_eur": None if exports is None or imports is None else exports - imports,
            "coverage_pct": _percent(exports, imports),
            "change_note": self.note(quarters),
        }
        for flow in FLOWS:
            value, word = values[flow], WORD[flow]
            whole = self.total("france", flow, quarters)
            mine = self.total(f"region-{region}", flow, quarters) if region and not alone else None
            cells = self.of(territory, flow, quarters)
            row[f"{word}_share_region_pct"] = _percent(value, mine)
            row[f"{word}_share_france_pct"] = None if kind == "france" else _percent(value, whole)
            row[f"{word}_rank"] = self._rank(territory, flow, quarters)
            row[f"{word}_change_pct"] = self._change(territory, flow, quarters)
            row[f"{word}_kg"] = None if cells is None else _mass(cells)
            row[f"{word}_excl_energy_eur"] = (
                None if cells is None else sum(c.value for c in cells if c.a129 not in ENERGY)
            )
        rest = [row[f"{word}_excl_energy_eur"] for word in WORD.values()]
        known = [each for each in rest if isinstance(each, int)]
        row["balance_excl_energy_eur"] = known[0] - known[1] if len(known) == len(rest) else None
        return row

    def _rank(self, territory: str, flow: str, quarters: list[Quarter]) -> int | None:
        kind, _, code = territory.partition("-")
        peers = {
            "dept": [f"dept-{INSEE.get(dept, dept)}" for dept in UNITS],
            "region": [f"region-{region}" for region in MEMBERS],
            "france": [],
        }[kind]
        totals = {p.partition("-")[2]: self.total(p, flow, quarters) for p in peers}
        known = {peer: value for peer, value in totals.items() if value is not None}
        return _ranks(known).get(code)

    def _change(self, territory: str, flow: str, quarters: list[Quarter]) -> float | None:
        now = self.total(territory, flow, quarters)
        before = self.total(territory, flow, a_year_earlier(quarters))
        return None if now is None or not before else 100 * (now - before) / before

    def note(self, quarters: list[Quarter]) -> str | None:
        """Return what stands against a change over the year."""
        earlier = a_year_earlier(quarters)
        codes = []
        if max(quarters) >= (2022, 1) > min(earlier):
            codes.append("emebi")
        compared = [f for f in FLOWS if self.held(f, quarters) and self.held(f, earlier)]
        pairs = zip(quarters, earlier, strict=True)
        if any(self._mixed((f, *new), (f, *old)) for new, old in pairs for f in compared):
            codes.append("vintage")
        return " ".join(codes) or None

    def _mixed(self, new: Key, old: Key) -> bool:
        releases = self.release[new], self.release[old]
        if releases[0] is None or releases[1] is None or releases[0] == releases[1]:
            return False
        return (months_after(new, releases[0]) < 12) != (months_after(old, releases[1]) < 12)

    def _sides(self, territory: str, quarters: list[Quarter], field: str) -> list[Row]:
        flows = {flow: self.of(territory, flow, quarters) for flow in FLOWS}
        codes = sorted({_code(c, field) for cells in flows.values() for c in cells or ()})
        columns = [_side(flows[flow], field, codes, WORD[flow]) for flow in FLOWS]
        rows: list[tuple[int, str, Row]] = []
        for code in codes:
            row: Row = (
                {"country": code} if field == "country" else {"level": field, "product": code}
            )
            exports, imports = (sum(c.value for c in _with(flows[f], field, code)) for f in FLOWS)
            row |= columns[0][code] | columns[1][code]
            both = flows["E"] is not None and flows["I"] is not None
            row["balance_eur"] = exports - imports if both else None
            rows.append((-(exports + imports), code, row))
        return [row for _, _, row in sorted(rows, key=lambda r: r[:2])]

    def _flows(self, territory: str, quarters: list[Quarter], level: str, top: int) -> list[Row]:
        return [
            row
            for flow in FLOWS
            for row in _pairs(self.of(territory, flow, quarters) or [], flow, level, top)
        ]


def _side(cells: list[Cell] | None, field: str, codes: list[str], word: str) -> dict[str, Row]:
    groups = {code: _with(cells, field, code) for code in codes}
    values = {code: sum(c.value for c in group) for code, group in groups.items()}
    ranks = _ranks({code: v for code, v in values.items() if _rankable(field, code)})
    return {
        code: {
            f"{word}_eur": None if cells is None else values[code],
            f"{word}_share_pct": _percent(values[code], sum(values.values())),
            f"{word}_rank": ranks.get(code),
            f"{word}_kg": None if cells is None else _mass(groups[code]),
        }
        for code in codes
    }


def _pairs(cells: list[Cell], flow: str, level: str, top: int) -> list[Row]:
    by_product, by_country = _sums(cells, level), _sums(cells, "country")
    products = _best(by_product, top)
    countries = _best({c: v for c, v in by_country.items() if _rankable("country", c)}, top)
    finest: dict[tuple[str, str], int] = defaultdict(int)
    for cell in cells:
        finest[_code(cell, level), cell.country] += cell.value
    pairs: dict[tuple[str, str], int] = defaultdict(int)
    largest: dict[tuple[str, str], int] = {}
    for (product, country), value in finest.items():
        left = product if product in products else "OTHER"
        right = country if country in countries else "OTHER"
        pairs[left, right] += value
        if _rankable("country", country):
            largest[left, right] = max(value, largest.get((left, right), value))
    ordered = sorted(
        (pair for pair in pairs if pairs[pair]),
        key=lambda pair: ("OTHER" in pair, -pairs[pair], *pair),
    )
    rows: list[Row] = []
    for place, pair in enumerate(ordered, 1):
        rank = None if "OTHER" in pair else place
        rows.append(
            {
                "flow": "export" if flow == "E" else "import",
                "level": level,
                "product": pair[0],
                "country": pair[1],
                "value_eur": pairs[pair],
                "share_pct": _percent(pairs[pair], sum(pairs.values())),
                "rank": rank,
                "highlighted": rank is not None and rank <= 5,
                "largest_pair_eur": largest.get(pair),
            }
        )
    return rows


def _rankable(field: str, code: str) -> bool:
    return field != "country" or code not in UNRANKABLE


def _best(values: dict[str, int], top: int) -> set[str]:
    return {code for code, place in _ranks(values).items() if place <= top}


def _code(cell: Cell, field: str) -> str:
    return {"a129": cell.a129, "cpf4": cell.cpf4, "country": cell.country}[field]


def _with(cells: list[Cell] | None, field: str, code: str) -> list[Cell]:
    return [c for c in cells or () if _code(c, field) == code]


def _sums(cells: list[Cell], field: str) -> dict[str, int]:
    sums: dict[str, int] = defaultdict(int)
    for cell in cells:
        sums[_code(cell, field)] += cell.value
    return sums
