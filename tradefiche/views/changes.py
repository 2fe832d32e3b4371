"""Which year-on-year changes may be printed: one rule for charts, terminal text and fiches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tradefiche.reference.changes import BREAK, VINTAGE, may_be_told

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tradefiche.reference.terms import Side


@dataclass(frozen=True, slots=True)
class Change:
    """A change that may be printed.

    Attributes:
        percent: change from the same quarters a year earlier.
        reserved: whether first figures are compared with revised ones. Then a caution stands
            beside it wherever it is printed, and no title mentions it.
    """

    percent: float
    reserved: bool


def codes(row: Mapping[str, object]) -> frozenset[str]:
    """Return the codes in a row's `change_note`."""
    return frozenset(str(row.get("change_note") or "").split())


def comparable(row: Mapping[str, object]) -> bool:
    """Return whether a row may be compared with the year before: not across the break in series."""
    return BREAK not in codes(row)


def change(row: Mapping[str, object], side: Side) -> Change | None:
    """Return the change of a flow, if it may be printed.

    Args:
        row: a row of `totals` or `evolution`, with `exports_eur`, `exports_change_pct`, the same
            columns for imports, and `change_note`.
        side: which flow.

    Returns:
        None if unknown, across the break of January 2022, and if one of the two values is not
        above 0: a percentage then does not tell how the flow moved.
    """
    return _printable(row, row.get(f"{side}_eur"), row.get(f"{side}_change_pct"))


def change_in_parts(row: Mapping[str, object]) -> Change | None:
    """Return the change of a `shift_share` row, if it may be printed; else nor may its parts."""
    return _printable(row, row.get("value_eur"), row.get("change_pts"))


def _printable(row: Mapping[str, object], value: object, percent: object) -> Change | None:
    if not isinstance(value, int) or not isinstance(percent, int | float):
        return None
    if not may_be_told(comparable=comparable(row), value=value, percent=percent):
        return None
    return Change(float(percent), reserved=VINTAGE in codes(row))
