"""`tradefiche status`: what the store holds."""

from __future__ import annotations

from tradefiche.cli import asking, console
from tradefiche.cli.optionsets import CommonOptions


def status(common: CommonOptions) -> None:
    """Show what the store holds, a line a year.

    Quarters or workbooks, their release, rows and totals; what is probably incomplete is marked.
    With --verbose every quarter, when it was taken in, and the files it came from.
    """
    dirs = asking.begin(common)
    store = asking.store(common, dirs)
    if common.json:
        from tradefiche.customs.inventory import holdings

        console.document(holdings(store, dirs))
    else:
        from tradefiche.report.status import status_text

        console.text(status_text(store, dirs, every=common.verbose))
