"""The balance without energy, where energy is a large enough share of a flow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_SIDES = ("exports", "imports")


def balance_apart(row: Mapping[str, Any], least_pct: float) -> int | None:
    """Return the balance without energy in whole euros.

    None if it is unknown, or if energy is no more than `least_pct` percent of either flow.

    Args:
        row: a row of the table `totals`.
        least_pct: from `config/indicators.yaml`.
    """
    balance: int | None = row["balance_excl_energy_eur"]
    heavy = any(_share(row[f"{s}_eur"], row[f"{s}_excl_energy_eur"]) > least_pct for s in _SIDES)
    return balance if heavy else None


def _share(whole: int | None, rest: int | None) -> float:
    """Return the share of energy in a flow in percent; 0 if unknown, or the flow is not above 0."""
    if whole is None or rest is None or whole <= 0:
        return 0.0
    return 100 * (whole - rest) / whole
