"""`tradefiche status`: what the store holds."""

from __future__ import annotations

from tradefiche.cli import asking, console
from tradefiche.cli.optionsets import Common


def status(common: Common) -> None:
    """Show what the store holds.

    Quarters, their releases, rows and totals, when they were taken in, and from which files.
    """
    dirs = asking.begin(common)
    store = asking.store(common, dirs)
    from tradefiche.customs.inventory import holdings, summary

    if common.json:
        console.document(holdings(store))
    else:
        console.text(summary(store))
