"""Find thin quarters, whose file was probably cut off before its end.

A regional file is sorted by quarter, then by département, so a truncated one lacks the last
départements of its last quarter. The layout has no end marker: truncation shows only by comparison
with other quarters and with the usual size of the Customs' files.
"""

from __future__ import annotations

from collections import Counter
from statistics import median
from typing import TYPE_CHECKING, Literal, NamedTuple

from tradefiche.customs.ingest_report import listed
from tradefiche.language.typography import number
from tradefiche.reference.checks import checks
from tradefiche.reference.gazetteer import gazetteer

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tradefiche.customs.held import HeldQuarter
    from tradefiche.reference.checks_schema import Coverage
    from tradefiche.reference.periods import Period, Quarter
    from tradefiche.reference.terms import Flow

_PERCENT = 100
ThinCode = Literal["thin-departments", "thin-rows"]


class Thin(NamedTuple):
    """A flow and quarter that is probably incomplete.

    Attributes:
        departments, expected_departments: number of expected départements present, and expected.
        missing: sorted codes of the absent ones, if their absence is what makes it thin.
        rows, usual_rows: its number of rows, and the usual number.
    """

    flow: Flow
    quarter: Quarter
    departments: int
    expected_departments: int
    missing: tuple[str, ...]
    rows: int
    usual_rows: int

    @property
    def measured(self) -> tuple[ThinCode, int, int]:
        """The code of the issue in `config/checks.yaml`, the value measured and its reference."""
        if self.missing:
            return "thin-departments", self.departments, self.expected_departments
        return "thin-rows", self.rows, self.usual_rows

    @property
    def text(self) -> str:
        """A one-line message in English."""
        what = f"{self.flow}s {self.quarter} are thin, the file probably incomplete: "
        if self.missing:
            counts = f"{self.departments} of {self.expected_departments} départements"
            what += f"{counts} (not {listed(self.missing)}), "
        rows = f"{number(self.rows, lang='en')} rows"
        usual = f", about {number(self.usual_rows, lang='en')} expected"
        return f"{what}{rows}{usual if self.usual_rows > self.rows else ''}"


def thin_quarters(
    slices: Mapping[tuple[Flow, Quarter], HeldQuarter], config_dirs: tuple[Path, ...]
) -> dict[tuple[Flow, Quarter], Thin]:
    """Return the thin quarters among `slices`, by flow and quarter, sorted.

    Each is compared with the other quarters of its flow and, if it has as many rows per
    département as the Customs' files, also with `coverage` in `config/checks.yaml`.
    """
    places = gazetteer(config_dirs)
    units = (*places.units, places.monaco)
    known = frozenset(code for unit in units for code in unit.customs)
    bounds = checks(config_dirs).coverage
    present = {key: _departments(held) & known for key, held in slices.items()}
    found = {}
    for flow in sorted({flow for flow, _ in slices}):
        mine = sorted(key for key in slices if key[0] == flow)
        times = Counter(code for key in mine for code in present[key])
        noted = sum(slices[key].departments is not None for key in mine)
        for key in mine:
            held = slices[key]
            elsewhere = times - Counter(present[key])
            others = noted - (held.departments is not None)
            usual = _Usual(
                departments={code for code, count in elsewhere.items() if 2 * count >= others},
                rows=int(median([slices[other].rows for other in mine if other != key] or [0])),
            )
            if thin := _thin(held, present[key], usual, known, bounds):
                found[key] = thin
    return found


def thin_behind(period: Period, found: Mapping[tuple[Flow, Quarter], Thin]) -> list[Thin]:
    """Return the thin quarters that lie in a period or in the same period a year earlier."""
    quarters = {*period.quarters, *period.year_before().quarters}
    return [thin for (_, quarter), thin in found.items() if quarter in quarters]


class _Usual(NamedTuple):
    """The départements found in at least half of a flow's other quarters, and their median rows."""

    departments: set[str]
    rows: int


def _thin(
    held: HeldQuarter, present: set[str], others: _Usual, known: frozenset[str], bounds: Coverage
) -> Thin | None:
    expected, usual = set(others.departments), others.rows
    few = usual >= bounds.least_rows and held.rows * _PERCENT < bounds.rows_pct * usual
    if dense := held.rows >= bounds.dense_rows * len(present) > 0:
        expected |= known
        usual = usual or bounds.quarter_rows
        few |= held.rows * _PERCENT < bounds.quarter_rows_pct * bounds.quarter_rows
    missing = expected - present if present else set()
    lacking = bool(missing) if dense else _lacking(present & expected, missing, bounds)
    lacking &= dense or held.rows < usual
    if not (few or lacking):
        return None
    return Thin(
        flow=held.flow,
        quarter=held.when,
        departments=len(present & expected),
        expected_departments=len(expected),
        missing=tuple(sorted(missing)) if lacking else (),
        rows=held.rows,
        usual_rows=usual,
    )


def _lacking(present: set[str], missing: set[str], bounds: Coverage) -> bool:
    """Whether the missing départements suggest a truncated file: all the last ones, or many."""
    expected = len(present) + len(missing)
    if expected < bounds.least_departments or len(missing) < bounds.least_lacking:
        return False
    cut_off = bool(present) and min(missing) > max(present)
    return cut_off or len(present) * _PERCENT < bounds.departments_pct * expected


def _departments(held: HeldQuarter) -> set[str]:
    return set((held.departments or "").split())
