"""The balance without energy, where energy weighs enough to be told apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_SIDES = ("exports", "imports")


def balance_apart(row: Mapping[str, Any], least_pct: float) -> int | None:
    """Return the balance without energy in whole euros.

    None where it is not known, and where energy makes no more than `least_pct` percent of either
    flow.

    Args:
        row: of the table `totals`.
        least_pct: from `config/indicators.yaml`.
    """
    balance: int | None = row["balance_excl_energy_eur"]
    heavy = any(_share(row[f"{s}_eur"], row[f"{s}_excl_energy_eur"]) > least_pct for s in _SIDES)
    return balance if heavy else None


def _share(whole: int | None, rest: int | None) -> float:
    """Return how much of a flow is energy, in percent; 0 where that means nothing."""
    if whole is None or rest is None or whole <= 0:
        return 0.0
    return 100 * (whole - rest) / whole
