"""The citation of the figures' source, as the Customs' notice asks, and of tradefiche's part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from tradefiche.language.phrases import Wording

_VOWELS = ("a", "o")
"""First letters of the months before which French elides `de` to `d'`."""


def cited(data: Literal["customs", "sample"], release: str | None, wording: Wording) -> str:
    """Return the citation of figures, without a full stop.

    Such as `Source : douanes françaises, résultats de septembre 2026 ; calculs tradefiche`.

    Args:
        data: origin of the figures.
        release: month of their release, `2026-09`, the newest of several; None if unknown.
        wording: phrases of the language.
    """
    if data == "sample":
        return wording.say("common.cited_sample")
    if release is None:
        return wording.say("common.cited_undated")
    year, _, number = release.partition("-")
    month = wording.month(int(number))
    key = "common.cited_elided" if month.startswith(_VOWELS) else "common.cited"
    return wording.say(key, month=month, year=year)
