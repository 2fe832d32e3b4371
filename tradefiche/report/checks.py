"""Findings on a terminal: a sign and a sentence each, by severity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.report.columns import wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradefiche.reference.territories import Territory
    from tradefiche.tabulation.answer import Answer

_SIGNS = {"error": "✗", "warning": "!", "notice": "·"}
_NOTHING = {"fr": "Rien à signaler.", "en": "Nothing to report."}


def findings_text(
    found: Answer, territory: Territory, period: str, *, notices: bool = True
) -> Iterator[str]:
    """Yield the findings on a territory and period; a sentence if there is none to be told of."""
    from tradefiche.tabulation.answer import only

    rows = only(found, territory, period)["checks"].to_dicts()
    for row in rows:
        if notices or row["severity"] != "notice":
            text = f"{_SIGNS[row['severity']]} {row['message']} [{row['code']}]"
            first, *rest = wrapped(text, indent="  ")
            yield first[2:]
            yield from rest
    if not rows and notices:
        yield _NOTHING[found.meta.lang]
